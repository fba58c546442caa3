"""The verdict on a total and the runs of parts that may make it up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from auditor.facts import repairs
from auditor.facts.mentions import Mention
from auditor.facts.relations import Operand, Relation, Verdict
from auditor.interval import Interval, in_words, show, total

CLOSE = Fraction(15, 100)
"""A run that nothing leads in is taken for a partition only when its sum comes this near to the total."""


@dataclass(frozen=True, slots=True)
class Run:
    """A total and its parts in segments. `exhaustive`: the parts are all; `overlapping`: they may share
    members; `named`: a bracket after the total names exactly these parts; `opener`: all, some or plain."""

    total: Mention
    segments: tuple[tuple[Mention, ...], ...]
    exhaustive: bool
    opener: str
    overlapping: bool
    named: bool

    @property
    def parts(self) -> tuple[Mention, ...]:
        """All parts in order."""
        return tuple(part for segment in self.segments for part in segment)


def relation_of(run: Run) -> Iterator[Relation]:
    """The relations a run states: sums that close, sums that do not, and each part within its whole."""
    closed = list(_closing(run))
    if closed:
        for parts in closed:
            yield _sum(run, parts, "consistent", "")
        left = [part for part in run.parts if not any(part in parts for parts in closed)]
        if len(left) >= 2 and len(run.segments) > 1 and _near(run, left):
            yield from _broken(run, tuple(left), True)
        return
    parts = run.parts
    if len(parts) == 1:
        if run.opener == "some":
            yield _within(run, parts[0])
        return
    yield from _broken(run, parts, run.exhaustive or run.named)


def _closing(run: Run) -> Iterator[tuple[Mention, ...]]:
    """Contiguous runs whose sum meets the total; after one closes the next begins."""
    if len(run.parts) >= 2 and _closes(run.parts, run.total):
        yield run.parts
        return
    for segment in run.segments:
        start = 0
        for end in range(start + 2, len(segment) + 1):
            if end - start >= 2 and _closes(segment[start:end], run.total):
                yield segment[start:end]
                start = end


def _closes(parts: Sequence[Mention], whole: Mention) -> bool:
    if sum((part.quantity.point for part in parts), Fraction(0)) == whole.quantity.point:
        return True
    return _add(parts).meets(whole.quantity.value) and _tight(parts, whole.quantity.value)


def _tight(parts: Sequence[Mention], whole: Interval) -> bool:
    """A sum so vague that it would meet anything verifies nothing."""
    width = _add(parts).width
    return width is not None and (whole.low is None or width <= abs(whole.low) / 5 + 1)


def _add(parts: Sequence[Mention]) -> Interval:
    return total(part.quantity.value for part in parts)


def _near(run: Run, parts: Sequence[Mention]) -> bool:
    point = run.total.quantity.point
    return abs(sum((part.quantity.point for part in parts), Fraction(0)) - point) <= CLOSE * abs(point)


def _broken(run: Run, parts: tuple[Mention, ...], exhaustive: bool) -> Iterator[Relation]:
    """A sum that misses its total: told when the parts cannot overlap and, if it falls short, are all."""
    whole, added = run.total.quantity.value, _add(parts)
    over = whole.surely_less(added)
    slip = _slip(run, parts)
    if run.opener == "plain":
        told = (
            not run.overlapping
            and (len(parts) >= 3 or slip is not None)
            and (_near(run, parts) or _strong(slip))
        )
        yield _sum(
            run,
            parts,
            "inconsistent" if told else "unknown",
            "" if told else "看不出是不是分项",
            slip,
            "likely",
        )
        return
    if run.overlapping and not exhaustive:
        yield from (_within(run, part) for part in parts)
        return
    if any(part.quantity.point == run.total.quantity.point for part in parts):
        yield _sum(run, parts, "unknown", "其中一项就是总数")
        return
    if over or exhaustive:
        kind = "certain" if over or run.exhaustive else "likely"
        yield _sum(run, parts, "inconsistent", "", slip, kind)
        return
    if _strong(slip) and _digits(run.total) >= 4 and len(parts) >= 3 and _near(run, parts):
        yield _sum(run, parts, "inconsistent", "", slip, "likely")
        return
    yield _sum(run, parts, "unknown", "列出的未必是全部")


def _strong(slip: repairs.Repair | None) -> bool:
    return slip is not None and slip.kind in ("两位数字互换", "小数点或单位错位")


def _digits(mention: Mention) -> int:
    return len(show(abs(mention.quantity.point / mention.quantity.scale)).replace(".", ""))


def _slip(run: Run, parts: Sequence[Mention]) -> repairs.Repair | None:
    """The one change of one printed number that closes the sum."""
    mentions = (run.total, *parts)
    if any(mention.quantity.hedges or mention.quantity.upper is not None for mention in mentions):
        return None
    printed = [show(mention.quantity.point / mention.quantity.scale) for mention in mentions]
    if any(number.startswith("-") for number in printed):
        return None
    points = [mention.quantity.point for mention in mentions]
    rest = [mention.quantity.value for mention in mentions]

    def holds(index: int, digits: str) -> bool:
        point = Fraction(digits) * mentions[index].quantity.scale
        shift = point - points[index]
        values = [value + Interval(shift, shift) if at == index else value for at, value in enumerate(rest)]
        return point > 0 and values[0].meets(total(values[1:]))

    return repairs.find(printed, holds)


def _operand(mention: Mention, role: str) -> Operand:
    q = mention.quantity
    return Operand(q.start, q.end, q.value, mention.name, role)


def _within(run: Run, part: Mention) -> Relation:
    whole = run.total.quantity.value
    over = whole.surely_less(part.quantity.value)
    return Relation(
        kind="part-whole",
        operator="≤",
        left=_operand(part, "part"),
        right=(_operand(run.total, "whole"),),
        computed=whole,
        expression=f"{_show(part)} > {_show(run.total)}" if over else f"{_show(part)} ≤ {_show(run.total)}",
        verdict="inconsistent" if over else "consistent",
        evidence=f"parts:{run.opener}",
    )


def _sum(
    run: Run,
    parts: Sequence[Mention],
    verdict: Verdict,
    reason: str,
    slip: repairs.Repair | None = None,
    sure: str = "",
) -> Relation:
    whole, added = run.total.quantity.value, _add(parts)
    over = whole.surely_less(added)
    scale = run.total.quantity.scale
    gap = whole - added
    return Relation(
        kind="parts",
        operator="=",
        left=_operand(run.total, "total"),
        right=tuple(_operand(part, "part") for part in parts),
        computed=added,
        expression="+".join(_show(part, scale) for part in parts),
        verdict=verdict,
        evidence=f"parts:{run.opener}:{'over' if over else 'under'}:{sure or 'certain'}",
        reason=reason,
        gap=show(gap.low / scale) if gap.exact and gap.low is not None else gap.describe(scale=scale),
        repair=str(slip) if slip else "",
        shown=added.describe(_unit(run.total), scale),
        culprit=slip.index if slip else -1,
    )


def _unit(mention: Mention) -> str:
    return mention.quantity.label


def _show(mention: Mention, scale: Fraction = Fraction(1)) -> str:
    q = mention.quantity
    return show(q.point / scale) if scale != 1 else in_words(q.point)
