"""Which part and which whole a share is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from auditor.facts.mentions import Mention
from auditor.facts.share_claims import Claim
from auditor.facts.slips import Values
from auditor.facts.statements import akin, counted_alike, named, shared, sound
from auditor.interval import Interval, exactly, total

REACH = 8
"""How many numbers before a share are looked at."""
_SKIP = frozenset(
    {"percent", "point", "multiple", "age", "year", "day", "month", "duration", "anniversary", "score"}
)
_OLD = re.compile("上年|去年|同期|上一年|前年|原计划")
_ELLIPTIC = re.compile("的(?:有|共|为|达|计)?$")
_AMONG = re.compile("[^，。；：0-9]{0,10}(?:之|当)?中[，,]")
ALL = exactly(1)


@dataclass(frozen=True, slots=True)
class Pair:
    """Parts (several when they are added) and their whole; `rest` when the share is of those not counted."""

    parts: tuple[Mention, ...]
    whole: Mention
    rest: bool = False

    def ratio(self, values: Values) -> Interval | None:
        """Share of the parts (all but the last value) in the whole (the last)."""
        whole = values[-1]
        if whole.contains(0) or whole.low is None or whole.low <= 0:
            return None
        part = total(values[:-1]) / whole
        return ALL - part if self.rest else part

    def mentions(self) -> tuple[Mention, ...]:
        """The parts, then the whole."""
        return (*self.parts, self.whole)

    def point(self) -> Fraction:
        """The share of the numbers as printed."""
        part = sum((part.quantity.point for part in self.parts), Fraction(0)) / self.whole.quantity.point
        return 1 - part if self.rest else part


def counts(mentions: Sequence[Mention]) -> list[Mention]:
    """Those that count or measure a level of this year: neither changes nor rates nor last year's."""
    return [m for m in mentions if sound(m) and _is_count(m)]


def _is_count(mention: Mention) -> bool:
    if mention.quantity.dimension in _SKIP or _OLD.search(mention.label[-12:]):
        return False
    return mention.role not in ("change", "rate") and mention.quantity.point > 0


def possible(stated: Claim, near: list[Mention], before: list[Mention]) -> Iterator[Pair]:
    """Every part and whole that may be meant, nearest first."""
    for part_at in range(len(near) - 1, -1, -1):
        part = near[part_at]
        others = [m for m in (*reversed(near), *reversed(before)) if m is not part and akin(m, part)]
        for whole in others:
            yield Pair((part,), whole)
            if stated.negates(part.label + part.noun):
                yield Pair((part,), whole, rest=True)
        run = _run(near, part_at)
        for size in range(2, len(run) + 1):
            for whole in others:
                if whole not in run[-size:]:
                    yield Pair(tuple(run[-size:]), whole)


def _run(near: list[Mention], at: int) -> list[Mention]:
    """The numbers in one list that ends at ``near[at]``: 硕士60人、博士20人，占……."""
    run = [near[at]]
    while (
        at > 0
        and akin(near[at - 1], run[-1])
        and "；" not in run[0].gap
        and len(run) < 4
        and near[at - 1].sentence == run[-1].sentence
    ):
        at -= 1
        run.insert(0, near[at])
    return run


def _far(pair: Pair, value: Interval) -> bool:
    """A quick no for most pairs, by floating-point ends."""
    ends = [(m.quantity.value.low, m.quantity.value.high) for m in pair.mentions()]
    if pair.rest or value.low is None or value.high is None or any(a is None or b is None for a, b in ends):
        return False
    lows, highs = [float(a or 0) for a, _ in ends], [float(b or 0) for _, b in ends]
    if lows[-1] <= 0:
        return False
    return (
        sum(highs[:-1]) / lows[-1] < float(value.low) * (1 - 1e-9)
        or sum(lows[:-1]) / highs[-1] > float(value.high) * (1 + 1e-9)
    )  # fmt: skip


def holds(pair: Pair, value: Interval) -> bool:
    """Whether the pair can give the share."""
    if _far(pair, value):
        return False
    ratio = pair.ratio([m.quantity.value for m in pair.mentions()])
    return ratio is not None and ratio.meets(value)


def meant(
    stated: Claim,
    near: list[Mention],
    before: list[Mention],
    now: Sequence[Mention],
    index: int,
    known: Mention | None,
) -> Pair | None:
    """The part and whole that the words mean; ``known`` is the whole of the share before."""
    if not near:
        return None
    part = near[-1]
    # 常住3940人，60岁以上占31.7%: an age behind the number is another part.
    if any(
        m.quantity.dimension in ("percent", "age")
        for m in now[max(index - REACH, 0) : index]
        if part.start < m.start
    ):
        return None
    wholes = [m for m in near[:-1] if counted_alike(m, part)]
    if stated.form == "name" and not stated.generic:
        return _by_name(stated, near, before, wholes)
    if known is not None and known is not part and akin(known, part):
        return Pair((part,), known)
    if stated.form == "rate" and len(wholes) == 1 and stated.planned(wholes[0].label, part.label):
        return Pair((wholes[0],), part)  # 实到278人，应到290人
    larger = [m for m in wholes if not m.quantity.value.surely_less(part.quantity.value)] or wholes
    if stated.negates(part.label + part.noun):
        return _positive(stated, part, larger)
    if larger:
        return Pair((part,), larger[-1])
    opened = [m for m in before if counted_alike(m, part) and "其中" in part.label]
    return Pair((part,), opened[0]) if len(opened) == 1 else None


def _positive(stated: Claim, part: Mention, wholes: list[Mention]) -> Pair | None:
    """For a rate after the number of those it does not count (347批次合格，7批次不合格，合格率)."""
    if len(wholes) == 1:
        return Pair((part,), wholes[0], rest=True)
    counted = [m for m in wholes[1:] if stated.names_part(m.label + m.noun)]
    return Pair((counted[-1],), wholes[0]) if counted else None


def _by_name(stated: Claim, near: list[Mention], before: list[Mention], wholes: list[Mention]) -> Pair | None:
    part = near[-1]
    for whole in (*reversed(wholes), *reversed([m for m in before if counted_alike(m, part)])):
        subject = stated.likeness(part.label) > max(stated.likeness(whole.label), 1)
        if stated.names_whole(whole.label + whole.noun) and (
            subject or not stated.names_whole(part.label) or stated.narrows(part.label, whole.label)
        ):
            return Pair((part,), whole)
    if stated.names_whole(part.label + part.noun):
        for first in reversed(wholes):
            if stated.names_part(named(first)):
                return Pair((first,), part)
    return None


def tied(text: str, stated: Claim, pair: Pair, near: list[Mention], known: Mention | None) -> bool:
    """Whether the words tie the percentage to this part and whole."""
    part, whole = pair.parts[-1], pair.whole
    alike = [m for m in near if akin(m, whole)]
    if whole.quantity.value.surely_less(part.quantity.value) and whole.quantity.unit != part.quantity.unit:
        return False
    alternatives = stated.form == "rate" and "；" in text[whole.end : part.start]
    if alternatives and stated.names_part(whole.label + whole.noun):
        return False  # 高血压患者规范管理3012人，……；糖尿病患者规范管理1018人，规范管理率77.5%
    if stated.form == "name" and not stated.generic:
        return len(alike) <= 4 and whole.quantity.dimension == part.quantity.dimension
    if stated.form != "rate" and not stated.speaks_of(part.label + part.noun):
        return False
    if whole is known or (len(near) == 2 and _AMONG.fullmatch(text[whole.end : part.start])):
        return True
    if stated.form == "rate":
        if stated.names_part(part.label + part.noun) or stated.planned(part.label, whole.label):
            return True
        return len(near) == 2 and stated.names_part(whole.label + whole.noun)
    if "其中" in text[whole.end : part.start]:
        return True
    if len(alike) != 2:
        return False
    own = part.quantity.dimension != "noun" or bool(_ELLIPTIC.search(part.label))
    return own or part.quantity.unit in ("名", "位") or shared(named(part), named(whole)) >= 2
