"""The check period-name: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT019", "DAT020", "DAT021")

BAD = [
    "“十三五”期间（2016—2021年），投入2亿元。",
    "一季度（1—4月）完成投资3亿元。",
    "第3季度（7月—8月）完成。",
    "2022年兔年联欢会。",
    "2021年是“十三五”收官之年。",
]

GOOD = [
    "“十四五”（2021—2025年），2021年是“十四五”开局之年，前三季度（1—9月），2021辛丑牛年。",
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
