"""A stated number of times against what the report itself dates: 消防演练2次, and three drills in the chronicle.

A chronicle need not tell everything, so it can only tell of more than was stated; a list of days tells all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.facts.measures import clean
from auditor.facts.occasions import DONE, Occasions, tally
from auditor.facts.owners import title
from auditor.facts.relations import Operand, Relation, judge
from auditor.facts.rosters import SET_UP
from auditor.facts.said import Said
from auditor.interval import exactly
from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts

_TIMES = frozenset("次 场 期 场次 回 届".split())
_THINGS = frozenset("个 家 所 座 处".split())
_MOST = 40
_VERB = re.compile(f"{DONE}了?|{SET_UP}了?")
_GENERIC = re.compile(
    "活动|会议|大会|仪式|讲座|培训班?|比赛|大赛|竞赛|展览|系列|主题|工作|志愿服务|党日|学习|宣传|调研|座谈会?|研讨会?|专题|教育|业务|全体|职工|读者|年度|集中|专场|公益|各类|大型|会$|检查|演出|服务|线上|线下"
)
_NARROW = re.compile(
    "联合|[与同]|协同|配合|集中|重点|其中|每[月周季年]|各[县区市科部]|分别|另|第[一二三四五六七八九十]"
)
_OWN = re.compile("[我本全]?(?:公司|集团|学校|医院|法院|检察院)|党支部|党委")
_END = re.compile("(?:主题|系列)?活动$")


def extract(facts: Facts) -> tuple[Relation, ...]:
    """One relation for each stated number of times that the report's own dates can be held against."""
    listed = {mention.start for mention, _ in facts.counted_lists}
    stated = [
        (kind, said)
        for said in facts.said
        if said.mention.start not in listed and (kind := _kind(facts, said))
    ]
    told = tally(facts, {kind for kind, _ in stated})
    return tuple(
        relation
        for kind, said in stated
        for occasions in told.get(kind, ())
        for relation in _relations(facts, said, kind, occasions)
    )


def _kind(facts: Facts, said: Said) -> str:
    """What was done or set up so often, "" for a number that says no such thing of the whole year."""
    mention = said.mention
    q = mention.quantity
    whole = q.value.exact and q.point.denominator == 1 and 1 <= q.point <= _MOST and not q.hedges
    times = q.unit in _TIMES
    if not whole or not (times or q.unit in _THINGS) or mention.role != "level" or not _of_year(facts, said):
        return ""
    words = mention.label.strip()
    verbs = list(_VERB.finditer(words if _VERB.search(words) else said.before[-60:] + words))
    # 开展应急演练3次、普法讲座4次: the verb before the list holds for every item.
    if not verbs or not (times or re.search(SET_UP, verbs[-1].group())):
        return ""
    if _narrower(facts, verbs[0].string[: verbs[0].start()]):
        return ""
    noun = mention.noun if len(mention.noun) >= 3 else _VERB.split(words)[-1]
    quoted = re.findall("[“《]([^“”《》]{3,20})[”》]", noun)
    name = quoted[0] if len(quoted) == 1 else re.sub(f"[^{HAN}]", "", noun)
    name = name if quoted else _END.sub("", name)
    return name if _telling(name, bool(quoted)) else ""


def _narrower(facts: Facts, who: str) -> bool:
    """Whether a part of the institution, or somebody else, is named before the verb."""
    rest = clean(_OWN.sub("", re.sub("[0-9]{4}年度?", "", who[-60:])))
    return bool(rest) and rest not in title(facts)


def _telling(name: str, quoted: bool) -> bool:
    return 4 <= len(name) <= 20 and (quoted or len(_GENERIC.sub("", name)) >= 2)


def _of_year(facts: Facts, said: Said) -> bool:
    """Whether a number speaks of the institution and its whole year, outside the chronicle."""
    mention = said.mention
    if said.measure_.kind == "planned" or not said.annual or mention.block in facts.event_of_block:
        return False
    return not _NARROW.search(mention.label) and not _NARROW.search(said.before[-24:])


def _relations(facts: Facts, said: Said, kind: str, occasions: Occasions) -> Iterator[Relation]:
    q = said.mention.quantity
    years = {said.year, occasions.year} - {0}
    if len(years) > 1 or any(o.start == said.mention.start for o in occasions.found):
        return
    size = len(occasions.found)
    days = tuple(Operand(o.start, o.end, exactly(1), kind, "date") for o in occasions.found)
    verdict = judge("=" if occasions.closed else "≥", q.value, exactly(size))
    fewer = not occasions.closed and q.point > size
    yield Relation(
        kind="occasions",
        operator="=" if occasions.closed else "≥",
        left=Operand(q.start, q.end, q.value, kind, "count"),
        right=days,
        computed=exactly(size),
        expression=kind,
        verdict="unknown" if fewer else verdict,
        evidence="occasions:likely",
        reason="大事记未必写全" if fewer else "",
        gap=str(int(q.point) - size),
        shown=str(size),
    )
