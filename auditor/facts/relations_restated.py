"""Numbers stated again beside themselves: in another unit, as a rank among so many, as a ratio of two numbers.

32公顷（480亩）; 13个地市中排名第5位; 教职工184人，学生2760人，师生比1∶15.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.facts.mentions import Mention
from auditor.facts.relations import Operand, Relation
from auditor.facts.statements import operand, plain, sentences, sound
from auditor.interval import Interval, exactly, show
from auditor.text import han_ordinal

if TYPE_CHECKING:
    from auditor.facts import Facts

_AGAIN = re.compile("[（(](?:[约合即计]|折合|约合|相当于|换算[后为])?|[，,]?(?:折合|约合|相当于)")
_AFTER = re.compile("[）)，。；、]")
_MEASURED = frozenset("area length mass volume energy money".split())
_RANK = re.compile(
    "(?:排名?|排在|名列|位列|位居|居|列|获得?|取得|荣获|夺得)[^，。；0-9前]{0,10}第(?P<rank>[0-9]{1,3}|[二三四五六七八九十]{1,3})(?:位|名)(?![额单])"
)
_FIELD = re.compile(
    "[^，。；]{0,8}(?:中|参[赛加评与选]|里|考核|评比|竞争)|[^，。；]{0,6}(?:队伍?|代表队|选手)"
)
_OTHER_FIELD = re.compile("第[0-9一二三四五六七八九十]{1,3}(?:位|名)|个人|单项|单打|全[国省市]|分别")
_FIELD_UNITS = frozenset("个 支 家 所 名 人 位 队 县 区 市 省".split())
_PAIRS = (
    (re.compile("师生比|教生比"), "师职教", "生"),
    (re.compile("生师比"), "生", "师职教"),
    (re.compile("医护比"), "医", "护"),
    (re.compile("床护比"), "床", "护"),
)
_PEOPLE = re.compile("[\u3400-\u9fff]*")


def extract(facts: Facts) -> tuple[Relation, ...]:
    """All values stated a second time, ranks and ratios of two numbers."""
    text = facts.document.text
    found: list[Relation] = []
    for now, _ in sentences(facts):
        for one, other in pairwise(now):
            if _restated(text, one, other):
                found.append(_equal(one, other))
        found.extend(_ratios(now))
    found.extend(_ranks(facts))
    return tuple(found)


def _restated(text: str, one: Mention, other: Mention) -> bool:
    a, b = one.quantity, other.quantity
    if a.dimension != b.dimension or a.dimension not in _MEASURED or a.label == b.label:
        return False
    if not (sound(one) and sound(other)) or a.upper is not None or b.upper is not None:
        return False
    return bool(_AGAIN.fullmatch(other.gap)) and bool(_AFTER.match(text, other.end))


def _equal(one: Mention, other: Mention) -> Relation:
    a, b = one.quantity, other.quantity
    shown = show(a.point / b.scale, 4) + b.label
    return Relation(
        kind="restated",
        operator="=",
        left=operand(other, "again"),
        right=(operand(one, "value"),),
        computed=a.value,
        expression=f"{plain(one)}={shown}",
        verdict="consistent" if a.value.meets(b.value) else "inconsistent",
        evidence="restated:unit",
        gap=show((b.point - a.point) / b.scale, 4) + b.label,
        shown=shown,
    )


def _ranks(facts: Facts) -> Iterator[Relation]:
    """The place taken cannot be lower than the last of those that compete."""
    text = facts.document.text
    for match in _RANK.finditer(text):
        written = match["rank"]
        rank = int(written) if written.isascii() else han_ordinal(written) or 0
        low = max(text.rfind("。", 0, match.start()), text.rfind("\n", 0, match.start()), match.start() - 60)
        near = [m for m in facts.mentions_between(max(low, 0), match.start()) if _is_field(text, m)]
        between = text[near[0].end : match.start()] if near else ""
        if len(near) == 1 and rank and not _OTHER_FIELD.search(between):
            field, value = near[0], exactly(rank)
            yield Relation(
                kind="rank",
                operator="≤",
                left=Operand(match.start("rank") - 1, match.end(), value, "", "rank"),
                right=(operand(field, "field"),),
                computed=field.quantity.value,
                expression=f"第{rank} > {plain(field)}",
                verdict="inconsistent" if field.quantity.value.surely_less(value) else "consistent",
                evidence="rank:field",
            )


def _is_field(text: str, mention: Mention) -> bool:
    q = mention.quantity
    counted = q.unit in _FIELD_UNITS and q.value.exact and q.point > 1 and mention.role == "level"
    around = re.search("参[赛加评与选]|队伍?|选手", mention.label[-8:])
    return counted and bool(around or _FIELD.match(text, mention.end))


def _ratios(now: Sequence[Mention]) -> Iterator[Relation]:
    """师生比1∶15 of the two numbers before it."""
    for at in range(2, len(now) - 1):
        one, two = now[at], now[at + 1]
        if (
            one.quantity.kind != "ratio"
            or two.quantity.kind != "ratio"
            or one.quantity.group != two.quantity.group
        ):
            continue
        kind = next((pair for pair in _PAIRS if pair[0].search(one.label)), None)
        last = at + 2 >= len(now) or now[at + 2].quantity.group != one.quantity.group
        if kind is None or not last or at != 2:
            continue
        first = [m for m in now[:2] if set(kind[1]) & set(m.name[-3:])]
        second = [m for m in now[:2] if set(kind[2]) & set(m.name[-3:])]
        if len(first) == len(second) == 1 and first != second:
            yield _ratio(one, two, first[0], second[0])


def _ratio(one: Mention, two: Mention, first: Mention, second: Mention) -> Relation:
    # Either member may be the rounded one: 1∶15 stands for 1∶14.5 to 1∶16.
    stated = _wide(one) / _wide(two)
    computed = first.quantity.value / second.quantity.value
    big, small = sorted((first.quantity.point, second.quantity.point), reverse=True)
    shown = f"{show(big / small, 2)}" + ("∶1" if big == first.quantity.point else "（1∶n）")
    return Relation(
        kind="product",
        operator="=",
        left=operand(one, "rate"),
        right=(operand(first, "whole"), operand(second, "number")),
        computed=computed,
        expression=f"{plain(first)}÷{plain(second)}={show(first.quantity.point / second.quantity.point, 3)}",
        verdict="consistent" if stated.meets(computed) else "inconsistent",
        evidence="product:average",
        shown=shown,
    )


def _wide(mention: Mention) -> Interval:
    q = mention.quantity
    return exactly(1) if q.point == 1 else Interval(q.point - q.step / 2, q.point + q.step)
