"""Quoted titles that are the same but for the marks inside them, and short brands one homophone apart in lists."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.facts.names_alike import alike
from auditor.facts.names_context import Place
from auditor.facts.names_phrases import squeeze
from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts

LEAST = 6  # characters of a title
CAPACITY = 12  # items that may share all but one character
_SAME = str.maketrans(
    {**dict.fromkeys("—–-－─―~～", "—"), **dict.fromkeys("·•˙・．●", "·"), **dict.fromkeys(",", "，")}
)
_IGNORED = re.compile("[“”‘’\"'《》（）()\\[\\]【】]")
_RUN = re.compile("(.)\\1+")
_ITEM = re.compile(f"[“《]?([{HAN}A-Za-z0-9]{{2,8}})[”》]?")
_AFTER = re.compile("等|的|”|》|，|。")


@dataclass(frozen=True, slots=True)
class Marking:
    """Titles of the same characters: the place of the first of each way of marking them.

    ``spaced`` tells that they differ only by a blank in place of a mark.
    """

    places: tuple[tuple[Place, ...], ...]
    spaced: bool


@dataclass(frozen=True, slots=True)
class Brand:
    """Two items of parallel lists, one alike character apart, with the neighbour that they share."""

    first: tuple[Place, ...]
    second: tuple[Place, ...]
    neighbour: str


def markings(facts: Facts) -> tuple[Marking, ...]:
    """Titles in “” or 《》 that differ only in the marks within, in order."""
    text = facts.document.text
    ways: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for pair in facts.marks.pairs:
        if pair.family in ("double", "title") and LEAST <= pair.end - pair.start <= 60:
            inner = text[pair.start + 1 : pair.end]
            form = squeeze(inner)[0]
            if len(form) >= LEAST:
                ways[form][_pattern(inner)].append((pair.start + 1, pair.end))
    found = [marking for form, of in ways.items() if len(of) > 1 for marking in _clash(of)]
    return tuple(sorted(found, key=lambda m: m.places[0][0]))


def _pattern(inner: str) -> str:
    """The title with one sign for each kind of mark: blanks at edges and marks that pair are left out."""
    plain = _IGNORED.sub("", inner.translate(_SAME)).strip(" \u3000，。！？!?")
    return _RUN.sub(r"\1", plain.replace("\u3000", " "))


def _clash(of: dict[str, list[Place]]) -> Iterator[Marking]:
    """The ways that have two different marks at one place; a mark left out altogether is no clash."""
    items = sorted(of.items(), key=lambda item: item[1][0])
    first = items[0][0]
    rest = [(way, _difference(first, way)) for way, _ in items[1:]]
    for spaced in (False, True):
        odd = [way for way, kind in rest if kind == ("blank" if spaced else "mark")]
        if odd:
            yield Marking((tuple(of[first]), *(tuple(of[way]) for way in odd)), spaced)


def _difference(a: str, b: str) -> str:
    """``mark`` where two marks differ, ``blank`` where one has a blank instead, else nothing."""
    gaps_a, gaps_b = _gaps(a), _gaps(b)
    if len(gaps_a) != len(gaps_b):
        return ""
    kinds = {
        ("blank" if " " in (x, y) else "mark")
        for x, y in zip(gaps_a, gaps_b, strict=True)
        if x != y and x and y
    }
    return "mark" if "mark" in kinds else "blank" if kinds else ""


def _gaps(way: str) -> list[str]:
    return re.split(f"[{HAN}A-Za-z0-9]", way)


def brands(facts: Facts) -> tuple[Brand, ...]:
    """Items of lists joined by 、 that are one alike character apart and stand beside the same item."""
    text = facts.document.text
    places: dict[str, list[Place]] = defaultdict(list)
    neighbours: dict[str, set[str]] = defaultdict(set)
    for chain in _chains(text):
        names = [text[a:b] for a, b in chain]
        for k, place in enumerate(chain):
            places[names[k]].append(place)
            beside = range(max(0, k - 2), min(k + 3, len(names)))
            neighbours[names[k]].update(part for i in beside if i != k for part in _parts(names, i))
    return tuple(_pairs(places, neighbours))


def _parts(names: list[str], k: int) -> Iterator[str]:
    """An item, and where words of the sentence may cling to it (at the ends of a list) also its parts."""
    yield names[k]
    for size in range(3, len(names[k])):
        if k == 0:
            yield names[k][-size:]
        elif k == len(names) - 1:
            yield names[k][:size]


def _chains(text: str) -> Iterator[list[Place]]:
    run: list[Place] = []
    last = -1
    for match in _ITEM.finditer(text):
        joined = match.start() == last + 1 and text[last : last + 1] == "、"
        if not joined:
            if len(run) > 1:
                yield run
            run = []
            if not text.startswith("、", match.end()):
                last = match.end()
                continue
        cut = _AFTER.search(match[1])
        start = match.start(1)
        run.append((start, start + cut.start() if cut and cut.start() >= 2 else match.end(1)))
        last = match.end()
    if len(run) > 1:
        yield run


def _pairs(places: dict[str, list[Place]], neighbours: dict[str, set[str]]) -> Iterator[Brand]:
    shelves: dict[str, list[str]] = defaultdict(list)
    for name in places:
        if len(name) >= 3:
            for k in range(len(name)):
                shelves[name[:k] + "\0" + name[k + 1 :]].append(name)
    for frame, shelf in shelves.items():
        at = frame.index("\0")
        for number, b in enumerate(shelf[:CAPACITY]):
            for a in shelf[:number]:
                shared = sorted((neighbours[a] & neighbours[b]) - {a, b})
                if shared and b not in neighbours[a] and alike(a[at], b[at]) and not _words(a, b, at):
                    yield Brand(tuple(places[a]), tuple(places[b]), min(shared, key=len))


def _words(a: str, b: str, at: int) -> bool:
    """Whether both are everyday words at the place where they differ (监察机关, 检察机关)."""
    from auditor.facts.language_model import model

    identity = model().identity
    for start in (at - 1, at):
        parts = [name[start : start + 2] for name in (a, b) if start >= 0]
        if parts and all(len(p) == 2 and model().word([identity.get(c, 0) for c in p]) >= 0 for p in parts):
            return True
    return False
