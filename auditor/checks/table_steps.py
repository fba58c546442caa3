"""A column that goes on step by step but for one row: 10月1日, 10月2日, 10月2日, 10月4日."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from auditor.facts import Facts
from auditor.facts.table_cells import TableCell
from auditor.finding import Hit, Mark
from auditor.text import han_ordinal

DATA = ("value", "before", "expected")
OPTIONS: dict[str, Any] = {}

_LEAST, _MOST = 4, 400
_NUMBERED = re.compile(
    "(?:第)?(?P<number>[0-9]{1,4}|[一二三四五六七八九十]{1,3})(?P<unit>年度?|月份?|季度|周|期|届|轮|组|号楼|楼|天)"
)

_YEAR = re.compile("(?P<number>(?:19|20)[0-9]{2})(?P<unit>)")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each column of days, months or numbered things with one cell off its step of one."""
    for table in facts.tables.read:
        if table.kind != "grid":
            continue
        for at, column in enumerate(table.columns):
            if column.kind not in ("date", "year", "label", "text"):
                continue
            cells = [row.cells[at] for row in table.rows if not row.is_total]
            full = [cell for cell in cells if cell is not None and cell.text]
            if _LEAST <= len(full) == len(cells) <= _MOST:
                yield from _odd(full)


def _odd(cells: Sequence[TableCell]) -> Iterator[Hit]:
    steps = _days(cells) or _numbers(cells)
    if steps is None:
        return
    # Where most cells stand where the count from the first or last would put them, one may be off.
    for base in (steps[0], steps[-1] - len(steps) + 1):
        off = [at for at, value in enumerate(steps) if value != base + at]
        if len(off) == 1 and 0 < off[0] < len(steps) - 1:
            at = off[0]
            data = {"value": cells[at].text, "before": cells[at - 1].text, "expected": _shown(cells, at)}
            before = Mark(cells[at - 1].start, cells[at - 1].end, "before")
            yield Hit(Mark(cells[at].start, cells[at].end, "value"), (before,), data, confidence="likely")
            return


def _days(cells: Sequence[TableCell]) -> list[int] | None:
    """Day numbers of cells that are full dates, or None."""
    found = []
    for cell in cells:
        year, month, day = cell.day
        if cell.kind != "date" or not (month and day) or re.search("[—~～至到]", cell.text):
            return None
        try:
            found.append(datetime.date(year or 2001, month, day).toordinal())
        except ValueError:
            return None
    return found


def _numbers(cells: Sequence[TableCell]) -> list[int] | None:
    """The numbers of cells that hold nothing but a number and one unit, or None."""
    found, units = [], set()
    for cell in cells:
        match = _NUMBERED.fullmatch(cell.text) or _YEAR.fullmatch(cell.text)
        if match is None:
            return None
        number = match["number"]
        units.add(match["unit"])
        found.append(int(number) if number.isascii() else han_ordinal(number) or 0)
    return found if len(units) == 1 else None


def _shown(cells: Sequence[TableCell], at: int) -> str:
    """What the cell would be, told by its neighbours."""
    return f"“{cells[at - 1].text}”与“{cells[at + 1].text}”之间的一个"
