"""A share that its row's number and the sum of the column do not give, where all other rows keep to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from auditor.facts import Facts
from auditor.facts.table_cells import TableCell
from auditor.facts.table_model import Table
from auditor.finding import Hit, Mark

DATA = ("row", "share", "number", "sum", "expected")
OPTIONS: dict[str, Any] = {}

_SHARE = re.compile("占比|比重|比例|占[^，]{0,6}%|百分比|构成")
_LEAST = 3


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each table without a total row whose shares fit the sum of a column but for one."""
    for table in facts.tables.read:
        if table.kind != "grid" or any(row.is_total or row.role == "of-which" for row in table.rows):
            continue
        numbers = [at for at, column in enumerate(table.columns) if column.kind == "number"]
        for at, column in enumerate(table.columns):
            if column.kind == "percent" and _SHARE.search(column.header):
                before = [one for one in numbers if one < at][-1:]
                yield from _odd(table, before[0], at) if before else ()


def _odd(table: Table, number: int, share: int) -> Iterator[Hit]:
    rows = [(row.label, row.cells[number], row.cells[share]) for row in table.rows]
    full = [(label, one, two) for label, one, two in rows if _is_number(one) and _is_number(two)]
    if len(full) != len(rows) or len(full) < _LEAST:
        return
    total = sum((one.point for _, one, _ in full if one and one.point), Fraction(0))
    wrong = [(label, one, two) for label, one, two in full if one and two and not _fits(one, two, total)]
    if len(wrong) != 1 or not total:
        return
    label, one, two = wrong[0]
    assert one is not None and two is not None and one.point is not None
    yield Hit(
        Mark(two.start, two.end, "share"),
        (Mark(one.start, one.end, "number"),),
        {
            "row": label[:20],
            "share": two.text,
            "number": one.text,
            "sum": f"{float(total):g}",
            "expected": f"{float(100 * one.point / total):.2f}".rstrip("0").rstrip("."),
        },
        confidence="likely",
    )


def _is_number(cell: TableCell | None) -> bool:
    return cell is not None and cell.numeric and cell.point is not None


def _fits(one: TableCell, two: TableCell, total: Fraction) -> bool:
    """Whether the share agrees, rounded either way; half a place more is left to the rounding of the others."""
    if not total or one.point is None or two.point is None:
        return True
    return abs(100 * one.point / total - two.point) <= two.place
