"""Tables of a web page as they are being read: places of cells under rowspan and colspan, layout tables undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.document import Cell
from auditor.reading.structure import Piece

_WIDEST, _LONGEST, _DEEPEST = 100, 2000, 30
_PROSE = 3


def span_of(value: str | None) -> int:
    """A rowspan or colspan as the page states it; 1 where it makes no sense."""
    text = (value or "").strip()
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1


@dataclass(slots=True)
class _Table:
    cells: list[tuple[Cell, list[Piece]]] = field(default_factory=list)
    outside: list[Piece] = field(default_factory=list)
    row: int = -1
    column: int = 0
    taken: dict[int, int] = field(default_factory=dict)
    """For each column the first row that no cell from above reaches."""
    is_open: bool = False
    """Whether a cell is being read."""


class TableBuilder:
    """Takes pieces in order and the tags of tables between them; ``finish`` gives all pieces in order."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._stack: list[_Table] = []
        self._count = 0

    @property
    def in_cell(self) -> bool:
        """Whether a cell is being read."""
        return bool(self._stack) and self._stack[-1].is_open

    def add(self, piece: Piece) -> None:
        """Take a piece: into the open cell, or where the text stands; astray between cells, into the cell before."""
        if not self._stack:
            self._pieces.append(piece)
        elif self._stack[-1].cells:
            self._stack[-1].cells[-1][1].append(piece)
        else:
            self._stack[-1].outside.append(piece)

    def open_table(self) -> None:
        """A table begins (inside a cell perhaps)."""
        if len(self._stack) < _DEEPEST:
            self._stack.append(_Table())

    def open_row(self) -> None:
        """A row begins; one that is open ends."""
        if self._stack:
            table = self._stack[-1]
            table.is_open = False
            table.row += 1
            table.column = 0

    def open_cell(self, rowspan: int, colspan: int) -> None:
        """A cell begins; one that is open ends."""
        if not self._stack:
            return
        table = self._stack[-1]
        if table.row < 0:
            table.row = 0
        while table.taken.get(table.column, 0) > table.row:
            table.column += 1
        rowspan, colspan = min(rowspan, _LONGEST), min(colspan, _WIDEST)
        table.cells.append((Cell(0, table.row, table.column, rowspan, colspan), []))
        table.is_open = True
        for column in range(table.column, table.column + colspan):
            table.taken[column] = table.row + rowspan
        table.column += colspan

    def close(self, name: str) -> None:
        """An end tag: td, th, tr or table."""
        if not self._stack:
            return
        self._stack[-1].is_open = False
        if name == "table":
            table = self._stack.pop()
            for piece in [*self._laid_out(table)]:
                self.add(piece)

    def finish(self) -> list[Piece]:
        """Close what is open and give all pieces."""
        while self._stack:
            self.close("table")
        return self._pieces

    def _laid_out(self, table: _Table) -> list[Piece]:
        """Cells of a table of data; a table that only lays out the page is its content."""
        rows = {cell.row for cell, _ in table.cells}
        nested = any(piece.cell for _, pieces in table.cells for piece in pieces)
        headed = any(piece.kind == "heading" for _, pieces in table.cells for piece in pieces)
        if nested or headed or len(table.cells) < 2 or not rows:
            return [*table.outside, *(piece for _, pieces in table.cells for piece in pieces)]
        found = list(table.outside)
        last = max(rows) + 1
        for cell, pieces in table.cells:
            rowspan = min(cell.rowspan, last - cell.row)
            found += _cell(Cell(self._count, cell.row, cell.column, rowspan, cell.colspan), pieces)
        self._count += 1
        return found


def _cell(cell: Cell, pieces: Sequence[Piece]) -> list[Piece]:
    """One value is one piece; running paragraphs (a form's big box) are text of their own."""
    if len(pieces) >= _PROSE and sum(b - a for p in pieces for a, b in p.ranges) > 200:
        return [Piece([], "cell", cell=cell), *pieces]
    return [Piece([span for piece in pieces for span in piece.ranges], "cell", cell=cell)]
