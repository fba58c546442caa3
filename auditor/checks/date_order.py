"""Entries of a chronicle that are not in the order of their dates: the fewest that have to move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates import Date, misplaced
from auditor.facts.dates_bounds import Fields
from auditor.facts.events import Chronicle, Event
from auditor.facts.order import to_move
from auditor.finding import Hit, Mark

DATA = ("date", "before", "count", "dates")
OPTIONS: dict[str, object] = {}

# A list that nobody called a chronicle is in order only if most of it is.
_MOSTLY = 0.25

Place = tuple[Fields, Fields]


def _comparable(facts: Facts, chronicle: Chronicle) -> Iterator[tuple[int, Event, Date]]:
    copies = {copy.block for cluster in facts.duplicates for copy in cluster.copies[1:]}
    for event, section in zip(chronicle.events, chronicle.sections, strict=True):
        date = event.date
        if date is None or event.several or not date.dated or event.block in copies:
            continue
        if not misplaced(date, facts.contexts[event.block]):
            yield section, event, date


def _place(facts: Facts, event: Event, date: Date) -> Place:
    """First and last place an entry can have: a range given to the day stands where it starts.

    Under the heading of a later month (an exhibition entered when it closed) it can stand anywhere there.
    """
    context = facts.contexts[event.block]
    to_the_day = date.first[2] > 1 or facts.document.text[date.start : date.end].count("日") > 1
    if date.precision != "range" or not to_the_day or (context.month and date.first[1] != context.month):
        return date.first, date.last
    return date.first, date.first


def _newest_first(entries: Sequence[tuple[int, Event, Date]]) -> bool:
    """Whether a chronicle runs from the newest entry to the oldest, as some do."""
    dates = [date for _, _, date in entries]
    down = sum(after.last < before.first for before, after in pairwise(dates))
    up = sum(before.last < after.first for before, after in pairwise(dates))
    return down >= 3 and down > 3 * up


def _rival(places: Sequence[Place], at: int) -> int:
    """The nearest entry that the one at ``at`` is on the wrong side of."""
    for distance in range(1, len(places)):
        before, after = at - distance, at + distance
        if before >= 0 and places[before][0] > places[at][1]:
            return before
        if after < len(places) and places[after][1] < places[at][0]:
            return after
    raise ValueError("no rival: the entry is in order")


def _hit(text: str, dates: Sequence[Date], places: Sequence[Place], moved: list[int]) -> Hit:
    rivals = [_rival(places, at) for at in moved]
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


def _without_years(places: list[Place]) -> list[Place]:
    """The places as they are, or without years where one of them has none."""
    if all(first[0] for first, _ in places):
        return places
    return [((0, *first[1:]), (last[0] - first[0] if first[0] else 0, *last[1:])) for first, last in places]


def _lists(facts: Facts, chronicle: Chronicle) -> Iterator[tuple[list[Date], list[Place]]]:
    """The date headings of a chronicle, and the entries under each, with the places they can have."""
    listed = list(_comparable(facts, chronicle))
    if _newest_first(listed):
        return
    headings = [facts.dates_of_block(at)[:1] for at in dict.fromkeys(chronicle.sections) if at >= 0]
    months = [date for dates in headings for date in dates if date.dated]
    yield months, [(date.first, date.last) for date in months]
    for _, group in groupby(listed, key=lambda item: item[0]):
        entries = list(group)
        yield [date for _, _, date in entries], [_place(facts, event, date) for _, event, date in entries]


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each list that is out of order."""
    for chronicle in facts.chronicles:
        for dates, listed in _lists(facts, chronicle):
            places = _without_years(listed)
            moved = to_move(places)
            if not moved or (chronicle.kind == "list" and len(moved) > _MOSTLY * len(dates)):
                continue
            yield _hit(facts.document.text, dates, places, moved)
