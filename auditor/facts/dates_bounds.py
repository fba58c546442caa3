"""First and last day that a point of the grammar can mean, and where a range ends."""

from __future__ import annotations

from calendar import monthrange

from auditor.facts.dates_grammar import Raw

Fields = tuple[int, int, int]
_WRAP_MONTHS = 8
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_TENS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "底": (25, 31), "末": (25, 31)}


def days_in(year: int, month: int) -> int:
    """Days of a month; February has 29 when the year is unknown (0)."""
    return monthrange(year or 2000, month)[1]


def bounds(raw: Raw, year: int, month: int) -> tuple[Fields, Fields, str, str]:
    """First day, last day, precision and problem of a point whose year and month have been settled."""
    if month > 12 or (month == 0 and raw.month):
        return (year, 0, 0), (year, 0, 0), "month", "month"
    if raw.day:
        problem = "" if 1 <= raw.day <= (days_in(0, month) if month else 31) else "day"
        if not problem and month and raw.day > days_in(year, month):
            problem = "leap"
        fields = (year, month, raw.day) if not problem else (year, 0, 0)
        return fields, fields, "day", problem
    if month:
        low, high = _TENS.get(raw.unit, (1, 31))
        precision = "part" if raw.unit in _TENS else "month"
        return (year, month, low), (year, month, min(high, days_in(year, month))), precision, ""
    low, high, precision = _months(raw.unit)
    return (year, low, 1), (year, high, days_in(year, high)), precision, ""


def _months(unit: str) -> tuple[int, int, str]:
    if unit.endswith("季度"):
        number = _QUARTER[unit.removesuffix("季度")[-1]]
        return (1 if unit[0] == "前" else 3 * number - 2), 3 * number, "quarter"
    if unit.endswith("半年"):
        return (1, 6, "half") if unit[0] == "上" else (7, 12, "half")
    if unit in ("初", "底", "末"):
        return (1, 4, "part-year") if unit == "初" else (10, 12, "part-year")
    return 1, 12, "year"


def in_order(first: Fields, last: Fields, explicit: bool) -> tuple[Fields, str]:
    """The end of a range, moved into the next year where that is what it must mean, and the problem."""
    if last >= first:
        return last, ""
    span = (last[1] - first[1]) % 12
    if not explicit and first[1] != last[1] and span <= _WRAP_MONTHS:
        year = last[0] + 1 if last[0] else 0
        return (year, last[1], last[2]), ""
    return last, "order"
