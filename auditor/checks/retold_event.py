"""One event with two dates: in the summary and in the chronicle."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.retold import Telling, tellings
from auditor.facts.retold_definite import taken_up
from auditor.finding import Hit, Mark

DATA = ("what", "first", "second")
OPTIONS: dict[str, object] = {}

_APART = 31


def _differs(facts: Facts, one: Telling, other: Telling) -> bool:
    """Whether two tellings give dates that cannot be of one event, yet are near enough to be meant as one."""
    both_entries = one.block in facts.event_of_block and other.block in facts.event_of_block
    if both_entries or one.section == other.section or one.stages != other.stages:
        return False
    first, second = one.date.interval(), other.date.interval()
    if first is None or second is None or first == second:
        return False
    if abs((first[0] - second[0]).days) > _APART:
        return False
    single = datetime.timedelta(0) in (first[1] - first[0], second[1] - second[0])
    inside = (first[0] <= second[0] and second[1] <= first[1]) or (
        second[0] <= first[0] and first[1] <= second[1]
    )
    return not (single and inside)


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each event told exactly twice, in two sections, with different dates."""
    text = facts.document.text
    seen: set[tuple[int, int]] = set()
    for what, told in tellings(facts.document, facts.dates).items():
        if len(told) != 2 or not _differs(facts, told[0], told[1]):
            continue
        first, second = (telling.date for telling in told)
        if (first.start, second.start) in seen:
            continue
        seen.add((first.start, second.start))
        yield Hit(
            Mark(second.start, second.end, "date"),
            (Mark(first.start, first.end, "date"),),
            {"what": what, "first": text[first.start : first.end], "second": text[second.start : second.end]},
            "likely",
        )
    for what, one, other in taken_up(facts.document, facts.dates):
        if (one.start, other.start) not in seen and (other.start, one.start) not in seen:
            yield Hit(
                Mark(other.start, other.end, "date"),
                (Mark(one.start, one.end, "date"),),
                {"what": what, "first": text[one.start : one.end], "second": text[other.start : other.end]},
                "likely",
            )
