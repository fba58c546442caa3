"""The physical tables of a document: cells in their places, and what stands above them (caption, unit)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from auditor.document import Block, Document, Span
from auditor.facts.table_cells import TableCell, read_cell
from auditor.units import dimension

_UNIT = re.compile("(?:计量|金额|货币)?单位 ?[：:] ?(?:人民币)?([^ 　\t\n，,。；;）)】]{1,12})")
_CONTINUED = re.compile("续[上前]?表|（续）|\\(续\\)|续$")
_LOOK_BACK, _LONG = 4, 80


@dataclass(slots=True)
class Grid:
    """Rows of cells by place; ``grid[r][c]`` is None where nothing stands or a merged cell reaches over.

    ``caption`` is the nearest short block above the table, ``unit`` what 单位： says there, ``section`` the
    enclosing headings (block indices), ``first`` and ``last`` its first and last block.
    """

    number: int
    rows: list[list[TableCell | None]] = field(default_factory=list)
    width: int = 0
    caption: Span | None = None
    unit: str = ""
    unit_span: Span | None = None
    section: tuple[int, ...] = ()
    first: int = 0
    last: int = 0


def grids(document: Document) -> list[Grid]:
    """All physical tables in order; one that goes on over a page is joined to its start."""
    found: list[Grid] = []
    cells = [(index, block) for index, block in enumerate(document.blocks) if block.cell]
    for _, group in groupby(cells, key=lambda pair: pair[1].cell.table if pair[1].cell else -1):
        grid = _grid(document, list(group))
        if found and _continues(document, found[-1], grid):
            _join(found[-1], grid)
        else:
            found.append(grid)
    return found


def _grid(document: Document, cells: Sequence[tuple[int, Block]]) -> Grid:
    place = cells[0][1].cell
    grid = Grid(
        place.table if place else 0, section=cells[0][1].section, first=cells[0][0], last=cells[-1][0]
    )
    for index, block in cells:
        if block.cell is None:
            continue
        row, column = block.cell.row, block.cell.column
        while len(grid.rows) <= row:
            grid.rows.append([])
        cell = read_cell(
            index,
            block.start,
            document.text[block.start : block.end],
            (row, column),
            (block.cell.rowspan, block.cell.colspan),
        )
        line = grid.rows[row]
        line.extend([None] * (column + 1 - len(line)))
        line[column] = cell
        grid.width = max(grid.width, column + block.cell.colspan)
    for line in grid.rows:
        line.extend([None] * (grid.width - len(line)))
    _spread(grid)
    _look_above(document, grid)
    return grid


def _spread(grid: Grid) -> None:
    """A cell merged over rows says the same in each of them; a figure is one figure all the same."""
    for row, line in enumerate(grid.rows):
        for column, cell in enumerate(line):
            if cell is None or cell.row != row or cell.rowspan == 1:
                continue
            again = replace(cell, kind="text", point=None) if cell.numeric else cell
            for below in grid.rows[row + 1 : row + cell.rowspan]:
                below[column] = below[column] or again


def _look_above(document: Document, grid: Grid) -> None:
    for block in _above(document, grid.first):
        text = document.text[block.start : block.end]
        if not grid.unit and (match := _unit(text)):
            grid.unit = match[1]
            grid.unit_span = Span(block.start + match.start(1), block.start + match.end(1))
            named = text[: match.start()].rstrip(" 　（(")
            if (
                grid.caption is None
                and len(named) >= 4
                and not re.search("[：:，。；]|单位|日期|编号", named)
            ):
                grid.caption = Span(block.start, block.start + len(named))
        elif grid.caption is None and not _UNIT.search(text):
            grid.caption = Span(block.start, block.end)


def _above(document: Document, first: int) -> Iterator[Block]:
    """Short blocks right above a table, nearest first."""
    for index in range(first - 1, max(first - 1 - _LOOK_BACK, -1), -1):
        block = document.blocks[index]
        if block.cell or block.end - block.start > _LONG:
            return
        yield block
        if block.kind in ("heading", "title"):
            return


def _unit(text: str) -> re.Match[str] | None:
    """The unit note in ``text``, if what it names is a unit (单位：某某馆 names an institution)."""
    for match in _UNIT.finditer(text):
        if dimension(match[1]):
            return match
    return None


def _continues(document: Document, one: Grid, two: Grid) -> bool:
    """Whether ``two`` goes on with ``one``: the same header again, and nothing but its caption between."""
    between = document.blocks[one.last + 1 : two.first]
    texts = [document.text[block.start : block.end] for block in between]
    if len(texts) > 3 or one.width != two.width or not one.rows or not two.rows:
        return False
    if not all(_CONTINUED.search(text) or _UNIT.search(text) for text in texts):
        return False
    marked = any(_CONTINUED.search(text) for text in texts)
    return _words(one.rows[0]) == _words(two.rows[0]) and (marked or not texts)


def _words(row: Sequence[TableCell | None]) -> list[str]:
    return [re.sub("[ 　]", "", cell.text) if cell else "" for cell in row]


def _join(one: Grid, two: Grid) -> None:
    head = [_words(row) for row in one.rows[:4]]
    one.rows += [row for at, row in enumerate(two.rows) if not (at < 4 and _words(row) in head)]
    one.last = two.last
