"""Editions of one series whose numbers run against their years."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates_clauses import sentence
from auditor.facts.series import Edition, editions
from auditor.finding import Hit, Mark

DATA = ("name", "first", "first_year", "second", "second_year")
OPTIONS: dict[str, object] = {}

_OTHER_TIME = re.compile(
    "筹备|办好|做好|办成|明年|下一届|去年|上年|往年|上一届|以来|历届|将|计划|拟|申办|延期|推迟"
)


def _conflict(one: Edition, other: Edition) -> bool:
    if not one.year or not other.year:
        return False
    if one.year == other.year:
        return one.number != other.number
    return (one.number - other.number) * (one.year - other.year) <= 0


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each series with numbers that contradict the years."""
    document = facts.document
    by_name: dict[str, list[Edition]] = {}
    dates = {date.block: facts.dates_of_block(date.block) for date in facts.dates}
    for edition in editions(document, dates, facts.contexts):
        low, high = sentence(document.text, document.blocks[document.block_at(edition.start)], edition.start)
        dated = edition.stated or document.block_at(edition.start) in facts.event_of_block
        if dated and not _OTHER_TIME.search(document.text, low, high):
            by_name.setdefault(edition.name, []).append(edition)
    for name, found in by_name.items():
        first = found[0]
        against = [edition for edition in found[1:] if _conflict(first, edition)]
        if not against:
            continue
        second = against[0]
        yield Hit(
            Mark(second.start, second.end, "edition"),
            (
                Mark(first.start, first.end, "edition"),
                *(Mark(e.start, e.end, "edition") for e in against[1:]),
            ),
            {
                "name": name,
                "first": str(first.number),
                "first_year": str(first.year),
                "second": str(second.number),
                "second_year": str(second.year),
            },
            "likely",
        )
