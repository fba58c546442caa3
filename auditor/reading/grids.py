"""Tables in plain text: flattened to one cell a line (as Word saves them), tab-separated, or piped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from auditor.document import Cell
from auditor.reading.structure import Piece

if TYPE_CHECKING:
    from auditor.reading.plain import Line

Row = list[list[tuple[int, int]]]
"""A row of cells, each a list of source ranges."""


@dataclass(slots=True)
class Tables:
    """Cells of all tables as pieces, the indices of the lines they take up, and the drawn rules (markup)."""

    pieces: list[Piece] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)
    markup: list[tuple[int, int]] = field(default_factory=list)


def find_tables(lines: Sequence[Line]) -> Tables:
    """All tables among ``lines``, in order."""
    found = Tables()
    index, number = 0, 0
    while index < len(lines):
        rows, stop = _table_at(lines, index, found.markup)
        if rows:
            found.pieces.extend(_cells(rows, number))
            found.lines.update(range(index, stop))
            number += 1
        index = max(stop, index + 1)
    return found


def _cells(rows: Sequence[Row], number: int) -> list[Piece]:
    return [
        Piece(ranges, kind="cell", cell=Cell(number, row, column))
        for row, cells in enumerate(rows)
        for column, ranges in enumerate(cells)
    ]


def _table_at(lines: Sequence[Line], index: int, markup: list[tuple[int, int]]) -> tuple[list[Row], int]:
    line = lines[index]
    if _single(line):
        return _flattened(lines, index)
    if "\t" in line.raw:
        return _tabbed(lines, index)
    if line.text.startswith("|") and line.text.count("|") >= 2:
        return _piped(lines, index, markup)
    return [], index


def _single(line: Line) -> bool:
    """One cell alone on its line, led by a tab."""
    return line.tabbed and "\t" not in line.raw[1:].rstrip()


def _flattened(lines: Sequence[Line], index: int) -> tuple[list[Row], int]:
    """One cell a line, each led by a tab; a blank line ends a row; a line without tab goes on with its cell."""
    rows: list[Row] = [[]]
    start = index
    while index < len(lines):
        line = lines[index]
        if _single(line):
            if line.gap and rows[-1]:
                rows.append([])
            rows[-1].append([(line.start, line.end)])
        elif not line.gap and index > start and not line.tabbed:
            rows[-1][-1].append((line.start, line.end))
        else:
            break
        index += 1
    cells = sum(len(row) for row in rows)
    return (rows, index) if cells >= 4 and len(rows) >= 2 else ([], start)


def _tabbed(lines: Sequence[Line], index: int) -> tuple[list[Row], int]:
    start = index
    rows: list[Row] = []
    while index < len(lines) and "\t" in lines[index].raw and (index == start or lines[index].gap <= 2):
        line = lines[index]
        end = line.end - (len(line.raw) - len(line.raw.rstrip(" \u3000\u00a0")))
        rows.append([[span] for span in _split(line.raw[: end - line.start], line.start, "\t")])
        index += 1
    return (rows, index) if len(rows) >= 2 else ([], start)


_RULE = re.compile("[|:+=\\- \t]+")


def _piped(lines: Sequence[Line], index: int, markup: list[tuple[int, int]]) -> tuple[list[Row], int]:
    start = index
    rows: list[Row] = []
    drawn: list[tuple[int, int]] = []
    while (
        index < len(lines) and lines[index].text.startswith("|") and (index == start or not lines[index].gap)
    ):
        line = lines[index]
        if _RULE.fullmatch(line.text):
            drawn.append((line.start, line.end))
        else:
            spans = _split(line.raw, line.start, "|")
            drawn.extend((end, end + 1) for _, end in spans[:-1])
            closed = 1 if line.text.endswith("|") else 0
            rows.append([[span] for span in spans[1 : len(spans) - closed]])
        index += 1
    if len(rows) < 2:
        return [], start
    markup.extend(drawn)
    return rows, index


def _split(raw: str, start: int, mark: str) -> list[tuple[int, int]]:
    """Source spans of the parts of ``raw`` between ``mark``s; ``start`` is where ``raw`` begins."""
    spans: list[tuple[int, int]] = []
    for part in raw.split(mark):
        spans.append((start, start + len(part)))
        start += len(part) + len(mark)
    return spans
