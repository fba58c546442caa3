"""Yearly series: 第N届 of one named event, with the year it is told of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.document import Document
from auditor.facts.anniversaries import count_of, year_told
from auditor.facts.dates import Date
from auditor.facts.dates_context import Context

_EDITION = re.compile(
    "第(?P<number>[0-9]{1,3}|[一二三四五六七八九十百]{1,4})届(?P<name>[“《]?[\u4e00-\u9fff·“”《》]{3,24})"
)
_STOP = re.compile(
    "(?:在|于|开幕|闭幕|举[行办]|召开|启动|开[展赛幕锣]|再度|如期|盛大|顺利|成功|如约|拉开|落[幕下]|吸引|共|圆满|正式|隆重|系列|活动|总?决赛|颁奖|获|荣|中|上|和|与|及|的|期间|组委会|暨)"
)
_TERMS = re.compile(
    "人大|人民代表|政协|政治协商|全会|全体会议|代表大会|会员|理事|委员|中央|党委|常委|班子|主席|学生|毕业|班"
)


@dataclass(frozen=True, slots=True)
class Edition:
    """``text[start:end]`` is 第N届 of the series ``name``, told of ``year`` (0 when unknown;
    ``stated`` when the sentence gives it)."""

    start: int
    end: int
    name: str
    number: int
    year: int
    stated: bool


def _name(text: str) -> str:
    bare = re.sub("[“”《》·]", "", text)
    stop = _STOP.search(bare, 2)
    return bare[: stop.start()] if stop else bare


def editions(
    document: Document, dates: dict[int, tuple[Date, ...]], surroundings: Sequence[Context]
) -> Iterator[Edition]:
    """All numbered editions of named events; terms of office and congresses are none."""
    for match in _EDITION.finditer(document.text):
        name = _name(match["name"])
        if len(name) < 3 or _TERMS.search(match["name"]):
            continue
        index = document.block_at(match.start())
        year, date, _ = year_told(document, match.start(), dates.get(index, ()), surroundings[index])
        yield Edition(
            match.start(), match.start("name"), name, count_of(match["number"]), year, date is not None
        )
