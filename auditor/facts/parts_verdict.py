"""The verdict on a total and the runs of parts that may make it up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from auditor.facts import repairs
from auditor.facts.mentions import Mention
from auditor.facts.parts_sums import (
    Run,
    add,
    agreeing,
    closing,
    digits_of,
    near,
    slip_of,
    slips_of,
    strong,
    without_nested,
)
from auditor.facts.relations import Relation, Verdict
from auditor.facts.statements import at_most, operand
from auditor.interval import in_words, show

WIDE = Fraction(35, 100)
"""How far the sum of parts may miss a number that is called a total, or parts that are all."""


def relation_of(run: Run) -> Iterator[Relation]:
    """The relations a run states: sums that close, sums that do not, and each part within its whole."""
    run = _without_others(run)
    closed = list(closing(run))
    if not closed and (first := agreeing(run)):
        yield _sum(run, first, "inconsistent", "", slip_of(run, first))
        return
    if closed:
        for parts in closed:
            yield _sum(run, parts, "consistent", "")
        left = [part for part in run.parts if not any(part in parts for parts in closed)]
        # 收入12亿元，其中……；支出13亿元，……: what is more than the total is no breakdown of it.
        within = not _above(run, left)
        if len(left) >= 2 and len(run.segments) > 1 and within and near(run, left, Fraction(1, 2)):
            yield from _broken(replace(run, opener="all"), tuple(left), True)
        return
    parts = tuple(without_nested(run.segments))
    over = _above(run, parts)
    if len(over) > 1:
        # One part may be misprinted; several larger than the total are parts of something else,
        # unless the total itself lacks or has swapped a digit.
        slip = slip_of(run, parts)
        if not strong(slip) or (slip and slip.index != 0):
            return
    if len(parts) == 1 or (len(over) == 1 and run.opener == "some" and not run.exhaustive):
        if run.opener == "some":  # one part that alone is more than the whole says more than a sum
            yield _within(run, (over or parts)[0])
        return
    yield from _broken(run, parts, run.exhaustive or run.named)


def _without_others(run: Run) -> Run:
    """发展读者2400人，其中少儿300人；接待参观3560人: what after ；is more than the whole is no part of it."""
    if run.opener != "some" or len(run.segments) < 2:
        return run
    first, *later = run.segments
    return replace(run, segments=(first, *(part for part in later if not _above(run, part))))


def _above(run: Run, parts: Sequence[Mention]) -> list[Mention]:
    return [part for part in parts if run.total.quantity.value.surely_less(part.quantity.value)]


def _broken(run: Run, parts: tuple[Mention, ...], exhaustive: bool) -> Iterator[Relation]:
    """A sum that misses its total: told when the parts cannot overlap and, if it falls short, are all."""
    slips = slips_of(run, parts)
    slip = slips[0] if len(slips) == 1 else None
    if any(part.quantity.point == run.total.quantity.point for part in parts):
        yield _sum(run, parts, "unknown", "其中一项就是总数")
    elif run.opener == "plain":
        told = _plainly(run, parts, slips[0] if slips else None)
        yield _sum(
            run,
            parts,
            "inconsistent" if told else "unknown",
            "" if told else "看不出是不是分项",
            slip,
            "likely",
        )
    elif (run.overlapping or (run.staged and run.opener == "some")) and not exhaustive:
        if strong(slip) and slip and slip.index == 0 and digits_of(run.total) >= 4:
            yield _sum(run, parts, "inconsistent", "", slip, "likely")
        else:
            yield from (_within(run, part) for part in parts)
    elif run.total.quantity.value.surely_less(add(parts)) or (exhaustive and _all_listed(run, parts, slip)):
        over = run.total.quantity.value.surely_less(add(parts))
        sure = run.exhaustive or not run.named or over
        yield _sum(run, parts, "inconsistent", "", slip, "" if sure else "likely")
    elif _nearly_all(run, parts, slip):
        yield _sum(run, parts, "inconsistent", "", slip, "likely")
    else:
        yield _sum(run, parts, "unknown", "列出的未必是全部")


def _nearly_all(run: Run, parts: Sequence[Mention], slip: repairs.Repair | None) -> bool:
    """Whether parts that need not be all come so near to their total, or are so explained, that they are."""
    size = digits_of(run.total)
    # Who lists three parts and more leaves out more than a trifle, or says 其他.
    several = run.opener == "some" and len(parts) >= 3 and not run.open_end
    if several and near(run, parts, Fraction(3, 100)) and (run.including or size >= 3):
        return True
    if not strong(slip) or slip is None:
        return False
    if run.nested and len(parts) >= 3 and size >= 3 and near(run, parts, Fraction(1, 20)):
        return True
    return (
        size >= 5 or (size >= 3 and slip.index == 0) or (len(parts) >= 3 and size == 4 and near(run, parts))
    )


def _all_listed(run: Run, parts: Sequence[Mention], slip: repairs.Repair | None) -> bool:
    """A bracket may name some parts only (招收525人（甲专业147人，乙专业30人）), unless little is missing."""
    return not run.bracketed or run.named or near(run, parts) or strong(slip)


def _plainly(run: Run, parts: Sequence[Mention], slip: repairs.Repair | None) -> bool:
    """Whether numbers that nothing leads in are so near to their total, or so explained, that they are parts."""
    if run.overlapping:
        return False
    if run.exhaustive:
        return near(run, parts, WIDE) or slip is not None or run.called_total
    if run.staged:
        return len(parts) >= 3 and near(run, parts, Fraction(3, 100))
    if run.alike and (near(run, parts, Fraction(1, 10)) or (strong(slip) and len(parts) >= 3)):
        return True
    over = run.total.quantity.value.surely_less(add(parts))
    ends = {part.label.rstrip("的为有是达约")[-1:] for part in parts}
    listed = len(run.segments) == 1 and (len(parts) >= 3 or (over and len(ends) == 1))
    if run.called_total and listed and near(run, parts, WIDE):
        return True
    return (len(parts) >= 3 and near(run, parts)) or (strong(slip) and _printed_digits(run) >= 3)


def _printed_digits(run: Run) -> int:
    return max(digits_of(run.total), len(run.printed[0].replace(".", "").lstrip("0")))


def _within(run: Run, part: Mention) -> Relation:
    return at_most(run.total, part, f"parts:{run.opener}")


def _sum(
    run: Run,
    parts: Sequence[Mention],
    verdict: Verdict,
    reason: str,
    slip: repairs.Repair | None = None,
    sure: str = "",
) -> Relation:
    whole, added = run.total.quantity.value, add(parts)
    over = whole.surely_less(added)
    scale = run.total.quantity.scale
    shown, gap = _readable(run.total, parts)
    return Relation(
        kind="parts",
        operator="=",
        left=operand(run.total, "total"),
        right=tuple(operand(part, "part") for part in parts),
        computed=added,
        expression="+".join(_show(part, scale) for part in parts),
        verdict=verdict,
        evidence=f"parts:{run.opener}:{'over' if over else 'under'}:{sure or 'certain'}",
        reason=reason,
        gap=gap,
        repair=str(slip) if slip else "",
        shown=shown,
        culprit=slip.index if slip else -1,
    )


def _readable(whole: Mention, parts: Sequence[Mention]) -> tuple[str, str]:
    """(sum, gap) as people reckon them: printed figures where none is hedged, else the intervals in words."""
    scale = whole.quantity.scale
    if any(m.quantity.hedges or m.quantity.upper is not None for m in (whole, *parts)):
        gap = whole.quantity.value - add(parts)
        words = show(gap.low / scale) if gap.exact and gap.low is not None else gap.describe(scale=scale)
        return add(parts).describe(whole.quantity.label, scale), words
    points = sum((part.quantity.point for part in parts), Fraction(0))
    return show(points / scale) + whole.quantity.label, show((whole.quantity.point - points) / scale)


def _show(mention: Mention, scale: Fraction = Fraction(1)) -> str:
    q = mention.quantity
    return show(q.point / scale) if scale != 1 else in_words(q.point)
