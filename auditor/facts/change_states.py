"""Which numbers are states that can be compared, and which of them are of an earlier time."""

from __future__ import annotations

import re

from auditor.facts.change_words import direction, eras, reaches
from auditor.facts.mentions import Mention
from auditor.facts.statements import sound, tail

_AGAINST = re.compile("[比较与和同](?:(?:19|20)[0-9]{2}|[一二三四五六七八九〇零]{4})年")
_AGAINST_PLAN = re.compile("[比较与](?:年初)?(?:预算|计划|目标)数?$")
_ARRIVED = re.compile("^(?:[总共]|规模|总数|人数|数量|已)?达到?(?:了)?$")
_COUNTLESS = frozenset({"year", "age", "anniversary", "multiple", "point", "week"})


def level(mention: Mention) -> bool:
    """Whether the number is a state, not a change: only states are old or new."""
    q = mention.quantity
    if not sound(mention) or q.dimension in _COUNTLESS or q.point.numerator < 0:
        return False
    return direction(mention.label) is None or reaches(mention.label) is not None


def arrived(mention: Mention) -> bool:
    """Whether the number is what a change came to: 比上年增加12人，达到186人."""
    return bool(_ARRIVED.search(mention.label))


def same(one: Mention, other: Mention) -> bool:
    """Whether two numbers are of one kind."""
    a, b = one.quantity, other.quantity
    return a.dimension == b.dimension and (a.dimension != "noun" or a.unit == b.unit)


def is_old(mention: Mention) -> bool:
    """Whether the words before a number put it into an earlier time: 上年为, 比去年的, （上年新收, 与2020年度."""
    label = tail(mention.label)
    times = eras(label)
    if "plan" in times:
        return bool(_AGAINST_PLAN.search(label))
    if not times - {"part"} or "同比" in label or "环比" in label:
        return False
    named_year = any(time.isdigit() for time in times) and not times - {
        time for time in times if time.isdigit()
    }
    return not named_year or bool(_AGAINST.search(label))
