"""Names, and names written two ways.

A name is taken for a second way of writing another one when the two differ by one small gap of a suspicious
kind (a character that sounds alike, “and” for “with”, words of one meaning, two words swapped, a word left
out) and nothing speaks for two things; the weaker the kind, the more the surroundings must agree. Only names
that share rare pairs of characters are compared, so the work is linear in the length of the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.facts.names_compare import Difference, Words, align
from auditor.facts.names_context import Evidence, Place, Surroundings
from auditor.facts.names_judge import Judge
from auditor.facts.names_spans import Found, Heads
from auditor.facts.names_spans import extract as find

if TYPE_CHECKING:
    from auditor.facts import Facts

CAPACITY = 24  # names that may share a pair of characters; a commoner pair brings nobody together
SHORT = 5  # characters
CANDIDATES = 8  # names that a name is compared with


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written (``form``, without marks), its kind and all its places (offsets in ``text``)."""

    kind: str
    form: str
    places: tuple[Place, ...]
    head: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """Two names that seem to be one: how they differ and what speaks for it."""

    first: Name
    second: Name
    difference: Difference
    evidence: Evidence


@dataclass
class Names:
    """All names of a document by first place, and those written two ways. ``compared`` counts comparisons."""

    names: tuple[Name, ...]
    variants: tuple[Variant, ...] = ()
    compared: int = field(default=0, compare=False)


def extract(facts: Facts) -> Names:
    """The names of a document and the variants among them."""
    table = facts.resources.table("official-writing/names.toml")
    names = _gather(find(facts, Heads(table)))
    words = Words(table)
    judge = Judge(facts, words)
    surroundings = Surroundings(facts)
    found = Names(tuple(names))
    variants: list[Variant] = []
    for a, b in _candidates(names):
        found.compared += 1
        if variant := _variant(names[a], names[b], judge, surroundings):
            variants.append(variant)
    found.variants = tuple(sorted(variants, key=lambda v: (v.first.places[0], v.second.places[0])))
    return found


def _gather(found: Sequence[Found]) -> list[Name]:
    places: dict[tuple[str, str, str, str], list[Place]] = defaultdict(list)
    for name in found:
        places[_kind(name), name.form, name.head, name.tail].append((name.start, name.end))
    return [Name(kind, form, tuple(at), head, tail) for (kind, form, head, tail), at in places.items()]


def _kind(name: Found) -> str:
    # Bodies and places share many heads (a library is both); only activities are kept apart.
    return "body" if name.kind == "place" else name.kind


def _candidates(names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Pairs of names of one kind that share rare pairs of characters: at most CANDIDATES for each name."""
    shelves: dict[tuple[str, str], list[int]] = defaultdict(list)
    keys = [_keys(name) for name in names]
    for number, own in enumerate(keys):
        for key in own:
            shelves[key].append(number)
    for number, own in enumerate(keys):
        shared: Counter[int] = Counter()
        for key in own:
            shelf = shelves[key]
            if len(shelf) <= CAPACITY:
                shared.update(other for other in shelf if other < number)
        least = 1 if len(names[number].form) <= 5 else 2
        best = [(n, other) for other, n in shared.items() if n >= least]
        for _, other in sorted(best, key=lambda item: (-item[0], -item[1]))[:CANDIDATES]:
            yield other, number


def _keys(name: Name) -> set[tuple[str, str]]:
    form = name.form + name.tail
    keys = {(name.kind, a + b) for a, b in pairwise(form)}
    if len(name.form) <= SHORT:
        # One other character leaves a short title no pair in common.
        keys |= {(name.kind, name.form[:k] + "\0" + name.form[k + 1 :]) for k in range(len(name.form))}
    return keys


def _variant(a: Name, b: Name, judge: Judge, surroundings: Surroundings) -> Variant | None:
    if a.kind == "headed" and a.form == b.form:
        difference = align(a.tail, b.tail, open_left=False)
        difference = difference and judge.tail(difference)
    elif a.kind == "headed":
        difference = align(a.form, b.form, open_left=False) if a.tail == b.tail else None
        difference = difference and judge.headed(difference)
    else:
        difference = align(a.form, b.form, open_left=a.kind not in ("title", "work"))
        difference = difference and judge.form(a.kind, a.form, b.form, difference)
    if difference is None:
        return None
    evidence = surroundings.compare(a.places, b.places)
    counts = (len(a.places), len(b.places))
    return Variant(a, b, difference, evidence) if judge.enough(a.kind, difference, evidence, counts) else None
