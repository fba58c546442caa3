"""A year that is not the report's: last year's opening kept, an event or an award of another year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates import Date
from auditor.facts.dates_clauses import sentence
from auditor.facts.dates_roles import ASIDE
from auditor.finding import Hit, Mark

DATA = ("year", "own", "quote")
OPTIONS: dict[str, object] = {"kind": "opening"}
"""``kind``: ``opening`` (first sentence), ``event`` (a dated activity), ``award`` (a prize of a later year) or
``deadline`` (a plan's date before its year)."""

_SUMMARY = re.compile("总结|大事记|年报|年度报告|述职|纪事|工作情况")
_NOT_SUMMARY = re.compile("政府工作报告|计划|打算|规划|预算|安排|方案|[0-9]{4}年?[-—–~～至][0-9]{4}年")
_OPENING = re.compile(
    "(?:以来|度)?[，,]?(?=在[^，。]{2,60}(?:领导|指导|支持|关心)下|我[馆校院局会]|本[馆校院局会]|全[馆校院局体]|紧紧围绕|围绕|坚持|认真)"
)
_AS_FOLLOWS = re.compile("度?[^，。；]{0,20}(?:总结|汇报|报告|通报|情况)[^，。；]{0,8}如下")
_DONE = re.compile("举办|召开|开展|举行|组织|参加|接待|赴")
_PLANNED = re.compile("将|拟|计划|预计|定于|安排|筹备|目标|力争|规划|起|明年|届时|有效期|至")
_STORY = re.compile(
    "历史|沿革|简介|概况|背景|历程|由来|成立|建于|始建|以来|曾|此前|去年|上年|往年|印发|发布|下发|出台|颁布|通知|《|同比|相比|比"
)
_WON = re.compile("(?:获得?|荣获|夺得|斩获|捧得|被评为|取得)[^，。；“”]{0,12}$")
_PRIZE = re.compile("[^，。；]{0,30}(?:大赛|竞赛|比赛|锦标赛|联赛|奖|冠军|称号|先进)")
_TAIL = re.compile("[。；\n]")
_DUE = re.compile(
    "(?:底|末)?(?:以|之)?前，?(?:要|须|应|需|力争|争取|确保|务必|全面|全部|基本|如期|按期){0,3}[^，。；]{0,6}(?:完成|建成|启动|开工|上报|报送|实现|竣工|投用|开通|投产|通车|交付|改造|整治|出台|制定|印发|完善|建立|落实)"
)
_ACT = re.compile(
    "(?:底|末|[上中下]旬)?(?:前)?[^，。；]{0,4}(?:采购|召开|开展|举办|组织|启动|完成|开工|竣工|实施|印发|建设|改造)"
)
_PAST = re.compile("已|了|曾|此前|以来|遗留|立项|批复|获批|结转")
_PLAN_TITLE = re.compile("计划|安排|要点|打算|方案|任务|部署|责任")
_GRANT = re.compile("基金|立项|项目|资助|预算|拨款|课题|招生|名额")


def _own_year(facts: Facts, date: Date) -> int:
    """The year of the report or section, where a title states it."""
    context = facts.contexts[date.block]
    return context.year if context.year_from == "heading" or facts.report_year == context.year else 0


def _title(facts: Facts, date: Date) -> str:
    index = facts.contexts[date.block].year_heading
    return facts.document.block_text(index) if index >= 0 else ""


def _reported(facts: Facts, date: Date) -> bool:
    """现将2022年工作总结如下: the report says itself which year it is about."""
    text = facts.document.text
    block = facts.document.blocks[date.block]
    leads = text.endswith("现将", block.start, date.start) or text.endswith("现就", block.start, date.start)
    return leads and bool(_AS_FOLLOWS.match(text, date.end, block.end))


def _opening(facts: Facts, date: Date) -> bool:
    if _reported(facts, date):
        return True
    document = facts.document
    block = document.blocks[date.block]
    heading = facts.contexts[date.block].year_heading
    first = heading >= 0 and not document.text[document.blocks[heading].end : block.start].strip()
    return (
        first
        and date.start == block.start
        and date.precision == "year"
        and bool(_OPENING.match(document.text, date.end, block.end))
    )


def _event(facts: Facts, date: Date) -> bool:
    text = facts.document.text
    if date.precision not in ("day", "range") or set(date.roles) & (ASIDE | {"plan"}):
        return False
    if date.block in facts.event_of_block or facts.document.blocks[date.block].kind == "cell":
        return False  # chronicles have a rule of their own, and a table may list any years
    start, end = sentence(text, facts.document.blocks[date.block], date.start)
    around = text[start:end]
    done = _DONE.search(text, date.end, min(end, date.end + 40))
    return bool(done) and not _STORY.search(around) and not _PLANNED.search(around)


def _deadline(facts: Facts, date: Date) -> bool:
    """2022年10月底前完成 in a plan for 2023: the year was kept from last year's plan."""
    text = facts.document.text
    block = facts.document.blocks[date.block]
    due = _DUE.match(text, date.end, block.end) or (
        "plan" in date.roles and _ACT.match(text, date.end, block.end)
    )
    low, _ = sentence(text, block, date.start)
    return bool(due) and not _PAST.search(text, low, due.end() + 2 if due else low)


def _award(facts: Facts, date: Date) -> bool:
    text = facts.document.text
    block = facts.document.blocks[date.block]
    if date.precision != "year" or facts.contexts[date.block].plan:
        return False
    prize = _PRIZE.match(text, date.end, block.end)
    won = _WON.search(text, max(block.start, date.start - 20), date.start)
    return bool(won and prize and not _GRANT.search(prize.group()))


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each year that cannot be the report's."""
    kind = options["kind"]
    test = {"opening": _opening, "event": _event, "award": _award, "deadline": _deadline}[kind]
    text = facts.document.text
    for date in facts.dates:
        if date.year_from != "text" or date.problem or date.first[0] != date.last[0]:
            continue
        own = _own_year(facts, date)
        if not own or date.first[0] == own or (kind == "award" and date.first[0] < own):
            continue
        title = _title(facts, date)
        if kind == "deadline" and (date.first[0] > own or not _PLAN_TITLE.search(title)):
            continue
        if kind in ("opening", "event") and (not _SUMMARY.search(title) or _NOT_SUMMARY.search(title)):
            continue
        if not test(facts, date):
            continue
        heading = facts.contexts[date.block].year_heading
        place = facts.document.blocks[heading] if heading >= 0 else None
        yield Hit(
            Mark(date.start, date.end, "year"),
            (Mark(place.start, place.end, "heading"),) if place else (),
            {
                "year": str(date.first[0]),
                "own": str(own),
                "quote": _TAIL.split(text[date.start : date.end + 24])[0],
            },
            "likely",
        )
