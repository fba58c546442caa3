"""Stages of one thing whose dates run backwards: begun in June, finished in April."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.stages import Stage, neighbours, stages
from auditor.finding import Hit, Mark

DATA = ("earlier", "earlier_date", "later", "later_date", "age")
OPTIONS: dict[str, object] = {"kind": "order"}
"""``kind``: ``order``, or ``young`` for a birth too near the first job, the army or the party."""

_YOUNG = 14
_RELATIVE = "今去当次明同本上前翌"


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each pair of stages of one thing that cannot follow each other on their dates."""
    text = facts.document.text
    found = list(stages(facts.document, facts.dates))
    for first, second in neighbours(facts.document, found):
        low, high = (first, second) if first.rank < second.rank else (second, first)
        if options["kind"] == "young" and (first.chain != "life" or {first.rank, second.rank} != {0, 1}):
            continue
        if text[second.date.start] in _RELATIVE and not second.date.first[0]:
            continue
        age = _age(low, high) if options["kind"] == "young" else -1
        if not (_backwards(low, high, _own_years(first, second)) if age < 0 else age < _YOUNG):
            continue
        yield Hit(
            Mark(*_span(second), "stage"),
            (Mark(*_span(first), "stage"),),
            {
                "earlier": text[low.start : low.end],
                "earlier_date": text[low.date.start : low.date.end],
                "later": text[high.start : high.end],
                "later_date": text[high.date.start : high.date.end],
                "age": str(age) if age >= 0 else "",
            },
            "likely",
        )


def _age(low: Stage, high: Stage) -> int:
    """Years from a birth to what is told of later, where both years are told and in order; else out of reach."""
    gap = high.date.first[0] - low.date.first[0]
    return gap if low.date.first[0] and high.date.first[0] and gap >= 0 else _YOUNG


def _span(stage: Stage) -> tuple[int, int]:
    return min(stage.start, stage.date.start), max(stage.end, stage.date.end)


def _own_years(first: Stage, second: Stage) -> bool:
    """Whether the second date cannot be of the year after the one it seems to carry on."""
    return second.date.year_from == "text" or first.date.year_from == second.date.year_from != "text"


def _backwards(low: Stage, high: Stage, years: bool) -> bool:
    """Whether the later stage ends before the earlier begins.

    Where the years are not told of both, 11月开幕，3月闭幕 crosses the year; dates of neighbouring months do not.
    """
    first, last = low.date.first, high.date.last
    told = low.date.first[0] and high.date.first[0] and low.date.first[0] != high.date.first[0]
    if (years and first[0]) or told:
        return last < first
    return last[1:] < first[1:] and 0 <= first[1] - last[1] <= 2
