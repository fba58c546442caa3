"""A cell that is empty, or holds another value, where all like rows hold the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.table_claims import Claim
from auditor.facts.table_habits import Break, breaks, full
from auditor.facts.table_model import Table
from auditor.finding import Hit, Mark

DATA = ("row", "column", "value", "usual", "witness", "kept", "group")
OPTIONS: dict[str, Any] = {"empty": True}
"""``empty``: cells that are empty, else cells with another value."""

_MIN_FILLED = 10


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each cell."""
    for checked in facts.table_claims:
        table = checked.table
        found = [one for one in breaks(table) if options["empty"] != full(one.cell)]
        for one in found:
            yield _hit(table, one)
        if options["empty"]:
            gaps = list(_lone_gaps(table, checked.claims))
            yield from gaps or _only_gap(table)


def _hit(table: Table, one: Break) -> Hit:
    witness = Mark(one.witness.start, one.witness.end, "witness")
    primary = (
        Mark(one.cell.start, one.cell.end, "value") if one.cell and one.cell.text else _beside(table, one)
    )
    related = () if (primary.start, primary.end) == (witness.start, witness.end) else (witness,)
    return Hit(
        primary,
        related,
        {
            "row": _row_name(table, one.row),
            "column": table.columns[one.column].name,
            "value": one.cell.text if one.cell else "",
            "usual": one.usual,
            "witness": one.witness.text,
            "kept": str(one.kept),
            "group": str(one.group),
        },
        confidence="likely",
    )


def _beside(table: Table, one: Break) -> Mark:
    """An empty cell has no place of its own: the next cell to its left that is filled stands for it."""
    cells = table.rows[one.row].cells
    filled = next(
        (cell for cell in reversed(cells[: one.column]) if cell is not None and cell.text), one.witness
    )
    return Mark(filled.start, filled.end, "beside")


def _row_name(table: Table, row: int) -> str:
    serial = next((at for at, column in enumerate(table.columns) if column.kind == "serial"), None)
    cell = table.cell(row, serial) if serial is not None else None
    return f"第 {cell.text} 行" if cell is not None and cell.text else f"“{table.rows[row].label[:16]}”"


_MAY_BE_EMPTY = re.compile("备注|说明|附注|签[字名收]|领取|备考|奖|处分|变更|调整|金额|数量|经费|元")


def _only_gap(table: Table) -> Iterator[Hit]:
    """The only empty cell of a small table all of whose rows are filled otherwise, total rows apart."""
    rows = [at for at, row in enumerate(table.rows) if not row.is_total]
    width = len(table.columns)
    if table.kind != "grid" or not 3 <= len(rows) <= _MIN_FILLED or not 3 <= width <= 12:
        return
    cells = [(row, at, table.cell(row, at)) for row in rows for at in range(width)]
    empty = [(row, at) for row, at, cell in cells if not full(cell)]
    dashes = any(cell is not None and cell.kind == "dash" for _, _, cell in cells)
    if len(empty) != 1 or dashes:
        return
    row, at = empty[0]
    column, cell = table.columns[at], table.cell(row, at)
    spanned = cell is None or any(one is not None and one.rowspan > 1 for one in table.rows[row].cells)
    head = table.rows[row].head
    if spanned or head is None or not head.text or not column.name or _MAY_BE_EMPTY.search(column.header):
        return
    if column.kind not in ("number", "percent", "date", "text", "year"):
        return
    count = str(len(rows) - 1)
    data = {
        "row": _row_name(table, row),
        "column": column.name,
        "value": "",
        "usual": "",
        "witness": head.text,
    }
    filled = next((c for c in reversed(table.rows[row].cells[:at]) if c is not None and c.text), head)
    related = () if filled is head else (Mark(head.start, head.end, "row"),)
    yield Hit(
        Mark(filled.start, filled.end, "beside"),
        related,
        data | {"kept": count, "group": str(len(rows))},
        confidence="likely",
    )


def _lone_gaps(table: Table, claims: tuple[Claim, ...]) -> Iterator[Hit]:
    """The only empty cell in a column of dates or figures that is filled otherwise.

    A figure that a total proves to be nothing is not missing.
    """
    rows = [at for at, row in enumerate(table.rows) if not row.is_total]
    proved = {place for claim in claims if claim.verdict == "consistent" for place in claim.members}
    for at, column in enumerate(table.columns):
        if (
            column.kind not in ("date", "number", "percent")
            or len(rows) <= _MIN_FILLED
            or table.kind != "grid"
        ):
            continue
        empty = [row for row in rows if not full(table.cell(row, at))]
        head = table.rows[empty[0]].head if len(empty) == 1 else None
        if head is None or (empty[0], at) in proved or not head.text or table.rows[empty[0]].mark[0]:
            continue
        if any(cell is not None and cell.kind == "dash" for row in rows if (cell := table.cell(row, at))):
            continue
        if sum(full(cell) for cell in table.rows[empty[0]].cells) * 2 < len(table.columns):
            continue
        data = {
            "row": _row_name(table, empty[0]),
            "column": column.name,
            "value": "",
            "usual": "",
            "witness": head.text,
        }
        data |= {"kept": str(len(rows) - 1), "group": str(len(rows))}
        yield Hit(Mark(head.start, head.end, "row"), (), data, confidence="likely")
