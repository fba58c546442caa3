"""The check foreign-year: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT013", "DAT014", "DAT015")

BAD = [
    "2023年工作总结\n2022年，我局在市委、市政府的正确领导下，扎实推进各项工作。\n",
    "2023年工作总结\n一、主要工作\n（一）演出。2022年5月1日，组织演员下乡演出，观众两千人。\n",
    "大事记\n2021年\n1月5日，召开会议。\n3月8日，获得2023年全国机械创新大赛一等奖。\n2022年\n2月1日，启用新楼。\n",
]

GOOD = [
    "2023年工作总结\n2023年，我局在市委领导下开展工作。2022年10月18日新馆开馆以来，接待50万人次。依据2022年5月1日印发的条例开展宣传。\n",
    "2021年大事记\n1. 1月3日，开会。\n2. 3月8日，获得2020年度先进集体。\n3. 5月9日，获得2022年省基金项目资助。\n",
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
