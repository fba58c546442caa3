"""Identifiers against an independent implementation, and forms that must be left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import isbn, issn
from stdnum.cn import uscc

from auditor.facts.identifiers import (
    _CREDIT_DIGITS,
    _CREDIT_WEIGHTS,
    credit_fault,
    extract,
    organisation_digit,
)


def code_of(agency: str, area: str, body: str) -> str:
    head = agency + area + body + organisation_digit(body)
    total = sum(
        _CREDIT_DIGITS.index(char) * weight for char, weight in zip(head, _CREDIT_WEIGHTS, strict=False)
    )
    return head + _CREDIT_DIGITS[(31 - total % 31) % 31]


BODIES = st.text(alphabet=_CREDIT_DIGITS, min_size=8, max_size=8)


@given(st.sampled_from(["11", "12", "51", "91", "92"]), st.integers(110000, 659000), BODIES)
def test_right_codes_are_right_by_the_oracle_too(agency: str, area: int, body: str) -> None:
    code = code_of(agency, str(area), body)
    if code[:9] != code[9:]:
        assert credit_fault(code) == ""
    assert uscc.is_valid(code)


@given(BODIES, st.integers(0, 17), st.sampled_from(_CREDIT_DIGITS))
def test_one_wrong_character_is_noticed(body: str, at: int, char: str) -> None:
    code = code_of("12", "530422", body)
    wrong = code[:at] + char + code[at + 1 :]
    if wrong != code:
        assert credit_fault(wrong)


def faults(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.fault) for one in extract(text)]


@pytest.mark.parametrize("code", ["978-7-302-51234-0", "7-302-51234-5"])
def test_books(code: str) -> None:
    assert bool(faults(f"ISBN {code}")[0][1]) != isbn.is_valid(code)


def test_serials() -> None:
    assert bool(faults("ISSN 1000-1239")[0][1]) != issn.is_valid("1000-1239")


@pytest.mark.parametrize(
    "text",
    [
        "依据（2023）云04民初12号判决书",
        "国发〔2023〕12号",
        "电话：0877-6661234",
        "热线12345",
        "邮编：650000",
        "网址：https://www.example.cn/a",
        "设备编号ABCDEFGH1234567",
    ],
)
def test_right_forms_have_no_fault(text: str) -> None:
    assert [fault for _, fault in faults(text) if fault] == []


@pytest.mark.parametrize("text", ["1" * 1_000_000, "（2023" * 150_000, "电话1 " * 200_000])
def test_hostile_input_is_linear(text: str) -> None:
    assert len(extract(text)) <= len(text)
