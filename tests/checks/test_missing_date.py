"""The check missing-date: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT005",)

BAD = [
    "2021年大事记\n1月8日，召开职代会。\n2月3日，开展安全检查，共检查科室三十二个。\n举办护理技能培训班，参训护士八十人。\n3月15日，新门诊楼启用。\n4月7日，组织义诊活动。\n5月12日，表彰优秀护士。\n",
]

GOOD = [
    "2021年大事记\n1. 1月8日，召开职代会。\n2. 春节期间，组织慰问演出三场，观众五百人。\n3. 全年举办讲座36场。\n4. 4月7日，组织义诊活动。\n5. 2月30日，举办展览。\n",
    "馆史纪事\n**2019年**\n\n3月2日，成立修复室。\n\n招收学徒12人。\n\n9月9日，新库房启用。\n\n**2020年**\n\n4月6日，揭牌。\n",
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
