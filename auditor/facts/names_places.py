"""Names of bodies that stand wrongly: words in the wrong order, a neighbour's institution as the subject."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts

_ORDER = re.compile(
    f"中共(?P<level>[省市县区州])委(?P<place>[{HAN}]{{2,3}})(?P<body>党校|宣传部|组织部|统战部|政法委|老干部局|办公室|党史研究室|巡察办|编办)"
)
_KIND = "图书馆|博物馆|文化馆|美术馆|档案馆|科技馆|教育局|财政局|统计局|卫生健康委员会|人民医院|中心医院|气象局|税务局|民政局"
_BODY = re.compile(f"(?P<place>[{HAN}]{{2,4}}[省市县区])(?P<kind>{_KIND})(?![员长藏{HAN}]{{0,2}}一行)")
_LEAD = re.compile("(?:^|[。；！？\n])[^，。；！？\n]{0,12}$")
_VISIT = re.compile(
    "来我|到我|来馆|来访|莅|考察|参观|调研|交流|学习|联合|携手|合作|邀请|接待|协助|支援|结对|与我|与本|捐|授课|讲座|报道|转发|会议|代表|全省|全市|一行|指导|主办|承办|分别|等(?:单位|馆|地)|、|和"
)
_ACTS = re.compile(
    "(?:[于在自]|[0-9]{1,4}[年月]|组织|开展|举办|举行|完成|新增|接待|全年|共|积极|坚持|认真|加强|推进|充分|特|将)"
)
_REACH = 60
MOST = 40  # renamings that are looked into
_RENAMED = re.compile(f"(?:更名|改名|改称)为“?([{HAN}]{{4,24}})")


@dataclass(frozen=True, slots=True)
class Misplaced:
    """``text[start:end]`` is a body named wrongly; ``meant`` is the name that the report suggests."""

    start: int
    end: int
    meant: str


def misordered(facts: Facts) -> tuple[Misplaced, ...]:
    """Party bodies whose place stands behind the committee (中共市委临溪党校); the place must be known."""
    text = facts.document.text
    found = []
    known: dict[str, bool] = {}
    for match in _ORDER.finditer(text):
        place, level = match["place"], match["level"]
        if place not in known:
            known[place] = text.find(place, text.find(place) + 1) >= 0
        if known[place]:
            meant = f"中共{place}{level}委{match['body']}"
            found.append(Misplaced(*match.span(), meant))
    return tuple(found)


def foreign(facts: Facts) -> tuple[Misplaced, ...]:
    """Bodies of the report's own kind but of another place that act as the subject of a sentence, once or twice.

    The own body is the commonest of its kind, named at least five times; whoever visits or works together
    is no leftover.
    """
    text = facts.document.text
    bodies = [(_place(match["place"]) + match["kind"], match) for match in _BODY.finditer(text)]
    counts = Counter(name for name, _ in bodies)
    if not counts:
        return ()
    own, often = max(counts.items(), key=lambda item: (item[1], item[0]))
    kind = next(match["kind"] for name, match in bodies if name == own)
    return tuple(
        Misplaced(match.start("place") + match["place"].find(_place(match["place"])), match.end(), own)
        for name, match in bodies
        if name != own and match["kind"] == kind and often >= 5 * counts[name] and _subject(text, match)
    )


def _place(run: str) -> str:
    """A place without the words that cling to it on the left."""
    return re.split("[于在由与和及到]", run)[-1]


def _subject(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - 14) : match.start()]
    after = text[match.end() : match.end() + _REACH]
    sentence = next(iter(_clauses(after)), "")
    return bool(_LEAD.search(before) and _ACTS.match(after) and not _VISIT.search(before[-12:] + sentence))


def _clauses(text: str) -> Iterator[str]:
    yield from re.split("[。；！？\n]", text)


@dataclass(frozen=True, slots=True)
class Early:
    """A new name that entries of earlier years already use: where it was given (the year), and those places."""

    name: str
    start: int
    end: int
    year: int
    places: tuple[tuple[int, int], ...]


def early(facts: Facts) -> tuple[Early, ...]:
    """New names (更名为…) used in a chronicle's entries of years before the renaming, in order."""
    years = {event.block: event.date.first[0] for event in facts.events if event.date and event.date.first[0]}
    text, document = facts.document.text, facts.document
    found = []
    for match in islice(_RENAMED.finditer(text), MOST):
        year = years.get(document.block_at(match.start()), 0)
        if year:
            places = tuple(
                (at, at + len(match[1]))
                for at in _occurrences(text, match[1], match.start())
                if 0 < years.get(document.block_at(at), 0) < year
            )
            if places:
                found.append(Early(match[1], *match.span(1), year, places))
    return tuple(found)


def _occurrences(text: str, part: str, stop: int) -> Iterator[int]:
    at = text.find(part, 0, stop)
    while at >= 0:
        yield at
        at = text.find(part, at + len(part), stop)
