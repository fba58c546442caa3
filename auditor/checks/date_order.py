"""Entries of a chronicle that are not in the order of their dates: the fewest that have to move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates import Date, misplaced
from auditor.facts.events import Chronicle, Event
from auditor.facts.order import to_move
from auditor.finding import Hit, Mark

DATA = ("date", "before", "count", "dates")
OPTIONS: dict[str, object] = {}

# A list that nobody called a chronicle is in order only if most of it is.
_MOSTLY = 0.25


def _comparable(facts: Facts, chronicle: Chronicle) -> Iterator[tuple[int, Event, Date]]:
    copies = {copy.block for cluster in facts.duplicates for copy in cluster.copies[1:]}
    for event, section in zip(chronicle.events, chronicle.sections, strict=True):
        date = event.date
        if date is None or event.several or not date.dated or event.block in copies:
            continue
        if not misplaced(date, facts.contexts[event.block]):
            yield section, event, date


def _newest_first(entries: Sequence[tuple[int, Event, Date]]) -> bool:
    """Whether a chronicle runs from the newest entry to the oldest, as some do."""
    dates = [date for _, _, date in entries]
    down = sum(after.last < before.first for before, after in pairwise(dates))
    up = sum(before.last < after.first for before, after in pairwise(dates))
    return down >= 3 and down > 3 * up


def _rival(dates: Sequence[Date], at: int) -> int:
    """The nearest entry that the one at ``at`` is on the wrong side of."""
    for distance in range(1, len(dates)):
        before, after = at - distance, at + distance
        if before >= 0 and dates[before].first > dates[at].last:
            return before
        if after < len(dates) and dates[after].last < dates[at].first:
            return after
    raise ValueError("no rival: the entry is in order")


def _hit(text: str, entries: Sequence[tuple[int, Event, Date]], moved: list[int]) -> Hit:
    dates = [date for _, _, date in entries]
    rivals = [_rival(dates, at) for at in moved]
    related = {at: "neighbour" for at in rivals if at not in moved} | dict.fromkeys(moved[1:], "entry")
    first, other = dates[moved[0]], dates[rivals[0]]
    show = [text[dates[at].start : dates[at].end] for at in moved]
    return Hit(
        Mark(first.start, first.end, "entry"),
        tuple(Mark(dates[at].start, dates[at].end, role) for at, role in sorted(related.items())),
        {
            "date": show[0],
            "before": text[other.start : other.end],
            "count": str(len(moved)),
            "dates": "、".join(show[:6]) + ("等" if len(show) > 6 else ""),
        },
        "certain" if all(dates[at].precision == "day" for at in moved) else "likely",
    )


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each list that is out of order."""
    for chronicle in facts.chronicles:
        listed = list(_comparable(facts, chronicle))
        if _newest_first(listed):
            continue
        for _, group in groupby(listed, key=lambda item: item[0]):
            entries = list(group)
            moved = to_move([(date.first, date.last) for _, _, date in entries])
            if not moved:
                continue
            if chronicle.kind == "list" and len(moved) > _MOSTLY * len(entries):
                continue
            yield _hit(facts.document.text, entries, moved)
