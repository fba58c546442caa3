"""The check date-order: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT004",)

BAD = [
    "公司大事记\n2021年3月5日，召开年度工作会。\n2021年6月1日，新产线投产，年产能三千吨。\n2021年5月12日，签订合作协议。\n2021年9月9日，获评绿色工厂，通过复核。\n",
    "2022年大事记\n4月份\n1、4月2日，开馆。\n2、4月9日，举办讲座，听众很多。\n3月份\n1、3月2日，布展。\n2、3月9日，开幕。\n",
]

GOOD = [
    "公司大事记\n2021年9月9日，获评绿色工厂。\n2021年6月1日，新产线投产，年产能三千吨。\n2021年5月12日，签订合作协议。\n2021年3月5日，召开年度工作会，部署任务。\n",
    "2022年大事记\n1. 3月2日，开馆。\n2. 3月份，巡展十二场，观众踊跃。\n3. 3月3日至5日，布展。\n",
    "2022年大事记\n5月\n1. 5月2日，开馆。\n2. 4月9日至5月3日，布展，闭馆施工。\n3. 5月6日，迎来首批观众。\n",
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
