"""A table whose date column is in order but for a row or two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates import Date
from auditor.facts.order import to_move
from auditor.finding import Hit, Mark

DATA = ("date", "before", "count")
OPTIONS: dict[str, object] = {}

_LEAST, _SHARE = 6, 0.15


def _columns(facts: Facts) -> dict[tuple[int, int], list[Date]]:
    """The cells that are nothing but a date, by table and column, in row order."""
    found: dict[tuple[int, int], list[Date]] = {}
    for date in facts.dates:
        block = facts.document.blocks[date.block]
        if block.cell is None or not date.dated or date.precision not in ("day", "month"):
            continue
        text = facts.document.text
        if text[block.start : date.start].strip() or text[date.end : block.end].strip():
            continue
        found.setdefault((block.cell.table, block.cell.column), []).append(date)
    return found


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each date column that is almost wholly in order."""
    text = facts.document.text
    for dates in _columns(facts).values():
        if len(dates) < _LEAST or len({date.first for date in dates}) < _LEAST - 1:
            continue
        moved = to_move([(date.first, date.last) for date in dates])
        if not moved or len(moved) > max(1, _SHARE * len(dates)):
            continue
        first = dates[moved[0]]
        other = next((d for d in reversed(dates[: moved[0]]) if d.first > first.last), None)
        other = other or next(d for d in dates[moved[0] + 1 :] if d.last < first.first)
        others = [*(dates[at] for at in moved[1:]), other]
        yield Hit(
            Mark(first.start, first.end, "row"),
            tuple(Mark(date.start, date.end, "row") for date in sorted(others, key=lambda date: date.start)),
            {
                "date": text[first.start : first.end],
                "before": text[other.start : other.end],
                "count": str(len(moved)),
            },
            "likely",
        )
