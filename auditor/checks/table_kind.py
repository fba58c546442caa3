"""A value of the wrong kind in a column: a garbled number, a missing per cent sign, 国家 among 省级 and 市级."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from auditor.facts import Facts
from auditor.facts.table_cells import TableCell
from auditor.facts.table_model import Table
from auditor.finding import Hit, Mark

DATA = ("value", "column", "others", "count")
OPTIONS: dict[str, Any] = {"kind": "suffix"}
"""``kind``: ``suffix`` (a word without the ending all others have), ``number`` (what is no number among
numbers), ``percent`` (a number without % among percentages, or the other way round)."""

_MIN_OTHERS, _MIN_NUMBERS = 5, 3


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each cell."""
    for table in facts.tables.read:
        if table.kind != "grid":
            continue
        for at in range(len(table.columns)):
            cells = [cell for row in table.rows if not row.is_total and (cell := row.cells[at]) and cell.text]
            yield from _column(facts, table, at, cells, str(options["kind"]))


def _column(facts: Facts, table: Table, at: int, cells: Sequence[TableCell], kind: str) -> Iterator[Hit]:
    column = table.columns[at]
    if kind == "suffix" and column.kind in ("text", "label"):
        words = facts.resources.table("general/table_words.toml")["endings"]
        yield from _suffix(column.name, cells, words)
    elif kind == "number" and column.kind in ("number", "percent"):
        others = [cell for cell in cells if cell.numeric]
        for cell in cells:
            if cell.kind == "malformed" and len(others) >= _MIN_NUMBERS:
                yield _hit(cell, column.name, others)
    elif kind == "percent" and column.kind in ("number", "percent") and not re.search("[%％]", column.header):
        yield from _signs(column.name, cells)


def _suffix(name: str, cells: Sequence[TableCell], words: Mapping[str, list[str]]) -> Iterator[Hit]:
    for ending, stems in words.items():
        others = [cell for cell in cells if cell.text.endswith(ending) and len(cell.text) <= len(ending) + 4]
        odd = [cell for cell in cells if not cell.text.endswith(ending)]
        if len(others) < _MIN_OTHERS or not odd or len(odd) * 5 > len(others):
            continue
        if all(cell.text in stems for cell in odd):
            for cell in odd:
                yield _hit(cell, name, others, cell.text + ending)


def _signs(name: str, cells: Sequence[TableCell]) -> Iterator[Hit]:
    percents = [cell for cell in cells if cell.kind == "percent"]
    numbers = [cell for cell in cells if cell.kind == "number"]
    if len(percents) >= 4 and len(numbers) == 1 and not numbers[0].unit and numbers[0].point:
        yield _hit(numbers[0], name, percents)
    elif len(numbers) >= _MIN_OTHERS and len(percents) == 1:
        yield _hit(percents[0], name, numbers)


def _hit(cell: TableCell, name: str, others: Sequence[TableCell], instead: str = "") -> Hit:
    seen = list(dict.fromkeys(other.text for other in others))
    return Hit(
        Mark(cell.start, cell.end, "value"),
        (),
        {
            "value": cell.text,
            "column": name,
            "others": "、".join(seen[:4]) + ("等" if len(seen) > 4 else ""),
            "count": str(len(others)),
        },
        confidence="certain" if instead else "likely",
        suggestion=f"{cell.text} 改为 {instead}" if instead else None,
    )
