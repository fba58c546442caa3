"""A day of the week that the date does not fall on."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.calendar import WEEKDAYS
from auditor.facts.dates import Date
from auditor.facts.dates_tokens import JOIN
from auditor.finding import Hit, Mark

DATA = ("date", "stated", "actual")
OPTIONS: dict[str, object] = {}

_NAME = "(?:星期|周|礼拜)(?P<day>[一二三四五六日天])"
_AFTER = re.compile(
    "[ ]?(?:[（(](?:[^（）()\n]{0,12}[，,、 ])?(?=[星周礼])|[，,] ?(?=星期|周[^一二三四五六日天]?))?"
    f"{_NAME}(?![至到—–~～、和及期岁年-]|[一二三四五六日]|闭[馆园]|休[馆园息]|公休|除外|停)"
)
# The first day of a range carries its weekday in brackets, with the joint after it.
_FIRST = re.compile(f"(?<=[日号])[ ]?[（(]{_NAME}[）)](?=[^（）()]{{0,8}}{JOIN})")
# 本周五（7月12日）: the day is named first, the date beside it in brackets.
_BEFORE = re.compile(f"(?<![每至到—–~～、和及逢周-])(?:[本下上这])?(?:个)?{_NAME}[ ]?[（(](?:即)?[ ]?$")


def _stated(text: str, date: Date, end: int) -> Iterator[tuple[re.Match[str], datetime.date, int]]:
    """The weekdays told of a date, each with the day it is told of and where that day's date ends."""
    interval = date.interval()
    if interval is None or date.precision not in ("day", "range"):
        return
    after = _AFTER.match(text, date.end, end)
    if after and text[date.end - 1] in "日号0123456789":
        yield after, interval[1], date.end
    if date.precision == "range" and (first := _FIRST.search(text, date.start, date.end)):
        yield first, interval[0], first.start()
    before = _BEFORE.search(text, max(0, date.start - 9), date.start) if date.precision == "day" else None
    if before and not text.startswith(("、", "至", "和"), date.end):
        yield before, interval[0], date.end


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each date with a weekday that is not its own."""
    text = facts.document.text
    for date in facts.dates:
        for match, day, shown in _stated(text, date, facts.document.blocks[date.block].end):
            actual = WEEKDAYS[day.weekday()]
            if actual == match["day"].replace("天", "日"):
                continue
            start = match.start("day") - (2 if text[match.start("day") - 1] in "期拜" else 1)
            yield Hit(
                Mark(start, match.end("day"), "weekday"),
                (Mark(date.start, shown, "date"),),
                {
                    "date": text[date.start : shown],
                    "stated": text[start : match.end("day")],
                    "actual": f"星期{actual}",
                },
                "certain" if date.year_from in ("text", "carried", "heading") else "likely",
            )
