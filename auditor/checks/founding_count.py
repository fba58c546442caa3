"""Years counted from a founding that the text dates itself: 创建于1956年 and, in 2023, 建馆60周年."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.anniversaries import count_of, own_founding
from auditor.facts.dates import Date
from auditor.facts.dates_clauses import sentence
from auditor.finding import Hit, Mark

DATA = ("founded", "year", "stated", "expected")
OPTIONS: dict[str, object] = {}

_NUMBER = "(?P<count>[0-9]{1,3}|[一二三四五六七八九十百零〇]{1,6})"
_BODY = "[团馆校院厂所局台社园场会站店县市区镇村行部队刊]"
_FEAST = re.compile(
    f"(?:建{_BODY}|成立|创[办建刊立]|创{_BODY}|立[校院]|开[馆园业]|办学|组建)(?:[的“”]|暨|以来)?{_NUMBER}(?:周年|週年)"
)
_SPAN = re.compile(
    f"(?:走过|历经|经历|跨越|已有|已经?|风雨|迄今|至今)(?:了|已|整整|走过)?(?:的)?{_NUMBER}(?:个)?(?:年|载)(?P<more>多|余)?(?:的)?(?:[光历发办建奋风不岁春])"
)
_OTHER = re.compile("迎(?!来)|筹备|即将|将|明年|后年|曾|前身|重建|合并|改制|迁|约|近|当时|当年")


def _told(facts: Facts, index: int, at: int, founding: Date) -> Date | None:
    """The last full date of the sentence before the count, or any of the sentence, that is not the founding."""
    block = facts.document.blocks[index]
    low, high = sentence(facts.document.text, block, at)
    dates = [
        date
        for date in facts.dates_of_block(index)
        if low <= date.start < high and date != founding and date.year_from == "text" and not date.problem
    ]
    before = [date for date in dates if date.end <= at]
    told = (before[-1:] or dates[:1])[:1]
    return told[0] if told and told[0].first[0] == told[0].last[0] else None


def _fitting(match: re.Match[str], years: int) -> bool:
    count = count_of(match["count"])
    if match.re is _FEAST:
        return count == years
    if match["more"]:
        return count <= years <= count + 10
    return years - 1 <= count <= years + 1 or (count % 10 == 0 and count <= years < count + 3)


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each count of years that the founding and the year told do not give."""
    text = facts.document.text
    for pattern in (_FEAST, _SPAN):
        for match in pattern.finditer(text):
            index = facts.document.block_at(match.start())
            block = facts.document.blocks[index]
            low, high = sentence(text, block, match.start())
            founding = own_founding(text, facts.dates_of_block(index))
            if founding is None or _OTHER.search(text, low, min(high, match.end() + 2)):
                continue
            told = _told(facts, index, match.start(), founding)
            year = told.first[0] if told else facts.contexts[index].year
            years = year - founding.first[0]
            if not year or years <= 0 or _fitting(match, years):
                continue
            start, end = match.start("count"), match.end("count")
            marks = [Mark(founding.start, founding.end, "founded")]
            marks += [Mark(told.start, told.end, "year")] if told else []
            yield Hit(
                Mark(start, end, "count"),
                tuple(sorted(marks, key=lambda mark: mark.start)),
                {
                    "founded": text[founding.start : founding.end],
                    "year": str(year),
                    "stated": text[start:end],
                    "expected": str(years),
                },
                "certain" if told else "likely",
            )
