"""The serialisation of a Word file that offsets refer to, and the way back from it to the file's nodes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.markers import opening
from auditor.reading.docx_xml import Element
from auditor.text import BLANK, CLOSERS, SENTENCE_END, width

_BREAK = re.compile("[\v\f]")
_ENDED = re.compile(f"[{SENTENCE_END}：:][{re.escape(CLOSERS)}{BLANK}]{{0,6}}$")
_SHORT = 64


class Segment(NamedTuple):
    """``source[start:end]`` is the text of ``node`` from its character ``offset`` on.

    A ``w:p`` as node stands for the paragraph's automatic number; what lies outside the body (a text box,
    a note) has as node the drawing or the reference that it hangs on.
    """

    start: int
    end: int
    node: Element
    offset: int


@dataclass(slots=True)
class Source:
    """The text written so far, with page and paragraph counts; ``segments`` is None unless asked for."""

    segments: list[Segment] | None = None
    size: int = 0
    page: int = 1
    paragraph: int = 0
    paged: bool = False
    _parts: list[str] = field(default_factory=list)
    _places: list[tuple[int, int, int]] = field(default_factory=list)

    def add(self, text: str, node: Element | None = None, offset: int = 0) -> None:
        """Append ``text``."""
        if self.segments is not None and node is not None:
            self.segments.append(Segment(self.size, self.size + len(text), node, offset))
        self._parts.append(text)
        self.size += len(text)

    def mark(self, paragraph: int) -> None:
        """Note that what follows stands in this paragraph (and on the current page)."""
        self.paragraph = paragraph
        self._places.append((self.size, self.page, self.paragraph))

    def turn_page(self) -> None:
        """What follows stands on the next page."""
        self.page += 1
        self.paged = True
        self.mark(self.paragraph)

    def text(self) -> str:
        """The whole serialisation."""
        return "".join(self._parts)

    def locators(self) -> list[tuple[int, str]]:
        """(offset, place) pairs; pages are named only where the file tells them."""
        found: list[tuple[int, str]] = []
        for offset, page, paragraph in self._places:
            place = f"page:{page} paragraph:{paragraph}" if self.paged else f"paragraph:{paragraph}"
            if not found or found[-1][1] != place:
                found.append((offset, place))
        return found


def lines(text: str, start: int) -> list[list[tuple[int, int]]]:
    """Source ranges of the paragraphs that ``text`` (one w:p, at source offset ``start``) really holds.

    A manual line break ends a paragraph after an end mark, before a number, and where the line could have
    gone on; in a short text (a title) and at the margin of a pasted one it only wraps.
    """
    ranges: list[tuple[int, int]] = []
    at = 0
    for match in _BREAK.finditer(text):
        ranges.append((at, match.start()))
        at = match.end()
    ranges.append((at, len(text)))
    longest = max(width(text[a:b]) for a, b in ranges) if len(ranges) > 1 else 0
    short = longest > 0 and width(text) <= _SHORT
    groups: list[list[tuple[int, int]]] = []
    previous = ""
    for a, b in ranges:
        line = text[a:b]
        wraps = previous and (short or width(previous) >= 0.8 * longest) and not _ENDED.search(previous)
        if wraps and line.strip() and opening(line.strip()) is None:
            groups[-1].append((start + a, start + b))
        elif line.strip():
            groups.append([(start + a, start + b)])
        else:
            line = ""
        previous = line
    return groups
