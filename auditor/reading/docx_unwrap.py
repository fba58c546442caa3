"""Word files pasted or converted from PDF, where every line is a paragraph: the lines joined again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.reading.structure import Piece
from auditor.reading.unwrap import find_margin, paragraph_ends
from auditor.text import BLANK, CLOSERS, INVISIBLE, SENTENCE_END, width

_FEWEST = 20
_NARROWEST = 50
_ENDS = SENTENCE_END + CLOSERS + "：:，、,"


def rejoined(source: str, pieces: Sequence[Piece]) -> tuple[list[Piece], bool]:
    """``pieces`` with wrapped lines joined to paragraphs, and whether there were any.

    A paragraph of Word is a paragraph, so more is asked for than of plain text: many plain paragraphs that
    pile up at one margin of a page's width, half of which stop at it in the middle of a clause, and
    sentences that end among them (a list of names of one length has none).
    """
    lines = [_text(source, piece) for piece in pieces if _plain(piece)]
    margin = find_margin(lines) if len(lines) >= _FEWEST else None
    if margin is None or margin.column < _NARROWEST:
        return list(pieces), False
    full = [line for line in lines if width(line) >= margin.column - 8]
    cut = [line for line in full if line[-1] not in _ENDS]
    sentences = sum(line.count("。") for line in lines)
    if len(full) < _FEWEST or 2 * len(cut) < len(full) or 12 * sentences < len(lines):
        return list(pieces), False
    found: list[Piece] = []
    for run in _runs(pieces):
        if not _plain(run[0]):
            found += run
            continue
        ends = paragraph_ends([_text(source, piece) for piece in run], margin)
        found += _join(run, ends)
    return found, True


def _plain(piece: Piece) -> bool:
    return piece.kind is None and piece.cell is None and not piece.label and bool(piece.ranges)


def _text(source: str, piece: Piece) -> str:
    return "".join(source[start:end] for start, end in piece.ranges).strip(BLANK + INVISIBLE + "\v\f")


def _runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    run: list[Piece] = []
    for piece in pieces:
        if run and _plain(piece) != _plain(run[-1]):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _join(run: Sequence[Piece], ends: Sequence[bool]) -> Iterator[Piece]:
    ranges: list[tuple[int, int]] = []
    for piece, ended in zip(run, ends, strict=True):
        ranges += piece.ranges
        if ended:
            yield Piece(ranges)
            ranges = []
