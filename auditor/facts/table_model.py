"""What a table is to the rules: columns with their headers and units, rows with their labels and places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from auditor.document import Span
from auditor.facts.table_cells import TableCell

ColumnKind = Literal["label", "serial", "code", "unit", "number", "percent", "year", "date", "text", "blank"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``path`` holds its headers from the outermost in, ``heads`` the header cells themselves.

    ``unit`` comes from the header or else from the note above the table. ``place`` is where it stands in
    the physical table (two-panel forms have several columns for one).
    """

    kind: ColumnKind
    path: tuple[str, ...]
    unit: str
    place: int
    heads: tuple[TableCell, ...] = ()

    @property
    def header(self) -> str:
        """The headers in one string."""
        return " ".join(self.path)

    @property
    def name(self) -> str:
        """The innermost header."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A body row. ``cells`` has one entry for each column of its table.

    ``role``: "item", "total" (合计), "subtotal" (小计), "grand" (总计), "of-which" (其中) or "heading" (a label
    without values). ``parent`` is the index of the row it is a part of, −1 where none is known, and
    ``bond`` how that is known: "code", "marker", "indent", "of-which" or "". ``code`` is its code, ``mark``
    the style and number of its marker, ``unit`` what its 单位 cell says.
    """

    cells: tuple[TableCell | None, ...]
    label: str
    head: TableCell | None
    role: str = "item"
    parent: int = -1
    bond: str = ""
    code: str = ""
    mark: tuple[str, int] = ("", 0)
    unit: str = ""
    indent: int = 0

    @property
    def is_total(self) -> bool:
        """Whether the row sums others up."""
        return self.role in ("total", "subtotal", "grand")


@dataclass(frozen=True, slots=True)
class Table:
    """One logical table. Forms with the header twice side by side are one table when the right half goes on
    with the left, else two with the same ``number`` and different ``part``.

    ``kind``: "grid", or "pairs" for label and value side by side. ``caption`` and ``unit_span`` are places
    in ``text`` or None. ``section`` are the indices of the headings above.
    """

    number: int
    part: int
    kind: Literal["grid", "pairs"]
    caption: Span | None
    unit: str
    unit_span: Span | None
    section: tuple[int, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def cell(self, row: int, column: int) -> TableCell | None:
        """The cell in a body row and a column."""
        return self.rows[row].cells[column]

    def numeric_columns(self) -> list[int]:
        """Indices of the columns that hold numbers to reckon with."""
        return [at for at, column in enumerate(self.columns) if column.kind in ("number", "percent")]


@dataclass(frozen=True, slots=True)
class Unread:
    """A table that could not be understood: its number, its first place, and why."""

    number: int
    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of a report, and those that could not be read."""

    read: tuple[Table, ...]
    unread: tuple[Unread, ...]
