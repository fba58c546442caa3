"""The document: two texts and the map between them.

``source`` is what the reader decoded, untouched; ``text`` is the reading view, in which wrapped lines are
joined and layout blanks are gone. ``origin[i]`` is the source offset of ``text[i]``. All offsets are
half-open ranges of Unicode code points. Facts and checks speak of offsets in ``text``; only rendering
turns them into source offsets, lines and columns.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from auditor.text import BLANK, HAN, INVISIBLE, half_width_digits

BlockKind = Literal["title", "heading", "paragraph", "entry", "cell", "contents", "caption"]


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marker:
    """A number that opens a heading or an entry (``一、`` ``（2）`` ``第三章``).

    ``style`` names the form (see ``auditor.markers``), ``number`` its value, the span covers the marker in
    ``text``. ``explicit`` says that the layout set the number apart (alone on its line, or automatic
    numbering of a word processor), so that it cannot be part of the sentence.
    """

    style: str
    number: int
    start: int
    end: int
    explicit: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Place of a table cell: table number in the document, row and column from 0, and its spans."""

    table: int
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, entry or cell: ``text[start:end]``; only a cell may be empty.

    ``level`` is the depth of a heading (1 is outermost, 0 for what is no heading); ``section`` holds the
    indices of the enclosing heading blocks, outermost first.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    section: tuple[int, ...] = ()
    marker: Marker | None = None
    cell: Cell | None = None


@dataclass(frozen=True)
class Document:
    """A report as read. Raises ValueError when the two texts do not fit together.

    ``furniture`` lists source spans that are page headers, footers and numbers, ``markup`` those that are
    the format's own signs: both stand in ``source`` and not in ``text``. ``locators`` are (source offset,
    place) pairs in order, a place being ``page:3``, ``paragraph:12`` or ``cell:Sheet1!B3``.
    ``tabular`` tells that the layout is known to hold true tables, ``wrapped`` that lines were joined.
    """

    path: str
    source: str
    text: str
    origin: array[int]
    blocks: tuple[Block, ...]
    furniture: tuple[Span, ...] = ()
    markup: tuple[Span, ...] = ()
    locators: tuple[tuple[int, str], ...] = ()
    wrapped: bool = False
    format: str = "text"
    notes: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if len(self.origin) != len(self.text):
            raise ValueError(f"{self.path}: {len(self.text)} characters but {len(self.origin)} origins")
        self._check_tiling()

    def _check_tiling(self) -> None:
        """Every source character that the view leaves out must be blank, invisible, markup or furniture."""
        declared = sorted((*self.furniture, *self.markup))
        at = 0
        previous = -1
        for first, last in _runs(self.origin):
            if first <= previous:
                raise ValueError(f"{self.path}: origins are not strictly increasing at {first}")
            at = self._check_gap(previous + 1, first, declared, at)
            previous = last
        self._check_gap(previous + 1, len(self.source), declared, at)

    def _check_gap(self, start: int, end: int, declared: Sequence[Span], at: int) -> int:
        while start < end:
            while at < len(declared) and declared[at].end <= start:
                at += 1
            stop = min(end, declared[at].start) if at < len(declared) else end
            if stop > start and not _NOTHING.fullmatch(self.source, start, stop):
                raise ValueError(f"{self.path}: the view lost {self.source[start:stop][:40]!r} at {start}")
            start = max(stop, declared[at].end) if at < len(declared) else stop
        return at

    def to_source(self, start: int, end: int) -> Span:
        """The source span of ``text[start:end]``; ValueError when that is empty or outside."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{self.path}: no such span {start}:{end}")
        return Span(self.origin[start], self.origin[end - 1] + 1)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\r\n|\r|\n", self.source))]

    def line_starts(self) -> list[int]:
        """Source offsets at which lines begin."""
        return self._line_starts

    def line_column(self, offset: int) -> tuple[int, int]:
        """1-based line and column (code points) of a source offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def locator(self, offset: int) -> str | None:
        """The page, paragraph or cell of a source offset, or None where the format has none."""
        at = bisect_right(self.locators, (offset, "\U0010ffff")) - 1
        return self.locators[at][1] if at >= 0 else None

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def block_at(self, offset: int) -> int:
        """Index of the block that holds text offset ``offset`` (the separator belongs to the block before)."""
        return max(bisect_right(self._block_starts, offset) - 1, 0)

    def block_text(self, index: int) -> str:
        """The text of one block, marker included."""
        block = self.blocks[index]
        return self.text[block.start : block.end]

    def heading_texts(self, block: Block) -> tuple[str, ...]:
        """Texts of the headings above ``block``, outermost first."""
        return tuple(self.block_text(index) for index in block.section)


def _runs(origin: array[int]) -> Iterable[tuple[int, int]]:
    """Maximal runs of consecutive origins as (first, last); one comparison of arrays finds a long run."""
    start, size = 0, len(origin)
    while start < size:
        step = 1
        # Doubling and then halving compares whole slices in C instead of walking character by character.
        while start + step < size and origin[start + step] - origin[start] == step:
            step *= 2
        low, high = step // 2, min(step, size - start)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if origin[start + middle] - origin[start] == middle else (low, middle)
        yield origin[start], origin[start + low]
        start += low + 1


_NOTHING = re.compile(f"[{BLANK}{INVISIBLE}\r\n\v\f\u2028\u2029\u0085]*")

_EDGE = re.compile(f"[{BLANK}{INVISIBLE}\r\n\v\f\u2028\u2029\u0085]+")
# A blank or two between Han (or a Chinese mark) and ASCII is layout; more is an empty slot or a column.
_LAYOUT = re.compile(
    f"(?=[ \u00a0{INVISIBLE}\r\n\v\f\u2028\u2029\u0085])(?:"  # looked at first: it is rare
    f"(?<=[^\x00-\x7f{BLANK}{INVISIBLE}])[ \u00a0]{{1,2}}(?=[0-9A-Za-z０-９])"
    f"|(?<=[0-9A-Za-z０-９%])[ \u00a0]{{1,2}}(?=[{HAN}\u3001-\u301f\uff01-\uff65％℃—–“”‘’])"
    f"|[{INVISIBLE}]+|[\r\n\v\f\u2028\u2029\u0085]+)"
)
_GLUE = re.compile("[0-9A-Za-z,.;:)]")
_START = re.compile("[0-9A-Za-z(]")


class ViewBuilder:
    """Builds the reading view of one source, left to right."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._parts: list[str] = []
        self.origin: array[int] = array("I")

    def __len__(self) -> int:
        return len(self.origin)

    def trim(self, start: int, end: int) -> Span:
        """``source[start:end]`` without the blanks and invisible characters at its edges."""
        while start < end and (match := _EDGE.match(self.source, start, end)):
            start = match.end()
        while start < end and _EDGE.match(self.source, end - 1, end):
            end -= 1
        return Span(start, end)

    def append(self, start: int, end: int) -> None:
        """Append ``source[start:end]``, leaving out layout blanks and invisible characters."""
        for match in _LAYOUT.finditer(self.source, start, end):
            self._copy(start, match.start())
            start = match.end()
        self._copy(start, end)

    def _copy(self, start: int, end: int) -> None:
        if start < end:
            self._parts.append(half_width_digits(self.source[start:end]))
            self.origin.extend(range(start, end))

    def separator(self, char: str, at: int) -> None:
        """Append ``char`` (a blank or a newline) standing for the white space at source offset ``at``."""
        self._parts.append(char)
        self.origin.append(at)

    def paragraph(self, ranges: Sequence[tuple[int, int]], spaced: bool = False) -> Span:
        """Append one paragraph given as source ranges in order, and return its span in the view.

        Ranges are joined by nothing, or by one blank where two ASCII words would touch (``spaced`` asks
        for the blank after the first range too, which is how a number on its own line is kept apart).
        """
        first = len(self)
        for number, (start, end) in enumerate(ranges):
            start, end = self.trim(start, end)
            if start == end:
                continue
            if len(self) > first and ((spaced and number == 1) or self._touch(start)):
                self.separator(" ", self.origin[-1] + 1)
            self.append(start, end)
        return Span(first, len(self))

    def _touch(self, start: int) -> bool:
        last = self.source[self.origin[-1]]
        gap = self.origin[-1] + 1 < start
        return gap and bool(_GLUE.match(last) and _START.match(self.source[start]))

    def text(self) -> str:
        """The reading view built so far."""
        return "".join(self._parts)
