"""A quoted title that is printed with other marks elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("written", "other")
OPTIONS: dict[str, Any] = {"spaced": False}
"""``spaced``: titles in which one has a blank for a mark, or those with two different marks."""


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each title; the rarest way (of equals the last) is primary."""
    text = facts.document.text
    for marking in facts.markings:
        if marking.spaced == options["spaced"]:
            usual, *others = sorted(marking.places, key=lambda way: (-len(way), way[0]))
            odd = others.pop()
            rest = [place for way in (usual, *others) for place in way] + list(odd[1:])
            yield Hit(
                Mark(*odd[0], "variant"),
                tuple(Mark(a, b, "name") for a, b in rest),
                {"written": text[slice(*odd[0])], "other": text[slice(*usual[0])]},
            )
