"""Stages of one thing whose dates run backwards: begun in June, finished in April."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.stages import Stage, neighbours, stages
from auditor.finding import Hit, Mark

DATA = ("earlier", "earlier_date", "later", "later_date")
OPTIONS: dict[str, object] = {}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each pair of stages of one thing that cannot follow each other on their dates."""
    text = facts.document.text
    found = list(stages(facts.document, facts.dates))
    for first, second in neighbours(facts.document, found):
        low, high = (first, second) if first.rank < second.rank else (second, first)
        if high.date.last >= low.date.first or not (_own_years(first, second) and _near(low, high)):
            continue
        yield Hit(
            Mark(*_span(second), "stage"),
            (Mark(*_span(first), "stage"),),
            {
                "earlier": text[low.start : low.end],
                "earlier_date": text[low.date.start : low.date.end],
                "later": text[high.start : high.end],
                "later_date": text[high.date.start : high.date.end],
            },
            "likely",
        )


def _span(stage: Stage) -> tuple[int, int]:
    return min(stage.start, stage.date.start), max(stage.end, stage.date.end)


def _own_years(first: Stage, second: Stage) -> bool:
    """Whether the second date cannot be of the year after the one it seems to carry on."""
    return second.date.year_from == "text" or first.date.year_from == second.date.year_from != "text"


def _near(low: Stage, high: Stage) -> bool:
    """Without years 11月开幕，3月闭幕 crosses the year; two dates of neighbouring months do not."""
    return bool(low.date.first[0]) or 0 <= low.date.first[1] - high.date.last[1] <= 2
