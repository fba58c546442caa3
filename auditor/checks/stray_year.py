"""One item of a list that tells the year before, among items that each open with the year of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates import Date
from auditor.finding import Hit, Mark

DATA = ("year", "own")
OPTIONS: dict[str, object] = {}

_TITLE = re.compile("总结|报告|情况|述职|汇报|年报|概况|综述|小结|回顾")
_NOT = re.compile("计划|规划|方案|要点|预算|政府工作报告|[0-9]{4}年?[-—–~～至][0-9]{4}年")
_TALLY = re.compile(
    "共|全年|累计|办结|完成|举办|开展|组织|接待|发放|实现|召开|培训|查处|检查|受理|新增|印发|走访|收治|种植|销售|服务"
)
_OTHER_TIME = re.compile(
    "同比|相比|比|上年|去年|以来|至今|曾|此前|起|成立|增长|下降|增加|减少|获|评为|授予|荣誉|称号|启动|开工|立项|建成|批准|投入|底|末|遗留|跨年|结转|历年|近"
)
_LEAST = 2


def _opening(facts: Facts, index: int) -> Date | None:
    """The year that an item's text opens with, or its first sentence after a short lead (加强学习。2021年…)."""
    text = facts.document.text
    block = facts.document.blocks[index]
    start = block.marker.end if block.marker else block.start
    for date in facts.dates_of_block(index)[:1]:
        lead = text[start : date.start].strip(" \u3000")
        opens = not lead or (len(lead) <= 20 and lead.endswith(("。", "：")))
        if date.precision == "year" and date.year_from == "text" and opens:
            return date
    return None


def _strays(facts: Facts, run: list[int], own: int) -> Iterator[Date]:
    document = facts.document
    opening = {index: date for index in run if (date := _opening(facts, index))}
    others = [index for index, date in opening.items() if date.first[0] != own]
    if len(others) != 1 or len(opening) - 1 < _LEAST or opening[others[0]].first[0] != own - 1:
        return
    index = others[0]
    text = document.block_text(index)
    years = {date.first[0] for date in facts.dates_of_block(index) if date.year_from == "text"}
    if years == {own - 1} and _TALLY.search(text) and not _OTHER_TIME.search(text):
        yield opening[index]


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each such item, where the title gives the year of the report."""
    document = facts.document
    if not document.blocks or facts.chronicles:
        return
    title = document.block_text(0)
    if not _TITLE.search(title) or _NOT.search(title) or not facts.report_year:
        return
    own = facts.report_year
    items = [
        i for i, block in enumerate(document.blocks) if block.kind in ("entry", "paragraph", "heading") and i
    ]
    for _, run in groupby(items, key=lambda i: document.blocks[i].section[:1]):
        for date in _strays(facts, [i for i in run if not facts.contexts[i].plan], own):
            yield Hit(
                Mark(date.start, date.end, "year"),
                (Mark(document.blocks[0].start, document.blocks[0].end, "title"),),
                {"year": str(date.first[0]), "own": str(own)},
                "likely",
            )
