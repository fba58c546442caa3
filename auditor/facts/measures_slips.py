"""Slips of the pen as a witness: two figures of one name whose digits differ by one slip are one figure misprinted.

1286起 and 1268起, 6240户 and 6420户, 45.62亿元 and 45.62万元: figures of two cases are hardly ever so alike.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.facts.measures import Measure
from auditor.facts.measures_guards import beside_alike, divided, of_two_items, other_case
from auditor.facts.mentions import strip_filler

if TYPE_CHECKING:
    from auditor.facts import Facts

_KINDS = re.compile("^年[末底]|^期末|各[类种项级]|专场|系列|大型")
_PEOPLE = frozenset({"人", "名", "位"})
_PARTLY = re.compile("其中|另|首批|第[一二三四五]批|部分|新增加|单[日月场次]|每|某|分别")
_POWERS = frozenset(10**n for n in (1, 2, 3, 4, 8))
_NAME = 3


def unit_of(measure: Measure) -> str:
    """The unit of a number; 名 and 位 are 人."""
    unit = measure.mention.quantity.unit
    return "人" if unit in _PEOPLE else unit


def called(measure: Measure) -> str:
    """What a number counts without the words that only say that there were several kinds."""
    name = _KINDS.sub("", measure.name)
    if len(name) >= _NAME:
        return name
    # 接待游客: of short names the verb is part.
    return re.sub("[^\u3400-\u9fff]", "", strip_filler(measure.mention.label) + measure.mention.noun)[-8:]


def slip_witness(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether two figures have one name and differ by a slip only."""
    if unit_of(one) != unit_of(other) or not _one_name(one, other):
        return False
    if any(_PARTLY.search(measure.mention.label) for measure in (one, other)):
        return False
    if not _slip(facts, one, other) or divided(facts, one, other) or of_two_items(facts, one, other):
        return False
    return not other_case(facts, one, other)


def companion_witness(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether two figures of one name stand beside one and the same figure: 合作社18家、家庭农场42家 and 28家, 42家."""
    if unit_of(one) != unit_of(other) or called(one) != called(other) or len(called(one)) < _NAME:
        return False
    if any(_PARTLY.search(measure.mention.label) for measure in (one, other)):
        return False
    return not divided(facts, one, other) and beside_alike(facts, one, other)


def _one_name(one: Measure, other: Measure) -> bool:
    a, b = sorted((called(one), called(other)), key=len)
    if len(a) < _NAME:
        return False
    return a == b or (b.startswith(a) and (one.noun_first or other.noun_first) and len(a) > _NAME)


def _slip(facts: Facts, one: Measure, other: Measure) -> bool:
    """Two digits changed over, one of four or more digits wrong, or the unit ten, a hundred … times too large."""
    a, b = (_printed(facts, measure) for measure in (one, other))
    x, y = sorted((m.mention.quantity.point for m in (one, other)), reverse=True)
    if a == b:
        return y > 0 and len(a.strip("0")) > 1 and x / y in _POWERS
    if len(a) != len(b) or one.mention.quantity.scale != other.mention.quantity.scale:
        return False
    off = [at for at in range(len(a)) if a[at] != b[at]]
    if len(off) == 1:
        return len(a) >= 4 and not a.endswith("00") and not b.endswith("00")
    if len(off) != 2 or (a[off[0]], a[off[1]]) != (b[off[1]], b[off[0]]):
        return False
    return len(a) >= 3 or len(called(one)) >= 5 or one.total or other.total


def _printed(facts: Facts, measure: Measure) -> str:
    start, end = measure.mention.quantity.number
    return re.sub("[^0-9.]", "", facts.document.text[start:end])
