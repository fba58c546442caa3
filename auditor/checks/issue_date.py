"""A notice that asks for something before the day on which it is signed."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates import Date
from auditor.facts.dates_clauses import sentence
from auditor.facts.signatures import signed
from auditor.finding import Hit, Mark

DATA = ("date", "signed")
OPTIONS: dict[str, object] = {}

_DAYTIME = "(?:[ ]?(?:[上下中]午|晚)?[0-9]{0,2}[时点:：]?[0-9]{0,2}分?)?"
_DUE = re.compile(
    f"(?:[（(][^（）()]{{1,6}}[）)])?{_DAYTIME}(?:下班)?(?:之|以)?前(?=[^。；]{{0,24}}?(?:报|送|提交|反馈|完成|填|寄|交|回执|回复|答复|函告|办理|缴|登录|申请|整改|领取|确认|发至|告知))"
)
_DONE = re.compile("前(?:已|取得|毕业|出生|参加|成立|注册|入职|发表|完成的|建成的|登记的)")
_ASKED = re.compile("请|须|务必|应[当于在]|逾期|需[于在]|要求")
_TO_COME = re.compile("(?:定于|拟于|将于|兹定于)(?:本[周月]|[周星期一二三四五六日]{2,4}[（(])?$")
_CLOSING = re.compile(
    "(?:报名|投标|递交|申报|征集|提交|投稿|报送|缴费|申请)[^，。；\n]{0,6}截[止至](?:时间|日期|日)?(?:为|是|：|:|到|至|于)?$"
)
_PAST = re.compile("已[于经]|曾|原定|原计划|此前|未[按能在]|推迟|延期|调整为|改为")
_FAR, _NEAR = 400, 100
_SIGNATURES = 3


def _asks(facts: Facts, date: Date) -> bool:
    """Whether the date is one by which, or on which, something is still to be done."""
    text = facts.document.text
    block = facts.document.blocks[date.block]
    low, high = sentence(text, block, date.start)
    if date.precision not in ("day", "range") or date.problem or _PAST.search(text, low, high):
        return False
    before = text[max(low, date.start - 24) : date.start]
    if _TO_COME.search(before) or _CLOSING.search(before):
        return True
    due = _DUE.match(text, date.end, high)
    return (
        bool(due)
        and not _DONE.match(text, due.end() - 1 if due else 0)
        and bool(_ASKED.search(text, low, high))
    )


def _late(date: Date, signature: Date) -> bool:
    """Whether a date passed before the signature; without a year of its own only by a few months."""
    day = signature.interval()
    if day is None or not date.last[1]:
        return False
    told = date.year_from == "text"
    try:
        last = datetime.date(date.last[0] if told else day[0].year, *date.last[1:])
    except ValueError:
        return False
    return 0 < (day[0] - last).days <= (_FAR if told else _NEAR)


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each such date above a signature."""
    signatures = signed(facts) if not facts.chronicles else []
    if len(signatures) > _SIGNATURES:
        return
    first = 0
    text = facts.document.text
    for index, last in signatures:
        for at in range(first, index):
            for date in facts.dates_of_block(at):
                if facts.document.blocks[at].kind != "cell" and _asks(facts, date) and _late(date, last):
                    yield Hit(
                        Mark(date.start, date.end, "date"),
                        (Mark(last.start, last.end, "signed"),),
                        {"date": text[date.start : date.end], "signed": text[last.start : last.end]},
                        "likely",
                    )
        first = index + 1
