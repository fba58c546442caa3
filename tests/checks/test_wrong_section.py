"""The check wrong-section: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT003",)

BAD = [
    "2022年大事记\n3月\n1. 3月2日，召开开学工作会议。\n2. 4月18日，举办校园开放日，家长三百余人参加。\n3. 3月25日，举行消防演练。\n",
]

GOOD = [
    "2022年大事记\n3月\n1. 3月2日，召开开学工作会议。\n2. 2月28日至3月5日，开展家访，走访家庭三百户。\n3. 3月25日，举行消防演练。\n",
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
