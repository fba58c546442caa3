"""Times of day, where something beside the digits says that they are times (so that 25:20 can be a score)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.facts.dates_tokens import DAYPART, JOIN

_TIME = re.compile(
    "(?<![0-9.:：])(?P<hour>[0-9]{1,2})(?:[:：](?P<minute>[0-9]{2})(?![0-9])(?:[:：][0-9]{2})?"
    "|(?:时|点)(?!间|段|代|期|候|长|空|钟|速|尚|多|余|左右|以上|内|数|位|学|课|制|[要建])"
    "(?:(?P<spoken>[0-9]{1,2})分(?![之钟]))?)"
)
_BEFORE = re.compile(
    f"(?:(?P<part>{DAYPART})|[日号](?:[（(][^（）()\n]{{1,6}}[）)])?|时间[：:为是]|每[天日]|[一二三四五六日天])[ ]?$"
)
_AFTER = re.compile("[ ]?(?:停止|闭[馆园]|开[馆园门]|发车|到达|起飞|截止|[上下]班|签到|报到|集合|出发|打烊)")
_LINKED = re.compile(f"[ ]?{JOIN}[ ]?(?:次日|{DAYPART})?")

_ONLY = re.compile(f"[ ]?{JOIN}[ ]?")


@dataclass(frozen=True, slots=True)
class Time:
    """A time at ``text[start:end]``; ``daypart`` the word before it; ``problem`` hour, minute, daypart,
    range (before the time it is joined to) or empty."""

    start: int
    end: int
    hour: int
    minute: int
    daypart: str = ""
    problem: str = ""


def _problem(hour: int, minute: int, daypart: str) -> str:
    if hour > 24 or (hour == 24 and minute):
        return "hour"
    if minute > 59:
        return "minute"
    return "daypart" if daypart == "上午" and 12 < hour < 24 else ""


def _runs_back(before: Time, hour: int, minute: int) -> bool:
    """Whether 下午14:30—13:30 ends before it starts: only inside one part of the day, which no night divides."""
    first, last = 60 * before.hour + before.minute, 60 * hour + minute
    if before.problem or last >= first or before.daypart not in ("上午", "早上", "下午"):
        return False
    if before.daypart != "下午":
        return hour >= 6
    if before.hour > 12:
        return hour >= 12 or (hour > 0 and last + 720 < first)
    return 0 < hour < before.hour + (minute < before.minute) and before.hour < 5


def extract(text: str) -> Iterator[Time]:
    """The times of ``text`` in order: after a date or part of day, or joined to such a time by a dash."""
    previous = -1
    before_it: Time | None = None
    for match in _TIME.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - 12), match.start())
        linked = previous >= 0 and _LINKED.fullmatch(text, previous, match.start())
        if not before and not linked and not _AFTER.match(text, match.end()):
            continue
        previous = match.end()
        hour, minute = int(match["hour"]), int(match["minute"] or match["spoken"] or 0)
        daypart = (before["part"] or "") if before else ""
        problem = _problem(hour, minute, daypart)
        if linked and before_it and not problem and _ONLY.fullmatch(linked.group()):
            problem = "range" if _runs_back(before_it, hour, minute) else ""
        before_it = Time(match.start(), match.end(), hour, minute, daypart, problem)
        yield before_it
