"""The relations a stated change makes with its old and new number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from auditor.facts.change_pairs import Pair
from auditor.facts.mentions import Mention
from auditor.facts.relations import Operand, Relation, Verdict
from auditor.facts.slips import Explainer, Values
from auditor.facts.statements import operand, percent, places, plain, scaled
from auditor.interval import EVERYTHING, Interval, exactly, show

Sort = Literal["difference", "rate", "multiple", "grown", "base"]

ONE = exactly(1)
_CLEAR = Fraction(1, 50)


@dataclass(frozen=True, slots=True)
class Change:
    """A stated change: its number, what it is reckoned as, and which way the words say it goes."""

    mention: Mention
    sort: Sort
    turn: int


def reckon(pair: Pair, change: Change, values: Values) -> Interval | None:
    """The change as it follows from the numbers: with its sign, or None when nothing can be divided."""
    old, new = values[0], values[1]
    if change.sort == "difference":
        return new - old
    if change.sort == "base":
        # Here `old` holds the difference: the true base is what remains without it.
        base = new - old if pair.turn > 0 else new + old
        if base.low is None or base.low <= 0:
            return None
        return (old / base) if pair.turn > 0 else -(old / base)
    if old.low is None or old.low <= 0:
        return None
    ratio = new / old
    return ratio if change.sort == "multiple" else ratio - ONE


def relation_of(page: Explainer, pair: Pair, change: Change) -> Iterator[Relation]:
    """The change judged: consistent, of the wrong size, or of the wrong direction."""
    old, new = pair.old.quantity, pair.new.quantity
    if old.point == 0 and change.sort in ("rate", "grown"):
        if new.point > 0:
            yield _no_base(pair, change)
        return
    value = _stated(change)
    stated = value if change.turn > 0 else -value
    computed = reckon(pair, change, (old.value, new.value))
    if computed is None:
        if change.sort == "base" and pair.turn > 0 and new.value.surely_less(old.value):
            yield _wrong(page, pair, change, EVERYTHING)
        return
    if stated.meets(computed):
        kind = "direction" if _mirrored(pair, change, value) else "change"
        yield _relation(
            pair, change, computed, "inconsistent" if kind == "direction" else "consistent", kind=kind
        )
    elif (-stated).meets(computed) and change.sort != "multiple":
        yield _relation(pair, change, computed, "inconsistent", kind="direction")
    else:
        yield _wrong(page, pair, change, computed)


def _stated(change: Change) -> Interval:
    """The value of a change; 一倍 may be cut off from 1.9, but nobody rounds a half up to it."""
    q = change.mention.quantity
    whole = q.dimension == "multiple" and q.point.denominator == 1 and not q.hedges
    return Interval(q.point * Fraction(9, 10), q.point + 1, high_open=True) if whole else q.value


def _mirrored(pair: Pair, change: Change, value: Interval) -> bool:
    """Whether the printed numbers give just the stated rate with the other sign: 3.84亿，上年4亿，增长4%."""
    old, new = pair.old.quantity, pair.new.quantity
    if change.sort != "rate" or any(q.hedges or q.upper is not None for q in (old, new)):
        return False
    rate = (new.point - old.point) / old.point
    return abs(rate) >= _CLEAR and (rate > 0) != (change.turn > 0) and value.contains(abs(rate))


def _fits(pair: Pair, change: Change) -> bool:
    computed = reckon(pair, change, (pair.old.quantity.value, pair.new.quantity.value))
    value = change.mention.quantity.value
    return computed is not None and (value if change.turn > 0 else -value).meets(computed)


def _wrong(page: Explainer, pair: Pair, change: Change, computed: Interval) -> Relation:
    def agrees(values: Values) -> bool:
        result = reckon(pair, change, values[:2])
        stated = values[2] if change.turn > 0 else -values[2]
        return result is not None and result.meets(stated)

    found = page.slip((pair.old, pair.new, change.mention), agrees)
    if any(_fits(replace(pair, new=rival), change) for rival in pair.rivals):
        return _relation(pair, change, computed, "unknown", reason="可能是与另一个数相比")
    return _relation(pair, change, computed, "inconsistent", str(found or ""))


def _relation(
    pair: Pair,
    change: Change,
    computed: Interval,
    verdict: Verdict,
    repair: str = "",
    kind: str = "change",
    reason: str = "",
) -> Relation:
    point, shown = _shown(pair, change)
    return Relation(
        kind=kind,
        operator="=",
        left=operand(change.mention, "change"),
        right=(operand(pair.new, "new"), operand(pair.old, "old")),
        computed=computed,
        expression=_arithmetic(pair, change, shown),
        verdict=verdict,
        evidence=f"reckoned:{change.sort}:certain",
        reason=reason,
        gap=_gap(change, point),
        repair=repair,
        shown=shown,
    )


def _shown(pair: Pair, change: Change) -> tuple[Fraction, str]:
    """The change by the printed numbers, and as readers write it."""
    q = change.mention.quantity
    result = reckon(pair, change, (exactly(pair.old.quantity.point), exactly(pair.new.quantity.point)))
    point = result.low if result is not None and result.low is not None else Fraction(0)
    if change.sort == "difference":
        shown = show(point / q.scale) + q.label
    elif change.sort in ("multiple", "grown"):
        shown = show(point, 2) + "倍"
    else:
        shown = percent(point, places(change.mention))
    return point, shown.replace("-", "−")


def _arithmetic(pair: Pair, change: Change, shown: str) -> str:
    old, new = scaled((pair.old, pair.new))
    if change.sort == "difference":
        return f"{new}−{old}={shown}"
    if change.sort == "multiple":
        return f"{new}÷{old}={shown}"
    if change.sort == "base":
        base = f"（{new}{'−' if pair.turn > 0 else '+'}{old}）"
        return f"{old}÷{base}={shown.removeprefix('-')}"
    return f"（{new}−{old}）÷{old}={shown}"


def _gap(change: Change, point: Fraction) -> str:
    q = change.mention.quantity
    return (show((q.point * change.turn - point) / q.scale, 4) + q.label).replace("-", "−")


def turned(pair: Pair, turn: int) -> Relation:
    """由a增至b: b must be above a (turn 1) or below it (−1)."""
    old, new = pair.old.quantity, pair.new.quantity
    wrong = new.value.surely_at_most(old.value) if turn > 0 else old.value.surely_at_most(new.value)
    sign = "<" if new.point < old.point else ">" if new.point > old.point else "="
    return Relation(
        kind="direction",
        operator=">" if turn > 0 else "<",
        left=operand(pair.new, "new"),
        right=(operand(pair.old, "old"),),
        computed=old.value,
        expression=f"{plain(pair.new)}{sign}{plain(pair.old)}",
        verdict="inconsistent" if wrong else "consistent",
        evidence="turn:certain",
        shown="增加" if turn > 0 else "减少",
    )


def _no_base(pair: Pair, change: Change) -> Relation:
    return Relation(
        kind="change",
        operator="=",
        left=operand(change.mention, "change"),
        right=(operand(pair.old, "old"),),
        computed=EVERYTHING,
        expression="基数为0，不能计算增长率",
        verdict="inconsistent",
        evidence="zero:certain",
        shown="无从计算",
    )


def operand_of(start: int, end: int, label: str, role: str) -> Operand:
    """Words as an operand."""
    return Operand(start, end, EVERYTHING, label, role)
