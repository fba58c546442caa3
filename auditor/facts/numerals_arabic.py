"""Arabic numbers, half- and full-width, and the value that every numeral is read to."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

LONGEST = 32
"""Longer runs of digits are codes, not numbers."""
_HALF = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_GROUPED = re.compile("[0-9]{1,3}(?:,[0-9]{3})+(?:[.][0-9]+)?")
_ARABIC = re.compile("[0-9]+(?:[.][0-9]+)?")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed.

    `place` is the last printed place and `last` the place of the last non-zero digit, both times any
    multiplier; `high` is the open upper end of a spoken span, else None; `bare` says that a power stands
    alone (百, 万), which is a number only beside a hedge.
    """

    value: Fraction
    place: Fraction
    last: Fraction
    high: Fraction | None = None
    bare: bool = False

    def times(self, size: int) -> "Numeral":
        """The numeral followed by a multiplier."""
        high = None if self.high is None else self.high * size
        return Numeral(self.value * size, self.place * size, self.last * size, high)


@lru_cache(1 << 14)
def arabic(text: str) -> Numeral | None:
    """An Arabic number, thousands separators allowed; None when it is malformed or longer than a number."""
    text = text.translate(_HALF)
    if len(text) > LONGEST or not (_ARABIC.fullmatch(text) or _GROUPED.fullmatch(text)):
        return None
    whole, _, decimals = text.replace(",", "").partition(".")
    digits = whole + decimals
    value = int(digits)
    place = 10 ** len(decimals)
    zeros = len(digits) - len(digits.rstrip("0")) if value else 0
    return Numeral(Fraction(value, place), Fraction(1, place), Fraction(10**zeros, place))


def defect(text: str) -> str:
    """Why an Arabic number is malformed: "dots", "grouping", or "" when it is not."""
    text = text.translate(_HALF)
    if _ARABIC.fullmatch(text) or _GROUPED.fullmatch(text):
        return ""
    return "dots" if text.count(".") > 1 else "grouping"
