"""The check range-order: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT007",)

BAD = [
    "展览于2021年10月20日至2021年10月12日举行。",
    "9月15日至9月10日展出。",
]

GOOD = [
    "11月20日至3月10日开放，12月28日—1月3日闭馆，12月15日至次年3月15日防火。",
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
