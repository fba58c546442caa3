"""Years and ages that do not add up: 2016—2021年的10年间, 1985年出生…现年40岁."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.anniversaries import count_of
from auditor.facts.dates import Date
from auditor.facts.dates_clauses import sentence
from auditor.finding import Hit, Mark

DATA = ("years", "stated", "expected")
OPTIONS: dict[str, object] = {"kind": "span"}
"""``kind``: ``span`` (two years and the years between) or ``age`` (a birth year and an age)."""

_COUNT = "(?P<count>[0-9]{1,3}|[一二三四五六七八九十百]{1,4})"
_SPAN = re.compile(
    f"(?:底|末|年底|年末)?(?:的|，|,|，?(?:这|共|历时|前后|共计|整整))?{_COUNT}(?:个)?年(?:间|时间|里|来|跨度|内|的时间|，|。|、|；)"
)
_AGE = re.compile(f"(?:，|、|[^，。；]{{0,12}}，)?(?:现年|今年|时年|享年|终年|年仅)?{_COUNT}岁")
_NOW = re.compile("(?:现年|今年)")
_BORN = re.compile("(?:出生|生)(?=[，,、（(于])|出生|生人")
_BORN_IN = re.compile("(?:生|出生)于$")


def _span(facts: Facts, date: Date) -> tuple[re.Match[str], set[int]] | None:
    text = facts.document.text
    if date.precision != "range" or date.open_end or date.last[0] <= date.first[0] or date.problem:
        return None
    shown = text[date.start : date.end]
    match = _SPAN.match(text, date.end, facts.document.blocks[date.block].end)
    if match is None or "月" in shown or date.year_from != "text":
        return None
    years = date.last[0] - date.first[0]
    return match, {years, years + 1}


def _latest(facts: Facts, birth: Date) -> int:
    """The last year named in the block of a birth, at least ten years later; 0 without one."""
    years = [date.last[0] for date in facts.dates_of_block(birth.block) if date.year_from == "text"]
    return max((year for year in years if year > birth.first[0] + 10), default=0)


def _age(facts: Facts, date: Date) -> tuple[re.Match[str], set[int]] | None:
    text = facts.document.text
    if date.year_from != "text" or not date.first[0] or date.precision not in ("day", "month", "year"):
        return None
    born = _BORN.match(text, date.end) or _BORN_IN.search(text, max(0, date.start - 4), date.start)
    if not born:
        return None
    start = max(date.end, born.end())
    _, stop = sentence(text, facts.document.blocks[date.block], start)
    match = _AGE.match(text, start, stop)
    year = facts.contexts[date.block].year or _latest(facts, date)
    if match is None or not _NOW.search(match.group()) or not year:
        return None
    years = year - date.first[0]
    return match, {years - 1, years, years + 1, years + 2}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each number of years that the years beside it do not give."""
    text = facts.document.text
    find = _span if options["kind"] == "span" else _age
    for date in facts.dates:
        found = find(facts, date)
        if found is None:
            continue
        match, fitting = found
        if count_of(match["count"]) in fitting:
            continue
        start, end = match.span("count")
        unit = end + (2 if text[end] == "个" else 1)
        low, high = min(fitting), max(fitting)
        yield Hit(
            Mark(start, unit, "count"),
            (Mark(date.start, date.end, "years"),),
            {
                "years": text[date.start : date.end],
                "stated": text[start:unit],
                "expected": f"{low}—{high}" if options["kind"] == "span" else f"{low + 1}左右",
            },
            "certain" if options["kind"] == "span" else "likely",
        )
