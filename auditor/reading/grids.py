"""Tables in plain text: flattened to one cell a line (as Word saves them), tab-separated, piped or aligned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from auditor.document import Cell
from auditor.reading.grids_aligned import aligned, spaced
from auditor.reading.grids_rows import Row, bare_rows, is_contents, is_header, looks_tabular, segments, values
from auditor.reading.structure import Piece

if TYPE_CHECKING:
    from auditor.reading.plain import Line

PIPES = "|｜│┃"
_PIPE = re.compile(f"(?<!\\\\)[{PIPES}]")
_RULE = re.compile(f"[{PIPES}:+=\\- \t\u3000\u2500-\u257f]+")
_DRAWN = re.compile("[\u2500-\u257f \t\u3000+=-]+")


class Found(NamedTuple):
    """Tables that start at one line, the line after them, and the signs drawn between cells."""

    tables: list[list[Row]]
    stop: int
    markup: list[tuple[int, int]]


@dataclass(slots=True)
class Tables:
    """Cells of all tables as pieces, the indices of the lines they take up, and the drawn rules (markup)."""

    pieces: list[Piece] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    markup: list[tuple[int, int]] = field(default_factory=list)


def find_tables(lines: Sequence[Line]) -> Tables:
    """All tables among ``lines``, in order."""
    result = Tables()
    index, number = 0, 0
    while index < len(lines):
        found = _table_at(lines, index)
        if found.tables:
            for rows in found.tables:
                result.pieces.extend(_cells(rows, number))
                number += 1
            result.markup.extend(found.markup)
            result.lines.update(range(index, found.stop))
        index = max(found.stop, index + 1)
    return result


def _cells(rows: Sequence[Row], number: int) -> list[Piece]:
    return [
        Piece(ranges, kind="cell", cell=Cell(number, row, column))
        for row, cells in enumerate(rows)
        for column, ranges in enumerate(cells)
    ]


def _table_at(lines: Sequence[Line], index: int) -> Found:
    line = lines[index]
    if _single(line):
        return _flattened(lines, index)
    if "\t" in line.raw.strip(" \u3000\u00a0"):
        return _tabbed(lines, index)
    if _PIPE.search(line.text) or (_DRAWN.fullmatch(line.text) and len(line.text) >= 3):
        return _piped(lines, index)
    if "  " in line.text or "\u3000\u3000" in line.text:
        rows, stop = aligned(lines, index)
        return Found([rows] if rows else [], stop, [])
    if line.raw.strip().count(" ") >= 2:
        rows, stop = spaced(lines, index)
        if rows:
            return Found([rows], stop, [])
    if line.raw.count(",") >= 2:
        return _commas(lines, index)
    return Found([], index, [])


_SENTENCE = re.compile('[。！？；，]|, |"')
_VALUED = re.compile("[-−+]?[0-9]+(?:[.][0-9]+)?[%％]?")


def _commas(lines: Sequence[Line], index: int) -> Found:
    """Comma-separated rows: a header without figures, then two or more rows of its width with figures."""
    start, width = index, lines[index].raw.count(",")
    rows: list[Row] = []
    drawn: list[tuple[int, int]] = []
    while index < len(lines) and (index == start or not lines[index].gap):
        line = lines[index]
        parts = [part.strip() for part in line.raw.split(",")]
        valued = any(_VALUED.fullmatch(part) for part in parts)
        if len(parts) != width + 1 or _SENTENCE.search(line.raw) or max(map(len, parts)) > 24:
            break
        if valued == (index == start):
            break
        drawn += [(line.start + at, line.start + at + 1) for at, char in enumerate(line.raw) if char == ","]
        rows.append([[span] for span in _split(line, ",")])
        index += 1
    if len(rows) < 3:
        return Found([], max(index, start), [])
    return Found([rows], index, drawn)


def _single(line: Line) -> bool:
    """One cell alone on its line, led by a tab."""
    return line.tabbed and "\t" not in line.raw[1:].rstrip()


def _flattened(lines: Sequence[Line], index: int) -> Found:
    """One cell a line, each led by a tab; a blank line ends a row; a line without tab goes on with its cell."""
    rows: list[Row] = [[]]
    start = index
    while index < len(lines):
        line = lines[index]
        if _single(line):
            if line.gap and rows[-1]:
                rows.append([])
            rows[-1].append([(line.start, line.end)])
        elif index > start and _continues(lines, index):
            rows[-1][-1].append((line.start, line.end))
        else:
            break
        index += 1
    text = "\n".join(line.text for line in lines[start:index])
    if not looks_tabular(rows, text):
        return Found([], index, [])
    return Found(segments(rows, lines, start, index), index, [])


def _continues(lines: Sequence[Line], index: int) -> bool:
    """A short line without tab goes on with its cell when cells follow it closely."""
    for at in range(index, min(index + 3, len(lines))):
        if lines[at].gap and at == index:
            return False
        if lines[at].tabbed:
            return at > index
        if len(lines[at].text) > 40:
            return False
    return False


def _tabbed(lines: Sequence[Line], index: int) -> Found:
    """One row a line; rows whose trailing tabs were trimmed to nothing are taken in by their place."""
    start = index
    rows: list[Row] = []
    counted = False
    while index < len(lines):
        line = lines[index]
        if "\t" in line.raw and (index == start or line.gap <= 2):
            if counted and line.gap and is_header(line.text):
                break
            rows.append([[span] for span in _split(line, "\t")])
            counted = counted or values(line.text) > 0
            index += 1
        elif more := bare_rows(lines, index, bool(rows) and counted):
            rows += [[[(bare.start, bare.end)]] for bare in lines[index:more]]
            index = more
        else:
            break
    if len(rows) < 2 or is_contents(lines, start, index):
        return Found([], index, [])
    return Found([rows], index, [])


def _piped(lines: Sequence[Line], index: int) -> Found:
    start = index
    rows: list[Row] = []
    drawn: list[tuple[int, int]] = []
    while index < len(lines) and (index == start or not lines[index].gap):
        line = lines[index]
        if _RULE.fullmatch(line.text):
            drawn.append((line.start, line.end))
        elif _PIPE.search(line.text) and not line.tabbed:
            rows.append(_pipe_row(line, drawn))
        else:
            break
        index += 1
    if not _is_piped(rows, lines[start:index]):
        return Found([], index, [])
    return Found([rows], index, drawn)


def _pipe_row(line: Line, drawn: list[tuple[int, int]]) -> Row:
    lead = len(line.raw) - len(line.raw.lstrip())
    marks = [line.start + match.start() for match in _PIPE.finditer(line.raw)]
    drawn.extend((mark, mark + 1) for mark in marks)
    edges = [line.start + lead - 1, *marks, line.end]
    spans = [(one + 1, two) for one, two in pairwise(edges)]
    if line.text[0] in PIPES:
        spans = spans[1:]
    if line.text[-1] in PIPES:
        spans = spans[:-1]
    return [[span] for span in spans]


def _is_piped(rows: Sequence[Row], lines: Sequence[Line]) -> bool:
    """At least two rows; without outer pipes also a drawn rule or three rows of one width."""
    if len(rows) < 2:
        return False
    if all(line.text[0] in PIPES or _RULE.fullmatch(line.text) for line in lines):
        return True
    widths = {len(row) for row in rows}
    ruled = any(_RULE.fullmatch(line.text) for line in lines)
    return ruled or (len(rows) >= 3 and len(widths) == 1 and max(len(line.text) for line in lines) <= 200)


def _split(line: Line, mark: str) -> list[tuple[int, int]]:
    """Source spans of the parts of a line between ``mark``s, without the blanks that end the line."""
    raw = line.raw.rstrip(" \u3000\u00a0")
    spans: list[tuple[int, int]] = []
    start = line.start
    for part in raw.split(mark):
        spans.append((start, start + len(part)))
        start += len(part) + len(mark)
    return spans
