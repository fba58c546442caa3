"""Entries without a date in a chronicle whose other entries have one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates_clauses import clause
from auditor.facts.events import Chronicle, Event
from auditor.finding import Hit, Mark

DATA = ("section", "count", "start")
OPTIONS: dict[str, object] = {}

_ACTIVITY = re.compile(
    "举办|举行|召开|开展|组织|参加|参观|启动|开幕|闭幕|揭牌|挂牌|开馆|开放|签订|签署|签约|接待|调研|视察|考察|检查|慰问"
    "|捐赠|走进|赴|来[馆校院访]|莅临|演练|讲座|座谈|验收|表彰|颁奖|开工|竣工|奠基|首发|巡展|展出|宣讲|培训班|进行(?:了|集中|全面|专项)"
)
_YEARLY = re.compile(
    "全年|累计|共计|年内|年度内|本年|当年|每[周月年日]|常年|持续|一年来|长期|[0-9]{4}年[，,共]"
)
_CONTINUED = re.compile(
    "(?:会议|会上|会后|活动|此次|本次|该|据悉|期间|与会|随后|讲座|展览|培训|其中|同时|此外|据了解|大家|仪式)"
)
_NUMERIC_NAME = re.compile("[0-9]{1,2}[.·・][0-9]{1,2}")
_NUMBERED_SHARE, _PLAIN_SHARE = 0.6, 0.75


def _has_time(facts: Facts, event: Event) -> bool:
    """Whether something in the entry, or its heading, tells when: any date, a feast, 全年."""
    text = facts.document.text[event.start : event.end]
    if event.date or event.annual or facts.contexts[event.block].day:
        return True
    if any(date.dated or date.problem for date in event.dates) or _YEARLY.search(text):
        return True
    return bool(_NUMERIC_NAME.search(text)) or any(naming.link for naming in facts.namer.find(text))


def _missing(facts: Facts, chronicle: Chronicle) -> list[Event]:
    events = chronicle.events
    share = sum(_has_time(facts, event) for event in events) / len(events)
    if share < (_NUMBERED_SHARE if chronicle.numbered else _PLAIN_SHARE):
        return []
    dated = [at for at, event in enumerate(events) if event.date]
    found = []
    for at, event in enumerate(events):
        text = facts.document.text[event.start : event.end]
        inside = chronicle.numbered or chronicle.sections[at] >= 0 or dated[0] < at < dated[-1]
        if facts.contexts[event.block].plan:
            continue
        if not inside or _has_time(facts, event) or not _ACTIVITY.search(text[:400]):
            continue
        if chronicle.numbered or not _CONTINUED.match(text):
            found.append(event)
    return found


def _mark(facts: Facts, event: Event) -> Mark:
    """The clause that tells what was done: where the date would stand."""
    text = facts.document.text
    verb = _ACTIVITY.search(text, event.start, event.end)
    at = verb.start() if verb else event.start
    block = facts.document.blocks[facts.document.block_at(at)]
    start, end = clause(text, block, at)
    start = max(start, event.start)
    return Mark(start, max(min(end, start + 60), start + 1), "entry")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each section of a chronicle, its entries without a date as places."""
    for chronicle in facts.chronicles:
        if chronicle.kind == "list" and not chronicle.numbered:
            continue
        found = _missing(facts, chronicle) if any(event.date for event in chronicle.events) else []
        for heading, group in groupby(found, key=lambda event: facts.contexts[event.block].heading):
            events = list(group)
            at = heading if heading >= 0 else chronicle.heading
            first, *others = (_mark(facts, event) for event in events)
            yield Hit(
                first,
                tuple(others),
                {
                    "section": facts.document.block_text(at)[:20] if at >= 0 else "清单",
                    "count": str(len(events)),
                    "start": facts.document.text[first.start : first.end],
                },
                "likely",
            )
