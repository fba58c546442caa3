"""The unit stated above a table against the size of its figures, by the sums the prose gives for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from auditor.document import Document
from auditor.facts import Facts
from auditor.facts.quantities import Quantity
from auditor.facts.table_cells import TableCell
from auditor.facts.table_model import Table
from auditor.finding import Hit, Mark
from auditor.interval import exactly
from auditor.units import dimension

DATA = ("unit", "instead", "cell", "prose")
OPTIONS: dict[str, Any] = {}

_UNITS = ("元", "千元", "万元", "百万元", "亿元")
_MIN_DIGITS, _SURE_DIGITS, _MOST_CELLS = 4, 6, 200


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each table whose totals match the prose only when the unit is another."""
    tables = [table for table in facts.tables.read if table.unit_span and table.unit in _UNITS]
    if not tables:
        return
    prose = _sums(facts.document, facts.quantities)
    told: set[int] = set()
    for table in tables:
        if table.number not in told and (hit := _check(table, prose)):
            told.add(table.number)
            yield hit


def _sums(document: Document, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Sums of money in the prose with digits enough to be known again."""
    return [
        one
        for one in quantities
        if one.dimension == "money"
        and one.kind == "plain"
        and one.point
        and _digits(document.text[one.number[0] : one.number[1]]) >= _MIN_DIGITS
        and document.blocks[document.block_at(one.start)].cell is None
    ]


def _digits(text: str) -> int:
    """Significant digits of a number as printed."""
    return len("".join(char for char in text if char.isdigit()).strip("0"))


def _check(table: Table, prose: Sequence[Quantity]) -> Hit | None:
    cells = _totals(table)
    matches: dict[str, list[tuple[TableCell, Quantity]]] = {unit: [] for unit in _UNITS}
    for unit in _UNITS:
        known = dimension(unit)
        for cell in cells:
            value = exactly((cell.point or Fraction(0)) * (known[1] if known else 1))
            quantity = next((one for one in prose if one.value.meets(value)), None)
            if quantity:
                matches[unit].append((cell, quantity))
    if matches[table.unit] or table.unit_span is None:
        return None
    unit, found = max(matches.items(), key=lambda pair: len({cell.digits for cell, _ in pair[1]}))
    values = {cell.digits for cell, _ in found}
    if not found or (len(values) < 2 and _digits(found[0][0].digits) < _SURE_DIGITS):
        return None
    cell, quantity = found[0]
    return Hit(
        Mark(table.unit_span.start, table.unit_span.end, "unit"),
        (Mark(cell.start, cell.end, "cell"), Mark(quantity.start, quantity.end, "prose")),
        {"unit": table.unit, "instead": unit, "cell": cell.text, "prose": quantity.label},
        confidence="likely",
        suggestion=f"单位：{table.unit} 改为 单位：{unit}",
    )


def _totals(table: Table) -> list[TableCell]:
    """The figures of a table that the prose may give: totals first, then the rest, those with digits enough."""
    rows = sorted(table.rows, key=lambda row: not row.is_total)
    cells = [cell for row in rows for at in table.numeric_columns() if (cell := row.cells[at])]
    chosen = [
        cell
        for cell in cells
        if cell.kind == "number" and not cell.unit and _digits(cell.digits) >= _MIN_DIGITS
    ]
    return chosen[:_MOST_CELLS]
