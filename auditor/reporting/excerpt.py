"""Excerpts: the line around a place, with the places marked inside the quote (never carets below it)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from auditor.document import Document
from auditor.finding import Finding, Location

CONTEXT = 24
"""Characters shown on either side of a marked place."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of the reading view: its first line number, and pieces of (text, marked)."""

    line: int
    locator: str | None
    roles: tuple[str, ...]
    pieces: tuple[tuple[str, bool], ...]


def excerpts(document: Document, finding: Finding, limit: int = 12) -> list[Excerpt]:
    """The places of a finding in reading order; places of one block that lie close share an excerpt."""
    places = [place for place in (finding.location, *finding.related) if place]
    groups: list[list[Location]] = []
    for place in sorted(places, key=lambda place: place.view):
        last = groups[-1][-1] if groups else None
        if last and _together(document, last, place):
            groups[-1].append(place)
        else:
            groups.append([place])
    return [_excerpt(document, group) for group in groups[:limit]]


def _together(document: Document, last: Location, place: Location) -> bool:
    same = document.block_at(last.view[0]) == document.block_at(place.view[0])
    return same and place.view[0] - last.view[1] <= 2 * CONTEXT


def _excerpt(document: Document, places: Sequence[Location]) -> Excerpt:
    block = document.blocks[document.block_at(places[0].view[0])]
    first, last = places[0].view[0], max(place.view[1] for place in places)
    start = max(block.start, first - CONTEXT)
    end = min(max(block.end, last), last + CONTEXT)
    pieces: list[tuple[str, bool]] = [("…", False)] if start > block.start else []
    at = start
    for place in places:
        a, b = max(place.view[0], at), place.view[1]
        if b <= at:
            continue
        pieces += [(document.text[at:a], False), (_shorten(document.text[a:b]), True)]
        at = b
    pieces.append((document.text[at:end], False))
    if end < block.end:
        pieces.append(("…", False))
    roles = tuple(dict.fromkeys(place.role for place in places if place.role))
    return Excerpt(places[0].line, places[0].locator, roles, tuple(piece for piece in pieces if piece[0]))


def _shorten(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:60]}…{text[-40:]}"
