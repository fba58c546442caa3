"""The lint-style report for people: place, rule, both sides of the conflict, the arithmetic, a hint.

【】 holds the place that is blamed, 〖〗 the places it conflicts with; on a colour terminal both are
underlined instead. The words before the bar say what the marked text is (总数, 分项, 日期 …).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor.finding import SEVERITIES, Finding
from auditor.reporting import Run
from auditor.reporting.excerpt import Excerpt, excerpts, hidden
from auditor.reporting.inert import inert
from auditor.reporting.rows import advice, by_section, family_name, relation_rows
from auditor.reporting.words import locator_words, role_word, words
from auditor.result import FileResult
from auditor.text import width

_COLORS = {"error": "31;1", "warning": "33;1", "info": "36"}
_MARKS = {"primary": "【{}】", "related": "〖{}〗", "plain": "{}"}


def render(run: Run) -> str:
    """All findings file by file, one closing line, and on a terminal a table by family and severity."""
    parts = [_file(result, run) for result in run.results]
    if run.coverage:
        parts += [_relations(result, run) for result in run.results]
    if not run.quiet:
        if run.color and any(result.findings for result in run.results):
            parts.append(_table(run))
        parts.append(closing(run))
    return "".join(parts)


def _file(result: FileResult, run: Run) -> str:
    if result.error:
        return f"{inert(result.path)}: {inert(result.error)}\n\n"
    shown = [finding for finding in result.findings if finding.status == "new"]
    if run.group_by != "section":
        return "".join(_finding(finding, result, run) + "\n" for finding in shown)
    lines: list[str] = []
    for section, findings in by_section(shown, result, run.language).items():
        lines.append(_paint(f"── {section} ──", "1", run) + "\n\n")
        lines += [_finding(finding, result, run) + "\n" for finding in findings]
    return "".join(lines)


def _finding(finding: Finding, result: FileResult, run: Run) -> str:
    word = words(run.language)
    place = finding.location
    where = f"{inert(finding.path)}:{place.line}:{place.column}" if place else inert(finding.path)
    if place and place.locator:
        where += f" ({inert(locator_words(place.locator, run.language))})"
    label = _paint(f"{word[finding.severity]} {finding.rule}", _COLORS[finding.severity], run)
    lines = [
        f"{where}: {label} {finding.name} [{finding.short_id}]",
        f"  {_paint(inert(finding.message), '1', run)}",
    ]
    if result.document:
        shown = excerpts(result.document, finding)
        lines += _lines(shown, finding, run)
        if count := hidden(finding, shown):
            lines.append(f"  {word['more'].format(count=count)}")
    lines += [f"  {word[key]}{word['colon']}{inert(text)}" for key, text in advice(finding, run.language)]
    return "\n".join(lines) + "\n"


def _lines(shown: Sequence[Excerpt], finding: Finding, run: Run) -> list[str]:
    """The excerpts with their place and roles in front, padded so that the bars stand in one column."""
    fronts = [_front(excerpt, run, bool(finding.related)) for excerpt in shown]
    size = max((width(front) for front in fronts), default=0)
    lines: list[str] = []
    for front, excerpt in zip(fronts, shown, strict=True):
        text = "".join(_piece(piece.kind, inert(piece.text), finding, run) for piece in excerpt.pieces)
        lines.append(f"  {front}{' ' * (size - width(front))} │ {text}")
    return lines


def _front(excerpt: Excerpt, run: Run, several: bool) -> str:
    where = locator_words(excerpt.locator, run.language) if excerpt.locator else f"{excerpt.line:>5}"
    roles = [role_word(role, run.language) for role in excerpt.roles if several]
    return " ".join([inert(where), words(run.language)["list"].join(filter(None, roles))]).rstrip()


def _piece(kind: str, text: str, finding: Finding, run: Run) -> str:
    if not run.color:
        return _MARKS[kind].format(text)
    if kind == "plain":
        return text
    return _paint(text, f"{_COLORS[finding.severity]};4" if kind == "primary" else "36;1;4", run)


def _paint(text: str, code: str, run: Run) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if run.color else text


def closing(run: Run) -> str:
    """The one line that ends a run: files, findings by severity, known ones, numbers checked."""
    tally = Counter(f.severity for r in run.results for f in r.findings if f.status == "new")
    old = sum(f.status != "new" for r in run.results for f in r.findings)
    failed = sum(result.error is not None for result in run.results)
    numbers = sum(result.numbers for result in run.results)
    related = sum(result.numbers_in_relations for result in run.results)
    unread = sum(result.unread_tables for result in run.results)
    if run.language == "en":
        counts = [_count(tally["error"], "error"), _count(tally["warning"], "warning")]
        line = f"{_count(len(run.results), 'file')}: {', '.join(counts)}, {tally['info']} info"
        line += f", {old} known" if old else ""
        line += f", {_count(failed, 'file')} unreadable" if failed else ""
        line += f"; {_count(numbers, 'number')}, {related} checked" if numbers else ""
        return line + (f", {_count(unread, 'table')} not understood" if unread else "") + ".\n"
    line = (
        f"{len(run.results)}个文件：{tally['error']}个错误，{tally['warning']}个警告，{tally['info']}个提示"
    )
    line += f"，{old}个已知" if old else ""
    line += f"，{failed}个文件读取失败" if failed else ""
    line += f"；{numbers}个数字，{related}个参与核对" if numbers else ""
    return line + (f"，{unread}张表未能解析" if unread else "") + "。\n"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _relations(result: FileResult, run: Run) -> str:
    """The tick marks: every relation between numbers with its verdict."""
    signs = {"consistent": "√", "inconsistent": "×", "unknown": "?"}
    lines = [
        f"  {signs[relation.verdict]} {row['place']} {row['left']} {row['relation']} "
        + (row["expression"] if relation.operator == "=" else row["right"])
        + (f" ({row['why']})" if row["why"] else "")
        for relation, row in relation_rows(result, run.language)
    ]
    return f"{inert(result.path)}\n" + "\n".join(lines) + "\n\n" if lines else ""


def _table(run: Run) -> str:
    from tabulate import tabulate

    tally = Counter((f.rule[:3], f.severity) for r in run.results for f in r.findings if f.status == "new")
    word = words(run.language)
    rows = [
        [
            family,
            family_name(family, "zh") if run.language == "zh" else "",
            *(tally[family, s] or "" for s in SEVERITIES),
        ]
        for family in sorted({family for family, _ in tally})
    ]
    headers = ["", "", *(word[severity] for severity in SEVERITIES)]
    return tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True) + "\n\n" if rows else ""
