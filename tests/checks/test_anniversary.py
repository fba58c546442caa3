"""The check anniversary: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT011", "DAT012")

BAD = [
    "2021年是中国共产党成立101周年。",
    "2020年，纪念抗美援朝出国作战71周年。",
    "2021年11月8日是第23个记者节。",
    "2021年7月1日，庆祝建党九十九周年大会召开。",
]

GOOD = [
    "2021年工作总结\n2020年，迎接建党100周年；2019年获建党98周年征文奖；到建国一百周年时建成。2021年11月8日是第22个记者节。",
    "建党95周年活动。",
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
