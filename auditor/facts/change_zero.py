"""Rates of growth reckoned from nothing: 上年为0，增长100%; 上年无此项支出，增长20%."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.facts.change_results import operand_of
from auditor.facts.change_words import direction, eras
from auditor.facts.mentions import Mention
from auditor.facts.relations import Relation
from auditor.facts.statements import operand
from auditor.interval import EVERYTHING

_NOTHING = re.compile(
    "(?:上一?年度?|去年|上年同期|去年同期|[0-9]{4}年度?)[^，。；0-9]{0,10}?(?:(?:为|是)(?P<zero>0|零)(?:万?元|[个人次件场册])?"
    "|(?P<none>无此项|没有此项|无该项|未发生|未安排|未列支)[^，。；0-9]{0,8})(?=[，、,）)])"
)


def from_nothing(text: str, now: Sequence[Mention]) -> Iterator[Relation]:
    """Growth in percent after the words that there was nothing the year before, in one sentence."""
    for mention in now:
        way = direction(mention.label)
        if (
            mention.quantity.dimension != "percent"
            or way is None
            or way[0] < 0
            or mention.quantity.point <= 0
        ):
            continue
        if eras(mention.label) - {"year"}:
            continue
        start = max(mention.start - 60, 0)
        lead = text[start : mention.label_start]
        low = start + max(lead.rfind("。"), lead.rfind("；"), lead.rfind("\n")) + 1
        match = _NOTHING.search(text, low, mention.label_start)
        if match:
            yield _relation(mention, match)


def _relation(mention: Mention, match: re.Match[str]) -> Relation:
    place = match.span("zero") if match["zero"] else match.span("none")
    return Relation(
        kind="change",
        operator="=",
        left=operand(mention, "change"),
        right=(operand_of(*place, match.group(), "old"),),
        computed=EVERYTHING,
        expression="基数为0，不能计算增长率",
        verdict="inconsistent",
        evidence="zero:certain",
        shown="无从计算",
    )
