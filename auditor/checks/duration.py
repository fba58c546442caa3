"""A stated length of time against the dates beside it: 9 to 12 March is no week."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates import Date
from auditor.facts.dates_clauses import sentence
from auditor.facts.dates_tokens import han_number
from auditor.finding import Hit, Mark

DATA = ("stated", "dates", "days")
OPTIONS: dict[str, object] = {}

_NUMBER = "[0-9]{1,3}|[一二两三四五六七八九十]{1,3}|半"
_LENGTH = f"(?P<about>约|近|大约|将近)?(?P<number>{_NUMBER})(?P<more>余|多|几)?(?P<unit>天(?!津)|日(?![游报])|周(?![年末岁边])|个?星期|个月|个半月|个?工作日|周?年(?!零?[0-9一二三四五六七八九十]{{1,2}}个?[半月]|[初末底度]))(?P<half>半)?(?P<after>左右|以上)?"
_STATED = re.compile(
    f"(?:为期|历时|历经|持续|连续|为时|长达|时长|展期|工期|会期|有期徒刑|拘役|[刑租聘任学]期|有效期|质保期|合同期|(?:借款|租赁|公示|服务|合同)期限?|期限|[，,（(]共计?|[，,（(]总共|前后)(?:了|为|共)?{_LENGTH}"
)
_ADJACENT = re.compile(f"[）)]?[，,]?(?:的|这|整整|共计?|总共)?{_LENGTH}(?=[，。；、的时里内）)]|$)")
# 15日内（即5月6日至5月20日）: the length stands before the bracket that holds the dates.
_WITHIN = re.compile(f"{_LENGTH}[之以]?内[（(](?:即|指|自|从|为|即自|即从)?$")
_LEAP = 2004  # stands for an unknown year
_NEW_SUBJECT = re.compile("折抵|顺延|续|第[一二三0-9]{1,2}[期批场]|此前|此后|随后|其中|每")


def _number(text: str) -> float:
    if text == "半":
        return 0.5
    return int(text) if text.isascii() else han_number(text.replace("两", "二"))


def allowed(number: float, unit: str, half: bool) -> tuple[float, float]:
    """Fewest and most days, counting first and last, that a stated length can mean."""
    if unit in ("天", "日"):
        return number, number + half  # 一天半 takes two dates
    if unit.endswith("工作日"):
        return number, math.inf
    if unit.endswith("年"):
        return 365 * number - 31, 366 * number + 31
    if unit == "个半月":
        return 30 * number + 10, 31 * number + 20
    number += 0.5 if half else 0
    if unit == "个月":
        return (13, 17) if number == 0.5 else (28 * number - 3, 31 * number + 3)
    return 7 * number - 2, 7 * number + 1


def _days(date: Date) -> int:
    """Days of a range given to the day at both ends, first and last counted, or 0."""
    if date.problem or date.precision != "range" or date.open_end or not date.first[2] or not date.last[2]:
        return 0
    if not date.first[1] or (not date.first[0] and date.first[1] <= 2 < date.last[1]):
        return 0  # without a year February may have 28 days or 29
    base = date.first[0] or _LEAP
    try:
        first = datetime.date(base, *date.first[1:])
        last = datetime.date(base + date.last[0] - date.first[0], *date.last[1:])
    except ValueError:  # 29 February on the far side of an unknown year
        return 0
    return (last - first).days + 1


def _match(facts: Facts, date: Date, later: int) -> re.Match[str] | None:
    text = facts.document.text
    block = facts.document.blocks[date.block]
    start, end = sentence(text, block, date.start)
    end = min(end, later)
    adjacent = _ADJACENT.match(text, date.end, end)
    if adjacent:
        return adjacent
    after = _STATED.search(text, date.end, min(end, date.end + 60))
    if after and not _NEW_SUBJECT.search(text, date.end, after.start()):
        return after
    within = _WITHIN.search(text, max(start, date.start - 16), date.start)
    if within:
        return within
    before = list(_STATED.finditer(text, max(start, date.start - 30), date.start))
    return before[-1] if before else None


def _to_the_day(text: str) -> bool:
    return text.rstrip("止")[-1:] in "日号" or text[-1:].isdigit()


def _months(date: Date) -> int:
    """Months of a range given to the month at both ends, first and last counted, or 0."""
    whole = date.first[2] == 1 and date.last[2] >= 28 and date.first[1] and date.last[1]
    if date.problem or date.precision != "range" or date.open_end or not whole:
        return 0
    return 12 * (date.last[0] - date.first[0]) + date.last[1] - date.first[1] + 1


def _spent(facts: Facts, date: Date, match: re.Match[str]) -> tuple[str, bool] | None:
    """How long the range is, as shown, and whether the stated length fits it; None where that cannot be told."""
    shown = facts.document.text[date.start : date.end]
    number, unit, half = _number(match["number"]), match["unit"], bool(match["half"])
    if _to_the_day(shown) and (days := _days(date)):
        low, high = allowed(number, unit, half)
        spent = match.group().lstrip("，,（()）").startswith(("历时", "持续", "历经"))
        if _WITHIN.fullmatch(match.group()):
            low, high = low - 1, high + 1
        return str(days), low <= days <= high + spent or (spent and days - 1 == low == high)
    months = _months(date) if shown.endswith(("月", "月份")) else 0
    if not months or half or number == 0.5 or unit not in ("个月", "年", "周年"):
        return None
    stated = number * (1 if unit == "个月" else 12)
    fits = stated in (months, months - 1) or (unit != "个月" and abs(stated - months) <= 1)
    return str(_days(date) or 30 * months), fits


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each range whose stated length it cannot have."""
    text = facts.document.text
    dates = facts.dates
    for index, date in enumerate(dates):
        later = dates[index + 1].start if index + 1 < len(dates) else len(text)
        match = _match(facts, date, later) if date.precision == "range" else None
        if match is None or match["about"] or match["more"] or match["after"]:
            continue
        spent = _spent(facts, date, match)
        if spent is None or spent[1]:
            continue
        start, end = match.start("number"), match.end("half") if match["half"] else match.end("unit")
        yield Hit(
            Mark(start, end, "duration"),
            (Mark(date.start, date.end, "dates"),),
            {"stated": text[start:end], "dates": text[date.start : date.end], "days": spent[0]},
        )
