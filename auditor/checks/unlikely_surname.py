"""A person's name that opens with a character which is hardly ever a surname."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("name", "written", "meant")
OPTIONS: dict[str, Any] = {}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each such name; nothing is proposed as a repair."""
    text = facts.document.text
    for place in facts.odd_surnames:
        name = text[place.start : place.end]
        yield Hit(
            Mark(place.start, place.end, "name"),
            (),
            {"name": name, "written": name[0], "meant": place.meant},
            confidence="likely",
        )
