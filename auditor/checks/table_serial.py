"""Numbers that run through a table: 序号 twice, missing or out of order, and codes that break their series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from auditor.facts import Facts
from auditor.facts.table_cells import TableCell
from auditor.facts.table_model import Table
from auditor.finding import Hit, Mark

DATA = ("number", "before", "missing", "label")
OPTIONS: dict[str, Any] = {"kind": "repeated"}
"""``kind``: ``repeated``, ``gap`` (序号 only) or ``code`` (a code twice, or under a code it does not belong to)."""

_MIN_CODES = 6


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each number at fault."""
    for table in facts.tables.read:
        if table.kind != "grid":
            continue
        if options["kind"] == "code":
            yield from _codes(table)
            continue
        for at, column in enumerate(table.columns):
            if column.kind == "serial":
                yield from _serial(table, at, str(options["kind"]))


def _serial(table: Table, at: int, kind: str) -> Iterator[Hit]:
    cells = [
        cell
        for row in table.rows
        if not row.is_total and (cell := row.cells[at]) and cell.kind == "number" and cell.digits.isdigit()
    ]
    numbers = [int(cell.digits) for cell in cells]
    steps = sum(two == one + 1 for one, two in pairwise(numbers))
    in_place = sum(number == at + 1 for at, number in enumerate(numbers))
    if len(numbers) < 3 or (steps * 2 < len(numbers) - 1 and in_place * 4 < len(numbers) * 3):
        return
    first: dict[int, TableCell] = {}
    previous: TableCell | None = None
    for cell, number in zip(cells, numbers, strict=True):
        if number == 1:
            first.clear()  # a new group counts anew
        elif number in first and kind == "repeated":
            yield _hit(table, cell, first[number], "")
        elif previous is not None and number > int(previous.digits) + 1 and kind == "gap":
            absent = [str(n) for n in range(int(previous.digits) + 1, number) if n not in numbers]
            if absent and len(absent) <= 10:
                yield _hit(table, cell, previous, "、".join(absent))
        first.setdefault(number, cell)
        previous = cell


def _codes(table: Table) -> Iterator[Hit]:
    """Codes of one table are all different, and a longer one stands under the shorter one that begins it."""
    rows = [row for row in table.rows if row.code and row.head is not None]
    if len(rows) < _MIN_CODES or not all(row.code.isdigit() for row in rows):
        return
    columns = [at for at, column in enumerate(table.columns) if column.kind == "code"]
    sizes = sorted({len(row.code) for row in rows})
    seen: dict[str, TableCell] = {}
    orphans: list[tuple[TableCell, str]] = []
    nested = 0
    for row in rows:
        cells = [cell for at in columns if (cell := row.cells[at]) and cell.text]
        if row.code in seen:
            yield _hit(table, cells[-1], seen[row.code], "")
        level = sizes.index(len(row.code))
        if level:
            parent = row.code[: sizes[level - 1]]
            nested += 1
            if not any(code == parent for code in seen):
                orphans.append((cells[0], parent))
        seen.setdefault(row.code, cells[-1])
    if 0 < len(orphans) <= max(1, nested // 8) and nested >= _MIN_CODES - 2 and len(sizes) <= 4:
        for cell, parent in orphans:
            yield _hit(table, cell, None, parent)


def _hit(table: Table, cell: TableCell, other: TableCell | None, missing: str) -> Hit:
    row = next((row for row in table.rows if any(one is cell for one in row.cells)), None)
    return Hit(
        Mark(cell.start, cell.end, "number"),
        (Mark(other.start, other.end, "other"),) if other is not None else (),
        {
            "number": cell.text,
            "before": other.text if other is not None else "",
            "missing": missing,
            "label": row.label[:20] if row else "",
        },
        confidence="certain",
    )
