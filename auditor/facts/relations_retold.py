"""One event told in two places with different figures: its attendance in the summary and in the chronicle.

An event is known by its title in quotation marks or by what was done (举办…研修班). Whatever recurs is left
alone: another date, several sessions, another stage. Figures are compared when they count the same sort of
thing and nothing in their names sets them apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.facts.measures import clean, residue
from auditor.facts.mentions import Mention
from auditor.facts.relations import Relation, judge
from auditor.facts.statements import operand
from auditor.interval import in_words
from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts
    from auditor.facts.dates import Date

_CROWD = 4
_RATIO = 3
_NEAR = 8
_TITLE = re.compile(f"[“《](?P<what>[{HAN}A-Za-z0-9 ，·—]{{3,40}})[”》]")
_DONE = re.compile(
    f"(?:举办|召开|开展|举行|组织|承办|协办|主办|参加|承接)了?(?P<what>[{HAN}0-9A-Za-z]{{8,40}})(?=[，。；：（])"
)
_SEVERAL = re.compile(
    "(?<![第0-9一二两三四五六七八九十])[0-9一二两三四五六七八九十多几]{1,4}余?(?:期|场|次|届|场次|批|站|轮)|系列|多次|每[年月周季期]|累计|先后|陆续|各[县市区]|巡[演展讲回]"
)
_STAGE = re.compile(
    "开幕|闭幕|启动|收官|结束|揭晓|颁奖|初赛|复赛|决赛|预赛|报名|征集|开班|结业|开工|竣工|筹备|线上|线下|第[0-9一二三四五六七八九十]+[期场次届批站天]"
)
_TIME = re.compile("上午|下午|晚上")
_SOME = re.compile(
    "其中|部分|获|评出|入选|选送|晋级|优秀|另|代表(?![队团])|首[日批场]|当[日天晚]|现场|线上|在线"
)
_COME = re.compile("参加|参与|吸引|到场|出席|参训|参会|参赛|观看|培训|惠及|受益")
_PEOPLE = frozenset("人 名 位".split())
_NOT_LEVEL = frozenset("- percent point ratio multiple duration day month year anniversary age week".split())


@dataclass(frozen=True, slots=True)
class _Telling:
    """One sentence that tells of an event: its figures, date, block, stage and time of day."""

    block: int
    date: Date | None
    figures: tuple[Mention, ...]
    stages: frozenset[str]
    times: frozenset[str]


def extract(facts: Facts) -> tuple[Relation, ...]:
    """One relation for each figure of an event that two places state."""
    told: dict[str, list[_Telling]] = defaultdict(list)
    copies = {copy.block for cluster in facts.duplicates for copy in cluster.copies[1:]}
    for number, sentence in enumerate(facts.sentences):
        kind = facts.document.blocks[sentence.block].kind
        plan = facts.contexts[sentence.block].plan
        if kind in ("entry", "paragraph") and not plan and sentence.block not in copies:
            for what in _events(facts.document.text[sentence.start : sentence.end]):
                told[what].append(_telling(facts, number))
    found: dict[tuple[int, int], Relation] = {}
    for what, tellings in sorted(told.items()):
        if 2 <= len(tellings) <= _CROWD and _once(tellings):
            for relation in _relations(what, tellings):
                found.setdefault((relation.left.start, relation.right[0].start), relation)
    return tuple(found.values())


def _events(text: str) -> Iterator[str]:
    """The one event that a sentence tells of; a sentence with several is a list and says nothing of each."""
    if _SEVERAL.search(text):
        return
    titles = {re.sub(f"[^{HAN}A-Za-z0-9]", "", match["what"]) for match in _TITLE.finditer(text)}
    titles = {title for title in titles if re.search(f"[{HAN}]{{3}}", title)}
    done = {_named(match["what"]) for match in _DONE.finditer(text)}
    if len(titles) == 1:
        yield from titles
    elif not titles and len(done) == 1:
        yield from (what for what in done if len(what) >= 8)


def _named(what: str) -> str:
    return re.sub("^(?:[0-9]{4}年度?|年度)|活动$", "", what)


def _telling(facts: Facts, number: int) -> _Telling:
    sentence = facts.sentences[number]
    text = facts.document.text[sentence.start : sentence.end]
    mentions = facts.mentions_between(sentence.start, sentence.end)
    event = facts.event_of_block.get(sentence.block)
    dates = facts.dates_of_block(sentence.block)
    at = bisect_left(dates, sentence.end, key=lambda date: date.start)
    own = [date for date in dates[max(at - _NEAR, 0) : at] if date.dated]
    date = event.date if event is not None else own[-1] if own else None
    return _Telling(
        sentence.block,
        date,
        tuple(mention for mention in mentions if _level(mention))[:_NEAR],
        frozenset(_STAGE.findall(text)),
        frozenset(_TIME.findall(text)),
    )


def _level(mention: Mention) -> bool:
    q = mention.quantity
    vague = {"at least", "above", "at most", "below"} & set(q.hedges)
    odd = q.article or q.malformed or q.extreme or q.each or vague or (q.dimension or "-") in _NOT_LEVEL
    return mention.role == "level" and not odd and not _SOME.search(mention.label + mention.noun[:8])


def _once(tellings: Sequence[_Telling]) -> bool:
    """Whether the event took place once: one date, one stage."""
    dates = [telling.date for telling in tellings if telling.date is not None]
    apart = any(one.last < other.first for one in dates for other in dates)
    times = {time for telling in tellings for time in telling.times}
    return bool(dates) and not apart and len(times) < 2 and len({telling.stages for telling in tellings}) == 1


def _relations(what: str, tellings: Sequence[_Telling]) -> Iterator[Relation]:
    for at, one in enumerate(tellings):
        for other in tellings[at + 1 :]:
            if one.block == other.block:
                continue
            for first, second in _pairs(one, other):
                yield _relation(what, first, second)


def _pairs(one: _Telling, other: _Telling) -> Iterator[tuple[Mention, Mention]]:
    """Figures of both that count one thing; a sort of thing counted twice in one telling says nothing."""
    for first in one.figures:
        alike = [second for second in other.figures if _one_thing(first, second)]
        back = [mention for mention in one.figures if alike and _one_thing(mention, alike[0])]
        if len(alike) == 1 and len(back) == 1:
            yield first, alike[0]


def _one_thing(first: Mention, second: Mention) -> bool:
    a, b = first.quantity, second.quantity
    people = {a.unit, b.unit} <= _PEOPLE
    if not people and (a.dimension != b.dimension or (a.dimension == "noun" and a.unit != b.unit)):
        return False
    low, high = sorted((abs(a.point), abs(b.point)))
    if not low or high > _RATIO * low:
        return False
    mine, theirs = _name(first), _name(second)
    if people:
        came = [bool(_COME.search(mention.label + mention.noun)) or not name for mention, name in
                ((first, mine), (second, theirs))]  # fmt: skip
        if all(came) and (not mine or not theirs):
            return True
    left, right = (side.replace("|", "") for side in residue(mine, theirs))
    return bool(mine and theirs) and not (left and right) and len(mine) - len(left) >= 2


def _name(mention: Mention) -> str:
    words = mention.noun if len(mention.noun) >= 2 else mention.label
    return clean(_COME.sub("", words[-20:]))


def _relation(what: str, first: Mention, second: Mention) -> Relation:
    a, b = first.quantity, second.quantity
    return Relation(
        kind="same-event",
        operator="=",
        left=operand(second, "place"),
        right=(operand(first, "place"),),
        computed=a.value,
        expression=what,
        verdict=judge("=", b.value, a.value),
        evidence="same-event:likely",
        shown=in_words(a.point),
    )
