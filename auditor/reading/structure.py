"""Pieces → Document: builds the reading view and gives every block its kind, level and section.

Every reader cuts its format into pieces (a paragraph, a heading, a cell, given as source ranges) with what
the format itself says about them; what it does not say is told here, in one way for all formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.document import Block, BlockKind, Cell, Document, Marker, Span, ViewBuilder
from auditor.markers import Opening, opening
from auditor.reading.kinds import Draft, classify
from auditor.text import HAN


@dataclass(slots=True)
class Piece:
    """One logical paragraph or cell: source ranges in order, and what the format says of it.

    ``label`` is the length in code points of a list number that the layout sets apart at the start of the
    first range (alone on its line, or a word processor's automatic number); ``spaced`` keeps the blank after
    the first range.
    """

    ranges: Sequence[tuple[int, int]]
    kind: BlockKind | None = None
    level: int = 0
    cell: Cell | None = None
    label: int = 0
    spaced: bool = False


def assemble(
    source: str,
    pieces: Iterable[Piece],
    path: str,
    *,
    furniture: Iterable[tuple[int, int]] = (),
    markup: Iterable[tuple[int, int]] = (),
    locators: Sequence[tuple[int, str]] = (),
    wrapped: bool = False,
    format: str = "text",
    notes: Sequence[str] = (),
) -> Document:
    """Build the document from pieces in source order (see Document for the other arguments)."""
    view = ViewBuilder(source)
    pieces = list(pieces)
    _part_decimals(source, pieces)
    drafts = [draft for piece in pieces if (draft := _lay_out(view, piece)) is not None]
    text = view.text()
    for draft in drafts:
        draft.text = text[draft.start : draft.end]
    _mark(drafts)
    classify(drafts)
    _nest(drafts)
    blocks = tuple(
        Block(d.kind or "paragraph", d.start, d.end, d.level, d.section, d.marker, d.cell) for d in drafts
    )
    return Document(
        path=path,
        source=source,
        text=text,
        origin=view.origin,
        blocks=blocks,
        furniture=tuple(Span(*span) for span in sorted(furniture)),
        markup=tuple(Span(*span) for span in sorted(markup)),
        locators=tuple(locators),
        wrapped=wrapped,
        format=format,
        notes=tuple(notes),
    )


_DECIMAL = re.compile(
    f"(?P<prefix>[0-9]{{1,2}}(?:[.．][0-9]{{1,2}})?)[.．](?P<last>[0-9]{{1,2}})[ \u3000\t\u00a0]{{1,4}}(?=[{HAN}A-Za-z“《])"
)


def _part_decimals(source: str, pieces: Sequence[Piece]) -> None:
    """Keep the blank after 2.1 where another line goes on with 2.2; after a lone 4.23 it is layout only."""
    found: dict[str, list[tuple[int, Piece, re.Match[str]]]] = {}
    for piece in pieces:
        if piece.cell is None and not piece.label and piece.ranges:
            match = _DECIMAL.match(source, *piece.ranges[0])
            if match:
                found.setdefault(match["prefix"], []).append((int(match["last"]), piece, match))
    for series in found.values():
        numbers = {number for number, _, _ in series}
        if not any(number + 1 in numbers for number in numbers):
            continue
        for _, piece, match in series:
            start, end = piece.ranges[0]
            piece.ranges = [(start, match.end("last")), (match.end(), end), *piece.ranges[1:]]
            piece.spaced = True


def _lay_out(view: ViewBuilder, piece: Piece) -> Draft | None:
    ranges = [trimmed for span in piece.ranges if (trimmed := view.trim(*span))[0] < trimmed[1]]
    if not ranges and piece.cell is None:
        return None
    if len(view) and ranges:
        _separate(view, ranges[0][0])
    # A number that ends in its own mark (一、 1.) needs no blank to be told from the text.
    bare = bool(piece.label) and view.source[ranges[0][0] + piece.label - 1].isalnum()
    span = view.paragraph(ranges, spaced=bare or piece.spaced)
    draft = Draft(piece.kind, piece.level, span.start, span.end, piece.cell)
    if piece.label:
        draft.style = "label"
    return draft


def _separate(view: ViewBuilder, start: int) -> None:
    """A newline in the view stands for the first source character after the block before."""
    at = view.origin[-1] + 1
    if at >= start:
        raise ValueError(f"blocks touch at source offset {start}")
    view.separator("\n", at)


def _mark(drafts: Sequence[Draft]) -> None:
    """Find the markers; ``9.7月6日`` is entry 9 only where 8 came last in its style."""
    last: dict[str, int] = {}
    for draft in drafts:
        if draft.cell is not None or draft.kind == "caption":
            continue
        found = opening(draft.text)
        if found is None and draft.style == "label":
            found = _bare_label(draft.text)
        if found is None or not (found.sure or draft.style == "label" or _next_in(last, found)):
            continue
        if _is_level_number(draft, found):
            continue
        last[found.style] = found.number
        draft.marker = Marker(
            found.style, found.number, draft.start, draft.start + found.length, draft.style == "label"
        )


def _is_level_number(draft: Draft, found: Opening) -> bool:
    """``2021.`` or ``100、`` at the start of prose is a number that ends a clause, not an entry's."""
    return found.style.startswith("arabic") and found.number > 999 and draft.style != "label"


def _bare_label(text: str) -> Opening | None:
    match = re.match("[0-9]{1,4}", text)
    return Opening("arabic-dot", int(match.group()), match.end()) if match else None


def _next_in(last: dict[str, int], found: Opening) -> bool:
    return last.get(found.style, 0) + 1 == found.number


def _nest(drafts: Sequence[Draft]) -> None:
    """Levels by the order in which heading styles first nest: a style seen again closes what it opened."""
    stack: list[tuple[str, int]] = []
    for index, draft in enumerate(drafts):
        if draft.kind in ("heading", "title"):
            _close(stack, draft, drafts)
            draft.level = draft.level or len(stack) + 1
            draft.section = tuple(at for _, at in stack)
            stack.append((draft.style or f"level{draft.level}", index))
        else:
            draft.section = tuple(at for _, at in stack)


def _close(stack: list[tuple[str, int]], draft: Draft, drafts: Sequence[Draft]) -> None:
    if not draft.style:
        while stack and drafts[stack[-1][1]].level >= draft.level:
            stack.pop()
        return
    rank = _RANK.get(draft.style)
    for depth, (style, _) in enumerate(stack):
        if (
            style == draft.style
            or draft.style == "plain"
            or (rank is not None and _RANK.get(style, -1) >= rank)
        ):
            del stack[depth:]
            return


_RANK = {"part": 0, "chapter": 1, "section": 2, "year": 3, "month": 4}
