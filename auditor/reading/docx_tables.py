"""The grid of a Word table: which cells are shown, where, and over how many rows and columns they reach."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from auditor.reading.docx_xml import Element, attribute, child, flat, local, number

_WIDEST = 1000


@dataclass(slots=True)
class Slot:
    """A shown cell; columns are counted from 0 in the table's own visible grid."""

    element: Element
    column: int
    colspan: int
    rowspan: int = 1


def grid(table: Element) -> list[list[Slot]]:
    """Rows of shown cells: deleted rows and cells are left out, merged cells stand once."""
    rows: list[list[Slot]] = []
    merged: dict[int, Slot] = {}
    for row in flat(table):
        if local(row) == "tr" and child(child(row, "trPr"), "del") is None:
            slots, merged = _row(row, merged)
            rows.append(slots)
    _number_columns(rows)
    return rows


def _row(row: Element, merged: dict[int, Slot]) -> tuple[list[Slot], dict[int, Slot]]:
    """The cells of a row, and those that go on below; ``merged`` are those that come from above."""
    column = _clamp(number(row, "trPr", "gridBefore"), 0)
    slots: list[Slot] = []
    going_on: dict[int, Slot] = {}
    for cell in flat(row):
        properties = child(cell, "tcPr")
        if local(cell) != "tc" or child(properties, "cellDel") is not None:
            continue
        span = _clamp(number(properties, "gridSpan"), 1)
        vertical = _merge(properties, "vMerge")
        if _merge(properties, "hMerge") == "continue" and slots:
            slots[-1].colspan += span
        elif vertical == "continue" and column in merged:
            merged[column].rowspan += 1
            going_on[column] = merged[column]
        else:
            slots.append(Slot(cell, column, span))
            if vertical:
                going_on[column] = slots[-1]
        column += span
    return slots, going_on


def _merge(properties: Element | None, name: str) -> str | None:
    found = child(properties, name)
    return (attribute(found, "val") or "continue") if found is not None else None


def _clamp(value: int | None, least: int) -> int:
    return least if value is None else max(least, min(value, _WIDEST))


def _number_columns(rows: list[list[Slot]]) -> None:
    """Word's grid has a line for every border that is a hair off; only columns where cells start count."""
    starts = sorted({slot.column for row in rows for slot in row})
    for slot in (slot for row in rows for slot in row):
        first = bisect_left(starts, slot.column)
        slot.colspan = max(bisect_left(starts, slot.column + slot.colspan) - first, 1)
        slot.column = first
