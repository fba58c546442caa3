"""The check feast-period: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT010",)

BAD = [
    "2021年大事记\n9月份\n1、9月1日，开学典礼。\n2、国庆节来临之际，学校于10月12日举办升旗仪式。\n3、9月10日，表彰优秀教师。\n",
    "2021年大事记\n1月份\n1、1月6日，开会。\n2、春节期间，组织演出，观众五百人。\n3、1月9日，送书。\n",
]

GOOD = [
    "2022年大事记\n1月\n1. 1月28日，春节前夕，慰问离退休干部。\n2. 1月20日，部署春节期间值班，安排到人。\n3. 1月31日，除夕，看望一线职工。\n",
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
