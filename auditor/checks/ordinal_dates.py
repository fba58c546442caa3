"""Numbered turns of one thing whose dates run against their numbers: 第二剂…5月6日，第一剂…6月3日."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates import Date
from auditor.facts.dates_tokens import han_number
from auditor.finding import Hit, Mark

DATA = ("earlier", "earlier_date", "later", "later_date")
OPTIONS: dict[str, object] = {}

_TURN = re.compile(
    "(?P<turn>第(?P<number>[一二三四五六七八九]|[1-9])(?P<label>剂|针|次|轮|批|期|阶段|场|季|稿|站|届|步)"
    "|(?P<round>预|初|复|半决|决|总决)赛|(?P<trial>[一二]审))(?P<words>[^，。；、：\n0-9]{0,10})[：:]?$"
)
_ROUNDS = ("预", "初", "复", "半决", "决", "总决")
_REACH, _WINDOW, _MONTHS = 120, 24, 3
Turn = tuple[str, int, int, Date]


def _turn(text: str, low: int, date: Date) -> Turn | None:
    """Name and number of the turn that a date is told of, with where its words begin."""
    match = _TURN.search(text, max(low, date.start - _WINDOW), date.start)
    if match is None or date.problem or not date.first[1] or date.open_end:
        return None
    if match["round"]:
        return f"赛{match['words']}", _ROUNDS.index(match["round"]), match.start(), date
    if match["trial"]:
        return f"审{match['words']}", han_number(match["trial"][0]), match.start(), date
    number = int(match["number"]) if match["number"].isascii() else han_number(match["number"])
    return match["label"] + match["words"], number, match.start(), date


def _against(one: Turn, other: Turn) -> bool:
    """Whether the dates of two turns of one thing are the wrong way round (a year told of only one is both's)."""
    if one[0] != other[0] or one[1] == other[1] or other[2] - one[3].end > _REACH:
        return False
    low, high = (one[3], other[3]) if one[1] < other[1] else (other[3], one[3])
    if low.first[0] and high.first[0] and one[3].year_from == other[3].year_from:
        return high.last < low.first
    told = other[3].year_from == "text" and low.first[0] and high.first[0]
    return (
        high.last < low.first
        if told
        else (high.last[1:] < low.first[1:] and low.first[1] - high.last[1] <= _MONTHS)
    )


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each two neighbouring turns that are told the wrong way round."""
    text = facts.document.text
    turns = [
        (date.block, turn)
        for date in facts.dates
        if facts.document.blocks[date.block].kind != "cell"
        and (turn := _turn(text, facts.document.blocks[date.block].start, date))
    ]
    for (block, one), (next_block, other) in pairwise(turns):
        if block != next_block or not _against(one, other):
            continue
        low, high = (one, other) if one[1] < other[1] else (other, one)
        yield Hit(
            Mark(other[2], other[3].end, "turn"),
            (Mark(one[2], one[3].end, "turn"),),
            {
                "earlier": text[low[2] : low[3].start].rstrip("：: 于在为是"),
                "earlier_date": text[low[3].start : low[3].end],
                "later": text[high[2] : high[3].start].rstrip("：: 于在为是"),
                "later_date": text[high[3].start : high[3].end],
            },
            "likely",
        )
