"""The check retold-event: what it must find and what it must leave alone."""

from __future__ import annotations

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

RULES = ("DAT024",)

BAD = [
    "一、业务建设\n11月21日至25日，举办了全县古籍编目培训班，邀请专家授课。\n2022年松岭县馆大事记\n1. 3月9日，召开部署会。\n2. 4月2日，接待考察。\n3. 11月22—25日，举办2022年松岭县古籍编目培训班。\n",
]

GOOD = [
    "2022年大事记\n9月份\n1、9月22日，“月是故乡明”文化展开幕。\n2、9月25日，开会。\n10月份\n1、10月2日，值班。\n2、10月22日，“月是故乡明”文化展闭幕。\n",
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
