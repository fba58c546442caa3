"""A name in Latin letters spelled in two ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("written", "other", "counts")
OPTIONS: dict[str, Any] = {}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each pair of spellings: the rarer (of equals the later) is primary."""
    for latin in facts.latin_names:
        primary, *others = latin.odd_places
        yield Hit(
            Mark(*primary, "variant"),
            (
                *(Mark(a, b, "name") for a, b in latin.usual_places),
                *(Mark(a, b, "variant") for a, b in others),
            ),
            {
                "written": latin.odd,
                "other": latin.usual,
                "counts": f"“{latin.usual}”{len(latin.usual_places)} 处、“{latin.odd}”{len(latin.odd_places)} 处",
            },
            confidence="likely",
        )
