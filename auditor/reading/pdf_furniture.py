"""Page headers, footers and page numbers of a PDF: what stands in one place on page after page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from auditor.reading.pdf_lines import Line

_DEEP = 3
"""Lines at the top and at the bottom of a page that may be furniture."""
_DIGITS = re.compile("[0-9０-９]{1,6}|[IVXLCivxlc]{1,8}")
_NUMBER = re.compile(
    "(?:第 ?)?[-—–·•~|]{0,3} ?(?:第 ?)?([0-9０-９]{1,4}|[IVXLCivxlc]{1,8}) ?(?:页 ?)?[-—–·•~|]{0,3}"
    "(?: ?[/共of，,]{1,3} ?(?:共 ?)?[0-9]{1,4} ?页?)?"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[tuple[float, float]]
) -> set[tuple[int, int]]:
    """(page index, line index) of every line that is furniture; ``heights`` are the pages' (bottom, top).

    Lines come from the top down. A number is a page number where it counts on with the pages, or where it is
    the number of its page and stands at the very edge; a line is a header or footer where it stands at one height, digits aside
    the same, on three pages (on both pages of two).
    """
    edges = {
        (page, index)
        for page, lines in enumerate(pages)
        for index in _edge(lines)
        if _far(pages, heights, (page, index), 0.15)
    }
    found = _numbers(pages, heights, edges)
    places: dict[tuple[str, int], set[tuple[int, int]]] = defaultdict(set)
    for page, index in sorted(edges - found):
        line = pages[page][index]
        key = _DIGITS.sub("#", line.text)
        places[key, round((line.base - heights[page][0]) / 6)].add((page, index))
    for (key, height), members in places.items():
        near = members | places.get((key, height + 1), set())
        on = {page for page, _ in near}
        count = len(on)
        # A chapter's header stands on all its pages, or on every other one.
        dense = count * 5 >= (max(on) - min(on) + 1) * 2
        if (count >= 3 and dense) or (
            count == len(pages) == 2 and all(_far(pages, heights, at) for at in near)
        ):
            found |= near
    return found


def _edge(lines: Sequence[Line]) -> set[int]:
    order = sorted(range(len(lines)), key=lambda index: -lines[index].base)
    return {*order[:_DEEP], *order[-_DEEP:]}


def _numbers(
    pages: Sequence[Sequence[Line]], heights: Sequence[tuple[float, float]], edges: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    offsets: dict[tuple[int, int], int] = {}
    for page, index in edges:
        match = _NUMBER.fullmatch(pages[page][index].text)
        value = _value(match[1]) if match else None
        if value is not None and _far(pages, heights, (page, index)):
            offsets[page, index] = value - page
    tally = Counter(offsets.values())
    return {at for at, offset in offsets.items() if tally[offset] >= 2 or offset == 1}


def _value(text: str) -> int | None:
    if text[0] in "0123456789０１２３４５６７８９":
        return int(text)
    digits = [_ROMAN[char] for char in text.lower()]
    pairs = zip(digits, [*digits[1:], 0], strict=True)
    return sum(-one if one < two else one for one, two in pairs)


def _far(
    pages: Sequence[Sequence[Line]],
    heights: Sequence[tuple[float, float]],
    at: tuple[int, int],
    share: float = 0.1,
) -> bool:
    """Whether the line stands in the outermost ``share`` of the page, at its top or its bottom."""
    bottom, top = heights[at[0]]
    place = (pages[at[0]][at[1]].base - bottom) / max(top - bottom, 1.0)
    return place < share or place > 1 - share
