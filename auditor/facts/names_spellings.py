"""Two spellings of what seems to be one person's name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.facts.names_context import Evidence, Surroundings
from auditor.facts.names_people import Person, close, frames

if TYPE_CHECKING:
    from auditor.facts import Facts

FELLOWS = 2  # other spellings that one name can have before likeness is chance
CAPACITY = 24  # names that may share all but one character; a commoner frame brings nobody together


@dataclass(frozen=True, slots=True)
class Spelling:
    """Two persons that seem to be one, and why."""

    first: Person
    second: Person
    evidence: Evidence


def spellings(people: Sequence[Person], facts: Facts) -> tuple[Spelling, ...]:
    """Pairs of names that seem to be one person's; only names that share all but one character are compared."""
    shelves: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for frame in (*frames(person.name), "".join(sorted(person.name))):
            shelves[frame].append(person)
    surroundings = Surroundings(facts)
    found = {}
    for shelf in shelves.values():
        if len(shelf) > CAPACITY:
            continue
        for number, b in enumerate(shelf):
            for a in shelf[:number]:
                if (a.name, b.name) not in found and (evidence := _one(a, b, surroundings)):
                    found[a.name, b.name] = Spelling(a, b, evidence)
    return tuple(_without_chance(found))


def _without_chance(found: Mapping[tuple[str, str], Spelling]) -> Iterator[Spelling]:
    """Pairs of names that are in no more than FELLOWS pairs: a slip makes one, a crowd of people makes many."""
    pairs = Counter(name for both in found for name in both)
    for both, spelling in found.items():
        if max(pairs[name] for name in both) <= FELLOWS:
            yield spelling


def _one(a: Person, b: Person, surroundings: Surroundings) -> Evidence | None:
    """The evidence that two names are one person's, or None when it does not suffice."""
    if _ranks_differ(a.ranks, b.ranks):
        return None
    evidence = surroundings.compare(a.places, b.places)
    if evidence.apart:
        return None
    role = a.titles & b.titles
    score = evidence.score + 2 * bool(role)
    reasons = (*evidence.reasons, *(f"同为{title}" for title in sorted(role)[:1]))
    few, many = sorted((len(a.places), len(b.places)))
    score += many >= 3 * few
    turned = sorted(a.name) == sorted(b.name)
    need = 3 if turned or not close(a.name, b.name) else 0 if len(a.name) > 2 else 2
    if not turned and _unknown(a.name, b.name):
        need = 2
    return Evidence(score, reasons, False) if score >= need else None


def _ranks_differ(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the two hold titles and none in common: two people of like names."""
    return bool(a and b) and not a & b


def _unknown(a: str, b: str) -> bool:
    """Whether the two differ by a character too rare for the tables of sounds and shapes."""
    from auditor.facts.language_model import model

    return any(x != y and not {x, y} <= model().identity.keys() for x, y in zip(a, b, strict=True))
