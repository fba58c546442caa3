"""The small language of relations: grammar, arithmetic, faults, and time on hostile input."""

from __future__ import annotations

import time
from fractions import Fraction

import pytest

from auditor.facts.pack_expression import ExpressionError, evaluate, is_sum, parse, printed
from auditor.interval import exactly


def value(text: str, **numbers: int | Fraction) -> Fraction | None:
    return evaluate(parse(text).right, {name: exactly(number) for name, number in numbers.items()}).low


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲 = 乙 + 丙", 12),
        ("甲=乙-丙", 4),
        ("甲 ≥ 乙 × 丙 − 丙", 28),
        ("甲 <= 乙 ÷ （丙 + 丙）", 1),
        ("甲 = 100% − 乙", -7),
        ("甲 = 2 × 乙 + 0.5", Fraction(33, 2)),
        ("甲 = “乙” * 丙", 32),
    ],
)
def test_arithmetic(text: str, expected: Fraction) -> None:
    assert value(text, 乙=8, 丙=4) == expected


def test_signs_are_one() -> None:
    assert [parse(f"甲 {sign} 乙").operator for sign in ("=", "＝", "<=", "≤", "≦", ">=", "≥", "<", "＞")] == [
        "=", "=", "≤", "≤", "≤", "≥", "≥", "<", ">",
    ]  # fmt: skip


def test_names_hold_brackets_and_signs_in_quotes() -> None:
    formula = parse("三公经费 ≥ “因公出国（境）费” + “A-B”")
    assert formula.names() == ("三公经费", "因公出国（境）费", "A-B")


@pytest.mark.parametrize(
    "text",
    [
        "", "甲", "甲 =", "= 乙", "3 = 乙", "甲 = 乙 +", "甲 = （乙", "甲 = 乙）", "甲 = 甲 + 乙", "甲 = 3",
        "甲 = 乙 = 丙", "甲 = 乙 “丙", "（" * 50 + "甲", "甲 = " + "（" * 50 + "乙",
    ],
)  # fmt: skip
def test_faults_are_told(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text)


def test_division_by_nothing() -> None:
    with pytest.raises(ZeroDivisionError):
        value("甲 = 乙 ÷ 丙", 乙=1, 丙=0)


def test_sums_and_printing() -> None:
    formula = parse("甲 = 乙 − （丙 + 丁） × 戊")
    assert not is_sum(formula.right)
    assert is_sum(parse("甲 = 乙 − 丙").right)
    words = {"乙": "1", "丙": "2", "丁": "3", "戊": "4"}
    assert printed(formula.right, words) == "1−（2+3）×4"


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["甲" * 10**6, "“" * 10**6, "（" * 10**6, "1" * 10**6, "甲=" + "乙+" * 10**5]
)
def test_hostile_text_is_refused_at_once(text: str) -> None:
    start = time.perf_counter()
    with pytest.raises(ExpressionError):
        parse(text)
    assert time.perf_counter() - start < 1
