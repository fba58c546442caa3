"""Slips of relations: the one printed number that would have to change, found for the first wrong relations."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction

from auditor.facts import repairs
from auditor.facts.mentions import Mention
from auditor.facts.statements import exact
from auditor.interval import Interval, show

Values = Sequence[Interval]
_PRINTED = re.compile("([0-9][0-9,，]{0,20}(?:[.．][0-9]{1,8})?)[十百千万亿]{0,3}")


class Explainer:
    """Finds slips in a text, for its first wrong relations only: a report with more has other troubles."""

    def __init__(self, text: str, limit: int = 300) -> None:
        self.text = text
        self._left = limit

    def slip(self, mentions: Sequence[Mention], holds: Callable[[Values], bool]) -> repairs.Repair | None:
        """The one change of one printed number after which ``holds`` (given all values in order)."""
        found = self.slips(mentions, holds)
        return found[0] if len(found) == 1 else None

    def slips(self, mentions: Sequence[Mention], holds: Callable[[Values], bool]) -> list[repairs.Repair]:
        """All changes of one printed number, of the likeliest kind, after which ``holds``."""
        self._left -= 1
        if self._left < 0 or not all(exact(mention) for mention in mentions):
            return []
        digits = [_digits(self.text, mention) for mention in mentions]
        if not all(digits) or any(not Fraction(one) for one in digits):
            return []
        values = [mention.quantity.value for mention in mentions]
        points = [mention.quantity.point for mention in mentions]
        factors = [point / Fraction(one) for point, one in zip(points, digits, strict=True)]

        def fits(index: int, other: str) -> bool:
            point = Fraction(other) * factors[index]
            shift = point - points[index]
            moved = [v + Interval(shift, shift) if at == index else v for at, v in enumerate(values)]
            return point > 0 and holds(moved)

        return repairs.slips(digits, fits)


def telling(found: repairs.Repair | None) -> bool:
    """Whether a slip is one that hardly fits by chance."""
    long = found is not None and len(found.before.replace(".", "")) >= 3
    return found is not None and long and found.kind in ("两位数字互换", "小数点或单位错位")


def swapped(found: repairs.Repair | None) -> bool:
    """Whether two digits changed over explain it."""
    return found is not None and found.kind == "两位数字互换"


def _digits(text: str, mention: Mention) -> str:
    start, end = mention.quantity.number
    match = _PRINTED.fullmatch(text[start:end])
    if match:
        return re.sub("[,，]", "", match[1]).replace("．", ".")
    value = mention.quantity.point / mention.quantity.scale
    return show(value) if value > 0 else ""
