"""Markdown → Document: headings, lists, pipe tables; signs of the format are markup, not text."""

from __future__ import annotations

import re

from auditor.document import Document
from auditor.reading.grids import find_tables
from auditor.reading.plain import Line, split_lines
from auditor.reading.structure import Piece, assemble

_HEADING = re.compile("(#{1,6})[ \t]+")
_BULLET = re.compile("[ \t]*(?:[-*+][ \t]+|>[ \t]?)")
_FENCE = re.compile("[ \t]*(?:```|~~~)")
_RULE = re.compile("[ \t]*(?:[-*_][ \t]*){3,}")
_COMMENT = re.compile("<!--(?:[^-]|-(?!->)){0,20000}-->")
# Emphasis, code marks, link targets and images: signs that stand inside a line.
_INLINE = re.compile(
    "\\*\\*|__|``?|(?<![0-9A-Za-z*])\\*(?=[^ *\n])|(?<=[^ *\n])\\*(?![0-9A-Za-z*])"
    "|!?\\[(?=[^\\]\n]{0,200}\\]\\([^)\n]{0,500}\\))|\\]\\([^)\n]{0,500}\\)"
)


def read_markdown(source: str, path: str) -> Document:
    """Read Markdown. Raises nothing: what is no Markdown sign is text."""
    lines = split_lines(source)
    markup: list[tuple[int, int]] = [match.span() for match in _COMMENT.finditer(source)]
    tables = find_tables(lines)
    pieces: list[Piece] = []
    for piece in tables.pieces:
        piece.ranges = [
            part for start, end in piece.ranges for part in _text_ranges(source, start, end, markup)
        ]
        pieces.append(piece)
    pieces += _prose(source, lines, tables.lines, markup)
    markup.extend(tables.markup)
    pieces.sort(key=lambda piece: piece.ranges[0][0] if piece.ranges else 0)
    return assemble(source, pieces, path, markup=markup, format="markdown")


def _prose(source: str, lines: list[Line], taken: set[int], markup: list[tuple[int, int]]) -> list[Piece]:
    comments = sorted(markup)
    pieces: list[Piece] = []
    fenced = False
    for index, line in enumerate(lines):
        if index in taken or any(start <= line.start and line.end <= end for start, end in comments):
            continue
        if _FENCE.match(line.raw):
            fenced = not fenced
            markup.append((line.start, line.end))
            continue
        if not fenced and _RULE.fullmatch(line.raw):
            markup.append((line.start, line.end))
            continue
        pieces.append(_piece(source, line, fenced, markup))
    return [piece for piece in pieces if piece.ranges]


def _piece(source: str, line: Line, fenced: bool, markup: list[tuple[int, int]]) -> Piece:
    if fenced:
        return Piece([(line.start, line.end)])
    heading = _HEADING.match(line.raw)
    sign = heading or _BULLET.match(line.raw)
    start = line.start
    if sign:
        start += sign.end()
        markup.append((line.start, start))
    ranges = _text_ranges(source, start, line.end, markup)
    if heading:
        return Piece(ranges, kind="heading", level=len(heading[1]))
    return Piece(ranges)


def _text_ranges(source: str, start: int, end: int, markup: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of a line between its inline signs; the signs are added to ``markup``."""
    ranges: list[tuple[int, int]] = []
    for match in _INLINE.finditer(source, start, end):
        markup.append(match.span())
        if match.start() > start:
            ranges.append((start, match.start()))
        start = match.end()
    if start < end:
        ranges.append((start, end))
    return ranges
