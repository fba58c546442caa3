"""Occasions: how often the dated entries of a chronicle tell of one kind of thing, done or opened.

Each occasion is an entry of its own with a date; entries that take part in what others hold, prepare it or sum
it up are none. A list of days (分别于1月12日、7月5日召开…) gives all its occasions at once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.facts.owners import title
from auditor.facts.phrases import Phrases
from auditor.facts.rosters import opened
from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts
    from auditor.facts.events import Event

DONE = "(?:开展|组织|举办|举行|召开|进行|承办|主办|牵头|实施)"
_ENDS = re.compile("[”’》]?(?:主题|系列|公益|专题)?(?:活动|讲座|仪式)?(?=[。；，、：（\n]|—|$)")
_HELD_AFTER = re.compile(
    f"[”’》]?(?:活动|讲座|会议|仪式)?(?:在[^，。；]{{1,20}})?(?:顺利|成功|隆重|圆满)?{DONE}"
)
_ASIDE = re.compile(
    "参加|参与|应邀|协办|配合|观摩|部署|筹备|预备|动员|总结|方案|通知|印发|计划|启动|颁奖|推迟|取消|报名|征集|为[^，。]{0,12}做准备"
)
_OTHERS = re.compile(
    f"[{HAN}]{{0,12}}?(?:街道|社区|乡|镇|村|局|委|政府|协会|学会|公司|集团|大学|中学|小学|联合会|妇联|团市委|省|市|县|区|[来到赴]我[{HAN}])"
)
_DAYS = re.compile(
    f"(?:分别|先后)[于在](?P<days>(?:[0-9]{{1,2}}月[0-9]{{1,2}}日(?:[上下]午)?[、和，]?){{2,20}})[，]?(?P<rest>{DONE}[^。；\n]{{0,40}})"
)
_BACK = 40
_DAY = re.compile("[0-9]{1,2}月[0-9]{1,2}日")


@dataclass(frozen=True, slots=True)
class Occasion:
    """One occasion: the span of its date, and the day or the name that tells it from the others."""

    start: int
    end: int
    which: str


@dataclass(frozen=True, slots=True)
class Occasions:
    """The occasions of one kind; `closed` when a list of days gives them all."""

    year: int
    found: tuple[Occasion, ...]
    closed: bool = False


def tally(facts: Facts, kinds: set[str]) -> dict[str, list[Occasions]]:
    """For each of the kinds its occasions in the chronicles, by year, and in lists of days."""
    phrases = Phrases(kinds)
    told: dict[tuple[str, int], dict[str, Occasion]] = defaultdict(dict)
    copies = {copy.block for cluster in facts.duplicates for copy in cluster.copies[1:]}
    for event in facts.events if kinds else ():
        if event.date is None or not event.date.dated or event.block in copies or event.annual:
            continue
        for kind, at in phrases.find(facts.document.text, event.start, event.end):
            occasion = _occasion(facts, event, kind, at)
            if occasion is not None:
                told[kind, event.date.first[0]].setdefault(occasion.which, occasion)
    found: dict[str, list[Occasions]] = defaultdict(list)
    for (kind, year), those in told.items():
        found[kind].append(Occasions(year, tuple(those.values())))
    for kind, occasions in _of_days(facts, phrases):
        found[kind].append(occasions)
    return found


def _occasion(facts: Facts, event: Event, kind: str, at: int) -> Occasion | None:
    """The occasion that an entry tells of where ``kind`` stands: the thing was done there, or one was opened."""
    text, date = facts.document.text, event.date
    assert date is not None
    name = opened(text, event.start, kind, at)
    if name is not None:
        return Occasion(date.start, date.end, re.sub("[“”]", "", text[name[0] : name[1]]))
    low = max(event.start, at - _BACK)
    border = max(text.rfind(mark, low, at) for mark in "。；，\n") + 1
    lead = text[max(border, low) : at]
    lead = lead[max(0, date.end - (at - len(lead))) :] if date.end <= at else lead
    after = text[at + len(kind) : at + len(kind) + 30]
    held = _held(lead) and _ENDS.match(after)
    if not (held or (re.fullmatch("[“《 ]?", lead) and _HELD_AFTER.match(after))):
        return None
    if _ASIDE.search(lead) or _ASIDE.search(text[low:at]) or _foreign(facts, lead):
        return None
    return Occasion(date.start, date.end, f"{date.first}{date.last}")


def _held(lead: str) -> bool:
    match = re.search(f"{DONE}(?:了|召开|开展|举办|进行)?(?P<rest>[^，。；]{{0,14}})$", lead)
    return match is not None and not re.search("[和与及对为向]|[参观]", match["rest"])


def _foreign(facts: Facts, lead: str) -> bool:
    """Whether somebody else than the report's own institution acts in the clause."""
    head = re.split(DONE, lead, maxsplit=1)[0]
    match = _OTHERS.search(head)
    return match is not None and match.group()[-4:] not in title(facts)


def _of_days(facts: Facts, phrases: Phrases) -> Iterator[tuple[str, Occasions]]:
    text = facts.document.text
    for match in _DAYS.finditer(text):
        block = facts.document.block_at(match.start())
        for kind, at in phrases.find(text, match.start("rest"), match.end("rest")):
            if _held(text[match.start("rest") : at]) and _ENDS.match(text, at + len(kind), match.end() + 1):
                days = _DAY.finditer(text, *match.span("days"))
                found = tuple(Occasion(day.start(), day.end(), day.group()) for day in days)
                yield kind, Occasions(facts.contexts[block].year, found, closed=True)
                break
