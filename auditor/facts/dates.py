"""Dates: every one is an interval of days with the precision it was given in and where year and month come from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.document import Block, Document
from auditor.facts.dates_bounds import Fields, bounds, in_order
from auditor.facts.dates_context import Context
from auditor.facts.dates_grammar import Raw, RawDate, scan
from auditor.facts.dates_roles import HISTORY, enclosed, roles

_RELATIVE = {
    "今年": 0,
    "本年": 0,
    "当年": 0,
    "同年": 0,
    "去年": -1,
    "上年": -1,
    "前年": -2,
    "明年": 1,
    "次年": 1,
}
_TELLING = ("当年", "同年", "次年")  # of the year told before, where one was
_SENTENCE = re.compile("[。；;！？!?]")


@dataclass(frozen=True, slots=True)
class Date:
    """A date at ``text[start:end]``, as the first and last day it can mean.

    ``first`` and ``last`` are (year, month, day); the year is 0 where neither the text nor a heading gives
    it, and month and day are 0 where they are unknown or cannot exist. ``precision`` is day, part (of a month), month,
    quarter, half, part-year, year or range; ``year_from`` and ``month_from`` are text, carried (from an
    earlier date of the sentence), heading, document or empty. ``problem`` is empty, month, day, leap
    (29 February of a common year) or order (the range ends before it starts); ``fault`` is the span it is at.
    """

    start: int
    end: int
    first: Fields
    last: Fields
    precision: str
    block: int = -1
    year_from: str = ""
    month_from: str = ""
    roles: tuple[str, ...] = ()
    problem: str = ""
    open_end: bool = False
    fault: tuple[int, int] = (0, 0)

    @property
    def dated(self) -> bool:
        """Whether at least the month is known and possible."""
        return bool(self.first[1]) and not self.problem and self.precision not in ("year", "half")

    def interval(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day as calendar dates, or None when the year is unknown or the date impossible."""
        if self.problem or not all(self.first) or not all(self.last):
            return None
        return datetime.date(*self.first), datetime.date(*self.last)

    def meets(self, other: Date) -> bool:
        """Whether the two intervals can share a day (an unknown year matches every year)."""
        first, last, other_first, other_last = self.first, self.last, other.first, other.last
        if not first[0] or not other_first[0]:
            first, last, other_first, other_last = first[1:], last[1:], other_first[1:], other_last[1:]  # type: ignore[assignment]
        return first <= other_last and other_first <= last


@dataclass(slots=True)
class _State:
    """What the next date of a sentence may inherit, and from where."""

    year: int = 0
    month: int = 0
    year_from: str = ""
    told: int = 0


def _year(raw: Raw, state: _State, context: Context) -> tuple[int, str]:
    if raw.year:
        return raw.year, "text"
    if raw.relative in _TELLING and state.told:
        return state.told + _RELATIVE[raw.relative], "text"
    if raw.relative:
        base = context.year
        return (base + _RELATIVE[raw.relative], "document") if base else (0, "")
    if state.year:
        return state.year, state.year_from
    return context.year, context.year_from


def _month(raw: Raw, state: _State, context: Context) -> tuple[int, str]:
    if raw.month:
        return raw.month, "text"
    if raw.unit or not (raw.day or raw.same_month):
        return 0, ""
    if state.month:
        return state.month, "text" if raw.listed else "carried"
    return (context.month, "heading") if context.month else (0, "")


def _resolve(
    found: RawDate, state: _State, context: Context, tags: tuple[str, ...], place: tuple[int, int]
) -> Date:
    index, shift = place
    raw, end = found.first, found.last
    year, year_from = _year(raw, state, context)
    month, month_from = _month(raw, state, context)
    if raw is not end and not raw.year and end.year:
        year, year_from = end.year - (0 < end.month < month), "text"
    first, last, precision, problem = bounds(raw, year, month)
    at = (raw.start, raw.end)
    if raw is not end:
        inherited = end.month or (month if end.day else 0)
        end_year = end.year or year
        _, last, _, second = bounds(end, end_year, inherited)
        at = (found.start, found.end) if not (problem or second) else at if problem else (end.start, end.end)
        problem, precision = problem or second, "range"
        if not problem:
            last, problem = in_order(first, last, bool(end.year))
    return Date(
        found.start + shift, found.end + shift, first, last, precision, index, year_from, month_from, tags,
        problem, found.open_end, (at[0] + shift, at[1] + shift) if problem else (0, 0),
    )  # fmt: skip


def _advance(state: _State, date: Date, found: RawDate) -> None:
    """Let later dates of the sentence inherit, unless this one speaks of another time."""
    if HISTORY & set(date.roles) or date.problem in ("month", "day"):
        return
    if found.last.year or found.first.year:
        state.year, state.year_from = date.last[0], "carried"
        state.told = date.last[0]
    if date.precision in ("day", "part", "month", "range") and date.last[1]:
        state.month = date.last[1]


def in_block(text: str, block: Block, index: int, context: Context) -> Iterator[Date]:
    """The dates of one block, with years and months inherited within sentences and from ``context``."""
    start = block.marker.end if block.marker else block.start
    body = text[start : block.end]
    marks = None
    state, previous = _State(), 0
    for found in scan(body):
        if _SENTENCE.search(body, previous, found.start):
            state = _State(month=state.month, told=state.told)
        previous = found.end
        marks = marks or enclosed(text, block.start, block.end)
        tags = roles(text, (block.start, block.end), (start + found.start, start + found.end), marks)
        date = _resolve(found, state, context, tags, (index, start))
        _advance(state, date, found)
        yield date


def misplaced(date: Date, context: Context) -> str:
    """What of the heading above a date disagrees with it: ``year``, ``month`` or nothing (empty).

    A range that touches the heading's month or year agrees; so does a date without a month.
    """
    if date.problem or not date.first[1] or "plan" in date.roles:
        return ""
    stated = context.year_from == "heading" and date.year_from == "text"
    if stated and not date.first[0] <= context.year <= date.last[0]:
        return "year"
    if not context.month or date.precision in ("year", "half", "quarter"):
        return ""
    if date.first[0] != date.last[0] or date.open_end:
        return ""
    return "" if date.first[1] <= context.month <= date.last[1] else "month"


def extract(document: Document, surroundings: Sequence[Context]) -> tuple[Date, ...]:
    """All dates of a document in order; ``surroundings`` is one context per block."""
    return tuple(
        date
        for index, block in enumerate(document.blocks)
        for date in in_block(document.text, block, index, surroundings[index])
    )
