"""春节期间, 中秋前夕, 国庆来临之际 against the date of the event, or the month it is listed under."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.calendar import Holiday, Naming, falls_on
from auditor.facts.dates import Date
from auditor.facts.dates_bounds import days_in
from auditor.finding import Hit, Mark

DATA = ("name", "phrase", "date", "actual")
OPTIONS: dict[str, object] = {}

Days = tuple[datetime.date, datetime.date]
_ADVERB = re.compile("(?:^|[，。：:；、\n 于在]|值|逢)[“《]?$")
_ARRANGING = re.compile("部署|安排|做好|检查|通知|确保|研究|关于|筹备|值班|值守|公告|保障|征集|准备|对")
_ADJACENT = re.compile("[ ]?(?:的|[（(]|，)?[“《]?")
_OURS = re.compile("我们的节日[—·•.．・：:\\- ]{0,3}$")
_SLACK = 7


def window(holiday: Holiday, link: str, year: int) -> Days | None:
    """The days that ``link`` can mean round the feast in ``year``."""
    found = falls_on(holiday, year)
    if found is None:
        return None
    before, after = {
        "period": (holiday.before, holiday.after),
        "holiday": (max(holiday.before, 8), max(holiday.after, 10)),
        "eve": (20, 0),
        "coming": (max(holiday.before, holiday.season, 21), 1),
        "moment": (max(holiday.before, 21), holiday.after),
        "exact": (0, 0),
    }.get(link, (max(holiday.season, 30), max(holiday.after, 25)))
    return found[0] - datetime.timedelta(before), found[1] + datetime.timedelta(after)


def _fits(naming: Naming, link: str, days: Days, inside: bool) -> bool:
    slack = datetime.timedelta(_SLACK)
    for year in (days[0].year - 1, days[0].year, days[0].year + 1):
        span = window(naming.holiday, link, year)
        if span is None:
            return True
        if inside and span[0] - slack <= days[0] and days[1] <= span[1]:
            return True
        if not inside and days[0] <= span[1] and span[0] <= days[1]:
            return True
    return False


def _adjacent(text: str, naming: Naming, dates: tuple[Date, ...]) -> Date | None:
    for date in dates:
        if date.end <= naming.start and date.dated and _ADJACENT.fullmatch(text, date.end, naming.start):
            return date
    return None


def _when(facts: Facts, naming: Naming, dates: tuple[Date, ...]) -> tuple[Days, tuple[int, int], bool] | None:
    """The days of what is told, where they stand in the text, and whether they must lie inside the period."""
    text = facts.document.text
    beside = _adjacent(text, naming, dates)
    if beside is not None:
        interval = beside.interval()
        inside = naming.link == "period" and beside.precision == "range" and text[beside.end] != "，"
        return (interval, (beside.start, beside.end), inside) if interval else None
    event = facts.event_of_block.get(facts.document.block_at(naming.start))
    if event is None or event.several:
        return None
    if event.date is not None:
        interval = event.date.interval()
        return (interval, (event.date.start, event.date.end), False) if interval else None
    context = facts.contexts[event.block]
    if not (context.year and context.month and context.heading >= 0) or any(date.dated for date in dates):
        return None
    first = datetime.date(context.year, context.month, 1)
    heading = facts.document.blocks[context.heading]
    last = first.replace(day=days_in(context.year, context.month))
    return (first, last), (heading.start, heading.end), False


def _link(text: str, naming: Naming) -> str:
    """How the feast bears on the date, or empty where it does not."""
    if _OURS.search(text, max(0, naming.start - 12), naming.start):
        return "ours"
    if naming.link in ("", "exact") or not _ADVERB.search(text, max(0, naming.start - 3), naming.start):
        return (
            naming.link
            if naming.link != "exact" and text[naming.start - 1 : naming.start] in "日号月”"
            else ""
        )
    return naming.link


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each feast named for an event at another time of year."""
    text = facts.document.text
    for naming, dates in facts.named_days:
        link = _link(text, naming)
        if not link or (link != "ours" and _ARRANGING.search(text, max(0, naming.start - 30), naming.start)):
            continue
        when = _when(facts, naming, dates)
        if when is None or _fits(naming, link, when[0], when[2]):
            continue
        found = falls_on(naming.holiday, when[0][0].year)
        assert found is not None
        start, end = when[1]
        phrase = re.compile("[”》]?[^，。；、（）()\n于举开]{0,6}").match(text, naming.end)
        stop = phrase.end() if phrase and link != "ours" else naming.end
        yield Hit(
            Mark(naming.start, naming.end, "feast"),
            (Mark(start, end, "date"),),
            {
                "name": naming.holiday.name,
                "phrase": text[naming.start : stop],
                "date": text[start:end],
                "actual": f"{found[0].year}年{found[0].month}月{found[0].day}日",
            },
            "likely",
        )
