"""The check cutoff: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT016",)

BAD = [
    "截至2023年9月底，全年共接待游客30万人次。",
]

GOOD = [
    "截至2021年12月底，全年共接待30万人次。截至9月底，全年任务完成83%，预计全年接待50万人次。",
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
