"""The check impossible-date: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT001",)

BAD = [
    "9月31日，召开运动会。",
    "2023年2月29日，举行开学典礼。",
    "2月30号交表。",
    "2024年4月31日前完成整改。",
    "六月三十一日前上报。",
    "二〇二一年二月二十九日，召开会议。",
    "填表日期：2022-02-30",
]

GOOD = [
    "2024年2月29日，召开会议。",
    "合同2021.2.30已归档，编号2021-13-45。",
    "婴儿18月龄可参加，45日结业。",
    "每年2月29日休馆。",
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
