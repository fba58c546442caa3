"""The check duration: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT006",)

BAD = [
    "3月1日至3日，为期五天的培训在报告厅举行。",
    "2021年5月1日至5月5日，连续6天开展志愿服务。",
    "培训时间为2023年3月6日至10日（共6天）。",
    "2021年9月15日至17日举行，会期两天。",
]

GOOD = [
    "9月1日至9月30日开展为期一个月的宣传。",
    "12月31日至1月3日放假4天。",
    "7月10日至8月20日举办夏令营，每期5天。",
    "3月6日至10日约6天，历时两年，2019年3月至2021年3月。",
    "2月20日至3月2日，为期11天。",
    "2月23日至2月29日，为期7天。",
    "2月29日至次年2月3日，为期一年。",
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
