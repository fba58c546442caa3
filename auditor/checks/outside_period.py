"""Entries whose date lies outside the quarter, half year or month that the title of the report names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates import Date
from auditor.finding import Hit, Mark

DATA = ("date", "period")
OPTIONS: dict[str, Any] = {}

_PERIOD = re.compile(
    "(?P<year>20[0-9]{2})年(?P<period>第?[一二三四1-4]季度|[上下]半年|(?P<month>[0-9]{1,2})月份?)"
)
_REPORT = re.compile("通报|总结|简报|大事记|报告|纪事|小结|情况|台账|汇总|清单|记录")
_NOT = re.compile("计划|安排|预算|要点|方案|通知")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LEAST = 2


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each entry that opens with a day outside the period, where most lie inside."""
    document = facts.document
    if not document.blocks:
        return
    title = document.block_text(0)
    match = _PERIOD.search(title)
    if match is None or not _REPORT.search(title) or _NOT.search(title) or len(_PERIOD.findall(title)) > 1:
        return
    low, high = _months(match)
    year = int(match["year"])
    opening = [date for index in range(1, len(document.blocks)) if (date := _opening(facts, index))]
    outside = [date for date in opening if not _inside(date, year, low, high)]
    if len(opening) - len(outside) < _LEAST or len(outside) * 3 > len(opening):
        return
    start = document.blocks[0].start
    for date in outside:
        yield Hit(
            Mark(date.start, date.end, "date"),
            (Mark(start + match.start(), start + match.end(), "period"),),
            {"date": document.text[date.start : date.end], "period": match.group()},
            "likely",
        )


def _months(match: re.Match[str]) -> tuple[int, int]:
    period = match["period"]
    if match["month"]:
        return int(match["month"]), int(match["month"])
    if period.endswith("半年"):
        return (1, 6) if period[0] == "上" else (7, 12)
    quarter = _QUARTERS[period.removeprefix("第")[0]]
    return 3 * quarter - 2, 3 * quarter


def _opening(facts: Facts, index: int) -> Date | None:
    """The day that a paragraph or entry opens with."""
    block = facts.document.blocks[index]
    dates = facts.dates_of_block(index)
    if block.kind not in ("paragraph", "entry") or not dates:
        return None
    start = block.marker.end if block.marker else block.start
    date = dates[0]
    lead = facts.document.text[start : date.start].strip(" \u3000")
    fitting = date.precision == "day" and not date.problem and lead in ("", "于", "在")
    return date if fitting and "plan" not in date.roles else None


def _inside(date: Date, year: int, low: int, high: int) -> bool:
    stated = date.first[0] if date.year_from == "text" else year
    return stated == year and low <= date.first[1] <= high
