"""Named days: when a feast, a solar term or a memorial day falls, and where a text names one.

The Chinese calendar comes from borax (1900-2100), imported when first needed; the days themselves are data
(``rules/general/holidays.toml``).
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from auditor.document import Document
from auditor.facts.dates import Date
from auditor.facts.dates_tokens import han_number

WEEKDAYS = "一二三四五六日"
_TERMS = "小寒大寒立春雨水惊蛰春分清明谷雨立夏小满芒种夏至小暑大暑立秋处暑白露秋分寒露霜降立冬小雪大雪冬至"
TERMS = tuple(_TERMS[at : at + 2] for at in range(0, 48, 2))
ANIMALS = "鼠牛虎兔龙蛇马羊猴鸡狗猪"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ALIKE = ("清明",)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day (see the data file). ``before`` and ``after`` bound 期间, in days round the day;
    ``season`` is how long before the day its activities may begin."""

    names: tuple[str, ...]
    kind: str
    month: int = 0
    day: int = 0
    week: int = 0
    weekday: int = 0
    term: str = ""
    days: int = 1
    first: int = 0
    before: int = 7
    after: int = 7
    season: int = 0

    @property
    def name(self) -> str:
        """The name to show."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Naming:
    """``text[start:end]`` names ``holiday``; ``ordinal`` is the N of 第N个 (0 without), ``link`` what follows:
    period (期间), eve (前夕), coming (来临之际), exact (当天), holiday (假期), activity, or empty."""

    start: int
    end: int
    holiday: Holiday
    ordinal: int = 0
    link: str = ""


def holidays(table: Mapping[str, Any]) -> tuple[Holiday, ...]:
    """The holidays of a data file, and the 24 solar terms after them."""
    listed = [Holiday(**{**entry, "names": tuple(entry["names"])}) for entry in table["holiday"]]
    return (*listed, *(Holiday((term,), "term", term=term) for term in TERMS if term not in _ALIKE))


@cache
def falls_on(holiday: Holiday, year: int) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of ``holiday`` in ``year``, or None outside the calendar's range (1901-2099)."""
    if not 1901 <= year <= 2099:
        return None
    first = _first_day(holiday, year)
    return (first, first + datetime.timedelta(holiday.days - 1)) if first else None


def _first_day(holiday: Holiday, year: int) -> datetime.date | None:
    if holiday.kind == "fixed":
        return datetime.date(year, holiday.month, holiday.day)
    if holiday.kind == "movable":
        first = datetime.date(year, holiday.month, 1)
        shift = (holiday.weekday - first.isoweekday()) % 7
        return first + datetime.timedelta(shift + 7 * (holiday.week - 1))
    if holiday.kind == "term":
        return solar_term(holiday.term, year)
    if holiday.kind == "eve":
        return lunar_to_solar(year, 1, 1) - datetime.timedelta(1)
    # The twelfth lunar month that people of this year mean is the one that ends in it.
    return lunar_to_solar(year - (holiday.month == 12), holiday.month, holiday.day)


def lunar_to_solar(year: int, month: int, day: int) -> datetime.date:
    """The day of a Chinese date (no leap month). Raises ValueError when there is no such day."""
    from borax.calendars.lunardate import LunarDate

    try:
        solar: datetime.date = LunarDate(year, month, day, 0).to_solar_date()
    except Exception as error:
        raise ValueError(f"no Chinese date {year}-{month}-{day}") from error
    return solar


def solar_to_lunar(day: datetime.date) -> tuple[int, int, int, bool]:
    """Chinese (year, month, day, whether in a leap month) of a day between 1901 and 2099."""
    from borax.calendars.lunardate import LunarDate

    lunar = LunarDate.from_solar_date(day.year, day.month, day.day)
    return lunar.year, lunar.month, lunar.day, bool(lunar.leap)


@cache
def solar_term(name: str, year: int) -> datetime.date | None:
    """The day of a solar term in a civil year, or None for an unknown name or year."""
    from borax.calendars.lunardate import TermUtils

    if name not in TERMS or not 1901 <= year <= 2099:
        return None
    found: datetime.date = TermUtils.nth_term_day(year, TERMS.index(name))
    return found


def animal(year: int) -> str:
    """The zodiac animal of the Chinese year that begins in ``year``."""
    return ANIMALS[(year - 4) % 12]


def stem_branch(year: int) -> str:
    """The sexagenary name (辛丑) of the Chinese year that begins in ``year``."""
    return STEMS[(year - 4) % 10] + BRANCHES[(year - 4) % 12]


_LINKS = (
    ("period", re.compile("[”》]?(?:节日)?(?:假期)?期间")),
    ("eve", re.compile("[”》]?(?:节日)?(?:的)?(?:前夕|前一天|前)")),
    ("coming", re.compile("[”》]?(?:节日)?(?:的)?(?:即?将?(?:到来|来临|至|到)(?:之际|之前|前)?)")),
    ("exact", re.compile("[”》]?(?:的)?(?:当天|当日|这天|这一天|之日|当晚)")),
    ("holiday", re.compile("[”》]?(?:小?长?假期?|放假)")),
    ("moment", re.compile("[”》]?之际")),
)
_NEAR = 300
_ORDINAL = re.compile("第([0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:个|次|届)(?:全国|中国|国际|我国)?[“《]?$")


def _count(text: str) -> int:
    return int(text) if text.isascii() else han_number(text)


class Namer:
    """Finds names of holidays in texts; the longest name wins."""

    def __init__(self, holidays: Iterable[Holiday]) -> None:
        self._by_name = {name: holiday for holiday in reversed(tuple(holidays)) for name in holiday.names}
        names = sorted(self._by_name, key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(map(re.escape, names)))

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Naming]:
        """Names of holidays in ``text[start:end]``, in order."""
        stop = len(text) if end is None else end
        for match in self._pattern.finditer(text, start, stop):
            ordinal = _ORDINAL.search(text, max(start, match.start() - 8), match.start())
            link = next((name for name, pattern in _LINKS if pattern.match(text, match.end(), stop)), "")
            number = _count(ordinal[1]) if ordinal else 0
            yield Naming(match.start(), match.end(), self._by_name[match.group()], number, link)


def with_dates(
    namings: Iterable[Naming], dates: Sequence[Date], document: Document
) -> tuple[tuple[Naming, tuple[Date, ...]], ...]:
    """Each naming with the dates of its block that stand within 300 characters of it."""
    starts = [date.start for date in dates]
    found = []
    for naming in namings:
        block = document.block_at(naming.start)
        low = bisect_left(starts, naming.start - _NEAR)
        near = dates[low : bisect_left(starts, naming.end + _NEAR)]
        found.append((naming, tuple(date for date in near if date.block == block)))
    return tuple(found)
