"""Owners: of which division a number speaks (骨科, 城东分馆, 临河县局), as the clauses before it say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts
    from auditor.facts.mentions import Mention

ALL = re.compile(
    "全(?:[馆院校局市县区省镇乡村所站厂矿司行社系处厅州国]|公司|集团|系统|单位)(?![民力面程员体])"
    "|^[我本]?(?:公司|集团|学校|医院|法院|图书馆)(?=全年|共|累计|[实完接办开])"
)
"""全馆, 全市: the whole of which a number speaks."""
DIVISION = re.compile(
    f"(?![全我本该])(?:[{HAN}]{{1,8}}?(?:分馆|总馆|少儿馆|新馆|老馆|分院|校区|院区|分校|分公司|子公司|分局|大队|支队|街道|社区|乡|镇|村|科|室|部|处|股|所|站|厂|车间|学院|系|庭|(?<!小)区|县|年级|班组)"
    f"|[{HAN}]{{2,8}}?(?:公司|馆|院|校|局|中心))(?:的|共|累计)?"
)
"""A division, place or body at the beginning of a clause."""
_OWN = re.compile("[我本全](?:[馆院校局市县区省镇乡村所站厂司行社系处厅州]|公司|集团|单位)")
_LEAD = re.compile(
    "^(?:[0-9]{4}年度?|全年|今年|本年度?|其中|[0-9一二三四五六七八九十是、.．（）() ]|[在由为对向给])+"
)
_BREAK = re.compile("[，。；：！？\n]")
_BACK = 240


def title(facts: Facts) -> str:
    """The first line of the report, which as a rule names the institution."""
    return facts.document.text[:80].split("\n")[0]


def owner(facts: Facts, mention: Mention) -> str:
    """The division of which the clause with the number speaks, or the nearest clause before it in the paragraph.

    Empty where the whole institution is named nearer, or nobody at all.
    """
    block = facts.document.blocks[mention.block]
    low = max(block.marker.end if block.marker else block.start, mention.start - _BACK)
    name = title(facts)
    for clause in reversed(_BREAK.split(facts.document.text[low : mention.start])):
        words = _LEAD.sub("", clause[-60:])
        if _OWN.match(words):
            return ""
        match = DIVISION.match(words)
        if match and match.group() not in name and not match.group().endswith(("为中心", "为核心")):
            return match.group().rstrip("的共累计")
    return ""
