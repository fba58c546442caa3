"""Markdown for wikis, mail and pull requests; whatever a report says is escaped, so it marks up nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from auditor.finding import SEVERITIES, Finding
from auditor.reporting import Run
from auditor.reporting.excerpt import excerpts, hidden
from auditor.reporting.inert import inert
from auditor.reporting.rows import advice, arithmetic, by_section, family_name
from auditor.reporting.text_report import closing
from auditor.reporting.words import locator_words, place_words, role_word, words
from auditor.result import FileResult

_MARKUP = re.compile("[\\\\`*_{}\\[\\]<>()#+.!|~&$:@=^\"'-]")
_MARKS = {"primary": "【{}】", "related": "〖{}〗", "plain": "{}"}


def render(run: Run) -> str:
    """The summary first, then file by file the new findings with both sides of the conflict."""
    word = words(run.language)
    lines = [f"# {word['title']}", "", escape(closing(run).strip()), "", *_tally(run)]
    for result in run.results:
        lines += _file(result, run)
    return "\n".join(lines).rstrip("\n") + "\n"


def escape(text: str) -> str:
    """``text`` on one line with every character that could mark something up escaped."""
    return _MARKUP.sub(lambda match: f"\\{match.group()}", " ".join(inert(text).split(" ")).strip())


def _tally(run: Run) -> Iterator[str]:
    word = words(run.language)
    tally = Counter((f.rule[:3], f.severity) for r in run.results for f in r.findings if f.status == "new")
    if not tally:
        return
    yield f"| {word['family']} | {' | '.join(word[severity] for severity in SEVERITIES)} |"
    yield "|---|" + "--:|" * len(SEVERITIES)
    for family in sorted({family for family, _ in tally}):
        name = f"{family} {family_name(family, run.language)}" if run.language == "zh" else family
        yield f"| {name} | {' | '.join(str(tally[family, severity]) for severity in SEVERITIES)} |"
    yield ""


def _file(result: FileResult, run: Run) -> Iterator[str]:
    word = words(run.language)
    yield f"## {escape(result.path)}"
    yield ""
    shown = [finding for finding in result.findings if finding.status == "new"]
    if result.error:
        yield escape(result.error)
    elif not shown:
        yield word["none"]
    if run.group_by != "section":
        for finding in shown:
            yield from _finding(finding, result, run, "###")
    else:
        for section, findings in by_section(shown, result, run.language).items():
            yield f"### {escape(section)}"
            yield ""
            for finding in findings:
                yield from _finding(finding, result, run, "####")
    yield ""


def _finding(finding: Finding, result: FileResult, run: Run, level: str) -> Iterator[str]:
    word, place = words(run.language), finding.location
    yield f"{level} {escape(finding.message)}"
    yield ""
    where = f"{escape(place_words(place, run.language))} · " if place else ""
    yield f"{where}**{word[finding.severity]}** · {finding.rule} {finding.name} · `{finding.short_id}`"
    yield ""
    if result.document and place:
        yield from _quotes(finding, result, run)
    if calculated := arithmetic(finding, run.language):
        yield f"- {word['arithmetic']}{word['colon']}{escape(calculated)}"
    for key, text in advice(finding, run.language):
        yield f"- {word[key]}{word['colon']}{escape(text)}"
    yield ""


def _quotes(finding: Finding, result: FileResult, run: Run) -> Iterator[str]:
    assert result.document is not None
    word = words(run.language)
    shown = excerpts(result.document, finding)
    for excerpt in shown:
        where = locator_words(excerpt.locator or f"line:{excerpt.line}", run.language)
        roles = [role_word(role, run.language) for role in excerpt.roles if finding.related]
        label = " ".join([where, word["list"].join(filter(None, roles))]).strip()
        text = "".join(_MARKS[piece.kind].format(escape(piece.text)) for piece in excerpt.pieces)
        yield f"- {escape(label)}{word['colon']}{text}"
    if count := hidden(finding, shown):
        yield f"- {word['more'].format(count=count)}"
