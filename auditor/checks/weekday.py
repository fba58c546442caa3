"""A day of the week that the date does not fall on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.calendar import WEEKDAYS
from auditor.finding import Hit, Mark

DATA = ("date", "stated", "actual")
OPTIONS: dict[str, object] = {}

_AFTER = re.compile(
    "[ ]?(?:[（(](?:[^（）()\n]{0,12}[，,、 ])?(?=[星周礼])|[，,] ?(?=星期|周[^一二三四五六日天]?))?"
    "(?:星期|周|礼拜)(?P<day>[一二三四五六日天])(?![至到—–~～、和及期岁年-]|[一二三四五六日]|闭[馆园]|休[馆园息]|公休|除外|停)"
)


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each date with a weekday that is not its own."""
    text = facts.document.text
    for date in facts.dates:
        interval = date.interval()
        if interval is None or date.precision not in ("day", "range"):
            continue
        match = _AFTER.match(text, date.end, facts.document.blocks[date.block].end)
        if match is None or text[date.end - 1] not in "日号0123456789":
            continue
        actual = WEEKDAYS[interval[1].weekday()]
        if actual == match["day"].replace("天", "日"):
            continue
        start = match.start("day") - (2 if text[match.start("day") - 1] in "期拜" else 1)
        yield Hit(
            Mark(start, match.end("day"), "weekday"),
            (Mark(date.start, date.end, "date"),),
            {
                "date": text[date.start : date.end],
                "stated": text[start : match.end("day")],
                "actual": f"星期{actual}",
            },
            "certain" if date.year_from in ("text", "carried", "heading") else "likely",
        )
