"""The check year-span: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT017", "DAT018")

BAD = [
    "从2015年到2020年的8年间，规模翻了一番。",
    "2022年工作总结\n传承人梁望舒，1950年出生，今年62岁，收徒七人。\n",
]

GOOD = [
    "从2016年到2020年，五年来投入翻番。2016—2020年4年间完成改造。",
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
