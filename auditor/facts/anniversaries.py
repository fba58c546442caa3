"""Counted years and days in a text: N周年 of a known founding, 第N个 of a yearly day, and the year they are told of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from auditor.document import Document
from auditor.facts.dates import Date
from auditor.facts.dates_clauses import clause, sentence
from auditor.facts.dates_context import Context
from auditor.facts.dates_tokens import han_number

_COUNT = "(?:的|[”》])?(?:于)?(?P<count>[0-9]{1,3}|[一二三四五六七八九十百零〇]{1,6})(?:周年|週年)"

_FOUNDED_AFTER = re.compile(
    "(?:，|正式|月|经批准|注册|登记|挂牌|合并)*(?:成立|创办|创建|创刊|创立|始建|组建|建成(?:开放|投产|通车|启用|投入使用)|建[校院馆厂所台社园局场]|开[馆园业])"
)
_FOUNDED_BEFORE = re.compile(
    "(?:成立|注册|设立|创办|创建|创刊|创立|始建|组建|建[校院馆厂所台社园局场]|开[馆园业])(?:于|时间[：:为]?)$"
)


@dataclass(frozen=True, slots=True)
class Anniversary:
    """``text[start:end]`` counts ``count`` years since ``year``; ``name`` is what is celebrated."""

    start: int
    end: int
    name: str
    year: int
    count: int


def count_of(text: str) -> int:
    """Value of an Arabic or Chinese count below 1000."""
    if text.isascii():
        return int(text)
    if "百" not in text:
        return han_number(text)
    hundreds, _, rest = text.partition("百")
    rest = rest.lstrip("零〇")
    return 100 * (han_number(hundreds) if hundreds else 1) + (han_number(rest) if rest else 0)


def anniversaries(text: str, table: Mapping[str, Any]) -> Iterator[Anniversary]:
    """All counted anniversaries of the events in ``table`` (see ``rules/general/anniversaries.toml``)."""
    if "周年" not in text:
        return
    known = {name: entry for entry in table["anniversary"] for name in entry["names"]}
    names = sorted(known, key=lambda name: (-len(name), name))
    pattern = re.compile(f"(?P<name>{'|'.join(map(re.escape, names))}){_COUNT}")
    for match in pattern.finditer(text):
        entry = known[match["name"]]
        yield Anniversary(match.start(), match.end(), entry["name"], entry["year"], count_of(match["count"]))


def own_founding(text: str, dates: Sequence[Date]) -> Date | None:
    """The one date among ``dates`` (of a block) that tells when the body spoken of was founded."""
    found = [
        date
        for date in dates
        if date.year_from == "text"
        and not date.problem
        and date.precision != "range"
        and (
            _FOUNDED_AFTER.match(text, date.end, date.end + 10)
            or _FOUNDED_BEFORE.search(text, max(date.start - 10, 0), date.start)
        )
    ]
    return found[0] if len(found) == 1 else None


def year_told(
    document: Document, at: int, dates: Sequence[Date], context: Context
) -> tuple[int, Date | None, str]:
    """The year that a place speaks of: that of an explicit date in its clause, or before it in the sentence,
    else the heading's or report's year; with the date it was taken from, and text, heading or document."""
    block = document.blocks[document.block_at(at)]
    start, end = sentence(document.text, block, at)
    first = bisect_left(dates, start, key=lambda date: date.start)
    told = [
        date
        for date in dates[first : bisect_left(dates, end, key=lambda date: date.start)]
        if start <= date.start
        and date.end <= end
        and date.year_from == "text"
        and "founding" not in date.roles
    ]
    near = clause(document.text, block, at)
    beside = [date for date in told if near[0] <= date.start < near[1]]
    before = beside[:1] or [date for date in told if date.end <= at][-1:] or told[:1]
    if before:
        date = before[0]
        return (date.first[0], date, "text") if date.first[0] == date.last[0] else (0, None, "")
    return context.year, None, context.year_from
