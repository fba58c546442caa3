"""N周年 and 第N个 against the year: 建党100周年 is 2021, the 26th World Book Day too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.document import Block
from auditor.facts import Facts
from auditor.facts.anniversaries import anniversaries, own_founding, year_told
from auditor.facts.dates_clauses import sentence
from auditor.finding import Hit, Mark

DATA = ("stated", "year", "expected")
OPTIONS: dict[str, object] = {"kind": "anniversary"}
"""``kind``: ``anniversary`` (N周年 of a known event) or ``day`` (第N个 of a yearly day)."""

_AHEAD = re.compile("迎|即将|将[于在是]|筹备|明年|来年|倒计时|献礼|前夕|备战|规划|计划")
_BACK = re.compile("以来|历程|回顾|曾|去年|上年|历年|往年|此前|当时|时任|[0-9]{4}年至[0-9]{4}年")
_AWARD = re.compile("[荣曾]?获(?!悉)|奖|评选|入选|授予|表彰的|被[^，。；]{0,20}表彰")
_TITLE = re.compile("《[^《》\n]{0,60}$")


def _years(facts: Facts, kind: str) -> Iterator[tuple[int, int, int, int]]:
    """Start, end, stated count and the year of count 0, for each counted thing."""
    text = facts.document.text
    if kind == "anniversary":
        for found in anniversaries(text, facts.resources.table("general/anniversaries.toml")):
            if _own(facts, found.start):
                continue
            yield found.start, found.end, found.count, found.year
    else:
        for naming, _ in facts.named_days:
            if naming.ordinal and naming.holiday.first:
                start = text.rindex("第", 0, naming.start)
                yield start, naming.end, naming.ordinal, naming.holiday.first - 1


def _own(facts: Facts, at: int) -> bool:
    """Whether the count belongs to a body whose founding the paragraph gives (建团 of a troupe)."""
    text = facts.document.text
    founding = own_founding(text, facts.dates_of_block(facts.document.block_at(at)))
    return founding is not None and text.startswith("建", at)


def _excused(text: str, block: Block, start: int, gap: int) -> bool:
    """Whether the sentence looks ahead to next year's count, or back to an earlier one."""
    low, high = sentence(text, block, start)
    around = text[low:high]
    if _BACK.search(around) or _TITLE.search(text, max(low, start - 60), start):
        return True
    return bool((gap == 1 and _AHEAD.search(around)) or (gap == -1 and _AWARD.search(around)))


def _plausible(facts: Facts, index: int, gap: int) -> bool:
    """Without a year in the sentence only a count that was left or slipped is a mistake, not a look at history.

    A report to a congress (政府工作报告) is of the year in its title but tells of the year before.
    """
    context = facts.contexts[index]
    titles = (*facts.document.heading_texts(facts.document.blocks[index]), facts.document.block_text(0)[:60])
    looks_back = any("报告" in title and "年度报告" not in title for title in titles)
    if abs(gap) not in (1, 2, 10) or (gap == 1 and context.plan):
        return False
    return not (gap == -1 and looks_back)


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each count that the year does not give."""
    document = facts.document
    for start, end, count, base in _years(facts, options["kind"]):
        index = document.block_at(start)
        year, date, _ = year_told(document, start, facts.dates_of_block(index), facts.contexts[index])
        gap = count - (year - base)
        if not year or not gap or year <= base or _excused(document.text, document.blocks[index], start, gap):
            continue
        if date is None and not _plausible(facts, index, gap):
            continue
        yield Hit(
            Mark(start, end, "count"),
            (Mark(date.start, date.end, "year"),) if date else (),
            {"stated": document.text[start:end], "year": str(year), "expected": str(year - base)},
            "certain" if date else "likely",
        )
