"""Dated entries told twice: the same words under two dates, or on one date with another figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts
    from auditor.facts.dates import Date

_LEAD = re.compile("[ \u3000]{0,4}(?:[于在]|[（(]?)?$")
_REST = re.compile("[ \u3000，,、：:上下午晚）)]{0,6}")
_NUMBER = re.compile("[0-9]+(?:[.．][0-9]+)?")
_KEPT = re.compile(f"[^{HAN}A-Za-z#]+")
_TELLING = re.compile("(?<![0-9])(?!(?:10|20|30|50|100|200|500|1000)(?![0-9]))[1-9][0-9]{1,8}")
_ONCE = re.compile(
    "开幕|闭幕|揭牌|挂牌|成立|竣工|奠基|通车|落成|首发|启用|开馆|封顶|揭幕|签约|首映|下水|宣判|开学典礼|毕业典礼|开班|换届|落幕"
)
_LEAST = 10

Change = Literal["date", "figure"]


@dataclass(frozen=True, slots=True)
class Retold:
    """Two dated blocks that say the same but for the date (both whole) or for one figure (at the figures)."""

    change: Change
    first: tuple[int, int]
    second: tuple[int, int]
    text: str


@dataclass(frozen=True, slots=True)
class _Entry:
    date: Date
    end: int
    rest: str
    plain: str
    numbers: tuple[tuple[int, int], ...]
    figures: tuple[str, ...]


def retold(facts: Facts) -> Iterator[Retold]:
    """Pairs of entries that are one entry told twice; what is told three times recurs."""
    crowd: dict[str, list[_Entry]] = {}
    for entry in _entries(facts):
        crowd.setdefault(entry.plain, []).append(entry)
    for told in crowd.values():
        if len(told) == 2 and (found := _pair(*told)):
            yield found


def _entries(facts: Facts) -> Iterator[_Entry]:
    document = facts.document
    for index, block in enumerate(document.blocks):
        dates = facts.dates_of_block(index)
        if block.kind not in ("entry", "paragraph") or not dates:
            continue
        date = dates[0]
        start = block.marker.end if block.marker else block.start
        if date.precision != "day" or date.problem or not _LEAD.match(document.text[start : date.start]):
            continue
        at = _REST.match(document.text, date.end, block.end)
        low = at.end() if at else date.end
        rest = document.text[low : block.end]
        numbers = tuple((m.start() + low, m.end() + low) for m in _NUMBER.finditer(rest))
        plain = _KEPT.sub("", _NUMBER.sub("#", rest))
        if len(plain) >= _LEAST:
            figures = tuple(document.text[a:b] for a, b in numbers)
            yield _Entry(date, block.end, rest, plain, numbers, figures)


def _pair(one: _Entry, other: _Entry) -> Retold | None:
    same_day = one.date.first == other.date.first
    differing = [at for at, (a, b) in enumerate(zip(one.figures, other.figures, strict=True)) if a != b]
    if same_day and len(differing) == 1:
        at = differing[0]
        return Retold("figure", one.numbers[at], other.numbers[at], one.rest)
    once = bool(_ONCE.search(one.rest)) and len(differing) <= 1
    copied = not differing and any(_TELLING.fullmatch(figure) for figure in one.figures)
    if same_day or not (once or copied):
        return None
    return Retold("date", (one.date.start, one.end), (other.date.start, other.end), one.rest)
