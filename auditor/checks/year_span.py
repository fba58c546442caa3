"""Years and ages that do not add up: 2016—2021年的10年间, 1985年出生…现年40岁."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.anniversaries import count_of
from auditor.facts.dates import Date
from auditor.facts.dates_clauses import sentence
from auditor.facts.dates_tokens import JOIN
from auditor.finding import Hit, Mark

DATA = ("years", "stated", "expected")
OPTIONS: dict[str, object] = {"kind": "span"}
"""``kind``: ``span`` (two years and the years between), ``age`` (a birth year and an age) or ``school`` (学年)."""

_COUNT = "(?P<count>[0-9]{1,3}|[一二三四五六七八九十百]{1,4}|两)"
_SPAN = re.compile(
    f"(?:底|末|年底|年末)?(?:的|，|,|，?(?:这|共|历时|前后|共计|整整))?{_COUNT}(?:个)?年(?:间|时间|里|来|跨度|内|的时间|，|。|、|；)"
)
_YEAR = "(?:19|20)[0-9]{2}"
# 连续四年（2020年、2021年、2022年）, 三年来（2018—2022年）: the years stand in brackets after their number.
_LISTED = re.compile(
    f"(?<![第约将0-9十百])(?P<lead>连续|近|最近|过去|前|后|这|上述)?(?P<count>[二两三四五六七八九十2-9])(?P<unit>个?年)"
    f"(?P<words>[^，。；：、（）()\n年]{{0,10}})[（(](?:即|指)?"
    f"(?P<years>{_YEAR}年?(?:(?:、|，|和|及){_YEAR}年?){{1,9}}|(?P<low>{_YEAR})年?{JOIN}(?P<high>{_YEAR})年?)[）)]"
)
_ACADEMIC = re.compile(
    f"(?<![0-9])(?P<years>(?P<low>{_YEAR})年?{JOIN}(?P<high>{_YEAR})年?学年)度?(?=第?[一二12]学期|[上下]学期|[春秋]季)"
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


def _listed(text: str) -> Iterator[Hit]:
    """Numbers of years beside years that are listed in brackets."""
    for match in _LISTED.finditer(text):
        stated = count_of(match["count"].replace("两", "二"))
        if match["low"]:
            gap = int(match["high"]) - int(match["low"])
            fitting = {gap, gap + 1}
        else:
            fitting = {len(set(re.findall(_YEAR, match["years"])))}
        if stated not in fitting and min(fitting) > 0:
            low, high = min(fitting), max(fitting)
            yield _hit(text, match.start("count"), match.end("unit"), match.span("years"), _shown(low, high))


def _schools(text: str) -> Iterator[Hit]:
    """School years that last longer than one: 2023—2025学年第一学期."""
    for match in _ACADEMIC.finditer(text):
        low = int(match["low"])
        if int(match["high"]) != low + 1:
            yield _hit(text, match.start("high"), match.end("high"), match.span("years"), str(low + 1))


def _shown(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}—{high}"


def _hit(text: str, start: int, end: int, years: tuple[int, int], expected: str) -> Hit:
    return Hit(
        Mark(start, end, "count"),
        (Mark(*years, "years"),),
        {"years": text[slice(*years)], "stated": text[start:end], "expected": expected},
        "certain",
    )


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each number of years that the years beside it do not give."""
    text = facts.document.text
    if options["kind"] == "school":
        yield from _schools(text)
        return
    if options["kind"] == "span":
        yield from _listed(text)
    find = _span if options["kind"] == "span" else _age
    for date in facts.dates:
        found = find(facts, date)
        if found is None:
            continue
        match, fitting = found
        if count_of(match["count"].replace("两", "二")) in fitting:
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
