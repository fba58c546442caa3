"""A body whose name stands in the wrong order, or that belongs to another place's report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("written", "meant")
OPTIONS: dict[str, Any] = {"kind": "order"}
"""``kind``: order (words in the wrong order) or foreign (an institution of another place as the subject)."""


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each place."""
    order = options["kind"] == "order"
    for place in facts.misordered_names if order else facts.foreign_bodies:
        written = facts.document.text[place.start : place.end]
        if written not in facts.resources.vocabulary:
            yield Hit(
                Mark(place.start, place.end, "name"),
                (),
                {"written": written, "meant": place.meant},
                confidence="likely" if order else "possible",
                suggestion=place.meant if order else None,
            )
