"""A date of the Chinese calendar in brackets against the civil date beside it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.calendar import solar_to_lunar
from auditor.facts.dates_tokens import han_number
from auditor.finding import Hit, Mark

DATA = ("date", "stated", "expected")
OPTIONS: dict[str, object] = {}

_MONTHS = {"正": 1, "冬": 11, "腊": 12, "元": 1}
_LUNAR = re.compile(
    "[ ]?(?:[（(，]|，?[是为即](?=农|阴|夏))?(?:农历|阴历|夏历)?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)?"
    "(?P<lunar>(?P<month>[正冬腊]|十[一二]?|[二三四五六七八九])月(?P<day>初[一二三四五六七八九十]|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十))"
)
_NAMES = "〇一二三四五六七八九十"


def _shown(month: int, day: int) -> str:
    months = ["", "正月", *(f"{_NAMES[m]}月" for m in range(2, 11)), "十一月", "腊月"]
    tens = "初" if day <= 10 else "十" if day < 20 else "二十" if day < 30 else "三十"
    ones = "" if day in (20, 30) else "十" if day == 10 else _NAMES[day % 10]
    return months[month] + tens + ones


def _marked(match: re.Match[str]) -> bool:
    """Whether the words can only be a Chinese date: 农历, 初五, 正月, or set in brackets."""
    bracket = match.group().lstrip()[:1] in ("（", "(")
    return bracket or "历" in match.group() or match["day"][0] == "初" or match["month"] in "正冬腊"


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each Chinese date that is another day."""
    text = facts.document.text
    for date in facts.dates:
        interval = date.interval()
        if interval is None or date.precision != "day" or not 1901 < date.first[0] < 2099:
            continue
        match = _LUNAR.match(text, date.end, min(len(text), date.end + 24))
        if match is None or not _marked(match):
            continue
        month = _MONTHS.get(match["month"]) or han_number(match["month"])
        day = han_number(match["day"].removeprefix("初"))
        _, true_month, true_day, _ = solar_to_lunar(datetime.date(*date.first))
        if (month, day) == (true_month, true_day):
            continue
        start, end = match.span("lunar")
        yield Hit(
            Mark(start, end, "lunar"),
            (Mark(date.start, date.end, "date"),),
            {
                "date": text[date.start : date.end],
                "stated": text[start:end],
                "expected": _shown(true_month, true_day),
            },
            "certain" if date.year_from != "document" else "likely",
        )
