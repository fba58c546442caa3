"""Clusters: all ways in which one thing is named, each with all its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.facts.names import SHORT, Name, Variant
from auditor.facts.names_context import Place


@dataclass(frozen=True, slots=True)
class Way:
    """One way of writing a name and all its places, in order."""

    form: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """The ways of writing one name, the most frequent first (of equals the earlier), and the best variant."""

    ways: tuple[Way, ...]
    best: Variant

    @property
    def majority(self) -> bool:
        """Whether the first way is so frequent that the others look like slips."""
        return len(self.ways[0].places) >= max(3, 3 * sum(len(way.places) for way in self.ways[1:]))


def clusters(variants: Iterable[Variant], names: Sequence[Name]) -> tuple[Cluster, ...]:
    """The variants gathered by the thing they name, in the order of the text."""
    groups = _Groups()
    for variant in variants:
        groups.add(variant)
    joined = groups.joined()
    places = _places({form for group in joined for form, _ in group.ways}, names)
    found = [_cluster(group, places) for group in joined]
    return tuple(sorted(_apart(found), key=lambda c: c.ways[-1].places[0]))


class _Groups:
    """Ways joined by the variants they take part in."""

    def __init__(self) -> None:
        self._of: dict[str, int] = {}
        self._members: dict[int, _Group] = {}

    def add(self, variant: Variant) -> None:
        first, second = trimmed(variant)
        a, b = self._of.get(first[0], -1), self._of.get(second[0], -1)
        number = next((n for n in (a, b) if n >= 0), len(self._of))
        group = self._members.setdefault(number, _Group([], []))
        if a >= 0 and b >= 0 and a != b:
            other = self._members.pop(b)
            group.ways += other.ways
            group.variants += other.variants
        group.ways += [first, second]
        group.variants.append(variant)
        for form, _ in group.ways:
            self._of[form] = number

    def joined(self) -> list[_Group]:
        return list(self._members.values())


@dataclass
class _Group:
    ways: list[tuple[str, tuple[Place, ...]]]
    variants: list[Variant]


def trimmed(variant: Variant) -> tuple[tuple[str, tuple[Place, ...]], tuple[str, tuple[Place, ...]]]:
    """The two names without the characters too many on their left, with their places."""
    d = variant.difference
    return _trim(variant.first, d.rest_a), _trim(variant.second, d.rest_b)


def _trim(name: Name, rest: str) -> tuple[str, tuple[Place, ...]]:
    if name.tail:
        return name.form + name.tail, name.places
    return name.form[len(rest) :], tuple((a + len(rest), b) for a, b in name.places)


def _places(forms: set[str], names: Sequence[Name]) -> dict[str, list[Place]]:
    """For each form the places of all names that end with it; a short form may be the end of other names."""
    sizes = sorted({len(form) for form in forms if len(form) > SHORT})
    found: dict[str, list[Place]] = defaultdict(list)
    for name in names:
        if name.kind in ("title", "work", "headed"):
            continue
        for size in sizes:
            if size <= len(name.form) and name.form[-size:] in forms:
                cut = len(name.form) - size
                found[name.form[-size:]] += [(a + cut, b) for a, b in name.places]
    return found


def _cluster(group: _Group, places: dict[str, list[Place]]) -> Cluster:
    own: dict[str, set[Place]] = defaultdict(set)
    for form, at in group.ways:
        own[form] |= {*at, *places.get(form, ())}
    ways = [Way(form, tuple(sorted(at))) for form, at in own.items()]
    ways.sort(key=lambda way: (-len(way.places), way.places[0]))
    best = max(group.variants, key=lambda v: (v.evidence.score, -v.first.places[0][0]))
    return Cluster(tuple(ways), best)


def _apart(found: Iterable[Cluster]) -> list[Cluster]:
    """Of clusters that share a place only the first: one thing is told once."""
    kept: list[Cluster] = []
    taken: set[int] = set()
    for cluster in sorted(
        found, key=lambda c: (c.best.first.kind != "title", -c.best.evidence.score, c.ways[0].places[0])
    ):
        ends = {offset for way in cluster.ways for a, b in way.places for offset in range(a, b)}
        if not taken & ends:
            kept.append(cluster)
        taken |= ends
    return kept
