"""Comments in Markdown and HTML that accept a finding where it stands.

``<!-- audit: ignore MET001 the branch counts differ -->`` speaks for the paragraph (or table) that holds it,
else for the one that follows. Without a reason it accepts nothing and is reported itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from auditor.document import Document
from auditor.finding import Finding, Location
from auditor.known import own_finding, with_more
from auditor.result import FileResult
from auditor.rulebook import Rule

_COMMENT = re.compile("<!--[ \t\r\n]{0,40}audit:[ \t]{0,8}ignore(?![A-Za-z])([^<>]{0,600}?)-->")
_SELECTOR = re.compile("[ \t\r\n,，、]{0,40}([A-Za-z][A-Za-z0-9-]{2,60})(?=[ \t\r\n,，、]|$)")
_CODE = re.compile("[A-Z]{3}(?:[0-9]{3})?|ALL")
FORMATS = ("markdown", "html")
"""Formats of `Document.format` whose comments are heard."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its source span, the rules it names, its reason, and the blocks it speaks for."""

    start: int
    end: int
    selectors: tuple[str, ...]
    reason: str
    blocks: frozenset[int]


def comments(document: Document, rules: Sequence[Rule]) -> tuple[Comment, ...]:
    """The comments of a document that name at least one rule, in order."""
    if document.format not in FORMATS or "audit:" not in document.source:
        return ()
    return tuple(_comments(document, {rule.name for rule in rules}))


def _comments(document: Document, names: set[str]) -> Iterator[Comment]:
    places = _places(document)
    members: dict[int, set[int]] = {}
    for index, block in enumerate(document.blocks):
        if block.cell:
            members.setdefault(block.cell.table, set()).add(index)
    tables = {number: frozenset(cells) for number, cells in members.items()}
    for match in _COMMENT.finditer(document.source):
        selectors, reason = _parts(match[1], names)
        blocks = _blocks(document, places, tables, match.start())
        yield Comment(match.start(), match.end(), selectors, reason, blocks)


def _parts(text: str, names: set[str]) -> tuple[tuple[str, ...], str]:
    """The leading words that name rules, and the rest, which is the reason."""
    found: list[str] = []
    at = 0
    while (match := _SELECTOR.match(text, at)) and (_CODE.fullmatch(match[1]) or match[1] in names):
        found.append(match[1])
        at = match.end()
    return tuple(found), text[at:].strip(" \t\r\n,，、:：—-")


def _places(document: Document) -> list[tuple[int, int, int]]:
    """(source start, source end, index) of the blocks that hold text, in order."""
    return [
        (*document.to_source(block.start, block.end), index)
        for index, block in enumerate(document.blocks)
        if block.start < block.end
    ]


def _blocks(
    document: Document, places: list[tuple[int, int, int]], tables: Mapping[int, frozenset[int]], start: int
) -> frozenset[int]:
    """The block around the source span or before it on its line, else the next, which may be a whole table."""
    at = bisect_right(places, start, key=lambda place: place[1])
    if at and document.source.find("\n", places[at - 1][1], start) < 0:
        return frozenset([places[at - 1][2]])
    if at == len(places):
        return frozenset()
    first, _, index = places[at]
    cell = document.blocks[index].cell
    return tables[cell.table] if cell and first > start else frozenset([index])


def obey(result: FileResult, rules: Sequence[Rule], language: str) -> FileResult:
    """``result`` with the findings accepted by comments marked, unused and reasonless comments reported."""
    document = result.document
    if document is None:
        return result
    told: list[Finding | None] = []
    findings = result.findings
    for number, comment in enumerate(comments(document, rules)):
        if comment.reason and comment.selectors:
            findings, used = _mark(document, findings, comment, rules)
            if used or not _ran(comment, rules):
                continue
        code = "AUD002" if comment.reason and comment.selectors else "AUD004"
        told.append(_told(code, comment, number, document, rules, language))
    return with_more(replace(result, findings=findings), (finding for finding in told if finding))


def _ran(comment: Comment, rules: Sequence[Rule]) -> bool:
    return any(_names(selector, rule.code, rule.name) for selector in comment.selectors for rule in rules)


def _names(selector: str, code: str, name: str) -> bool:
    return selector in (code, code[:3], name, "ALL")


def _mark(
    document: Document, findings: tuple[Finding, ...], comment: Comment, rules: Sequence[Rule]
) -> tuple[tuple[Finding, ...], bool]:
    used = False
    marked: list[Finding] = []
    for finding in findings:
        if finding.status == "new" and _speaks_for(comment, finding, document):
            finding = replace(finding, status="suppressed", reason=comment.reason)
            used = True
        marked.append(finding)
    return tuple(marked), used


def _speaks_for(comment: Comment, finding: Finding, document: Document) -> bool:
    if not any(_names(selector, finding.rule, finding.name) for selector in comment.selectors):
        return False
    places = ([finding.location] if finding.location else []) + list(finding.related)
    return any(document.block_at(place.view[0]) in comment.blocks for place in places)


def _told(
    code: str, comment: Comment, number: int, document: Document, rules: Sequence[Rule], language: str
) -> Finding | None:
    path = document.path
    quote = document.source[comment.start : comment.end]
    line, column = document.line_column(comment.start)
    end_line, end_column = document.line_column(comment.end)
    first = document.blocks[min(comment.blocks)].start if comment.blocks else max(len(document.text) - 1, 0)
    location = None
    if document.text:
        location = Location(
            path, document.locator(comment.start), line, column, end_line, end_column,
            comment.start, comment.end, quote, " ".join(quote.split()), "", (first, first + 1),
        )  # fmt: skip
    data = {"rule": ",".join(comment.selectors), "quote": comment.reason, "source": f"{line}:{column}"}
    return own_finding(code, path, data, rules, language, f"{number}\0{quote}", location)
