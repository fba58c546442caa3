"""The contents page against the headings of the report: wording, presence and order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from auditor.facts import Facts
from auditor.facts.references import ContentsEntry, bare
from auditor.finding import Hit, Mark
from auditor.markers import opening

DATA = ("entry", "heading")
OPTIONS: dict[str, Any] = {"kind": "wording"}
"""``kind`` is ``wording`` (one heading, two wordings), ``missing`` (listed, not there), ``order``."""

_LIKE, _LIKE_UNNUMBERED = 0.6, 0.84


class _Head(NamedTuple):
    title: str
    start: int
    end: int
    style: str
    number: int


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """Hits of the wanted kind; silent unless at least half of the contents are found word for word."""
    entries = facts.references.contents
    if len(entries) < 3:
        return
    heads = _heads(facts)
    matched, rest = _match(entries, heads)
    if 2 * len(matched) < len(entries):
        return
    if options["kind"] == "order":
        yield from _disordered(matched)
        return
    used = {head.start for _, head in matched}
    free = [head for head in heads if head.start not in used]
    if options["kind"] == "wording":
        yield from (_hit(entry, head) for entry, head in _renumbered(matched))
    for entry in rest:
        head = _nearest(entry, free)
        if head and options["kind"] == "wording":
            yield _hit(entry, head)
        elif head is None and options["kind"] == "missing" and len(bare(entry.title)) > 4:
            yield Hit(Mark(entry.start, entry.end, "contents"), (), {"entry": entry.title, "heading": ""})


def _heads(facts: Facts) -> list[_Head]:
    """Short blocks, and pairs of neighbours: what counts is that the words of a title stand there alone."""
    document = facts.document
    single = []
    for index, block in enumerate(document.blocks):
        if block.kind in ("contents", "cell") or block.end - block.start > 80:
            continue
        marker = block.marker
        style, number = (marker.style, marker.number) if marker else ("", 0)
        single.append(_Head(document.block_text(index), block.start, block.end, style, number))
    double = [
        _Head(one.title + two.title, one.start, two.end, one.style, one.number)
        for one, two in pairwise(single)
        if two.start == one.end + 1 and not two.style
    ]
    return sorted([*single, *double], key=lambda head: (head.start, head.end))


Pairs = list[tuple[ContentsEntry, _Head]]


def _renumbered(matched: Pairs) -> Iterator[tuple[ContentsEntry, _Head]]:
    """Titles that stand under another number; where two changed places, that is a matter of order."""
    changed = [
        (entry, head) for entry, head in matched if entry.style == head.style and entry.number != head.number
    ]
    swaps = {(entry.style, entry.number, head.number) for entry, head in changed}
    for entry, head in changed:
        if (entry.style, head.number, entry.number) not in swaps:
            yield entry, head


def _match(entries: Sequence[ContentsEntry], heads: Sequence[_Head]) -> tuple[Pairs, list[ContentsEntry]]:
    """Entries found word for word, with their number or without: of several places the next in order."""
    places: dict[str, list[_Head]] = {}
    for head in heads:
        for key in {bare(head.title), _unnumbered(head.title)}:
            places.setdefault(key, []).append(head)
    matched: Pairs = []
    rest: list[ContentsEntry] = []
    at = -1
    for entry in entries:
        found = places.get(bare(entry.title)) or places.get(_unnumbered(entry.title), [])
        if not found:
            rest.append(entry)
            continue
        head = next((head for head in found if head.start > max(at, entry.end)), found[-1])
        matched.append((entry, head))
        at = max(at, head.start)
    return matched, rest


def _unnumbered(title: str) -> str:
    found = opening(title)
    return bare(title[found.length :]) if found else bare(title)


def _nearest(entry: ContentsEntry, heads: Sequence[_Head]) -> _Head | None:
    """The heading of the same number that is most alike, or one without number that is nearly the same."""
    from rapidfuzz.distance import Indel

    best: tuple[float, int, _Head] | None = None
    for head in heads:
        same = (head.style, head.number) == (entry.style, entry.number)
        if head.start < entry.end or (head.style and not same):
            continue
        like = Indel.normalized_similarity(_unnumbered(entry.title), _unnumbered(head.title))
        if like >= (_LIKE if same and entry.style else _LIKE_UNNUMBERED):
            best = max(best or (0.0, 0, head), (like, -head.start, head))
    return best[2] if best else None


def _hit(entry: ContentsEntry, head: _Head) -> Hit:
    data = {"entry": entry.title, "heading": head.title}
    return Hit(Mark(head.start, head.end, "heading"), (Mark(entry.start, entry.end, "contents"),), data)


def _disordered(matched: Pairs) -> Iterator[Hit]:
    """The fewest entries whose headings stand out of order (all but a longest increasing run)."""
    starts = [head.start for _, head in matched]
    keep = _longest_increasing(starts)
    for index, (entry, head) in enumerate(matched):
        if index not in keep:
            yield _hit(entry, head)


def _longest_increasing(values: Sequence[int]) -> set[int]:
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        at = bisect_left(tails, value)
        tails[at:], ends[at:] = [value, *tails[at + 1 :]], [index, *ends[at + 1 :]]
        before.append(ends[at - 1] if at else -1)
    chain: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.add(index)
        index = before[index]
    return chain
