"""Statements: what the extractors of shares, changes and rates share: names, operands, slips, readable sums."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.facts.mentions import Mention
from auditor.facts.relations import Operand, Relation
from auditor.interval import in_words, show
from auditor.text import HAN
from auditor.units import comparison

if TYPE_CHECKING:
    from auditor.facts import Facts

SHORT = 48
"""Labels are judged by their last characters: what stands farther away names something else."""
_BROKEN = re.compile("[0-9][，,. \u3000]$")
"""What is left of a number of which only the end could be read (1 6 5 5亿元, 1，753亿元)."""
_NOT_HAN = re.compile(f"[^{HAN}A-Za-z]")
PERIODS = re.compile(
    "[12][0-9]{3}年[度末底]?|[0-9]{1,2}月份?|上一?年度?同期|去年同期|上一?年度?末?|去年底?|前年|本年度?[末底]?|今年[末底]?|往年|历年"
    "|年初|年末|年底|期初|期末|同期|本期|上期|上月|本月|上季度?|全年|目前|截至|截止|累计|原来|原有|现有|此前|同比|环比"
)
_EMPTY = re.compile(
    "其中|分别|[共总合累]计|一共|总共|实际|达到|已经|完成|实现|[的为是有达由从将把在了共约近比较与和至到约已就本各]"
)


def sentences(facts: Facts) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """The mentions of every sentence, each with those of the sentence before it in the same block."""
    before: list[Mention] = []
    now: list[Mention] = []
    for mention in facts.mentions:
        if now and (mention.sentence, mention.block) != (now[-1].sentence, now[-1].block):
            yield now, before
            near = now[-1].block == mention.block and now[-1].sentence + 1 == mention.sentence
            before, now = (now if near else []), []
        now.append(mention)
    if now:
        yield now, before


def sound(mention: Mention) -> bool:
    """Whether the number says a value that can be reckoned with."""
    q = mention.quantity
    if _BROKEN.search(mention.gap[-3:]):
        return False
    return not (q.article or q.malformed or q.extreme or q.each) and q.dimension not in ("", "ratio")


def exact(mention: Mention) -> bool:
    """Whether the number is neither hedged nor a range."""
    return not mention.quantity.hedges and mention.quantity.upper is None


def tail(label: str) -> str:
    """The end of a label, which says what its number is."""
    return label[-SHORT:]


def core(label: str) -> str:
    """What a label names: without periods, light verbs and marks."""
    return _NOT_HAN.sub("", _EMPTY.sub("", PERIODS.sub("", tail(label))))


def named(mention: Mention) -> str:
    """What a mention names, from both sides of the number."""
    return core(mention.label) + core(mention.noun[:24])


def shared(one: str, other: str) -> int:
    """Length of the longest piece that two names have in common."""
    best = 0
    row = [0] * (len(other) + 1)
    for char in one:
        last = 0
        for at, its in enumerate(other, start=1):
            last, row[at] = row[at], last + 1 if char == its else 0
            best = max(best, row[at])
    return best


def counted_alike(one: Mention, other: Mention) -> bool:
    """Whether two numbers surely count the same sort of thing: one dimension, and for 个 and 家 one unit."""
    a, b = one.quantity, other.quantity
    if {a.dimension, b.dimension} <= {"noun", "person"}:
        return a.unit == b.unit or {a.unit, b.unit} <= {"人", "名", "位"}
    return a.dimension == b.dimension


_LISTED = re.compile("^[^，。；0-9]{0,10}[、和及与][^，。；0-9]{0,12}$")


def is_listed(mention: Mention) -> bool:
    """Whether a number goes on a list: 、 or 和 stands between it and the number before."""
    return bool(_LISTED.match(mention.gap))


def within(part: str, name: str) -> bool:
    """Whether all of ``part`` but a character is found in ``name``, in pieces of two characters or more."""
    left = part
    for _ in range(3):
        size = shared(left, name)
        if size < 2:
            break
        at = next(at for at in range(len(left)) if left[at : at + size] in name)
        left = left[:at] + "\n" + left[at + size :]
    return len(left.replace("\n", "")) <= (1 if len(part) > 1 else 0)


def akin(one: Mention, other: Mention) -> bool:
    """Whether two numbers can be part and whole, or old and new: one dimension, or counters of one noun."""
    a, b = one.quantity.dimension, other.quantity.dimension
    return bool(comparison(a, b)) or {a, b} <= {"noun", "person"}


def operand(mention: Mention, role: str) -> Operand:
    """The mention as an operand of a relation."""
    q = mention.quantity
    return Operand(q.start, q.end, q.value, mention.name, role)


def at_most(whole: Mention, part: Mention, evidence: str) -> Relation:
    """The relation part ≤ whole, judged by the two values alone."""
    a, b = part.quantity, whole.quantity
    over = b.value.surely_less(a.value)
    return Relation(
        kind="part-whole",
        operator="≤",
        left=operand(part, "part"),
        right=(operand(whole, "whole"),),
        computed=b.value,
        expression=f"{in_words(a.point)} {'>' if over else '≤'} {in_words(b.point)}",
        verdict="inconsistent" if over else "consistent",
        evidence=evidence,
    )


def plain(mention: Mention) -> str:
    """The number as printed, with its unit where it has a multiplier or is measured."""
    q = mention.quantity
    return show(q.point / q.scale) + q.label


def scaled(mentions: Sequence[Mention]) -> list[str]:
    """The numbers as printed, without units where all have the same."""
    labels = {mention.quantity.label for mention in mentions}
    same = len(labels) == 1 and labels != {"%"}
    return [
        show(m.quantity.point / m.quantity.scale) if same else plain(m)
        for m in mentions
    ]  # fmt: skip


def percent(value: Fraction, places: int = 2) -> str:
    """A share as readers know it: 84.9%."""
    return show(value * 100, places) + "%"


def places(mention: Mention) -> int:
    """One decimal more than the number prints."""
    step = mention.quantity.step / mention.quantity.scale
    count = 0
    while step and step < 1 and count < 6:
        step, count = step * 10, count + 1
    return count + 1
