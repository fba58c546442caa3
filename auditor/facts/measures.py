"""Measures: what each quantity of the prose measures, for comparing it with other places of the report.

A measure is a mention with its topic (whose figure it is, carried over the sentences of a paragraph), its
period (the year, a date of its own, a cut-off) and its kind (stock, new, planned). Two quantities state
one measure only when all of these agree and their names leave no residue.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from auditor.facts.dates import Date
from auditor.facts.mentions import Mention
from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts

Kind = Literal["stock", "new", "planned"]
Period = tuple[str, int, int]
"""(year | date | cut-off | other year | none, first, last): days as numbers, or the year named; 0 where unknown."""

_NEW = re.compile("新增|新建|新设|增设|新开|新办|新购|新入|购置|采购|购入|配置|新发展|本年新|新签")
_PLAN = re.compile("计划|规划|目标|力争|拟[^人]|将(?!近)|下一步|预计|打算|争取")
_ANNUAL = re.compile("全年|本年度?|今年|年内|一年来|全年度|(?:19|20)[0-9]{2}年(?![0-9末底初]|[1-9]月)")
_EARLIER = re.compile("上年|去年|前年|往年|上一年|同期|历年|自?(?:19|20)[0-9]{2}年(?:以来|起|至今)|多年")
_YEAR = re.compile("((?:19|20)[0-9]{2})年")
_CUT = frozenset({"cut-off", "截至", "until"})
_FILLER = re.compile(
    "(?:增加|提高|减少|下降|上升|扩大|增长|发展|降低|提升|压减|缩短|调整|达|由|从|升|增|减|降)(?:到|至|为)|共计?|总计|合计|累计|一共|总共|全年|本年度?|今年|年内|目前|现有?|其中|已经?|均|分别|达到?|约|近|计|含|包括|即|了|的|在|对|将|把|与|和|及|等|并|又|还|也|为|是|有"
    "|全[市县区省校院馆]|我[馆院校局司市县区省部所]|本[馆院校局司市县区省部所]|完成|开展|举办|组织|实现|接待|办理|进行|提供|建成|建立|设立|拥有|参与|参加|活动|共有|先后|一年来|20[0-9]{2}年度?|人数|次数|数量|总数|总量|总人数|总人次|累积|持续|不断|大力|积极"
)
_NO_LETTER = re.compile(f"[^{HAN}A-Za-z]+")
_TOTAL = re.compile("共|总|合计|累计|全年")
_YEARLY = re.compile("全年|本年|今年|年度")
_PLANNED = re.compile("计划|安排|打算|思路|下一步|(?:主要|重点)任务|总体(?:部署|要求)|奋斗目标")
_REACH = 300
"""How far back in its sentence a number's period is looked for."""
_TOPIC_STOP = re.compile("[，,。；;：:！？（(]")


@dataclass(frozen=True, slots=True)
class Measure:
    """A mention as a measure. `signature` is topic and name without fillers; `total` that it is called a
    total of its period; `noun_first` that the noun follows the number (34座智慧阅读空间)."""

    mention: Mention
    signature: str
    name: str
    topic: str
    period: Period
    kind: Kind
    year: int
    total: bool
    noun_first: bool


def extract(facts: Facts) -> tuple[Measure, ...]:
    """A measure for every level of the prose that can be compared at all, in order."""
    copies = _copied_blocks(facts)
    dates = _dates_by_block(facts)
    found: list[Measure] = []
    topic, name, place = "", "", (-1, -1)
    for mention in facts.mentions:
        if (mention.block, mention.sentence) != place:
            topic = _topic(facts, mention, topic if mention.block == place[0] else "")
            name, place = "", (mention.block, mention.sentence)
        # An empty or relational name (增加到17.3万亿) is an attribute of the number before.
        name = clean(mention.label + mention.noun) or name
        if mention.block in copies or not _comparable(mention):
            continue
        found.append(_measure(facts, mention, topic, name, dates.get(mention.block, [])))
    return tuple(found)


def _comparable(mention: Mention) -> bool:
    q = mention.quantity
    bare = q.dimension in (
        "",
        "percent",
        "point",
        "ratio",
        "multiple",
        "duration",
        "day",
        "month",
        "year",
        "age",
        "week",
        "anniversary",
    )
    vague = {"at least", "above", "at most", "below"} & set(q.hedges)
    return mention.role in ("level", "goal") and not (bare or q.article or q.malformed or q.extreme or vague)


_RATE_NAME = re.compile("(?:率|比重|占比|比例|覆盖面|满意度)[达到为是约近超过 ]{0,4}$")
EARLIER_LEVEL = re.compile("[比较]((?:19|20)[0-9]{2}年|上一?年度?|去年)(?:度|末|底|同期)?的$")
"""比2022年的8640万元: the level of the earlier year, given in passing."""


def in_passing(facts: Facts) -> tuple[Measure, ...]:
    """Measures that only tables state besides: rates called so by name (合格率96.2%), averages, levels
    of an earlier year that a comparison gives, days and hours; in order."""
    dates = _dates_by_block(facts)
    return tuple(
        _measure(facts, mention, "", clean(mention.label), dates.get(mention.block, []))
        for mention in facts.mentions
        if _passing(mention)
    )


def _passing(mention: Mention) -> bool:
    if mention.role in ("share", "percent"):
        return bool(_RATE_NAME.search(mention.label))
    if mention.role == "compared":
        return bool(EARLIER_LEVEL.search(mention.label)) and mention.quantity.dimension != "percent"
    if mention.role == "rate":
        return not mention.quantity.each and mention.quantity.dimension not in ("", "ratio")
    return mention.role == "level" and mention.quantity.dimension in ("day", "duration")


def _copied_blocks(facts: Facts) -> frozenset[int]:
    """Later copies of duplicate blocks: their numbers are the first copy's."""
    return frozenset(copy.block for cluster in facts.duplicates for copy in cluster.copies[1:])


def _dates_by_block(facts: Facts) -> dict[int, list[Date]]:
    found: dict[int, list[Date]] = {}
    for date in facts.dates:
        if date.dated and not _closed_off(facts.document.text, date):
            found.setdefault(date.block, []).append(date)
    return found


_INSTITUTION = re.compile(
    f"[{HAN}]{{2,20}}(?:馆|院|校|局|中心|公司|空间|学校|医院|分馆|总馆|社区|乡|镇|村|部|处|科|厅|会|站|所|队|县|区|市|省)"
)


def _topic(facts: Facts, mention: Mention, carried: str) -> str:
    """What stands before the first number of the sentence; carried over until an institution opens a sentence."""
    sentence = facts.sentences[mention.sentence]
    head = facts.document.text[sentence.start : mention.start][-60:]
    own = clean(_clause(head))
    if not own:  # 2343个县开展农村养老保险试点，…: the clause of the number says whose it is
        following = _TOPIC_STOP.split(facts.document.text[mention.end : mention.end + 30])[0]
        return f"{carried[-20:]}，{following}" if following else carried
    subject = _INSTITUTION.match(_TOPIC_STOP.split(_FILLER.sub("", head))[0] or "")
    return head if subject or not carried else f"{carried[-30:]}，{head}"


def _measure(facts: Facts, mention: Mention, topic: str, name: str, dates: list[Date]) -> Measure:
    text = facts.document.text
    sentence = facts.sentences[mention.sentence]
    before = text[max(sentence.start, mention.start - _REACH) : mention.start]
    clause = mention.label
    head = clean(_clause(topic))
    signature = head if name in head else head + name
    return Measure(
        mention=mention,
        signature=signature,
        name=name,
        topic=head,
        period=_period(facts, mention, before, dates),
        kind=_kind(facts, mention, clause),
        year=facts.contexts[mention.block].year,
        total=bool(_TOTAL.search(mention.label + before[-12:])),
        noun_first=len(mention.noun) >= 2,
    )


def _clause(topic: str) -> str:
    parts = [part for part in _TOPIC_STOP.split(topic) if part]
    return "".join(parts[-2:])


@lru_cache(maxsize=4096)
def clean(name: str) -> str:
    """A name without digits, marks and the words that say nothing of what is measured."""
    return _FILLER.sub("", _NO_LETTER.sub("", name))


def _kind(facts: Facts, mention: Mention, clause: str) -> Kind:
    if facts.contexts[mention.block].plan:
        return "planned"
    headings = "".join(facts.document.heading_texts(facts.document.blocks[mention.block]))
    if _PLAN.search(clause) or mention.role == "goal" or _PLANNED.search(headings):
        return "planned"
    return "new" if _NEW.search(clause) else "stock"


def _period(facts: Facts, mention: Mention, before: str, dates: list[Date]) -> Period:
    """The nearest date before the number in its sentence, else a word for the year, else the entry's date."""
    start = mention.start - len(before)
    at = bisect_left(dates, mention.start, key=lambda date: date.start) - 1
    if at >= 0 and dates[at].start >= start:
        date = dates[at]
        # 12月15日，全年任务完成，共…: the figure is the year's, whatever day tells of it.
        if before.rfind("全年") > date.start - start and not _CUT & set(date.roles):
            return ("year", 0, 0)
        name = (
            "cut-off"
            if _CUT & set(date.roles) or re.search("截[至止]|止$", before[: date.start - start + 2])
            else "date"
        )
        return (name, _day(date.first), _day(date.last))
    earlier, annual_at = _last(_EARLIER, before), _last(_ANNUAL, before)
    if max(earlier, annual_at) >= 0:
        named = [int(match[1]) for match in _YEAR.finditer(before)]
        return ("other year" if earlier > annual_at else "year", named[-1] if named else 0, 0)
    annual = bool(
        _YEARLY.search(
            facts.document.text[
                max(facts.document.blocks[mention.block].start, mention.start - _REACH) : mention.start
            ],
        )
    )
    if dates and not annual and facts.document.blocks[mention.block].kind == "entry":
        return ("date", _day(dates[0].first), _day(dates[0].last))
    return ("year" if annual else "none", 0, 0)


def _closed_off(text: str, date: Date) -> bool:
    """A date alone in a bracket (子昌村流通点（3月23日）) is that item's, not the sentence's."""
    return text[max(date.start - 1, 0) : date.start] in "（(" and text[date.end : date.end + 1] in "）)"


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Start of the last match, −1 without one."""
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _day(fields: tuple[int, int, int]) -> int:
    year, month, day = fields
    return (year * 100 + month) * 100 + day


def same_period(one: Period, other: Period) -> bool:
    """Whether two figures may speak of one period: a dated event never meets an annual figure."""
    if "other year" in (one[0], other[0]):
        return False
    loose = {"year", "none"}
    if one[0] in loose and other[0] in loose:
        return not (one[1] and other[1]) or one[1] == other[1]
    return one == other


def residue(one: str, other: str) -> tuple[str, str]:
    """What each name has that the other lacks, once common runs of two or more characters are taken out.

    Names are cut at 40 characters, so the work is bounded.
    """
    a, b = one[-40:], other[-40:]
    while True:
        run = _longest_common(a, b)
        if len(run) < 2:
            return a, b
        a, b = a.replace(run, "|", 1), b.replace(run, "|", 1)


def _longest_common(a: str, b: str) -> str:
    best = ""
    row = [0] * (len(b) + 1)
    for i, char in enumerate(a):
        new = [0] * (len(b) + 1)
        for j, other in enumerate(b):
            if char == other != "|":
                new[j + 1] = row[j] + 1
                if new[j + 1] > len(best):
                    best = a[i + 1 - new[j + 1] : i + 1]
        row = new
    return best
