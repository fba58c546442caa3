"""Exact intervals: the arithmetic under every comparison of numbers.

A printed number stands for every value it may have been rounded, truncated or hedged from. An
`Interval` is that set: two ends, each exact (`Fraction`) and each open or closed; `None` is an
end that is not there. Intervals are never empty. Two values agree when their intervals share a
point (`meets`); a sum agrees when the interval sum meets the total.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

Exact = int | Fraction | Decimal
_Corner = tuple[Fraction | None, int, bool]
"""(finite value or None, sign of the infinity, open): one product of two ends."""

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Interval:
    """All exact numbers from `low` to `high`; an absent end (None) is always open.

    Raises ValueError for an empty set (low above high, or a single open point).
    """

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None:
            object.__setattr__(self, "low_open", True)
        if self.high is None:
            object.__setattr__(self, "high_open", True)
        if self.low is None or self.high is None:
            return
        if _less(self.low, self.high):
            return
        if self.low != self.high or self.low_open or self.high_open:
            raise ValueError(f"empty interval {self}")

    @property
    def exact(self) -> bool:
        """Whether the interval is a single value."""
        return self.low is not None and self.low == self.high

    @property
    def width(self) -> Fraction | None:
        """High minus low; None when an end is absent."""
        return None if self.low is None or self.high is None else self.high - self.low

    def __add__(self, other: "Interval") -> "Interval":
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Interval(low, high, self.low_open or other.low_open, self.high_open or other.high_open)

    def __neg__(self) -> "Interval":
        low = None if self.high is None else -self.high
        high = None if self.low is None else -self.low
        return Interval(low, high, self.high_open, self.low_open)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        if self.exact and other.exact and self.low is not None and other.low is not None:
            return exactly(self.low * other.low)
        corners = [_product(one, two) for one in _ends(self) for two in _ends(other)]
        low, low_open = _extreme(corners, -1)
        high, high_open = _extreme(corners, 1)
        return Interval(low, high, low_open, high_open)

    def __truediv__(self, other: "Interval") -> "Interval":
        """Raises ZeroDivisionError when the divisor contains 0."""
        return self * other.reciprocal()

    def reciprocal(self) -> "Interval":
        """1/x for every x. Raises ZeroDivisionError when the interval contains 0."""
        if self.contains(0):
            raise ZeroDivisionError(f"{self} contains 0")
        low = _ZERO if self.high is None else None if self.high == 0 else 1 / self.high
        high = _ZERO if self.low is None else None if self.low == 0 else 1 / self.low
        return Interval(low, high, self.high_open, self.low_open)

    def scale(self, factor: Exact) -> "Interval":
        """Every value times one exact number."""
        times = _fraction(factor)
        if times == 1:
            return self
        if times <= 0:
            return self * exactly(times)
        low = None if self.low is None else self.low * times
        high = None if self.high is None else self.high * times
        return Interval(low, high, self.low_open, self.high_open)

    def hull(self, other: "Interval") -> "Interval":
        """The smallest interval that holds both."""
        low, low_open = min(_low_key(self), _low_key(other))[1:]
        high, high_open = max(_high_key(self), _high_key(other))[1:]
        return Interval(low, high, low_open, high_open)

    def meet(self, other: "Interval") -> "Interval | None":
        """The values in both, or None."""
        if not self.meets(other):
            return None
        low, low_open = max(_low_key(self), _low_key(other))[1:]
        high, high_open = min(_high_key(self), _high_key(other))[1:]
        return Interval(low, high, low_open, high_open)

    def meets(self, other: "Interval") -> bool:
        """Whether both share a point: the test for "the two values agree"."""
        return not (self.surely_less(other) or other.surely_less(self))

    def contains(self, value: Exact) -> bool:
        """Whether one exact number lies in the interval."""
        return self.meets(exactly(value))

    def holds(self, other: "Interval") -> bool:
        """Whether every value of `other` lies in this interval."""
        return self.hull(other) == self

    def surely_less(self, other: "Interval") -> bool:
        """Whether every value here is below every value there."""
        if self.high is None or other.low is None:
            return False
        if self.high_open or other.low_open:
            return not _less(other.low, self.high)
        return _less(self.high, other.low)

    def surely_at_most(self, other: "Interval") -> bool:
        """Whether no value here is above any value there."""
        return self.high is not None and other.low is not None and not _less(other.low, self.high)

    def __str__(self) -> str:
        if self.exact and self.low is not None:
            return show(self.low)
        low = "-∞" if self.low is None else show(self.low)
        high = "∞" if self.high is None else show(self.high)
        return f"{'(' if self.low_open else '['}{low}, {high}{')' if self.high_open else ']'}"

    def describe(self, unit: str = "", scale: Exact = 1) -> str:
        """The interval in words for a Chinese reader, its ends divided by `scale`.

        `1352册`, `不低于60人、不足70人`, `超过500册`, `不超过3次`.
        """
        if self.exact and self.low is not None:
            return show(self.low / Fraction(scale)) + unit
        words = []
        if self.low is not None:
            words.append(("超过" if self.low_open else "不低于") + show(self.low / Fraction(scale)) + unit)
        if self.high is not None:
            words.append(("不足" if self.high_open else "不超过") + show(self.high / Fraction(scale)) + unit)
        return "、".join(words) or "任意值"


EVERYTHING = Interval(None, None)


def _fraction(value: Exact) -> Fraction:
    return value if isinstance(value, Fraction) else Fraction(value)


def _less(one: Fraction, other: Fraction) -> bool:
    # The operator of Fraction asks what kind of number the other is, which costs more than comparing.
    return one.numerator * other.denominator < other.numerator * one.denominator


def exactly(value: Exact) -> Interval:
    """The interval that holds one number."""
    point = _fraction(value)
    return Interval(point, point)


def between(low: Exact, high: Exact) -> Interval:
    """Both ends included."""
    return Interval(Fraction(low), Fraction(high))


def at_least(value: Exact, *, strict: bool = False) -> Interval:
    """`value` and above; without `value` itself when strict."""
    return Interval(Fraction(value), None, strict)


def at_most(value: Exact, *, strict: bool = False) -> Interval:
    """`value` and below; without `value` itself when strict."""
    return Interval(None, Fraction(value), False, strict)


def total(intervals: Iterable[Interval]) -> Interval:
    """The interval sum; of nothing, exactly 0."""
    result = exactly(0)
    for interval in intervals:
        result = result + interval
    return result


def show(value: Exact, places: int = 6) -> str:
    """A number in plain digits: no exponent, no trailing zeros, rounded (half up) to `places`."""
    number = _fraction(value)
    if number.denominator == 1:
        return str(number.numerator)
    shift = 10**places
    scaled = (abs(number) * shift * 2 + 1) // 2
    whole, rest = divmod(scaled, shift)
    digits = str(rest).zfill(places).rstrip("0") if places and rest else ""
    sign = "-" if number < 0 and scaled else ""
    return f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}"


def in_words(value: Exact, places: int = 6) -> str:
    """The number with 万 or 亿 where that is shorter: `17.38万`, `3亿`, `4493`."""
    number = Fraction(value)
    plain = show(number, places)
    shorter = (show(number / size, places) + name for size, name in ((10**8, "亿"), (10**4, "万")))
    large = abs(number) >= 10**4
    return min([*shorter, plain], key=len) if large else plain


def _ends(interval: Interval) -> tuple[tuple[Fraction | None, int, bool], ...]:
    return (interval.low, -1, interval.low_open), (interval.high, 1, interval.high_open)


def _product(one: _Corner, two: _Corner) -> _Corner:
    (first, first_sign, first_open), (second, second_sign, second_open) = one, two
    if first == 0 or second == 0:
        # An attained 0 times anything is an attained 0, even when the other end is open or absent.
        attained = (first == 0 and not first_open) or (second == 0 and not second_open)
        return _ZERO, 0, not attained
    if first is None or second is None:
        sign = (first_sign if first is None else _sign(first)) * (
            second_sign if second is None else _sign(second)
        )
        return None, sign, True
    return first * second, 0, first_open or second_open


def _sign(value: Fraction) -> int:
    return 1 if value > 0 else -1


def _extreme(corners: list[_Corner], side: int) -> tuple[Fraction | None, bool]:
    """The lowest (side −1) or highest (side 1) corner; closed if any corner attains it."""
    if any(value is None and sign == side for value, sign, _ in corners):
        return None, True
    finite = [(value, is_open) for value, _, is_open in corners if value is not None]
    best = (max if side > 0 else min)(value for value, _ in finite)
    return best, all(is_open for value, is_open in finite if value == best)


def _low_key(interval: Interval) -> tuple[tuple[int, Fraction, bool], Fraction | None, bool]:
    """Sorts low ends from the most to the least inclusive."""
    finite = interval.low is not None
    return (int(finite), interval.low or _ZERO, interval.low_open), interval.low, interval.low_open


def _high_key(interval: Interval) -> tuple[tuple[int, Fraction, bool], Fraction | None, bool]:
    """Sorts high ends from the least to the most inclusive."""
    absent = interval.high is None
    return (int(absent), interval.high or _ZERO, not interval.high_open), interval.high, interval.high_open


def written(value: Fraction | None) -> str | None:
    """A terminating decimal in plain digits, any other fraction as ``1/3``, both as Fraction() reads them; None for None."""
    if value is None:
        return None
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1 or value.denominator.bit_length() > 256:
        return str(value)
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    whole = abs(int(value * 10**digits))
    text = str(whole).rjust(digits + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{text[:-digits]}.{text[-digits:]}" if digits else text)
