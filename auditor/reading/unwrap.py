"""Undoing hard wraps: which line ends of a text are paragraph ends.

Text taken from a PDF breaks every line at the margin. Blank lines are no evidence there (a gap is a page
break as often as not), but the margin is: a line that stops although the next character would have fitted
ends a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.markers import opening
from auditor.text import CLOSERS, OPENERS, SENTENCE_END, width

_LATIN_RUN = re.compile("[0-9A-Za-z.,:;%+/@_-]{1,60}")
_MAY_NOT_OPEN = "，。、；：？！,.;:?!%％℃" + CLOSERS
_END = re.compile(f"[{SENTENCE_END}.：:][{re.escape(CLOSERS)}]{{0,3}}$")
_FULL_STOP = re.compile(f"[。！？!?][{re.escape(CLOSERS)}]{{0,3}}$")
_MONTH_HEAD = re.compile("[0-9]{1,2} ?月(?:份)?$")
_MIN_LONG = 5


@dataclass(frozen=True, slots=True)
class Margin:
    """The right margin of a hard-wrapped text, in display columns."""

    column: int


def find_margin(lines: Sequence[str]) -> Margin | None:
    """The margin at which ``lines`` (stripped, none empty) are wrapped, or None if they are not.

    Wrapped means that at least 60 % of the long lines (longer than 0.6 of the 98th percentile) end within
    eight columns of one margin; the margin is the widest strong peak, because a second peak four columns
    below it is made by first lines that lost their indent.
    """
    widths = sorted(width(line) for line in lines)
    if len(widths) < _MIN_LONG:
        return None
    limit = 0.6 * widths[min(int(len(widths) * 0.98), len(widths) - 1)]
    long = Counter(value for value in widths if value > limit)
    total = sum(long.values())
    if total < _MIN_LONG or not 20 <= limit / 0.6 <= 240:
        return None

    def near(column: int, below: int) -> int:
        return sum(long[value] for value in range(column - below, column + 1))

    strong = [column for column in long if near(column, 3) >= 0.1 * total]
    if not strong:
        return None
    # The widest strong window starts where its lines are; stragglers above it are over-full lines.
    column = max(strong)
    while near(column - 1, 3) > near(column, 3) and near(column, 0) < 0.05 * total:
        column -= 1
    wrapped = near(column + 2, 10) >= 0.6 * total and _breaks_sentences(lines, column)
    return Margin(column) if wrapped else None


def _breaks_sentences(lines: Sequence[str], column: int) -> bool:
    """Whether the lines that reach the margin mostly stop in mid-sentence, as wrapped lines do.

    A list of short sentences of like length has a margin too, but every line of it ends with its mark.
    """
    full = [line for line in lines if column - 8 <= width(line) <= column + 2]
    return 2 * sum(not _END.search(line) for line in full) > len(full)


def paragraph_ends(lines: Sequence[str], margin: Margin) -> list[bool]:
    """For each line whether a paragraph ends with it (the last one always does)."""
    widths = [width(line) for line in lines]
    ends: list[bool] = []
    first = True
    for index in range(len(lines) - 1):
        end = _ends_here(lines, widths, index, margin.column, first)
        ends.append(end)
        first = end
    return [*ends, True] if lines else []


def _ends_here(lines: Sequence[str], widths: Sequence[int], index: int, margin: int, first: bool) -> bool:
    line, following = lines[index], lines[index + 1]
    capacity = margin - 4 if first and widths[index] <= margin - 4 else margin
    if widths[index] + first_unit(following) <= capacity - 4:
        return True
    if _MONTH_HEAD.fullmatch(line) or _MONTH_HEAD.fullmatch(following):
        return True
    if not _END.search(line):
        return False
    looks_first = margin - 7 <= widths[index + 1] <= margin - 3
    full = index + 2 >= len(lines) or widths[index + 1] + first_unit(lines[index + 2]) > margin - 8
    if looks_first and full and _FULL_STOP.search(line):
        return True
    return opening(following) is not None


def first_unit(line: str) -> int:
    """Columns of what a line breaker could not have split off the start of ``line``."""
    size = 0
    while size < len(line) - 1 and line[size] in OPENERS:
        size += 1
    match = _LATIN_RUN.match(line, size)
    size = match.end() if match else size + 1
    while size < len(line) and line[size] in _MAY_NOT_OPEN:
        size += 1
    return width(line[:size])


_PAGE_NUMBER = re.compile(
    "(?:第 ?)?[-—–·•]{0,2} ?([0-9]{1,4}) ?[-—–·•]{0,2}(?: ?页)?(?: ?[/共] ?[0-9]{1,4} ?页?)?"
)


def page_furniture(lines: Sequence[str], gaps: Sequence[int]) -> set[int]:
    """Indices of lone page numbers and repeated header lines of a wrapped text.

    ``gaps[i]`` is the number of blank lines before line i. A page number is a number alone on its line, one
    of at least two that go up by one each; a header is a line that stands at least three times beside a
    page gap or a page number.
    """
    usual = Counter(gaps).most_common(1)[0][0] if gaps else 0
    numbers = _page_numbers(lines)
    edge = {
        index
        for index in range(len(lines))
        if gaps[index] > usual
        or (index + 1 < len(lines) and gaps[index + 1] > usual)
        or index - 1 in numbers
        or index + 1 in numbers
    }
    repeated = Counter(lines[index] for index in edge - numbers)
    headers = {index for index in edge - numbers if repeated[lines[index]] >= 3 and width(lines[index]) <= 60}
    return numbers | headers


def _page_numbers(lines: Sequence[str]) -> set[int]:
    found = [
        (index, int(match[1])) for index, line in enumerate(lines) if (match := _PAGE_NUMBER.fullmatch(line))
    ]
    kept: set[int] = set()
    for (index, number), (other, following) in pairwise(found):
        if following == number + 1 and (other - index >= 10 or (index in kept and other == len(lines) - 1)):
            kept |= {index, other}
    return kept
