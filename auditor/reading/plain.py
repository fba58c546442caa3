"""Plain text → Document: text saved from a PDF (hard-wrapped), from Word (a line a paragraph), or typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.document import Document
from auditor.reading.grids import find_tables
from auditor.reading.structure import Piece, assemble
from auditor.reading.unwrap import find_margin, page_furniture, paragraph_ends
from auditor.text import BLANK

_LINE = re.compile("[^\r\n\f\v\u2028\u2029\u0085]+")
_INVISIBLE = "\u0000\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_LABEL = re.compile(
    "[0-9０-９]{1,4}[.、．)）]?|[（(][0-9０-９]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|[\u2460-\u2473]"
)
_INDENT = re.compile("(?:\u3000{2}|[ \u00a0]{4})[^ \u00a0\u3000]")
_MARKDOWN = re.compile("(?m)^(?:#{1,6} [^\n]|\\*\\*[^*\n]{1,80}\\*\\*[ \t]*$)")


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line that is not blank: its source span, its text as it stands and stripped, blank lines before it."""

    start: int
    end: int
    raw: str
    text: str
    gap: int
    tabbed: bool


def split_lines(source: str) -> list[Line]:
    """The non-blank lines of ``source``; ``tabbed`` tells lines that open with a tab."""
    lines: list[Line] = []
    position = 0
    for match in _LINE.finditer(source):
        stripped = match.group().strip(BLANK + _INVISIBLE)
        gap = _newlines(source, position, match.start())
        if not stripped and not match.group().startswith("\t"):
            continue
        raw = match.group()
        lines.append(Line(match.start(), match.end(), raw, stripped, max(gap - 1, 0), raw[0] == "\t"))
        position = match.end()
    return lines


def _newlines(source: str, start: int, end: int) -> int:
    return source.count("\n", start, end) or source.count("\r", start, end)


def read_plain(source: str, path: str) -> Document:
    """Read plain text. Raises nothing: any text is a report, however odd."""
    if len(_MARKDOWN.findall(source[:200_000])) >= 2:
        from auditor.reading.markdown import read_markdown

        return read_markdown(source, path)
    lines = split_lines(source)
    tables = find_tables(lines)
    in_table = tables.lines
    prose = [index for index in range(len(lines)) if index not in in_table and lines[index].text]
    margin = find_margin([lines[index].text for index in prose])
    furniture: set[int] = set()
    if margin:
        furniture = page_furniture([lines[i].text for i in prose], [lines[i].gap for i in prose])
        furniture = {prose[at] for at in furniture}
        prose = [index for index in prose if index not in furniture]
        ends = paragraph_ends([lines[index].text for index in prose], margin)
        ends = _before_indents([lines[index].raw for index in prose], ends)
    else:
        ends = [True] * len(prose)
    pieces = [*_paragraphs(lines, prose, ends, in_table), *tables.pieces]
    pieces.sort(key=lambda piece: piece.ranges[0][0] if piece.ranges else 0)
    return assemble(
        source,
        pieces,
        path,
        furniture=[(lines[index].start, lines[index].end) for index in furniture],
        markup=tables.markup,
        wrapped=margin is not None,
    )


def _before_indents(raw: Sequence[str], ends: Sequence[bool]) -> list[bool]:
    """Where the text has kept its first-line indents, a line that has one opens a paragraph."""
    indented = [bool(_INDENT.match(line)) for line in raw]
    flush = sum(line[:1] not in BLANK for line in raw)
    if sum(indented) < 3 or flush * 3 < len(raw):
        return list(ends)
    return [end or following for end, following in zip(ends, [*indented[1:], True], strict=True)]


def _paragraphs(
    lines: Sequence[Line], prose: Sequence[int], ends: Sequence[bool], in_table: set[int]
) -> list[Piece]:
    """Join prose lines into paragraphs; a number alone on its line opens the paragraph below it."""
    pieces: list[Piece] = []
    ranges: list[tuple[int, int]] = []
    label = 0
    for at, index in enumerate(prose):
        line = lines[index]
        ranges.append((line.start, line.end))
        next_index = prose[at + 1] if at + 1 < len(prose) else None
        breaks = next_index is None or _table_between(index, next_index, in_table)
        alone = len(ranges) == 1 and not label and not breaks and _LABEL.fullmatch(line.text)
        if alone and not _LABEL.fullmatch(lines[next_index or 0].text):  # a column of numbers is no list
            label = len(line.text)
            continue
        if ends[at] or breaks:
            pieces.append(Piece(ranges, label=label))
            ranges, label = [], 0
    return pieces


def _table_between(index: int, following: int, in_table: set[int]) -> bool:
    return any(between in in_table for between in range(index + 1, min(following, index + 3)))
