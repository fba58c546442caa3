"""The date grammar: one linear pass over one block of text, from characters to raw points and ranges.

A point is what stands in one piece (``2021年7月15日``, ``15日``, ``一季度``); two points joined by a dash or
至/到 are a range. Nothing is inherited here: a field that the text does not give is 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from auditor.facts.dates_tokens import DAYPART, DIGITS, JOIN, TOKEN, han_number

_BETWEEN = re.compile(
    f"(?:[（(][^（）()\n]{{1,8}}[）)])?{DAYPART}?(?:[0-9]{{1,2}}[:：时点][0-9]{{0,2}}分?)?起?[ ]?(?:(?:一直)?(?:持续|延续|进行)?{JOIN})[ ]?"
)
_LIST = re.compile("[ ]?(?:、|，|,|和|及|与|以及)[ ]?|")
_NOW = re.compile(f"(?:起)?{JOIN}(?:今(?!年)|目前|现在)")


@dataclass(frozen=True, slots=True)
class Raw:
    """A point as written: span within the block, fields (0 where not given), and how they were given.

    ``relative`` is the word that stands for the year (今年), ``unit`` what else bounds it: quarter 1-4,
    a run of quarters from the first as −1…−3, half 5 or 6, or the part of a month or year (上旬, 底 …).
    ``listed`` tells that it continues the point before it (``9月23日、24日``).
    """

    start: int
    end: int
    year: int = 0
    month: int = 0
    day: int = 0
    relative: str = ""
    unit: str = ""
    numeric: bool = False
    listed: bool = False
    same_month: bool = False


@dataclass(frozen=True, slots=True)
class RawDate:
    """One point, or the first and last of a range; ``open_end`` for 至今."""

    start: int
    end: int
    first: Raw
    last: Raw
    open_end: bool = False


_LEADING = re.compile(f"[0-9{DIGITS}十廿卅元]{{1,4}}")
_FIELDS = {
    "year": "year",
    "hanyear": "year",
    "short": "year",
    "bare": "year",
    "relative": "year",
    "month": "month",
    "hanmonth": "month",
    "samemonth": "month",
    "leftmonth": "month",
    "listmonth": "month",
    "day": "day",
    "hao": "day",
    "handay": "day",
    "leftday": "day",
}


def _point(match: re.Match[str]) -> Raw | None:
    kind, text = match.lastgroup or "", match.group()
    start, end = match.span()
    if kind == "iso":
        year, month, day = (int(part) for part in re.split("[-/.]", text))
        return Raw(start, end, year, month, day, numeric=True)
    if kind == "relative":
        return Raw(start, end, relative=text.removesuffix("度"))
    if kind == "samemonth":
        return Raw(start, end, same_month=True)
    field = _FIELDS.get(kind)
    if field is None:
        return Raw(start, end, unit=text)
    digits = _LEADING.match(text)
    assert digits is not None
    number = digits.group().replace("元", "一")
    value = int(number) if number.isascii() else han_number(number)
    if kind == "short":
        value += 2000 if value < 60 else 1900
    if field == "year":
        return Raw(start, end, year=value)
    return Raw(start, end, month=value) if field == "month" else Raw(start, end, day=value)


def _depth(raw: Raw) -> int:
    """The finest field a point gives: 0 year, 1 month (or part), 2 day, 3 closed by a unit."""
    if raw.unit:
        return 3
    if raw.day:
        return 2
    return 1 if raw.month or raw.same_month else 0


def _glue(left: Raw, right: Raw) -> Raw | None:
    """``left`` with the next token, or None when they are two points."""
    if _depth(left) >= 3 or left.numeric or right.numeric:
        return None
    if right.unit:
        month_part = right.unit in ("初", "底", "末") or right.unit.endswith("旬")
        fits = _depth(left) == 1 if right.unit.endswith("旬") else _depth(left) < 2
        if not fits or (not month_part and _depth(left) != 0):
            return None
        return replace(left, end=right.end, unit=right.unit)
    if _depth(right) <= _depth(left) or (right.day and _depth(left) != 1):
        return None
    same = left.same_month or right.same_month
    return replace(left, end=right.end, month=left.month or right.month, day=right.day, same_month=same)


def points(text: str) -> list[Raw]:
    """All points of ``text`` in order; parts without a date before them are dropped."""
    found: list[Raw] = []
    for match in TOKEN.finditer(text):
        raw = _point(match)
        if raw is None:
            continue
        gap = text[found[-1].end : raw.start] if found else None
        if gap in ("", " ") and (joined := _glue(found[-1], raw)):
            found[-1] = joined
        elif raw.unit not in ("初", "底", "末", "上旬", "中旬", "下旬"):
            found.append(raw)
    return found


def _stands_alone(raw: Raw, text: str) -> bool:
    """A day without month, or a bare left month, needs a sign that it is a date and no amount or number."""
    before = text[max(0, raw.start - 2) : raw.start]
    if raw.day > 31:  # 38日，办班: what opens an entry is meant as a day
        return raw.day < 40 and not raw.start and text[raw.end : raw.end + 1] in ("，", ",")
    return not before or before[-1] in "于在自从至到，。；,;（( \n" or before == "以来"


def scan(text: str) -> Iterator[RawDate]:
    """The raw dates of one block, in order: ranges joined, list members marked."""
    previous: Raw | None = None
    pending: Raw | None = None
    for raw in points(text):
        if pending is not None:
            between = text[pending.end : raw.start]
            if len(between) <= 24 and _BETWEEN.fullmatch(between):
                yield RawDate(pending.start, raw.end, pending, raw)
                previous, pending = raw, None
                continue
            yield _single(pending, text)
            previous = pending
        listed = previous is not None and bool(_LIST.fullmatch(text[previous.end : raw.start]))
        month_only_number = raw.month and not raw.day and not text.startswith("月", raw.end - 1)
        if raw.day and not raw.month and not raw.year and not listed and not _stands_alone(raw, text):
            pending = None
        elif month_only_number and not listed and raw.start == 0 and text.startswith("、", raw.end):
            pending = None  # 3、4月…: the number is an entry's
        else:
            pending = replace(raw, listed=True) if listed else raw
    if pending is not None:
        yield _single(pending, text)


def _single(raw: Raw, text: str) -> RawDate:
    now = _NOW.match(text, raw.end)
    return RawDate(raw.start, now.end() if now else raw.end, raw, raw, bool(now))
