"""The date grammar: one linear pass over one block of text, from characters to raw points and ranges.

A point is what stands in one piece (``2021年7月15日``, ``15日``, ``一季度``); two points joined by a dash or
至/到 are a range. Nothing is inherited here: a field that the text does not give is 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

DIGITS = "〇○零一二三四五六七八九"
JOIN = "(?:——|--|[-—–―─－~～〜∼]|至|到)"
DAYPART = "(?:上午|下午|中午|晚上|早上|凌晨|清晨|傍晚|夜间|晚|早)"

_NUMBER = "(?<![0-9.,:：])[0-9]{1,2}"
_DURATION = "(?![内游均间龄制报后前]|以[内上下]|个|之[内后前])"
_TOKEN = re.compile(
    "(?P<iso>(?<![0-9A-Za-z./-])(?:19|20)[0-9]{2}(?P<mark>[-/.])[0-9]{1,2}(?P=mark)[0-9]{1,2}"
    "(?![0-9A-Za-z]|[-/.][0-9]))"
    "|(?P<year>(?<![0-9.,])[12][0-9]{3}年(?!历史|来的?历史|以上|前后?的历史)度?)"
    f"|(?P<hanyear>(?<![{DIGITS}十百千万])[一二][{DIGITS}]{{3}}年度?)"
    "|(?P<short>(?<![0-9.,第])[0-9]{2}年(?=[0-9]{1,2}月[0-9]{1,2}日))"
    f"|(?P<bare>(?<![0-9.,A-Za-z])(?:19|20)[0-9]{{2}}(?={JOIN}(?:19|20)[0-9]{{2}}年|全年|[上下]半年))"
    "|(?P<relative>今年|本年度?|去年|上年度?|明年|次年|当年|同年|前年)"
    f"|(?P<month>{_NUMBER}月(?![亮球饼嫂薪租票季龄考]|开始的)份?)"
    "|(?P<hanmonth>(?:(?<=年)|(?<![一二三四五六七八九十百每近整半首个满第]))(?:十[一二]?|[一二三四五六七八九元])月"
    "(?:份|(?=初[^一二三四五六七八九十]|底|末|[上中下]旬|[一二三四五六七八九十廿]{1,3}日|(?<=年..)|(?<=年...))))"
    "|(?P<samemonth>本月|当月|同月)"
    f"|(?P<leftmonth>(?<![0-9.,第A-Za-z—–~～-])[0-9]{{1,2}}(?= ?{JOIN} ?[0-9]{{1,2}}月))"
    "|(?P<listmonth>(?<![0-9.,第A-Za-z])[0-9]{1,2}(?=、[0-9]{1,2}月(?![0-9])))"
    f"|(?P<day>(?<=月)[0-9]{{1,2}}日(?!均)|{_NUMBER}日{_DURATION})"
    f"|(?P<hao>(?<=月)[0-9]{{1,2}}号)"
    "|(?P<handay>(?<=月)[一二三四五六七八九十廿卅]{1,3}日)"
    f"|(?P<leftday>{_NUMBER}(?=(?:(?:、|{JOIN})[0-9]{{1,2}}){{1,8}}日{_DURATION}))"
    "|(?P<quarter>(?<![个几每])(?:第?[一二三四1-4]|前[一二三])季度)"
    "|(?P<half>[上下]半年)"
    "|(?P<part>[上中下]旬|[初底末])"
    "|(?P<whole>全年)"
)
_BETWEEN = re.compile(
    f"(?:[（(][^（）()\n]{{1,8}}[）)])?{DAYPART}?(?:[0-9]{{1,2}}[:：时点][0-9]{{0,2}}分?)?起?[ ]?{JOIN}[ ]?"
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


def han_number(text: str) -> int:
    """Value of a Chinese numeral below 100, written in tens (廿三, 十五) or as digits (二〇二一)."""
    if len(text) > 1 and not set(text) & set("十廿卅"):
        return int(
            "".join(str("〇一二三四五六七八九".index(c.replace("○", "〇").replace("零", "〇"))) for c in text)
        )
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.rpartition("十")
    value = (" 一二三四五六七八九".index(tens[-1]) if tens else 1) * 10 if ten else 0
    return value + (" 一二三四五六七八九".index(ones) if ones else 0)


_ORDER = {"year": 0, "month": 1, "day": 2}
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
    raw = Raw(match.start(), match.end())
    if kind == "iso":
        year, month, day = (int(part) for part in re.split("[-/.]", text))
        return replace(raw, year=year, month=month, day=day, numeric=True)
    if kind == "relative":
        return replace(raw, relative=text.removesuffix("度"))
    if kind == "samemonth":
        return replace(raw, same_month=True)
    field = _FIELDS.get(kind)
    if field is None:
        return replace(raw, unit=text)
    digits = re.match(f"[0-9{DIGITS}十廿卅元]{{1,4}}", text)
    assert digits is not None
    number = digits.group().replace("元", "一")
    value = int(number) if number.isascii() else han_number(number)
    if kind == "short":
        value += 2000 if value < 60 else 1900
    if field == "year":
        return replace(raw, year=value)
    return replace(raw, month=value) if field == "month" else replace(raw, day=value)


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
    for match in _TOKEN.finditer(text):
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
    if raw.day > 31:
        return False
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
            pending = replace(raw, listed=listed)
    if pending is not None:
        yield _single(pending, text)


def _single(raw: Raw, text: str) -> RawDate:
    now = _NOW.match(text, raw.end)
    return RawDate(raw.start, now.end() if now else raw.end, raw, raw, bool(now))
