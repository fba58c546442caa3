"""The lint-style report for people: place, rule, both sides of the conflict, the arithmetic, a hint."""

from __future__ import annotations

from collections import Counter

from auditor.finding import Finding
from auditor.reporting import Run
from auditor.reporting.excerpt import Excerpt, excerpts
from auditor.reporting.inert import inert
from auditor.result import FileResult
from auditor.rulebook import FAMILIES

_COLORS = {"error": "31;1", "warning": "33;1", "info": "36"}
_WORDS = {
    "zh": {"error": "错误", "warning": "警告", "info": "提示", "hint": "提示", "fix": "建议"},
    "en": {"error": "error", "warning": "warning", "info": "info", "hint": "hint", "fix": "suggestion"},
}


def render(run: Run) -> str:
    """All findings file by file, one closing line, and on a terminal a table by family and severity."""
    parts = [_file(result, run) for result in run.results]
    if run.color and any(result.findings for result in run.results):
        parts.append(_table(run))
    parts.append(_closing(run))
    return "".join(parts)


def _file(result: FileResult, run: Run) -> str:
    if result.error:
        return f"{inert(result.path)}: {inert(result.error)}\n\n"
    shown = [finding for finding in result.findings if finding.status == "new"]
    return "".join(_finding(finding, result, run) + "\n" for finding in shown)


def _finding(finding: Finding, result: FileResult, run: Run) -> str:
    words = _WORDS[run.language]
    place = finding.location
    where = f"{inert(finding.path)}:{place.line}:{place.column}" if place else inert(finding.path)
    if place and place.locator:
        where += f" ({inert(place.locator)})"
    label = _paint(f"{words[finding.severity]} {finding.rule}", _COLORS[finding.severity], run)
    lines = [f"{where}: {label} {finding.name} [{finding.short_id}]", f"  {inert(finding.message)}"]
    if result.document:
        lines += [_line(excerpt, run) for excerpt in excerpts(result.document, finding)]
    if finding.suggestion:
        lines.append(f"  {words['fix']}：{inert(finding.suggestion)}")
    elif finding.hint:
        lines.append(f"  {words['hint']}：{inert(finding.hint)}")
    return "\n".join(lines) + "\n"


def _line(excerpt: Excerpt, run: Run) -> str:
    text = "".join(
        (_paint(inert(piece), "1;4", run) if run.color else f"【{inert(piece)}】") if marked else inert(piece)
        for piece, marked in excerpt.pieces
    )
    return f"  {excerpt.line:>5} │ {text}"


def _paint(text: str, code: str, run: Run) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if run.color else text


def _closing(run: Run) -> str:
    tally = Counter(f.severity for r in run.results for f in r.findings if f.status == "new")
    old = sum(f.status != "new" for r in run.results for f in r.findings)
    numbers = sum(result.numbers for result in run.results)
    related = sum(result.numbers_in_relations for result in run.results)
    unread = sum(result.unread_tables for result in run.results)
    if run.language == "en":
        line = f"{len(run.results)} file(s): {tally['error']} errors, {tally['warning']} warnings, {tally['info']} info"
        line += f", {old} known" if old else ""
        line += f"; {numbers} numbers, {related} of them checked" + (
            f", {unread} tables unread" if unread else ""
        )
        return line + ".\n"
    line = f"{len(run.results)} 个文件：{tally['error']} 个错误，{tally['warning']} 个警告，{tally['info']} 个提示"
    line += f"，{old} 个已知" if old else ""
    line += f"；{numbers} 个数字，{related} 个参与核对" + (f"，{unread} 张表未能解析" if unread else "")
    return line + "。\n"


def _table(run: Run) -> str:
    from tabulate import tabulate

    tally = Counter((f.rule[:3], f.severity) for r in run.results for f in r.findings if f.status == "new")
    words = _WORDS[run.language]
    rows = [
        [
            family,
            FAMILIES[family] if run.language == "zh" else "",
            *(tally[family, s] or "" for s in ("error", "warning", "info")),
        ]
        for family in FAMILIES
        if any(tally[family, severity] for severity in ("error", "warning", "info"))
    ]
    headers = ["", "", words["error"], words["warning"], words["info"]]
    return tabulate(rows, headers=headers, tablefmt="simple", disable_numparse=True) + "\n\n"
