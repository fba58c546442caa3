"""An item of a list that stands one homophone away from the same item of a parallel list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("written", "other", "neighbour")
OPTIONS: dict[str, Any] = {}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each pair of items: the rarer (of equals the later) is primary."""
    text = facts.document.text
    for brand in facts.brands:
        usual, odd = sorted((brand.first, brand.second), key=lambda places: (-len(places), places[0]))
        written, other = text[slice(*odd[0])], text[slice(*usual[0])]
        if not {written, other} & facts.resources.vocabulary:
            yield Hit(
                Mark(*odd[0], "variant"),
                tuple(Mark(a, b, "name") for a, b in (*usual, *odd[1:])),
                {"written": written, "other": other, "neighbour": brand.neighbour},
                confidence="likely",
            )
