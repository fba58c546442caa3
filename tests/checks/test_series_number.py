"""The check series-number: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT023",)

BAD = [
    "2021年10月9日，第六届桂湖诗会举行。2022年10月11日，第五届桂湖诗会举行。",
]

GOOD = [
    "第31届奥运会2016年举行，第32届奥运会2021年举行。2021年办好第七届桂湖诗会，2021年第六届桂湖诗会闭幕。",
    "2021年第十三届人民代表大会，2022年第十三届人民代表大会。",
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
