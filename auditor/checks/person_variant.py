"""One person's name spelled in two ways."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.names_spellings import Spelling
from auditor.finding import Hit, Mark

DATA = ("written", "other", "evidence", "counts")
OPTIONS: dict[str, Any] = {}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each pair of spellings: the rarer (of equals the later) is primary."""
    for spelling in facts.spellings:
        if not {spelling.first.name, spelling.second.name} & facts.resources.vocabulary:
            yield _hit(spelling)


def _hit(spelling: Spelling) -> Hit:
    usual, odd = sorted(
        (spelling.first, spelling.second), key=lambda person: (-len(person.places), person.places[0])
    )
    primary, *others = odd.places
    evidence = "、".join(spelling.evidence.reasons)
    majority = len(usual.places) >= max(3, 3 * len(odd.places))
    return Hit(
        Mark(*primary, "variant"),
        (*(Mark(a, b, "name") for a, b in usual.places), *(Mark(a, b, "variant") for a, b in others)),
        {
            "written": odd.name,
            "other": usual.name,
            "evidence": f"（{evidence}）" if evidence else "",
            "counts": f"“{usual.name}”{len(usual.places)} 处、“{odd.name}”{len(odd.places)} 处",
        },
        confidence="likely" if majority or spelling.evidence.score >= 2 else "possible",
        suggestion=usual.name if majority else None,
    )
