"""The check named-day: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT009",)

BAD = [
    "2022年2月4日是立夏。",
    "2021年9月22日中秋节，发放月饼。",
    "春节（2021年2月10日）期间开诊。",
    "清明节（4月14日）当天祭扫。",
    "2021年5月8日适逢母亲节。",
]

GOOD = [
    "2021年9月20日中秋节前一天走访。",
    "4月20日世界读书日系列活动启动，4月23日是世界读书日。",
    "2022年1月25日，小年。2023年1月21日除夕夜。",
    "2021年1月7日大雪，闭馆。",
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
