"""A stated age, number of years or days against the two dates before it: 3月5日开幕，3月9日闭幕，会期7天.

Years since a founding are told by founding_count.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from auditor.facts import Facts
from auditor.facts.anniversaries import count_of
from auditor.facts.dates import Date
from auditor.finding import Hit, Mark

DATA = ("dates", "stated", "expected")
OPTIONS: dict[str, object] = {}

_COUNT = "(?P<count>[0-9]{1,3}|[一二三四五六七八九十百]{1,4}|两)"
_EXACT = "(?![0-9余多几半左上])"
_SPENT = "(?:历时|历经|耗时|用时|为期|(?<!计划)(?<!合同)(?<!核定)(?<!批复)工期|展期|赛期|会期|长达|前后)(?:了|共|达|为)?"
_YEARS = re.compile(
    f"[^。；0-9]{{0,16}}?(?:{_SPENT}|(?P<work>工作|从教|从医|从警|任教|执教|服役|坚守|奋战|耕耘|守护|行医|奉献|扎根)(?:了|整整|已有?)?)"
    f"{_COUNT}(?:个)?年(?!代|级|度|[0-9]){_EXACT}"
)
_AGE = re.compile(f"[^。；0-9]{{0,12}}?(?:享年|终年|时年|年仅){_COUNT}岁")
_DAYS = re.compile(
    f"[^。；0-9]{{0,16}}?(?:{_SPENT}|(?:[，,]共计?|住院|持续)(?:了|达)?){_COUNT}[天日](?!津|游|报){_EXACT}"
)
_CLOCK = "(?:[0-9]{1,2}[时点:：][0-9]{0,2}分?)?"
_MONTHS = re.compile(
    f"{_CLOCK}[^。；0-9]{{0,16}}?(?:{_SPENT}|建设周期|周期)(?:为|共|)?{_COUNT}个月(?![余多几左])"
)
_MONTHS_LED = re.compile(
    f"(?:{_SPENT}|建设周期|周期)(?:为|共)?{_COUNT}(?:个月|(?P<years>年))[，,：:；（( ][^。；0-9]{{0,12}}$"
)
# 2021年3月选举产生，任期五年，至2026年3月届满: the length stands between the two dates.
_MIDDLE = re.compile(
    f"[^。；0-9]{{0,30}}(?:任期|期限|聘期|租期|租赁期|服务期|合同期|质保期|有效期|刑期|保修期)(?:为|共)?{_COUNT}(?:(?P<years>年)|个月)[，,]?(?:应?[至到于]|将[至到于])"
)
_EXPIRES = re.compile("(?:[0-9日号]|届满|期满|到期|止|结束|终止|截止)")
# 1998年建成，至2023年已运行35年: the second date is only how far is counted.
_SO_FAR = re.compile(
    f"(?:底|末)?[，,]?(?:[^。；，0-9]{{0,6}})(?:已经?|共|累计|连续)[^。；，0-9]{{0,6}}?{_COUNT}(?:个)?年(?!代|级|度|[0-9]){_EXACT}"
)
_UP_TO = re.compile("(?:截?[至止]|到)$")
_DAYS_LED = re.compile(f"{_SPENT}{_COUNT}天[，,：:；（(][^。；0-9\n]{{0,8}}$")
_PART = 0.6  # of a month, by which a length in months may be rounded
_SERVED = re.compile(
    "参加工作|[到在来][^，。]{2,10}(?:工作|上班)|调入|分配到|进入|入职|任教|执教|从教|从医|从警|入伍|参军|入警"
)
_LEFT = re.compile("退休|退役|退伍|转业|离任|卸任|离岗|离职")
_BORN = re.compile("生于|出生|生人")
_LED = re.compile("[^。；]{0,30}")
_FIRST_DAY = re.compile(
    "开幕|起[^，。；]{0,4}|执行|施行|开工|开赛|启动|开始|入院|报到|出发|抵达|开馆|开展|开机|起航|动工|召开|开班|开学|入营|进驻"
)
_LAST_DAY = re.compile(
    "闭幕|结业|结班|竣工|完工|结束|出院|返回|返程|撤离|落幕|收官|闭馆|撤展|离开|完成|结营|关闭"
)


def _years(text: str, one: Date, two: Date) -> tuple[re.Match[str], set[int]] | None:
    lead = text[max(one.start - 8, 0) : two.start]
    gap = two.first[0] - one.first[0]
    if match := _AGE.match(text, two.end):
        return (match, {gap - 1, gap, gap + 1, gap + 2}) if _BORN.search(lead) else None
    match = _YEARS.match(text, two.end)
    if match is None:
        far = _SO_FAR.match(text, two.end) if _UP_TO.search(text, max(two.start - 2, 0), two.start) else None
        return (far, {gap - 1, gap, gap + 1}) if far else None
    if match["work"] and not (_SERVED.search(lead) and _LEFT.search(match.group())):
        return None
    if one.first[1] and two.first[1]:
        months = 12 * gap + two.first[1] - one.first[1]
        return match, {months // 12, -(-months // 12), (months + 1) // 12}
    return match, {gap - 1, gap, gap + 1}


def _days(text: str, one: Date, two: Date) -> tuple[re.Match[str], set[int]] | None:
    match = _DAYS.match(text, two.end) or _DAYS_LED.search(text, max(one.start - 20, 0), one.start)
    first, last = text[one.end : two.start], text[two.end : two.end + 8]
    if match is None or not _FIRST_DAY.search(first) or not _LAST_DAY.search(last):
        return None
    base = one.first[0] or two.first[0] or 2001
    later = (two.first[0] or base) if one.first[0] else base
    try:
        gap = (datetime.date(later, *two.first[1:]) - datetime.date(base, *one.first[1:])).days
    except ValueError:
        return None
    return (match, {gap, gap + 1}) if gap >= 0 else None


def _months(text: str, one: Date, two: Date) -> tuple[re.Match[str], set[int]] | None:
    """为期六个月 after or before two dates given to the month or day, a month more or less allowed."""
    after = _MONTHS.match(text, two.end)
    match = after or _MONTHS_LED.search(
        text, max(one.start - 30, text.rfind("\n", 0, one.start) + 1), one.start
    )
    first, last = text[one.end : two.start], text[two.end : two.end + 8]
    if match is None or not _FIRST_DAY.search(first) or not _LAST_DAY.search(last):
        return None
    years = (two.first[0] or one.first[0]) - one.first[0] if one.first[0] else 0
    gap = 12 * years + two.first[1] - one.first[1]
    if gap < 0:
        return None
    if not after and match["years"]:
        return match, {*range((gap - 1) // 12, (gap + 13) // 12 + 1)}
    if one.precision == two.precision == "day":
        exact = gap + (two.first[2] - one.first[2]) / 30
        return match, {n for n in range(gap + 3) if abs(n - exact) <= _PART}
    return match, {gap - 1, gap, gap + 1}


def _middle(text: str, one: Date, two: Date) -> tuple[re.Match[str], set[int]] | None:
    """任期五年，至2026年3月届满 after the date on which it began, a month more or less allowed."""
    match = _MIDDLE.fullmatch(text, one.end, two.start)
    if match is None or not _EXPIRES.match(text, two.end) or not (one.first[0] and two.first[0]):
        return None
    months = 12 * (two.first[0] - one.first[0]) + two.first[1] - one.first[1]
    if not match["years"]:
        return match, {months - 1, months, months + 1}
    years = round(months / 12)
    near = abs(months - 12 * years) <= 1
    return match, {years} if near else {months // 12, months // 12 + 1}


def _told(text: str, one: Date, two: Date) -> tuple[re.Match[str], set[int]] | None:
    """The statement after two dates of one sentence, and the numbers that fit them."""
    if one.block == two.block and not (one.problem or two.problem) and (found := _middle(text, one, two)):
        return found
    between = text[one.end : two.start]
    if one.block != two.block or one.problem or two.problem or not _LED.fullmatch(between):
        return None
    if "range" in (one.precision, two.precision) or re.search("[、；]", between):
        return None
    if one.precision == two.precision == "day" and (found := _days(text, one, two)):
        return found
    monthly = all(date.precision in ("day", "month", "part") and date.first[1] for date in (one, two))
    if monthly and (found := _months(text, one, two)):
        return found
    explicit = one.year_from == two.year_from == "text" and 0 < one.first[0] < two.first[0]
    return _years(text, one, two) if explicit else None


def _end(text: str, match: re.Match[str]) -> int:
    """Where the count with its unit ends; a count told before the dates has more after it."""
    unit = re.compile("个?月|年|[天日岁]").match(text, match.end("count"))
    return unit.end() if unit else match.end()


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each length of time that the two dates before it do not give."""
    text = facts.document.text
    for one, two in pairwise(facts.dates):
        found = _told(text, one, two)
        if found is None:
            continue
        match, fitting = found
        written = match["count"].replace("两", "二")
        if count_of(written) in fitting:
            continue
        start, end = match.start("count"), _end(text, match)
        low, high = min(fitting), max(fitting)
        yield Hit(
            Mark(start, end, "duration"),
            (Mark(one.start, one.end, "dates"), Mark(two.start, two.end, "dates")),
            {
                "dates": f"{text[one.start : one.end]}、{text[two.start : two.end]}",
                "stated": text[start:end],
                "expected": f"{low}" if low == high else f"{low}—{high}",
            },
        )
