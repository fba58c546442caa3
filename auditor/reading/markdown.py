"""Markdown → Document: headings, lists, pipe tables, soft wraps; signs of the format are markup, not text.

The source is the file itself. CommonMark is followed but where reports are written otherwise: lines indented
by four blanks are text, and a line that ends a sentence ends its paragraph unless the text is wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.document import Document
from auditor.markers import opening
from auditor.reading.grids import find_tables
from auditor.reading.markdown_inline import signs
from auditor.reading.plain import Line, split_lines
from auditor.reading.structure import Piece, assemble
from auditor.reading.unwrap import Margin, find_margin, first_unit
from auditor.text import CLOSERS, SENTENCE_END, width

_HEADING = re.compile("[ ]{0,3}(#{1,6})(?:[ \t]+|$)")
_HEADING_END = re.compile("[ \t]+#{1,20}[ \t]*$")
_UNDERLINE = re.compile("[ ]{0,3}(?:={1,200}|-{2,200})[ \t]*")
_BULLET = re.compile("[ \t]{0,40}(?:[-*+][ \t]{1,8}(?:\\[[ xX]\\][ \t]+)?|(?:>[ \t]?){1,20})")
_FENCE = re.compile("[ \t]{0,40}(?:```|~~~)")
_RULE = re.compile(
    "[ \t]{0,40}(?:-[ \t]{0,9}){3,99}|[ \t]{0,40}(?:\\*[ \t]{0,9}){3,99}|[ \t]{0,40}(?:_[ \t]{0,9}){3,99}"
)
_DEFINITION = re.compile("[ ]{0,3}\\[[^\\[\\]^\n]{1,100}\\]:[ \t]{0,9}[^ \t\n]{1,500}(?:[ \t].{0,300})?")
_FRONT = re.compile("---[ \t]*\r?\n(?:[^\r\n]{0,500}\r?\n){0,200}?(?:---|\\.\\.\\.)[ \t]*(?:\r?\n|$)")
_KEY = re.compile("(?m)^[A-Za-z_-]{1,40}[ \t]{0,9}:")
_ENDED = re.compile(f"[{SENTENCE_END}：:][{re.escape(CLOSERS)}*_]{{0,5}}$")
_LONG, _LONGEST_HEADING = 40, 80


def read_markdown(source: str, path: str) -> Document:
    """Read Markdown. Raises nothing: what is no Markdown sign is text."""
    front = _FRONT.match(source)
    skip = front.end() if front and _KEY.search(front.group()) else 0
    markup: list[tuple[int, int]] = [(0, skip)] if skip else []
    markup += _comments(source, skip)
    lines = [line for line in split_lines(source) if line.start >= skip]
    tables = find_tables(lines)
    for piece in tables.pieces:
        piece.ranges = [part for span in piece.ranges for part in _text(source, *span, markup)]
    reader = _Reader(source, markup, find_margin([line.text for line in lines if line.text]))
    comments = [span for span in markup if span[0] >= skip]
    for index, line in enumerate(lines):
        if index in tables.lines:
            reader.flush()
        elif not any(start <= line.start and line.end <= end for start, end in comments):
            reader.take(line)
    reader.flush()
    markup += tables.markup
    pieces = [*tables.pieces, *reader.pieces]
    pieces.sort(key=lambda piece: piece.ranges[0][0] if piece.ranges else 0)
    return assemble(source, pieces, path, markup=markup, format="markdown")


def _comments(source: str, start: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while (start := source.find("<!--", start)) >= 0 and (end := source.find("-->", start + 4)) >= 0:
        found.append((start, end + 3))
        start = end + 3
    return found


@dataclass(slots=True)
class _Reader:
    """Takes lines of prose one after the other and joins them to paragraphs."""

    source: str
    markup: list[tuple[int, int]]
    margin: Margin | None
    pieces: list[Piece] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)
    _ranges: list[tuple[int, int]] = field(default_factory=list)
    _fenced: bool = False

    def take(self, line: Line) -> None:
        """Take the next line that is not blank."""
        if line.gap or self._fenced:
            self.flush()
        if _FENCE.match(line.raw):
            self.flush()
            self._fenced = not self._fenced
            self.markup.append((line.start, line.end))
        elif self._fenced:
            self.pieces.append(Piece([(line.start, line.end)]))
        elif heading := _HEADING.match(line.raw):
            self._heading(line, line.start + heading.end(), len(heading[1]))
        elif _UNDERLINE.fullmatch(line.raw) and self._is_heading():
            self.markup.append((line.start, line.end))
            ranges, self._ranges, self._lines = self._ranges, [], []
            self.pieces.append(Piece(ranges, "heading", 1 if "=" in line.raw else 2))
        elif _RULE.fullmatch(line.raw) or _DEFINITION.fullmatch(line.raw):
            self.flush()
            self.markup.append((line.start, line.end))
        else:
            self._prose(line)

    def flush(self) -> None:
        """End the paragraph."""
        if self._ranges:
            self.pieces.append(Piece(self._ranges))
        self._ranges, self._lines = [], []

    def _is_heading(self) -> bool:
        return len(self._lines) == 1 and width(self._lines[0].text) <= _LONGEST_HEADING

    def _heading(self, line: Line, start: int, level: int) -> None:
        self.flush()
        end = line.end
        if closed := _HEADING_END.search(line.raw):
            end = max(line.start + closed.start(), start)
            self.markup.append((end, line.end))
        self.markup.append((line.start, start))
        ranges = _text(self.source, start, end, self.markup)
        if ranges:
            self.pieces.append(Piece(ranges, "heading", level))

    def _prose(self, line: Line) -> None:
        start = line.start
        if sign := _BULLET.match(line.raw):
            quoted = ">" in sign.group()
            if not quoted or (self._lines and not self._lines[-1].raw.lstrip().startswith(">")):
                self.flush()
            start += sign.end()
            self.markup.append((line.start, start))
        end = line.end
        if line.raw.endswith("\\"):
            end -= 1
            self.markup.append((end, line.end))
        if self._lines and not self._joins(self._lines[-1], self.source[start:end].strip()):
            self.flush()
        ranges = _text(self.source, start, end, self.markup)
        if ranges:
            self._ranges += ranges
            self._lines.append(line)

    def _joins(self, before: Line, text: str) -> bool:
        """Whether ``text`` goes on with the paragraph that ``before`` belongs to."""
        if before.raw.endswith(("  ", "\\")) or opening(text) is not None:
            return False
        if _is_bold(before.text):
            return False
        if _ENDED.search(before.text):
            full = self.margin and width(before.text) + first_unit(text) > self.margin.column - 4
            return bool(full)
        return before.text.endswith(("，", "、", ",", "；")) or width(before.text) >= _LONG


def _is_bold(text: str) -> bool:
    """A line set bold as a whole stands for a heading."""
    return len(text) > 4 and text.startswith("**") and text.endswith("**")


def _text(source: str, start: int, end: int, markup: list[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """The parts of a line between its inline signs; the signs are added to ``markup``."""
    ranges: list[tuple[int, int]] = []
    for left, right in signs(source, start, end):
        markup.append((left, right))
        if left > start:
            ranges.append((start, left))
        start = max(start, right)
    if start < end:
        ranges.append((start, end))
    return ranges
