"""Names of people that open with a character which is hardly ever a surname but looks like one (刑 for 邢)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.facts.language_model import model
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
    names = [place for _, place in sorted(found.items()) if text[place.start : place.end] not in known]
    return tuple(place for place in names if not _word(text[place.start : place.start + 2]))


def _word(two: str) -> bool:
    """Whether what opens the name is a word of the language (候选人) or a reduplication (寥寥)."""
    language = model()
    return two[0] == two[-1] or language.word([language.identity.get(char, 0) for char in two]) >= 0


def _found(text: str, patterns: Patterns) -> Iterator[Surname]:
    for match in patterns.odd.finditer(text):
        yield Surname(*match.span("name"), patterns.unlikely[match["name"][0]])
    for run in name_lists(text, patterns, odd=True):
        for start, end in run:
            meant = patterns.unlikely.get(text[start])
            if meant and 2 <= end - start <= 3:
                yield Surname(start, end, meant)
