"""The check lunar-date: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT022",)

BAD = [
    "2020年1月25日，农历庚子年正月初二。",
    "2021年9月21日（八月十四）举行灯会。",
]

GOOD = [
    "2020年1月25日（农历正月初一）、2021年10月14日（九月初九）。",
]


def codes(text: str) -> list[str]:
    document = read(text.encode(), "report.txt")
    return [finding.rule for finding in audit_document(document, Options(select=RULES)).findings]


@pytest.mark.parametrize("text", BAD)
def test_found(text: str) -> None:
    found = codes(text)
    assert found and set(found) <= set(RULES)


@pytest.mark.parametrize("text", GOOD)
def test_left_alone(text: str) -> None:
    assert codes(text) == []
