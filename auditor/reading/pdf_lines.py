"""Glyphs → lines: what stands on one baseline, with blanks where the print leaves room; columns of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from auditor.reading.pdf_glyphs import Glyph
from auditor.text import HAN, width

_HAN = re.compile(f"[{HAN}\u3001-\u301e\uff01-\uff65]")
_APART = 1.0
"""Em of room from which on two runs of a line stand apart, as cells do."""


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs printed one after the other: their extent, their em, and their text."""

    x0: float
    x1: float
    base: float
    top: float
    em: float
    text: str
    """One printed blank or more shows as one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of a page (or of a column of it); ``runs`` stand apart from one another."""

    page: int
    column: int
    x0: float
    x1: float
    base: float
    em: float
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The line's text, runs divided by two blanks."""
        return "  ".join(run.text for run in self.runs)

    def laid_out(self, left: float) -> str:
        """The text with blanks such that display columns stand as on the page, ``left`` being the first."""
        out = ""
        for run in self.runs:
            target = round((run.x0 - left) / (run.em / 2))
            least = 2 if out else 0
            out += " " * min(max(target - width(out), least), 200) + run.text
        return out


def runs(glyphs: Sequence[Glyph]) -> list[Run]:
    """Cut glyphs, in the order of the content, wherever the print jumps."""
    found: list[Run] = []
    group: list[Glyph] = []
    for glyph in glyphs:
        if group and _jumps(group[-1], glyph):
            found.append(_run(group))
            group = []
        group.append(glyph)
    if group:
        found.append(_run(group))
    return found


def _jumps(one: Glyph, two: Glyph) -> bool:
    size = max(one.y1 - one.y0, two.y1 - two.y0, 1.0)
    return abs(one.base - two.base) > 0.3 * size or not -0.5 * size <= two.x0 - one.x1 <= _APART * size


def _run(glyphs: Sequence[Glyph]) -> Run:
    em = _em(glyphs)
    out = glyphs[0].char
    for one, two in pairwise(glyphs):
        gap = (two.x0 - one.x1) / em
        ascii_ = one.char.isascii() and two.char.isascii()
        if two.spaced or gap > (0.18 if ascii_ else 0.45):
            out += " "
        out += two.char
    base = median(glyph.base for glyph in glyphs)
    return Run(glyphs[0].x0, max(g.x1 for g in glyphs), base, max(g.y1 for g in glyphs), em, out)


def _em(glyphs: Sequence[Glyph]) -> float:
    """The size of the type: the width of its Han characters, else about the height of its boxes."""
    han = [glyph.x1 - glyph.x0 for glyph in glyphs if _HAN.match(glyph.char)]
    return max(median(han) if han else median(glyph.y1 - glyph.y0 for glyph in glyphs), 1.0)


def lines(found: Iterable[Run], page: int, column: int = 0) -> list[Line]:
    """Runs gathered to lines, from the top of the page down."""
    rows: list[list[Run]] = []
    for run in sorted(found, key=lambda run: (-run.base, run.x0)):
        if rows and rows[-1][0].base - run.base <= 0.4 * max(run.em, min(rows[-1][0].em, 2 * run.em)):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_line(row, page, column) for row in rows]


def _line(row: list[Run], page: int, column: int) -> Line:
    row.sort(key=lambda run: run.x0)
    merged = [row[0]]
    for run in row[1:]:
        last = merged[-1]
        gap = (run.x0 - last.x1) / max(last.em, run.em)
        if gap <= _APART:
            blank = " " if gap > 0.45 else ""
            em = max((last, run), key=lambda r: len(r.text)).em
            merged[-1] = Run(
                last.x0,
                max(last.x1, run.x1),
                last.base,
                max(last.top, run.top),
                em,
                last.text + blank + run.text,
            )
        else:
            merged.append(run)
    longest = max(merged, key=lambda run: (len(run.text), run.x0))
    x1 = max(run.x1 for run in merged)
    return Line(page, column, merged[0].x0, x1, longest.base, longest.em, tuple(merged))


def in_reading_order(
    found: Sequence[Run], page: int, extent: tuple[float, float, float, float]
) -> list[Line]:
    """The lines of a page; where it is set in two columns, the left one first, between full-width lines."""
    gutter = _gutter(found, extent)
    if gutter is None:
        return lines(found, page)
    across = lines([run for run in found if run.x0 < gutter < run.x1], page)
    result: list[Line] = []
    rest = [run for run in found if not run.x0 < gutter < run.x1]
    for bar in [*across, None]:
        above = [run for run in rest if bar is None or run.base > bar.base]
        rest = [run for run in rest if bar is not None and run.base <= bar.base]
        result += lines([run for run in above if run.x1 <= gutter], page, 1)
        result += lines([run for run in above if run.x0 >= gutter], page, 2)
        if bar:
            result.append(bar)
    return result


def _gutter(found: Sequence[Run], extent: tuple[float, float, float, float]) -> float | None:
    """Where the gap between two columns of prose runs, or None on a page set in one.

    Prose fills its column: a table's cells leave most of theirs empty.
    """
    rows = lines(found, 0)
    left = min((row.x0 for row in rows), default=0.0)
    right = max((row.x1 for row in rows), default=0.0)
    pieces = [run for row in rows for run in row.runs]
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        x = left + (right - left) * step / 100
        crossing = sum(run.x0 < x < run.x1 for run in pieces)
        one = [run for run in pieces if run.x1 <= x and run.x1 - run.x0 >= 0.7 * (x - left)]
        two = [run for run in pieces if run.x0 >= x and run.x1 - run.x0 >= 0.7 * (right - x)]
        full = min(len(one), len(two))
        apart = len(pieces) and full >= 5 and crossing * 5 <= len(one) + len(two)
        if apart and 2 * (len(one) + len(two)) >= len(pieces) and (best is None or full > best[0]):
            best = full, x
    del extent
    return best[1] if best else None
