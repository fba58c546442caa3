"""The check impossible-time: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT002",)

BAD = [
    "会议定于6月8日下午14:70开始。",
    "上午15:30召开例会。",
    "6月8日25时闭馆。",
]

GOOD = [
    "以25:20取胜，配比1:75，开放到24:00。",
    "下午3点半开会，每天8:00—20:00开放。",
    "第13时段、25点建议。",
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
