"""A period in the title that is not the one of the opening sentence, or that lies after the signature."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.signatures import signed
from auditor.finding import Hit, Mark

DATA = ("title", "other")
OPTIONS: dict[str, Any] = {"against": "opening"}

_YEAR = re.compile("(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?:年度?|(?=上半年|全年))")
_PART = re.compile(
    "(?P<half>[上下]半年)|(?P<third>前三季度)|第?(?P<quarter>[一二三四1-4])季度"
    "|(?P<from>[0-9]{1,2})(?:月份?)?(?:[-—–~～至到]{1,2})(?P<to>[0-9]{1,2})月份?|(?P<month>[0-9]{1,2})月份?(?![0-9]{1,2}日)"
)
_OPENING = re.compile(
    "现[就将对](?P<what>[^，。；：\n]{4,60}?)(?:通报|报告|汇报|公布|公示|公告|总结|说明|反馈|分析|小结)如下"
)
_BACK = re.compile("总结|通报|情况|分析|公报|决算|年报|小结|简报|月报|季报")
_AHEAD = re.compile("计划|安排|方案|预案|预算|要点|意见|打算|草案|规划|目标|任务|通知|请示|邀请|招|申报|预告")
_FIRST = 8
"""Blocks from the start in which the opening sentence stands."""
Period = tuple[int, int, int]


def _period(text: str) -> tuple[Period, re.Match[str]] | None:
    """(year, first month, last month) of the one period that ``text`` names, 0 for what it lacks."""
    years = list(_YEAR.finditer(text))
    if len(years) > 1:
        return None
    begin = years[0].end() if years else 0
    part = _PART.match(text, begin) if years else _PART.search(text)
    if not years and not part:
        return None
    return (int(years[0]["year"]) if years else 0, *_months(part)), part or years[0]


def _months(part: re.Match[str] | None) -> tuple[int, int]:
    if part is None:
        return 0, 0
    if part["half"]:
        return (1, 6) if part["half"][0] == "上" else (7, 12)
    if part["third"]:
        return 1, 9
    if part["quarter"]:
        quarter = "一二三四".find(part["quarter"]) + 1 or int(part["quarter"])
        return 3 * quarter - 2, 3 * quarter
    return (int(part["month"]),) * 2 if part["month"] else (int(part["from"]), int(part["to"]))


def _differ(one: Period, other: Period) -> bool:
    years = bool(one[0] and other[0] and one[0] != other[0])
    return years or bool(one[1] and other[1] and one[1:] != other[1:])


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """At most one hit a report."""
    document = facts.document
    blocks = document.blocks[:_FIRST]
    title = next((block for block in blocks if 6 <= block.end - block.start <= 60), None)
    told = _period(document.text[title.start : title.end]) if title else None
    if title is None or told is None or "。" in document.text[title.start : title.end]:
        return
    period, place = told
    signature = options["against"] == "signature"
    found = (_before if signature else _opening)(facts, title.end, period)
    if found:
        start, end = found
        place = (_YEAR.search(place.string) if signature else None) or place
        mark = Mark(title.start + place.start(), title.start + place.end(), "title")
        data = {"title": document.text[mark.start : mark.end], "other": document.text[start:end]}
        yield Hit(Mark(start, end, "other"), (mark,), data, "likely")


def _opening(facts: Facts, begin: int, period: Period) -> tuple[int, int] | None:
    """The other period of 现将……情况通报如下."""
    document = facts.document
    match = _OPENING.search(document.text, begin, document.blocks[:_FIRST][-1].end)
    told = _period(match["what"]) if match else None
    if match is None or told is None or not _differ(period, told[0]):
        return None
    start = match.start("what")
    years = period[0] and told[0][0] and period[0] != told[0][0]
    place = _YEAR.search(match["what"]) if years else told[1]
    assert place is not None
    return start + place.start(), start + place.end()


def _before(facts: Facts, begin: int, period: Period) -> tuple[int, int] | None:
    """The day of a signature before the period begins that the title looks back on."""
    document = facts.document
    title = document.text[document.blocks[0].start : begin]
    days = signed(facts)
    if not period[0] or len(days) != 1 or not _BACK.search(title) or _AHEAD.search(title):
        return None
    day = days[0][1].interval()
    if day is None or day[0] >= datetime.date(period[0], min(period[1] or 1, 12), 1):
        return None
    return days[0][1].start, days[0][1].end
