"""A new name used in a chronicle before the year of the renaming."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("name", "year", "count")
OPTIONS: dict[str, Any] = {}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each renaming; the last early use is primary, the renaming and the other uses are related."""
    for name in facts.early_names:
        *others, last = name.places
        yield Hit(
            Mark(*last, "name"),
            (Mark(name.start, name.end, "renaming"), *(Mark(a, b, "name") for a, b in others)),
            {"name": name.name, "year": str(name.year), "count": str(len(name.places))},
            confidence="likely",
        )
