"""Names in Latin letters (projects, products, brands) that are spelled in two ways."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.facts.names_context import Evidence, Place, Surroundings

if TYPE_CHECKING:
    from auditor.facts import Facts

LEAST = 5  # letters
CAPACITY = 12
_NAME = re.compile(
    "(?<![A-Za-z0-9/@._-])[A-Za-z][A-Za-z0-9]{1,24}(?:[ -][A-Z][A-Za-z0-9]{1,24}){0,3}(?![A-Za-z0-9/@_]|\\.[A-Za-z])"
)


@dataclass(frozen=True, slots=True)
class Latin:
    """Two spellings with all their places, the commoner first, and what speaks for one name."""

    usual: str
    odd: str
    usual_places: tuple[Place, ...]
    odd_places: tuple[Place, ...]
    evidence: Evidence


def extract(facts: Facts) -> tuple[Latin, ...]:
    """Spellings two letters swapped or one letter apart; paths and addresses are no names."""
    places: dict[str, list[Place]] = defaultdict(list)
    for match in _NAME.finditer(facts.document.text):
        if any(char.isupper() for char in match.group()) and len(match.group()) >= LEAST:
            places[match.group()].append(match.span())
    surroundings = Surroundings(facts)
    found = []
    for a, b in _pairs(sorted(places)):
        evidence = surroundings.compare(places[a], places[b])
        if evidence.apart or a in facts.resources.vocabulary or b in facts.resources.vocabulary:
            continue
        usual, odd = sorted((a, b), key=lambda name: (-len(places[name]), places[name][0]))
        many = len(places[usual]) >= 3 * len(places[odd])
        if sorted(a) == sorted(b) or evidence.score + many >= 2:
            found.append(Latin(usual, odd, tuple(places[usual]), tuple(places[odd]), evidence))
    return tuple(sorted(found, key=lambda latin: latin.odd_places[0]))


def _pairs(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs that share all letters, or all but one; each pair once, case apart never."""
    shelves: dict[str, list[str]] = defaultdict(list)
    for name in names:
        key = name.lower()
        for frame in {"".join(sorted(key)), *(key[:k] + "\0" + key[k + 1 :] for k in range(len(key)))}:
            shelves[frame].append(name)
        for k in range(len(key)):
            shelves["\1" + key[:k] + key[k + 1 :]].append(name)
        shelves["\1" + key].append(name)
    seen: set[tuple[str, str]] = set()
    for shelf in shelves.values():
        for number, b in enumerate(shelf[:CAPACITY]):
            for a in shelf[:number]:
                if (a, b) not in seen and _slip(a, b):
                    seen.add((a, b))
                    yield a, b


def _slip(a: str, b: str) -> bool:
    """Whether the two differ by one slip of the keys within a word, and not by number, version or ending."""
    x, y = a.lower(), b.lower()
    if x == y:
        return False
    start = next((i for i, (p, q) in enumerate(zip(x, y, strict=False)) if p != q), min(len(x), len(y)))
    end = next(
        (i for i, (p, q) in enumerate(zip(x[::-1], y[::-1], strict=False)) if p != q), min(len(x), len(y))
    )
    end = min(end, min(len(x), len(y)) - start)
    p, q = x[start : len(x) - end], y[start : len(y) - end]
    if not (p + q).isalpha() or end == 0:
        return False
    swap = len(p) == len(q) == 2 and p == q[::-1]
    return swap or (len(p) <= 1 and len(q) <= 1 and len(x) > LEAST and start > 0)
