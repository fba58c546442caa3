"""A range of dates that ends before it starts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("range",)
OPTIONS: dict[str, object] = {}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each range that runs backwards."""
    for date in facts.dates:
        if date.problem == "order":
            text = facts.document.text[date.start : date.end]
            yield Hit(Mark(date.start, date.end, "range"), data={"range": text})
