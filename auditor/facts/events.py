"""Events: the entries of chronicles and dated lists, each with the date that is its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from auditor.document import Document
from auditor.facts.dates import Date
from auditor.facts.dates_context import Context
from auditor.facts.dates_roles import ASIDE
from auditor.facts.events_lists import Group, groups, short_date

_LEAD = re.compile("[\\s“《【\\[（(*]{0,3}(?:(?:我?[馆院校局会]|本[馆院校])?[于在自从]|分别[于在])?[ ]?")
_CLAUSE = re.compile("[。；;！!？?，,：:、—\n]\\s{0,2}$")
_PREPOSITION = re.compile("(?:分别)?[于在自从]$")
_PLACE = re.compile(
    "(?<![^，。；、日月旬午晚])[在到赴往]((?![^，。；、]{0,20}(?:之际|陪同|前提|基础|期间|指导下))[^，。；、“”《》（）0-9\n]{2,20}?)(?:(?:隆重|顺利|成功|正式)?(?:举[行办]|召开|开[展幕馆]|进行|参观|启动)|，|。)"
)
_TITLE = re.compile("“([^“”\n]{2,60})”|《([^《》\n]{2,60})》")
_ACTOR = re.compile(
    "(?<![\u4e00-\u9fff])(?:由|与|和|联合|邀请)?((?!在|为|把|将|对|组织|开展|参加|参观|结合|推动|推进|莅临|提高|进一步|关于|来自|携手|走进|引导)[\u4e00-\u9fff]{2,16}?(?:图书馆|博物馆|文化馆|档案馆|委员会|学会|协会|支部|中心|学院|大学|中学|小学|幼儿园"
    "|政府|公司|集团|医院|社区|街道办|[文广旅教卫财民公]局|办公室))"
)
_ANNUAL = re.compile("(?:本年度?|全年|全年度|当年|同年|今年|[0-9]{4}年度?)(?![0-9])")


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of a chronicle: block index, entry number (0 without), its own date and what it tells.

    ``placing`` says how the date was found: opening, preposition (于/在), clause, inside, or empty when the
    entry has none; ``dates`` are all its dates. ``annual`` tells an entry that opens with 本年/全年/2021年.
    """

    block: int
    start: int
    end: int
    number: int = 0
    date: Date | None = None
    placing: str = ""
    dates: tuple[Date, ...] = ()
    annual: bool = False
    several: bool = False
    place: str = ""
    actors: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chronicle:
    """A chronicle or dated list: heading block (−1 without), kind (heading, months, list), its events.

    ``sections`` gives for each event the date heading it stands under (−1 for none).
    """

    heading: int
    kind: str
    events: tuple[Event, ...]
    sections: tuple[int, ...]
    numbered: bool


def _rank(text: str, start: int, date: Date) -> tuple[int, str]:
    if set(date.roles) & ASIDE:
        return 9, ""
    if date.precision in ("year", "half", "part-year"):
        return 8, ""
    before = text[start : date.start]
    if _LEAD.fullmatch(before):
        return 0, "opening"
    tail = before[-4:]
    if _PREPOSITION.search(tail):
        return 1, "preposition"
    if _CLAUSE.search(tail):
        return 2, "clause"
    return 3, "inside"


def _own(text: str, start: int, dates: Sequence[Date]) -> tuple[Date | None, str, bool]:
    """The date of an entry, how it was found, and whether it stands for several separate days."""
    ranked = sorted((*_rank(text, start, date), date.start, date) for date in dates if not date.problem)
    if not ranked or ranked[0][0] >= 8:
        return None, "", False
    _, placing, _, chosen = ranked[0]
    last, count = chosen, 1
    for date in dates:
        if date.start > last.start and len(text[last.end : date.start]) <= 2 and date.dated:
            gap = text[last.end : date.start].strip()
            if gap in ("、", "，", ",", "和", "及", "与"):
                last, count = date, count + 1
    if count > 1 and last.last >= chosen.first:
        chosen = replace(chosen, end=last.end, last=last.last, precision="range")
    return chosen, placing, count > 2


def event(document: Document, index: int, dates: Sequence[Date], end: int) -> Event:
    """The event that the entry at block ``index`` tells."""
    block = document.blocks[index]
    text = document.text
    start = block.marker.end if block.marker else block.start
    own, placing, several = _own(text, start, dates)
    body = text[start:end]
    place = _PLACE.search(body[:400])
    titles = tuple(a or b for a, b in _TITLE.findall(body[:2000]))
    return Event(
        block=index,
        start=start + len(body) - len(body.lstrip()),
        end=end,
        number=block.marker.number if block.marker else 0,
        date=own,
        placing=placing,
        dates=tuple(dates),
        annual=bool(_ANNUAL.match(body.lstrip())),
        several=several,
        place=place[1] if place else "",
        actors=tuple(dict.fromkeys(_ACTOR.findall(body[:400]))),
        titles=titles,
    )


def _chronicle(
    document: Document, group: Group, dates: Sequence[Sequence[Date]], surroundings: Sequence[Context]
) -> Chronicle:
    found = []
    for index, last in group.entries:
        own = list(dates[index])
        if group.short and (date := short_date(document, index, surroundings[index])):
            own.insert(0, date)
        found.append(event(document, index, own, document.blocks[last].end))
    sections = tuple(surroundings[index].heading for index, _ in group.entries)
    return Chronicle(group.heading, group.kind, tuple(found), sections, group.numbered)


def extract(
    document: Document, dates: Iterable[Date], surroundings: Sequence[Context]
) -> tuple[Chronicle, ...]:
    """The chronicles and dated lists of a document, in order."""
    by_block: list[list[Date]] = [[] for _ in document.blocks]
    for date in dates:
        by_block[date.block].append(date)
    return tuple(
        _chronicle(document, group, by_block, surroundings)
        for group in groups(document, by_block, surroundings)
    )
