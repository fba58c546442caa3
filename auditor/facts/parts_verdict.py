"""The verdict on a total and the runs of parts that may make it up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
    members; `named`: a bracket after the total names exactly these parts; `opener`: all, some or plain;
    `staged`: some labels name stages of one thing; `called_total`: the total is called so; `bracketed`: they stand in a bracket; `printed`: digits
    of total and parts as they stand."""

    total: Mention
    segments: tuple[tuple[Mention, ...], ...]
    exhaustive: bool
    opener: str
    overlapping: bool
    named: bool
    staged: bool
    called_total: bool
    bracketed: bool
    printed: tuple[str, ...]

    @property
    def parts(self) -> tuple[Mention, ...]:
        """All parts in order."""
        return tuple(part for segment in self.segments for part in segment)


def relation_of(run: Run) -> Iterator[Relation]:
    """The relations a run states: sums that close, sums that do not, and each part within its whole."""
    closed = list(_closing(run))
    if not closed and (first := _agreeing(run)):
        yield _sum(run, first, "inconsistent", "", _slip(run, first))
        return
    if closed:
        for parts in closed:
            yield _sum(run, parts, "consistent", "")
        left = [part for part in run.parts if not any(part in parts for parts in closed)]
        if len(left) >= 2 and len(run.segments) > 1 and _near(run, left, Fraction(1, 2)):
            yield from _broken(replace(run, opener="all"), tuple(left), True)
        return
    parts = tuple(_without_nested(run.parts))
    if sum(run.total.quantity.value.surely_less(part.quantity.value) for part in parts) > 1:
        # One part may be misprinted; several larger than the total are parts of something else,
        # unless the total itself lacks or has swapped a digit.
        slip = _slip(run, parts)
        if not _strong(slip) or (slip and slip.index != 0):
            return
    if len(parts) == 1:
        if run.opener == "some":
            yield _within(run, parts[0])
        return
    yield from _broken(run, parts, run.exhaustive or run.named)


def _without_nested(parts: Sequence[Mention]) -> Iterator[Mention]:
    """The parts without those that make up one of them (618人；医师226人，护士312人，其他80人)."""
    skip = 0
    for at, part in enumerate(parts):
        if skip:
            skip -= 1
            continue
        yield part
        for size in range(2, len(parts) - at):
            if closes(parts[at + 1 : at + 1 + size], part):
                skip = size
                break


def _agreeing(run: Run) -> tuple[Mention, ...]:
    """The first of several breakdowns that all give one sum, which is not the total: then the total is wrong."""
    parts = run.parts
    for size in range(2, len(parts) - 1):
        want = sum((part.quantity.point for part in parts[:size]), Fraction(0))
        clear = want >= 20 or len(run.segments) > 1
        if clear and want != run.total.quantity.point and _tiles(parts[size:], want):
            return parts[:size]
    return ()


def _tiles(parts: Sequence[Mention], want: Fraction) -> bool:
    """Whether ``parts`` fall into runs of two or more that each add up to ``want``."""
    added, size = Fraction(0), 0
    for part in parts:
        added, size = added + part.quantity.point, size + 1
        if added == want and size > 1:
            added, size = Fraction(0), 0
    return not size


def _closing(run: Run) -> Iterator[tuple[Mention, ...]]:
    """Contiguous runs whose sum meets the total; after one closes the next begins.

    One part left over at the end means that nothing closed: it belongs to the list that stands before it.
    """
    if len(run.parts) >= 2 and closes(run.parts, run.total):
        yield run.parts
        return
    for segment in run.segments:
        found, start = [], 0
        for end in range(2, len(segment) + 1):
            if end - start >= 2 and closes(segment[start:end], run.total):
                found.append(segment[start:end])
                start = end
        if len(segment) - start != 1:
            yield from found


def closes(parts: Sequence[Mention], whole: Mention) -> bool:
    """Whether the sum of the parts meets the total, and is not so vague that it would meet anything."""
    if sum((part.quantity.point for part in parts), Fraction(0)) == whole.quantity.point:
        return True
    return _add(parts).meets(whole.quantity.value) and _tight(parts, whole.quantity.value)


def _tight(parts: Sequence[Mention], whole: Interval) -> bool:
    """A sum so vague that it would meet anything verifies nothing."""
    width = _add(parts).width
    return width is not None and (whole.low is None or width <= abs(whole.low) / 5 + 1)


def _add(parts: Sequence[Mention]) -> Interval:
    return total(part.quantity.value for part in parts)


def _near(run: Run, parts: Sequence[Mention], within: Fraction = CLOSE) -> bool:
    point = run.total.quantity.point
    return abs(sum((part.quantity.point for part in parts), Fraction(0)) - point) <= within * abs(point)


def _broken(run: Run, parts: tuple[Mention, ...], exhaustive: bool) -> Iterator[Relation]:
    """A sum that misses its total: told when the parts cannot overlap and, if it falls short, are all."""
    slip = _slip(run, parts)
    if any(part.quantity.point == run.total.quantity.point for part in parts):
        yield _sum(run, parts, "unknown", "其中一项就是总数")
    elif run.opener == "plain":
        told = _plainly(run, parts, slip)
        yield _sum(
            run,
            parts,
            "inconsistent" if told else "unknown",
            "" if told else "看不出是不是分项",
            slip,
            "likely",
        )
    elif (run.overlapping or (run.staged and run.opener == "some")) and not exhaustive:
        yield from (_within(run, part) for part in parts)
    elif run.total.quantity.value.surely_less(_add(parts)) or (exhaustive and _all_listed(run, parts, slip)):
        sure = run.exhaustive or not run.named
        yield _sum(run, parts, "inconsistent", "", slip, "" if sure else "likely")
    elif _strong(slip) and (
        _digits(run.total) >= 5 or (len(parts) >= 3 and _digits(run.total) == 4 and _near(run, parts))
    ):
        yield _sum(run, parts, "inconsistent", "", slip, "likely")
    else:
        yield _sum(run, parts, "unknown", "列出的未必是全部")


def _all_listed(run: Run, parts: Sequence[Mention], slip: repairs.Repair | None) -> bool:
    """A bracket may name some parts only (招收525人（甲专业147人，乙专业30人）), unless little is missing."""
    return not run.bracketed or run.named or _near(run, parts) or _strong(slip)


def _plainly(run: Run, parts: Sequence[Mention], slip: repairs.Repair | None) -> bool:
    """Whether numbers that nothing leads in are so near to their total, or so explained, that they are parts."""
    if run.overlapping:
        return False
    if run.exhaustive:
        return _near(run, parts) or slip is not None or run.called_total
    if run.staged:
        return len(parts) >= 3 and _near(run, parts, Fraction(3, 100))
    return (len(parts) >= 3 and _near(run, parts)) or (_strong(slip) and _digits(run.total) >= 3)


def _strong(slip: repairs.Repair | None) -> bool:
    if slip is None:
        return False
    longer = len(slip.before) >= 5 and slip.kind in ("多一位", "少一位")
    return longer or slip.kind in ("两位数字互换", "小数点或单位错位")


def _digits(mention: Mention) -> int:
    return len(show(abs(mention.quantity.point / mention.quantity.scale)).replace(".", ""))


def _slip(run: Run, parts: Sequence[Mention]) -> repairs.Repair | None:
    """The one change of one printed number that closes the sum."""
    mentions = (run.total, *parts)
    if any(mention.quantity.hedges or mention.quantity.upper is not None for mention in mentions):
        return None
    places = {
        mention.start: digits for mention, digits in zip((run.total, *run.parts), run.printed, strict=True)
    }
    printed = [places[mention.start] for mention in mentions]
    if any(digits.startswith("-") or not Fraction(digits) for digits in printed):
        return None
    factors = [
        mention.quantity.point / Fraction(digits) for mention, digits in zip(mentions, printed, strict=True)
    ]
    points = [mention.quantity.point for mention in mentions]
    rest = [mention.quantity.value for mention in mentions]

    def holds(index: int, digits: str) -> bool:
        point = Fraction(digits) * factors[index]
        # A slipped point moves the last printed place too; any other slip leaves it where it is.
        slipped = digits.replace(".", "").strip("0") == printed[index].replace(".", "").strip("0")
        values = list(rest)
        if slipped:
            values[index] = values[index].scale(point / points[index])
        else:
            values[index] = values[index] + Interval(point - points[index], point - points[index])
        share = point / max(points[0] if index else point, Fraction(1))
        return share >= Fraction(1, 50) and values[0].meets(total(values[1:]))

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
