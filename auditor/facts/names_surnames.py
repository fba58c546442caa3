"""Names of people that open with a character which is hardly ever a surname but looks like one (刑 for 邢)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.facts.names_people_patterns import Patterns, name_lists

if TYPE_CHECKING:
    from auditor.facts import Facts


@dataclass(frozen=True, slots=True)
class Surname:
    """``text[start:end]`` is a name whose surname is likely meant to be ``meant``."""

    start: int
    end: int
    meant: str


def extract(facts: Facts) -> tuple[Surname, ...]:
    """Unlikely surnames after a title or among other names, in order; nothing where the name has its own vocabulary."""
    patterns = Patterns(facts.resources.table("official-writing/people.toml"))
    found = {place.start: place for place in _found(facts.document.text, patterns)}
    known = facts.resources.vocabulary
    text = facts.document.text
    return tuple(p for _, p in sorted(found.items()) if text[p.start : p.end] not in known)


def _found(text: str, patterns: Patterns) -> Iterator[Surname]:
    for match in patterns.odd.finditer(text):
        yield Surname(*match.span("name"), patterns.unlikely[match["name"][0]])
    for run in name_lists(text, patterns, odd=True):
        for start, end in run:
            meant = patterns.unlikely.get(text[start])
            if meant and 2 <= end - start <= 3:
                yield Surname(start, end, meant)
