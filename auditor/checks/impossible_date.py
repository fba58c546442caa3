"""A date that no calendar has: 30 February, 29 February of a common year, a thirteenth month."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates import Date
from auditor.finding import Hit, Mark

DATA = ("date", "reason")
OPTIONS: dict[str, object] = {}

_NUMERIC = re.compile("[0-9]{4}[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_SERIAL = re.compile("(?:编号|合同|版本?|号码?|电话|代码|批次|[A-Za-z])[:：为]?[ ]?$")
_MONTH = re.compile("([0-9]{1,2})月")
_DAY = re.compile("([0-9]{1,2})[日号]?$")
_FIRM = re.compile("年|日|号|份|底|旬|初|末")


def _numeric_reason(text: str) -> str:
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return ""
    month, day = int(match[1]), int(match[2])
    # Two impossible fields make it a serial number rather than a slip in a date.
    if month > 12:
        return f"没有{month}月" if 1 <= day <= 31 else ""
    return f"{month}月没有{day}日" if month >= 1 and 1 <= day <= 39 else ""


def _reason(date: Date, text: str, under: int) -> str:
    """Why there is no such date; ``under`` is the month of the heading above it, 0 where there is none."""
    if _NUMERIC.fullmatch(text):
        return _numeric_reason(text)
    if date.problem == "leap":
        return f"{date.first[0] or date.last[0]}年不是闰年，2月没有29日"
    if date.problem == "month":
        bad = [value for value in _MONTH.findall(text) if int(value) > 12]
        return f"没有{bad[0]}月" if bad and _FIRM.search(text) else ""
    month, day = _MONTH.search(text), _DAY.search(text)
    named = month[1] if month else str(under or "")
    if day and (named or int(day[1]) > 31):
        return f"{named}月没有{day[1]}日" if named else f"没有{day[1]}日"
    return "这个月没有这一天"


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each impossible date."""
    for date in facts.dates:
        if date.problem not in ("month", "day", "leap"):
            continue
        start, end = date.fault
        text = facts.document.text[start:end]
        under = facts.contexts[date.block].month if date.month_from == "heading" else 0
        reason = _reason(date, text, under)
        if not reason or (
            _NUMERIC.fullmatch(text) and _SERIAL.search(facts.document.text[max(0, start - 8) : start])
        ):
            continue
        sure = date.problem != "leap" or date.year_from in ("text", "carried", "heading")
        yield Hit(
            Mark(start, end, "date"),
            data={"date": text, "reason": reason},
            confidence="certain" if sure else "likely",
        )
