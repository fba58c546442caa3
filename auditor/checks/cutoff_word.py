"""截止 and 截至 by grammar: 截至 takes a time as its object, 截止 takes none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Fix, Hit, Mark

DATA = ("wrong", "right", "object")
OPTIONS: dict[str, Any] = {}

_TIME = (
    "(?:目前|现在|当前|如今|今(?=[，,日天年])|此时|今[日天年晨]|昨[日天晚]|前[日天]|本[月周年季]|上月|上周|上年|去年|年[底末]|月[底末]|"
    "季[度]?末|发稿|记者|统计时|(?:19|20)[0-9]{2}年|[0-9]{1,2}月|[0-9]{1,2}日|[0-9]{1,2}[时点]|二〇|十二月|[一二三四五六七八九十]{1,2}月|"
    "(?:上午|下午|中午|晚上|凌晨)|本[报次]|[上下]半年|第?[一二三四]季度|“?[一二三四五六七八九十]{1,3}五”?[末期时])"
)
_STOP_WITH_OBJECT = re.compile(f"截止(?P<object>{_TIME})")
# 报名截止3月5日 leaves 到 out: the word before names what ends, so 截止 is the verb of that clause.
_ENDING = re.compile(
    "(?:报名|征稿|投稿|征集|申报|申请|投票|报送|提交|受理|登记|缴费|注册|预约|评选|展览|展出|售票|认购|招标|投标|收稿|参赛|作品|时间|日期|"
    "期限|活动|领取|兑换|公示|展期|借阅|提名|推荐)(?:将|于|已|的)?"
)
_REACH = 6
_UNTIL_WITHOUT = re.compile("截至(?P<object>(?:时间|日期|期限|报名|投稿|征稿|时限)|(?=[。；！]))")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each 截止 with a time as object and each 截至 without one."""
    text = facts.document.text
    for match in _STOP_WITH_OBJECT.finditer(text):
        before = text[max(match.start() - _REACH, 0) : match.start()]
        named = match["object"] in ("目前", "现在", "当前", "如今")
        if named or not any(found.end() == len(before) for found in _ENDING.finditer(before)):
            yield _hit(match, "截止", "截至")
    for match in _UNTIL_WITHOUT.finditer(text):
        yield _hit(match, "截至", "截止")


def _hit(match: re.Match[str], wrong: str, right: str) -> Hit:
    start, end = match.start(), match.start() + len(wrong)
    data = {"wrong": wrong, "right": right, "object": match["object"]}
    return Hit(Mark(start, end), data=data, suggestion=right, fixes=(Fix(start, end, right),))
