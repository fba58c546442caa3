"""Numerals: every form gives its exact value; cn2an is the oracle for Chinese ones."""

from fractions import Fraction

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.facts.numerals import HAN_NUMERAL, arabic, defect, han, parse


@given(st.integers(0, 10**15))
def test_chinese_numerals_read_back_what_cn2an_writes(value: int) -> None:
    for mode in ("low", "up"):
        numeral = han(cn2an.an2cn(value, mode))
        assert numeral is not None and numeral.value == value


@given(st.integers(1000, 9999))
def test_digit_by_digit(value: int) -> None:
    numeral = han("".join("〇一二三四五六七八九"[int(digit)] for digit in str(value)))
    assert numeral is not None and numeral.value == value


@given(st.integers(0, 10**12), st.integers(0, 6))
def test_arabic_numbers_keep_value_and_place(digits: int, decimals: int) -> None:
    value = Fraction(digits, 10**decimals)
    text = f"{digits / 10**decimals:.{decimals}f}" if digits < 10**9 else str(digits)
    numeral = arabic(text)
    assert numeral is not None
    if digits < 10**9:
        assert numeral.value == value and numeral.place == Fraction(1, 10**decimals)


@given(st.integers(0, 10**14))
def test_thousands_separators_do_not_change_the_value(value: int) -> None:
    numeral = arabic(f"{value:,}")
    assert numeral is not None and numeral.value == value


@given(st.text(alphabet=HAN_NUMERAL + "0123456789.,点分之万亿", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    numeral = parse(text)
    if numeral is not None:
        assert numeral.value >= 0 and numeral.place >= 0
        assert numeral.high is None or numeral.high > numeral.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("六百三十二", 632),
        ("二〇二一", 2021),
        ("三万二", 32000),
        ("三百五", 350),
        ("三万二千五百六十七", 32567),
        ("一万零五十", 10050),
        ("两千零八", 2008),
        ("廿四", 24),
        ("卅", 30),
        ("十", 10),
        ("百", 100),
        ("一亿三千万", 130_000_000),
        ("两万亿", 2 * 10**12),
        ("三万亿五千亿", 35 * 10**11),
        ("壹佰贰拾叁", 123),
        ("三点五万", 35000),
        ("零点八", Fraction(4, 5)),
        ("3万2千", 32000),
        ("1亿3千万", 130_000_000),
        ("1.2万亿", 12 * 10**11),
        ("3.66万", 36600),
        ("１２３４", 1234),
        ("567,884.50", Fraction(1135769, 2)),
        ("三分之一", Fraction(1, 3)),
        ("百分之五点六", Fraction(56, 1000)),
        ("千分之三", Fraction(3, 1000)),
    ],
)
def test_values(text: str, value: Fraction) -> None:
    numeral = parse(text)
    assert numeral is not None and numeral.value == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("三四十", 30, 50),
        ("十七八", 17, 19),
        ("两三百", 200, 400),
        ("三四", 3, 5),
        ("三五百", 300, 600),
        ("十几", 10, 20),
        ("二十几", 20, 30),
        ("几十", 20, 100),
        ("几十万", 200_000, 1_000_000),
        ("七八千", 7000, 9000),
    ],
)
def test_spoken_spans(text: str, low: int, high: int) -> None:
    numeral = parse(text)
    assert numeral is not None and (numeral.value, numeral.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "place", "last"),
    [
        ("900", 1, 100),
        ("17.38万", 100, 100),
        ("50", 1, 10),
        ("三百二十万", 10**4, 10**5),
        ("三万二千", 1000, 1000),
    ],
)
def test_places(text: str, place: int, last: int) -> None:
    numeral = parse(text)
    assert numeral is not None and (numeral.place, numeral.last) == (place, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "几",
        "十百",
        "百千",
        "一百千",
        "万万万",
        "亿亿",
        "点五",
        "三点",
        "1,23",
        "1.2.3",
        "两〇",
        "1万2亿",
        "分之一",
        "0分之一",
    ],
)
def test_what_is_no_numeral(text: str) -> None:
    assert parse(text) is None


def test_malformed_numbers_say_why() -> None:
    assert defect("1.25.3") == "dots"
    assert defect("12,34") == "grouping"
    assert defect("1,2345") == "grouping"
    assert defect("1234,567") == "grouping"
    assert defect("1,234,567.8") == ""


def test_long_runs_are_no_numbers() -> None:
    assert parse("1" * 10**6) is None
    assert parse("一" * 10**6) is None
