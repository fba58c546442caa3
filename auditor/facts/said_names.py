"""Names in sentences: the words that name a number, cut from its clause, and what they say of scope and time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from auditor.facts.packs import key
from auditor.text import HAN

Side = Literal["", "budget", "final"]
_BORDER = re.compile("[，,。；;：:！？!?、\n]")
LEVELS = re.compile("[（(][类款项目][）)]")
_ASIDE = re.compile("[（(][^（()）\n]{0,24}[）)]")
_LEAD = re.compile(
    "(?:其中|另外?|还|并|且|又|也|已经?|总共|一共|共计?|累计|合计|总计|全年度?|本年度?|今年|年内|当年|年末|年底|[年期]初(?!预算|部门|安排)|[12][0-9]{3}年(?:度|末|底|全年)?"
    "|(?:医院|学校|公司|集团|图书馆|博物馆|文化馆|学院|大学|中心|景区|园区|该[院校馆局县市区司])(?=.{2})"
    "|预算安排|安排|截至|截止|目前|现有?|我[馆院校局县市区省司行厂所站乡镇村]|本[馆院校局县市区省司行厂所站乡镇村]|全[馆院校局市县区省镇乡村]|公司|全公司"
    "|接待|办理|完成|实现|拥有|设有|建有|有(?![效限机色])|共有|达到?|为|是|约|近|的|在册|实际|总(?!统|务|部))"
)
_TRAIL = re.compile(
    "(?:共计?|合计|总计|累计|小计|达到?了?|为|是|有|计|约|近|已|均|的|实现|完成|突破|安排|总?数量?|总?数为|数达|总量|总额|总数|金额|数额|人次|册次|人数|册数|件数|户数|面积为|共有)"
)
_TRAIL_END = re.compile(f"{_TRAIL.pattern}$")
SIDE = re.compile(
    "(?P<budget>(?:年初|全年|调整|部门)?预算)数?为?$|(?P<final>决算|全年执行|执行)数?为?$|^(?:[12][0-9]{3}年)?(?P<planned>预算安排)"
)
_SUB = re.compile(
    "上半年|下半年|前?[一二三四1-4]个?季度|(?<![0-9])1?[0-9]月(?![0-9]{1,2}日|底|末)|期间|当[天日月晚]|首[日周月]|[假节]日?|寒假|暑假|暑期|以来|近[0-9一二三四五六七八九十两]{1,3}年"
    "|“?十[一二三四五]五”?|每[天日周月年次场]|高峰|单日|本[月周季]|上[月周季]|周末|活动中|活动现场|一次性|其他|其余|另有"
)
TERRITORY = re.compile("^(?:[市县区]区?内|[市城]区内?|[市县区]域内?|辖区内?|[全我][市县区省])(?=.)")
"""Where an institution's own things stand anyway; so a narrower place is told, but counts as the whole."""
SCOPE = re.compile(
    f"[{HAN}]{{1,10}}?(?:分馆|总馆|少儿馆|新馆|老馆|东馆|西馆|分院|校区|院区|分校|分公司|子公司|分局|大队|支队|街道|社区|乡|镇|村|科|室|部|处|股|所|站|厂|车间"
    "|学院|系|班|中心|项目|活动|展览|工程)(?![长员民委门署分])"
)


def own_words(raw: str) -> tuple[str, tuple[str, ...], int]:
    """The words that name a number, the levels (类, 款) above it, and where in `raw` they begin."""
    plain = _ASIDE.sub(lambda m: "\0" * len(m[0]) if not LEVELS.fullmatch(m[0]) else m[0], raw)
    stops = [match.end() for match in _BORDER.finditer(plain)]
    if stops and not plain[stops[-1] :].strip(" \0“”‘’") and raw[stops[-1] - 1] in "：:":
        stops.pop()
    at = stops[-1] if stops else 0
    parts = [part.replace("\0", "").strip(" 　“”‘’：:，,") for part in LEVELS.split(plain[at:])]
    parts = [part for part in parts if part]
    return (parts[-1], tuple(key(part) for part in parts[:-1]), at) if parts else ("", (), at)


def side_of(words: str) -> Side:
    """Whether a name says budget or outcome."""
    match = SIDE.search(words)
    return "" if not match else "final" if match["final"] else "budget"


WHOLE = re.compile("全年|本年|年末|年底|[12][0-9]{3}年(?![0-9])(?:末|底|度)?")


def part_of_year(before: str, words: str) -> str:
    """The word for less than the year that holds where the name stands; 全年 in the name itself ends it."""
    own = [match[0] for match in _SUB.finditer(words)]
    if own or WHOLE.search(words):
        return own[-1] if own else ""
    return next((match[0] for match in reversed(list(_SUB.finditer(before[-60:])))), "")


VERB = re.compile(
    "[供用以可并为由在向对给与和及等的了，。；]|其中|包括|主要|同比|比上|较上|增长|下降|提高|覆盖|惠及|实行|占"
)
NOUN_END = re.compile(
    "实行|通借通还|开展|提供|覆盖|惠及|参加|参与|获|通过|进行|建成|投入|运行|完成|实现|纳入|对外|免费|为|在|被|由|向|供|接受|组成|全部|均|分布"
)
OPENING = re.compile("(?:年初|期初|上年末|上年底|去年末|去年底)(?!预算|部门|安排)")
COORDINATE = re.compile("[与和及]|以及")


_TAIL = re.compile(
    "(?:(?:上升|下降|提高|增加|减少|增长|降低|提升|压减|扩大|缩短|攀升|升|降)(?:到|至|为)|共计?|合计|总计|累计|达到?了?|为|是|有|计|约|近|已|均|的|实现|完成|突破|安排|数量?为|数达)$"
)


@lru_cache(maxsize=4096)
def trimmed(name: str, title: str = "") -> str:
    """A name without fillers at its ends and without the institution that the title names."""
    for _ in range(6):
        shorter = name
        match = _LEAD.match(shorter)
        if match and match.end() < len(shorter):
            shorter = shorter[match.end() :]
        size = 0
        if len(shorter) > 2 and shorter[:3] in title:
            size = next(n for n in range(min(len(shorter), 16), 2, -1) if shorter[:n] in title)
        shorter = shorter[size:] if size and size < len(shorter) else shorter
        tail = _TAIL.search(shorter)
        if tail and tail.start():
            shorter = shorter[: tail.start()]
        if shorter == name:
            return name
        name = shorter
    return name


@lru_cache(maxsize=4096)
def stem(name: str) -> str:
    """A key without fillers and without words that only say that something is counted (分馆数量 → 分馆)."""
    name = trimmed(name)
    for _ in range(3):
        match = _TRAIL_END.search(name)
        if not match or match.start() < 2:
            return name
        name = name[: match.start()]
    return name


_PLACED = re.compile("(?:先后|分别|相继|同时)?[在于到赴从对向与和为]")
CLAUSE = re.compile("[，,。；;：:！？!?\n]")


def scopes(text: str) -> Sequence[str]:
    """The divisions, places or events that clauses of `text` open with.

    A clause that opens with a place (在东湖公园建了书屋) has a verb of its own; it is only told where it stands
    alone (在东湖分馆，).
    """
    found = []
    for clause in CLAUSE.split(text[-120:]):
        words = trimmed(clause.strip(" 　“”"))
        placed = _PLACED.match(words)
        rest = words[placed.end() :] if placed else words
        match = SCOPE.match(rest)
        if match and (not placed or len(rest) - match.end() <= 3):
            found.append(match[0])
    return found
