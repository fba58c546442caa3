"""The same row twice in a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.table_cells import TableCell
from auditor.facts.table_model import Row, Table
from auditor.finding import Hit, Mark

DATA = ("row", "copies")
OPTIONS: dict[str, Any] = {}

_MIN_WORDS, _MIN_CELLS, _MIN_DIGITS = 8, 3, 4


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each row that says in every column but 序号 what another says."""
    for table in facts.tables.read:
        seen: dict[tuple[str, ...], list[Row]] = {}
        for row in table.rows:
            if table.kind == "grid" and (key := _key(table, row)):
                seen.setdefault(key, []).append(row)
        for rows in seen.values():
            if len(rows) > 1 and (hit := _hit(table, rows)):
                yield hit


def _key(table: Table, row: Row) -> tuple[str, ...]:
    """What the row says; () where it says too little for a copy to mean anything."""
    cells = [
        cell for at, cell in enumerate(row.cells) if table.columns[at].kind != "serial" and cell and cell.text
    ]
    words = sum(len(cell.text) for cell in cells if cell.kind in ("text", "date"))
    digits = sum(len(cell.digits) for cell in cells if cell.numeric and cell.point)
    named = bool(row.head and len(row.head.text) >= 2)
    # A short list with numbers of its own (序号 物资 数量) is one list: the same line again is a copy.
    listed = any(column.kind == "serial" for column in table.columns) and _plain(table, cells)
    telling = words >= _MIN_WORDS or (named and digits >= _MIN_DIGITS)
    if row.is_total or row.role == "of-which" or not ((len(cells) >= _MIN_CELLS and telling) or listed):
        return ()
    return tuple(
        cell.text if cell else "" for at, cell in enumerate(row.cells) if table.columns[at].kind != "serial"
    )


def _plain(table: Table, cells: list[TableCell]) -> bool:
    """Whether a row fills every column of a small table without totals."""
    first = cells[0] if cells else None
    whole = len(cells) == len(table.columns) - 1 >= 2 and first is not None and len(first.text) >= 3
    return (
        whole
        and len(table.columns) <= 5
        and not any(row.is_total or row.role == "of-which" for row in table.rows)
    )


def _hit(table: Table, rows: list[Row]) -> Hit | None:
    marks = []
    for row in rows:
        cells = [
            cell
            for at, cell in enumerate(row.cells)
            if table.columns[at].kind != "serial" and cell and cell.text
        ]
        longest = max(
            (cell for cell in cells if cell.kind == "text"), key=lambda cell: len(cell.text), default=cells[0]
        )
        marks.append(Mark(longest.start, longest.end, "copy"))
    data = {"row": rows[0].label[:20], "copies": str(len(rows))}
    return Hit(marks[1], (marks[0], *marks[2:]), data, confidence="likely")
