"""截至10月底 and 全年 in one sentence: ten months are not the year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("cutoff", "whole")
OPTIONS: dict[str, object] = {}

_WHOLE = re.compile(
    "(?:全年度?|年度)(?!(?:的)?(?:目标|任务|计划|预[算计期]|指标|总?量?的|报告|考核|工作|同期|增速|总结|评|先进|最))"
    "(?=[^，。；]{0,6}(?:累计|共|总|服务|接待|举办|开展|完成|实现|借|新增|办理|组织|发放|培训|收入|支出|参与|流通|外借|到馆|入馆))"
)
_REACH = 300
_STOP = re.compile("[。！？\n]")
_OTHER = re.compile(
    "(?:去|上|前|明|来|下|[0-9]{4})年?$|较|比|预计|力争|有望|将|占|完成|确保|预期|计划|达到|相当于"
)


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each sentence that gives a cut-off before December and a figure of the whole year."""
    text = facts.document.text
    for date in facts.dates:
        if "cutoff" not in date.roles or not 1 <= date.last[1] <= 11 or date.open_end:
            continue
        # A cut-off governs what follows up to the full stop, semicolons included; but ；全年 opens anew.
        stop = _STOP.search(text, date.end, min(facts.document.blocks[date.block].end, date.end + _REACH))
        end = stop.start() if stop else min(facts.document.blocks[date.block].end, date.end + _REACH)
        match = _WHOLE.search(text, date.end, end)
        if (
            match is None
            or text[match.start() - 1] in "；;"
            or _OTHER.search(text, max(date.end, match.start() - 5), match.start())
        ):
            continue
        yield Hit(
            Mark(match.start(), match.end(), "whole"),
            (Mark(date.start, date.end, "cutoff"),),
            {"cutoff": text[date.start : date.end], "whole": match.group()},
            "likely",
        )
