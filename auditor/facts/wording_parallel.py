"""Evidence of form: the one item of an enumeration whose ending breaks the form of all the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.facts.wording_candidates import Confusions, confusions

SIBLINGS = 3  # items that must share the ending
ENDING = 2  # characters of the ending
LONGEST_ITEM = 30
_CLAUSE = re.compile("[^。；，：！？\n]+")
_TAIL = re.compile("(?:等|和|及|以及)")
_INITIAL = re.compile("[bpmfdtnlgkhjqxrzcsyw]h?")


@dataclass(frozen=True, slots=True)
class Odd:
    """text[start:end], the ending of one item, should by its siblings read ``replacement``.

    ``siblings`` are the places of the other endings; offsets are half-open code points of the text.
    """

    start: int
    end: int
    replacement: str
    siblings: tuple[tuple[int, int], ...]


def odd_items(text: str) -> Iterator[Odd]:
    """Enumerations with 、 in which exactly one ending differs in one alike character."""
    for clause in _CLAUSE.finditer(text):
        if clause[0].count("、") >= SIBLINGS:
            yield from _odd(text, list(_endings(text, clause.start(), clause.end())))


def _endings(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Places of the last characters of each item; the last item ends at its 等 or at the clause's end."""
    at = start
    for item in text[start:end].split("、"):
        stop, last = at + len(item), at + len(item) == end
        if last and (tail := _TAIL.search(item)):
            stop = at + tail.start()
        while stop > at and text[stop - 1] in "”》）」":
            stop -= 1
        if stop - at > ENDING and stop - at <= LONGEST_ITEM:
            yield stop - ENDING, stop
        at += len(item) + 1


def _odd(text: str, places: list[tuple[int, int]]) -> Iterator[Odd]:
    counts = Counter(text[a:b] for a, b in places)
    if len(counts) != 2 or min(counts.values()) != 1 or max(counts.values()) < SIBLINGS:
        return
    (common, _), (strange, _) = counts.most_common(2)
    differing = [(x, y) for x, y in zip(common, strange, strict=True) if x != y]
    if len(differing) == 1 and _alike(confusions(), *differing[0]):
        odd = next(p for p in places if text[p[0] : p[1]] == strange)
        yield Odd(*odd, common, tuple(p for p in places if p != odd))


def _alike(alike: Confusions, a: str, b: str) -> bool:
    """The same or a near sound, a similar shape, or at least the same initial."""
    identity = alike.model.identity
    i, j = identity.get(a, 0), identity.get(b, 0)
    if j in alike.of(i):
        return True
    first, second = alike.syllable(i), alike.syllable(j)
    one, other = _INITIAL.match(first), _INITIAL.match(second)
    return bool(one and other and one[0] == other[0])
