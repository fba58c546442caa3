"""A feast, solar term or memorial day set beside a date that it does not fall on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.calendar import Holiday, Naming, falls_on
from auditor.facts.dates import Date
from auditor.finding import Hit, Mark

DATA = ("date", "name", "actual")
OPTIONS: dict[str, object] = {}

_ORDINAL = "(?:第[0-9一二三四五六七八九十]{1,4}[个次届])?"
_IS = re.compile(
    f"[ ]?，?(?:是|为|系|即|恰逢|适逢|正逢|正值|欣逢|迎来|恰是|正是|正好是)(?:农历|我国|全国)?(?:的)?{_ORDINAL}[“《]?"
)
_BESIDE = re.compile(f"[ ]?(?:农历)?{_ORDINAL}[“《]?")
_AFTER = re.compile("[”》]?(?:[，。、；：:（(）)！!\n]|$|当[天日晚]|之日|这[天一]|到来|来临|之际)")
_OPENED = re.compile("[”》]?(?:当[天日])?[（(](?:即|今年|每年|的)?")
_BRACKET = re.compile("[（(](?:农历)?(?:[^（）()\n，]{0,6}[，,、 ])?")
_APART = re.compile("[，,][“《]?")
_OPENING = re.compile("(?:^|[。；\n])[ \u3000]*$")
_EXACT = re.compile("[，,](?:在|正值|恰逢)?[“《]?")
_WEATHER = frozenset("大雪 小雪 雨水 霜降 白露 小满 大寒 小寒 小暑 大暑".split())
_YEARLY = re.compile("每年|历年|逢年")


def _states(text: str, date: Date, naming: Naming) -> bool:
    """Whether the text says that the date is that day (and not that something near it happened)."""
    if date.end <= naming.start:
        between = text[date.end : naming.start]
        if _BRACKET.fullmatch(between):
            return text[naming.end : naming.end + 1] in ("）", ")", "，", ",") and naming.link != "eve"
        if naming.link in ("eve", "period", "holiday"):
            return False
        if naming.link == "exact" and _EXACT.fullmatch(between):
            return True
        if _IS.fullmatch(between):
            return True
        if _APART.fullmatch(between):  # 10日，教师节，走访……: only where the date opens what is said
            opens = _OPENING.search(text[max(0, date.start - 3) : date.start])
            return bool(opens) and text[naming.end : naming.end + 1] in ("，", ",")
        return bool(_BESIDE.fullmatch(between) and _AFTER.match(text, naming.end, naming.end + 4))
    opened = _OPENED.fullmatch(text, naming.end, date.start)
    return bool(opened) and text[date.end : date.end + 1] in ("）", ")") and naming.link in ("", "exact")


def _in_any_year(holiday: Holiday, month: int, day: int) -> str:
    """The span of days on which ``holiday`` can fall, where month and day are outside it; else empty."""
    found = [falls_on(holiday, year) for year in range(1951, 2051)]
    days = sorted({(first.month, first.day) for span in found if span for first in span})
    if not days or days[0] <= (month, day) <= days[-1]:
        return ""
    return f"{days[0][0]}月{days[0][1]}日至{days[-1][0]}月{days[-1][1]}日之间"


def _disagrees(facts: Facts, date: Date, naming: Naming) -> str:
    """The day on which the named day falls, where the date is another day; else empty."""
    holiday = naming.holiday
    year, month, day = date.first
    if holiday.kind == "fixed":
        same = (month, day) == (holiday.month, holiday.day)
        return "" if same else f"{holiday.month}月{holiday.day}日"
    before = facts.document.text[max(0, date.start - 6) : date.start]
    if not year or _YEARLY.search(before):
        return _in_any_year(holiday, month, day)
    found = falls_on(holiday, year)
    if found is None or found[0].timetuple()[:3] <= date.first <= found[1].timetuple()[:3]:
        return ""
    return f"{found[0].month}月{found[0].day}日"


def _ambiguous(text: str, naming: Naming) -> bool:
    """大雪 may be weather: only 节气 or quotation marks make it a term."""
    if naming.holiday.name not in _WEATHER:
        return False
    if naming.holiday.name[-1] in "暑寒" and text.startswith(("（", "("), naming.end):
        return False  # 大暑（7月23日）; 大雪（12月3日） may still have fallen
    return (
        "节气" not in text[max(0, naming.start - 6) : naming.end + 4]
        and text[naming.start - 1] not in "“（(《"
    )


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each named day beside a date that is not that day."""
    text = facts.document.text
    for naming, dates in facts.named_days:
        for date in dates:
            near = date.end <= naming.start <= date.end + 16 or naming.end <= date.start <= naming.end + 8
            if not near or date.precision != "day" or not date.dated or not _states(text, date, naming):
                continue
            actual = _disagrees(facts, date, naming)
            if not actual or _ambiguous(text, naming):
                continue
            yield Hit(
                Mark(date.start, date.end, "date"),
                (Mark(naming.start, naming.end, "name"),),
                {"date": text[date.start : date.end], "name": naming.holiday.name, "actual": actual},
                "certain" if date.year_from != "document" or naming.holiday.kind == "fixed" else "likely",
            )
            break
