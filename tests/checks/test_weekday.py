"""The check weekday: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT008",)

BAD = [
    "2021年6月14日（星期二）放假。",
    "2022年10月1日（周五），升旗。",
]

GOOD = [
    "2021年6月14日（星期一）放假，2021年6月14日周边环境整治，10月1日（周五）升旗。",
    "2021年5月10日周恩来纪念馆开馆，2021年5月11日周一至周五开放。",
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
