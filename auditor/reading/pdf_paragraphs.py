"""Which printed line ends a paragraph: the margin tells, as in a hard-wrapped text, and indents and gaps help.

Here the margin is a place on the page and not a number of columns, so it is known to a fraction of an em.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from auditor.markers import opening
from auditor.reading.pdf_lines import Line
from auditor.reading.unwrap import first_unit
from auditor.text import CLOSERS, SENTENCE_END

_END = re.compile(f"[{SENTENCE_END}.：:][{re.escape(CLOSERS)}]{{0,3}}$")
_LEADERS = re.compile("[.．…·‥—-]{3,} ?[（(]?[0-9IVXivx]{1,5}[）)]?$")
_FEWEST = 8


@dataclass(frozen=True, slots=True)
class Zone:
    """Left and right margin of a column of print, whether it is justified, its usual pitch in em."""

    left: float
    right: float
    justified: bool
    pitch: float


def zones(lines: Sequence[Line]) -> dict[tuple[int, int], Zone]:
    """The zone of every (page, column): its own where enough long lines tell it, else that of all alike."""
    by_page: dict[tuple[int, int], list[Line]] = defaultdict(list)
    by_column: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page, line.column].append(line)
        by_column[line.column].append(line)
    common = {column: _zone(group) for column, group in by_column.items()}
    found: dict[tuple[int, int], Zone] = {}
    for key, group in by_page.items():
        usual = common[key[1]]
        longest = max(line.x1 - line.x0 for line in group)
        own = sum(line.x1 - line.x0 > 0.8 * longest for line in group)
        fits = (
            usual.left - 3 <= min(line.x0 for line in group)
            and max(line.x1 for line in group) <= usual.right + 20
        )
        found[key] = _zone(group) if own >= _FEWEST or not fits else usual
    return found


def _zone(lines: Sequence[Line]) -> Zone:
    em = median(line.em for line in lines)
    longest = max(line.x1 - line.x0 for line in lines)
    long = [line for line in lines if line.x1 - line.x0 > 0.6 * longest]
    right = _peak([line.x1 for line in long], em / 2, last=True)
    left = _peak([line.x0 for line in long], em / 2, last=False)
    reaching = [line for line in long if line.x1 > right - 2 * em]
    even = sum(line.x1 >= right - 0.3 * em for line in reaching)
    gaps = [
        (one.base - two.base) / one.em
        for one, two in pairwise(lines)
        if one.page == two.page and one.column == two.column and 0 < one.base - two.base < 4 * one.em
    ]
    return Zone(left, right, len(long) >= 4 and even * 10 >= len(reaching) * 9, median(gaps) if gaps else 1.5)


def _peak(values: Sequence[float], step: float, last: bool) -> float:
    """The outermost place at which a tenth of the values pile up."""
    bins = Counter(round(value / step) for value in values)
    strong = [place for place in bins if bins[place] + bins[place + 1] + bins[place - 1] >= 0.1 * len(values)]
    best = (max if last else min)(strong or bins)
    near = [value for value in values if abs(round(value / step) - best) <= 1]
    return median(near)


def paragraph_ends(lines: Sequence[Line], of: Mapping[tuple[int, int], Zone]) -> list[bool]:
    """For each line of a run of prose whether a paragraph ends with it (the last one always does)."""
    ends: list[bool] = []
    first = True
    for one, two in pairwise(lines):
        first = _ends(one, two, of[one.page, one.column], of[two.page, two.column], first)
        ends.append(first)
    return [*ends, True] if lines else []


def _ends(one: Line, two: Line, zone: Zone, next_zone: Zone, first: bool) -> bool:
    if abs(one.em - two.em) > 0.1 * max(one.em, two.em) or _LEADERS.search(one.text):
        return True
    room = (zone.right - one.x1) / one.em
    need = first_unit(two.text) / 2
    if room >= (0.8 if zone.justified and need < 8 else need + 0.9):
        return True
    ended = bool(_END.search(one.text))
    indent = (two.x0 - next_zone.left) / two.em
    before = (one.x0 - zone.left) / one.em
    if indent > 4.6:
        return ended or before < 4.6
    if indent > 1.2:
        if before > 1.2 and abs(indent - before) < 0.5:
            return ended  # a whole block is indented, or two paragraphs of one line follow each other
        return ended or not (first and opening(one.text) is not None)
    if not ended:
        return _gap(one, two) > 1.8 * zone.pitch
    return _gap(one, two) > 1.3 * zone.pitch or opening(two.text) is not None


def _gap(one: Line, two: Line) -> float:
    """Em from line to line, 0 where they stand on different pages or in different columns."""
    same = one.page == two.page and one.column == two.column
    return (one.base - two.base) / one.em if same else 0.0
