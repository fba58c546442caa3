"""The algebra of exact intervals: laws that hold for every interval, and how they are shown."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auditor.interval import (
    EVERYTHING,
    Interval,
    at_least,
    at_most,
    between,
    exactly,
    in_words,
    show,
    total,
)

NUMBERS = st.fractions(min_value=-20, max_value=20, max_denominator=6)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    one, two = sorted((draw(NUMBERS), draw(NUMBERS)))
    if one == two:
        return exactly(one)
    low = None if draw(st.integers(0, 5)) == 0 else one
    high = None if draw(st.integers(0, 5)) == 0 else two
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


@st.composite
def members(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """An interval and a number that lies in it."""
    interval, value = draw(intervals()), draw(NUMBERS)
    assume(interval.contains(value))
    return interval, value


@given(members(), members())
def test_every_operation_holds_the_results_of_its_members(
    one: tuple[Interval, Fraction], two: tuple[Interval, Fraction]
) -> None:
    (first, a), (second, b) = one, two
    assert (first + second).contains(a + b)
    assert (first - second).contains(a - b)
    assert (first * second).contains(a * b)
    assert first.hull(second).contains(a) and first.hull(second).contains(b)
    if not second.contains(0):
        assert (first / second).contains(a / b)


@given(intervals(), intervals(), intervals())
def test_addition_and_product_are_commutative_and_associative(a: Interval, b: Interval, c: Interval) -> None:
    assert a + b == b + a
    assert a * b == b * a
    assert (a + b) + c == a + (b + c)
    assert (a * b) * c == a * (b * c)
    assert total([a, b, c]) == a + b + c


@given(intervals(), intervals())
def test_order_and_agreement_exclude_each_other(a: Interval, b: Interval) -> None:
    assert [a.meets(b), a.surely_less(b), b.surely_less(a)].count(True) == 1
    assert a.meets(b) == b.meets(a)
    common = a.meet(b)
    assert (common is not None) == a.meets(b)
    if common is not None:
        assert a.holds(common) and b.holds(common)
    if a.surely_less(b):
        assert a.surely_at_most(b)


@given(intervals(), intervals())
def test_the_hull_holds_both_and_nothing_is_lost_by_a_double_negation(a: Interval, b: Interval) -> None:
    assert a.hull(b).holds(a) and a.hull(b).holds(b)
    assert exactly(0) - (exactly(0) - a) == a
    assert a - b == -(b - a)
    assert EVERYTHING.holds(a)


@given(intervals(), NUMBERS)
def test_scaling_is_undone_by_the_inverse(a: Interval, factor: Fraction) -> None:
    assume(factor != 0)
    assert a.scale(factor).scale(1 / factor) == a
    assert a.scale(0) == exactly(0)


def test_an_empty_interval_cannot_be_made() -> None:
    for low, high, is_open in ((2, 1, False), (1, 1, True)):
        with pytest.raises(ValueError, match="empty"):
            Interval(Fraction(low), Fraction(high), is_open)


def test_division_by_an_interval_around_zero_is_an_error_and_next_to_zero_is_unbounded() -> None:
    with pytest.raises(ZeroDivisionError):
        exactly(1) / between(-1, 1)
    assert exactly(1) / Interval(Fraction(0), Fraction(4), True) == at_least(Fraction(1, 4))
    assert at_least(2).reciprocal() == Interval(Fraction(0), Fraction(1, 2), True)


def test_half_open_neighbours_do_not_meet() -> None:
    sixties = Interval(Fraction(60), Fraction(70), high_open=True)
    assert not sixties.meets(exactly(70))
    assert sixties.meets(exactly(60))
    assert at_most(60).meets(sixties)
    assert not at_most(60, strict=True).meets(sixties)


def test_numbers_are_shown_in_plain_digits() -> None:
    assert show(10**12) == "1000000000000"
    assert show(Fraction(1, 3), 4) == "0.3333"
    assert show(Fraction(-5, 2)) == "-2.5"
    assert show(Fraction(-1, 10**9)) == "0"
    assert show(Fraction(1999999, 1000000), 2) == "2"
    assert in_words(173800) == "17.38万"
    assert in_words(300000000) == "3亿"
    assert in_words(84731) == "84731"
    assert in_words(4493) == "4493"


def test_intervals_are_described_for_readers() -> None:
    assert str(Interval(Fraction(60), Fraction(70), high_open=True)) == "[60, 70)"
    assert str(at_least(5, strict=True)) == "(5, ∞)"
    assert str(exactly(41)) == "41"
    assert Interval(Fraction(60), Fraction(70), high_open=True).describe("人") == "不低于60人、不足70人"
    assert at_least(500, strict=True).describe("册") == "超过500册"
    assert at_most(3).describe("次") == "不超过3次"
    assert exactly(13387000).describe("万元", 10000) == "1338.7万元"
    assert EVERYTHING.describe() == "任意值"
