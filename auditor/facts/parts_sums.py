"""Sums of parts: which runs close, which agree with each other, and what one slip would close them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from auditor.facts import repairs
from auditor.facts.mentions import Mention
from auditor.interval import Interval, show, total

CLOSE = Fraction(15, 100)
"""A run that nothing leads in is taken for a partition only when its sum comes this near to the total."""


@dataclass(frozen=True, slots=True)
class Run:
    """A total and its parts in segments. `exhaustive`: the parts are all; `overlapping`: they may share
    members; `named`: a bracket after the total names exactly these parts; `opener`: all, some or plain;
    `staged`: some labels name stages of one thing; `called_total`: the total is called so; `including`: 包括 leads them in; `nested`: the total is a part itself;
    `alike`: their labels have one form; `bracketed`: they stand in a bracket; `open_end`: 等 or 主要 says that others follow; `printed`: digits
    of total and parts as they stand."""

    total: Mention
    segments: tuple[tuple[Mention, ...], ...]
    exhaustive: bool
    opener: str
    overlapping: bool
    named: bool
    staged: bool
    called_total: bool
    including: bool
    nested: bool
    alike: bool
    bracketed: bool
    open_end: bool
    printed: tuple[str, ...]

    @property
    def parts(self) -> tuple[Mention, ...]:
        """All parts in order."""
        return tuple(part for segment in self.segments for part in segment)


def without_nested(segments: Sequence[Sequence[Mention]]) -> Iterator[Mention]:
    """The parts without a segment that makes up one of them (618人，占八成；医师226人，护士312人，其他80人)."""
    for at, segment in enumerate(segments):
        before = [part for earlier in segments[:at] for part in earlier]
        if not any(len(segment) > 1 and closes(segment, part) for part in before):
            yield from segment


def agreeing(run: Run) -> tuple[Mention, ...]:
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


def closing(run: Run) -> Iterator[tuple[Mention, ...]]:
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
        if len(segment) - start != 1 or (found and (run.nested or _apart(run, segment[start]))):
            yield from found


def _apart(run: Run, left: Mention) -> bool:
    """Whether the number after parts that close says something else: it is no part of so small a total."""
    beside = left.label.startswith(("另", "此外", "还有"))
    return (
        beside or run.total.quantity.value.surely_less(left.quantity.value) or run.total.quantity.point >= 100
    )


def closes(parts: Sequence[Mention], whole: Mention) -> bool:
    """Whether the sum of the parts meets the total, and is not so vague that it would meet anything."""
    if sum((part.quantity.point for part in parts), Fraction(0)) == whole.quantity.point:
        return True
    return add(parts).meets(whole.quantity.value) and _tight(parts, whole.quantity.value)


def _tight(parts: Sequence[Mention], whole: Interval) -> bool:
    """A sum so vague that it would meet anything verifies nothing."""
    width = add(parts).width
    return width is not None and (whole.low is None or width <= abs(whole.low) / 5 + 1)


def add(parts: Sequence[Mention]) -> Interval:
    return total(part.quantity.value for part in parts)


def near(run: Run, parts: Sequence[Mention], within: Fraction = CLOSE) -> bool:
    point = run.total.quantity.point
    return abs(sum((part.quantity.point for part in parts), Fraction(0)) - point) <= within * abs(point)


def strong(slip: repairs.Repair | None) -> bool:
    if slip is None:
        return False
    longer = len(slip.before) >= 5 and slip.kind in ("多一位", "少一位")
    longer = longer or (len(slip.after) >= 5 and slip.kind == "少一位")
    return longer or slip.kind in ("两位数字互换", "小数点或单位错位")


def digits_of(mention: Mention) -> int:
    return len(show(abs(mention.quantity.point / mention.quantity.scale)).replace(".", ""))


def slips_of(run: Run, parts: Sequence[Mention]) -> list[repairs.Repair]:
    """The changes of one printed number that close the sum."""
    mentions = (run.total, *parts)
    if any(m.quantity.hedges or m.quantity.upper is not None or not m.quantity.point for m in mentions):
        return []
    places = {
        mention.start: digits for mention, digits in zip((run.total, *run.parts), run.printed, strict=True)
    }
    printed = [places[mention.start] for mention in mentions]
    if any(digits.startswith("-") or not Fraction(digits) for digits in printed):
        return []
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

    return repairs.slips(printed, holds)


def slip_of(run: Run, parts: Sequence[Mention]) -> repairs.Repair | None:
    """The one change of one printed number that closes the sum."""
    found = slips_of(run, parts)
    return found[0] if len(found) == 1 else None
