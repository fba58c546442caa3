"""The check column-order: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT025",)

BAD = [
    "| 题目 | 日期 |\n| --- | --- |\n| 第1篇 | 2022年1月9日 |\n| 第2篇 | 2022年2月9日 |\n| 第3篇 | 2022年3月9日 |\n| 第4篇 | 2022年5月9日 |\n| 第5篇 | 2022年4月9日 |\n| 第6篇 | 2022年6月9日 |\n| 第7篇 | 2022年7月9日 |\n| 第8篇 | 2022年8月9日 |\n",
]

GOOD = [
    "| 题目 | 日期 |\n| --- | --- |\n| 第1篇 | 2022年5月9日 |\n| 第2篇 | 2022年2月9日 |\n| 第3篇 | 2022年8月9日 |\n| 第4篇 | 2022年1月9日 |\n| 第5篇 | 2022年4月9日 |\n| 第6篇 | 2022年6月9日 |\n| 第7篇 | 2022年3月9日 |\n| 第8篇 | 2022年7月9日 |\n",
]


def codes(text: str) -> list[str]:
    document = read(text.encode(), "report.md")
    return [finding.rule for finding in audit_document(document, Options(select=RULES)).findings]


@pytest.mark.parametrize("text", BAD)
def test_found(text: str) -> None:
    found = codes(text)
    assert found and set(found) <= set(RULES)


@pytest.mark.parametrize("text", GOOD)
def test_left_alone(text: str) -> None:
    assert codes(text) == []
