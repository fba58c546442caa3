"""Excerpts: the line around a place, with the places marked inside the quote (never carets below it)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.document import Document
from auditor.finding import Finding, Location

CONTEXT = 24
"""Characters shown on either side of a marked place."""
_CROWD = 60
"""Places that one excerpt shows at most."""
_NUMBER = frozenset("0123456789.,%-—第零一二三四五六七八九十百千万亿")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: ``plain`` context, the ``primary`` place, or a ``related`` one."""

    text: str
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of the reading view: its first line number, the roles, the pieces, how many places it shows."""

    line: int
    locator: str | None
    roles: tuple[str, ...]
    pieces: tuple[Piece, ...]
    places: int


def excerpts(document: Document, finding: Finding, limit: int = 12) -> list[Excerpt]:
    """The places of a finding in reading order; places of one block that lie close share an excerpt.

    No more than ``limit`` excerpts, among which the primary place always is.
    """
    primary = finding.location
    groups: list[list[Location]] = []
    for place in sorted((p for p in (primary, *finding.related) if p), key=lambda place: place.view):
        if groups and _together(document, groups[-1], place):
            groups[-1].append(place)
        else:
            groups.append([place])
    if len(groups) > limit:
        at = next(index for index, group in enumerate(groups) if primary in group)
        groups = groups[:limit] if at < limit else [*groups[: limit - 1], groups[at]]
    return [_excerpt(document, group, primary) for group in groups]


def hidden(finding: Finding, shown: Sequence[Excerpt]) -> int:
    """How many places of ``finding`` none of the excerpts shows."""
    return sum(1 for place in (finding.location, *finding.related) if place) - sum(e.places for e in shown)


def _together(document: Document, group: Sequence[Location], place: Location) -> bool:
    if len(group) >= _CROWD:
        return False
    last = max(other.view[1] for other in group)
    same = document.block_at(group[0].view[0]) == document.block_at(place.view[0])
    return same and place.view[0] - last <= 2 * CONTEXT


def _excerpt(document: Document, places: Sequence[Location], primary: Location | None) -> Excerpt:
    block = document.blocks[document.block_at(places[0].view[0])]
    first, last = places[0].view[0], max(place.view[1] for place in places)
    start, end = _context(document.text, max(block.start, first - CONTEXT), min(block.end, last + CONTEXT))
    end = max(end, last)
    pieces = [Piece("…")] if start > block.start else []
    pieces += _pieces(document.text, start, end, places, primary)
    if end < block.end:
        pieces.append(Piece("…"))
    roles = tuple(dict.fromkeys(place.role for place in places if place.role))
    return Excerpt(places[0].line, places[0].locator, roles, tuple(pieces), len(places))


def _context(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch widened so that it cuts no number in two: half a number reads as another number."""
    low, high = max(0, start - 16), min(len(text), end + 16)
    while low < start < len(text) and text[start - 1] in _NUMBER and text[start] in _NUMBER:
        start -= 1
    while 0 < end < high and text[end - 1] in _NUMBER and text[end] in _NUMBER:
        end += 1
    return start, end


def _pieces(
    text: str, start: int, end: int, places: Sequence[Location], primary: Location | None
) -> list[Piece]:
    """The stretch cut at every edge of a place; where places overlap the shortest is the one that shows."""
    edges = sorted({start, end, *(edge for place in places for edge in place.view)})
    pieces: list[Piece] = []
    shown: Location | None = None
    for left, right in pairwise(edges):
        over = [place for place in places if place.view[0] <= left and right <= place.view[1]]
        place = min(over, key=lambda p: (p.view[1] - p.view[0], p is not primary), default=None)
        if pieces and place is shown:
            pieces[-1] = Piece(pieces[-1].text + text[left:right], pieces[-1].kind)
        else:
            kind = "plain" if place is None else "primary" if place is primary else "related"
            pieces.append(Piece(text[left:right], kind))
        shown = place
    return [piece if piece.kind == "plain" else Piece(_shorten(piece.text), piece.kind) for piece in pieces]


def _shorten(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:60]}…{text[-40:]}"
