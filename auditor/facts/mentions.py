"""Mentions: every quantity in its clause, with the words that name it and the part it plays.

What is counted stands either before the number (`新增持证读者352人`: label) or after its unit
(`34座智慧阅读空间`: noun). A number governed by 增加, 占 or 每 is a change, a share or a rate, never a level.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from auditor.facts.quantities import Quantity
from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts

Role = Literal["level", "change", "share", "rate", "compared", "percent", "goal"]

_BORDER = re.compile("[。！？!?；;\n，,、：:（(）)【】—]")
_NOUN = re.compile(f"(?:[{HAN}A-Za-z“”《》·—/]|[0-9]+(?=[{HAN}]{{0,2}}[岁级类型号])){{1,24}}")
_NOUN_STOP = re.compile(
    "——|的|了|等|在内|以上|以下|其中|共计|合计|总计|占|比(?![赛武])|较|同比|环比|增|减|下降|上升|提高|降低|为|是|达|有|含|包括|参加|参与|到|由|被|与|和|及|并|已|均|全部|分别|获|通过|完成|接受|受到|入选|晋级|组成|构成"
)
_CHANGE = re.compile(
    "(?:增加|增长|增收|增|减少|减|下降|降低|降|上升|上涨|上调|下调|提高|提升|回升|回落|缩减|缩短|压减|压降|净增|净减|多|少|超出|超过|高出|低|延长|扩大|攀升|增幅|降幅|涨幅|跌幅|增速|增长率|下降率|幅度)(?:[了约近达为到：:]|幅度|率|额|量){0,3}$"
)
_TO = re.compile(
    "(?:增加|增长|增|减少|减|下降|降低|降|上升|提高|提升|升|扩大|缩短|压减|跃升|发展|扩展|攀升|回落|调整|达)(?:至|到|为)$"
)
_SHARE = re.compile("(?:占|比重|占比|比例|率|份额|完成|达标|合格|覆盖)[^，,。；]{0,16}$")
_RATE = re.compile("(?:每|均|平均|单价|人均|户均|场均|日均|月均|年均|次均|亩均|班均|馆均)[^，,。；、]{0,10}$")
_COMPARED = re.compile(
    "(?:(?<!占)比(?![重例赛如武])|较(?![为大强])|相比|上年|去年|同期|前年|上一年|上年度|往年|历年|[与同和](?=[上去前同]))[^，,。；、]{0,12}$"
)
_OF = re.compile("占(?!其中|地)[^，。；、]{0,12}$")
_FROM = re.compile(
    "[由从](?:原来?|原先|最初|年初|期初|此前|过去|上年|去年|[0-9]{4}年)?的?$|(?:变为|变成)[^，,。；、]{0,8}$"
)
_GOAL = re.compile(
    "(?:计划|目标|力争|拟|预计|争取(?=完成|实现|达|新增|建成|创建)|(?<![健名老武上大小中少主干宿])将|确保|不低于|应(?=达|为|有|完成|不|在|当))[^，,。；、]{0,12}$"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One quantity in place. All offsets are those of the text.

    `label` is the text before it back to the last border or quantity, with its start; `noun` what follows
    the unit, with its end; `depth` counts open brackets; `gap` is everything between the quantity before
    (in the block) and this one; `sentence` and `block` are indices.
    """

    quantity: Quantity
    block: int
    sentence: int
    label: str
    label_start: int
    noun: str
    noun_end: int
    gap: str
    depth: int
    role: Role

    @property
    def start(self) -> int:
        """Start of the quantity."""
        return self.quantity.start

    @property
    def end(self) -> int:
        """End of the quantity."""
        return self.quantity.end

    @property
    def name(self) -> str:
        """What is counted, in the report's own words."""
        return self.noun or strip_filler(self.label)


_FILLER = re.compile(
    "^(?:[共总合累]计|一共|总共|全年|本年度?|今年|年内|目前|现有?|其中|另有?|还有?|并|又|共|已|均|分别|有|为|达到?|是|约|近|计|含|包括|即|各|了|在|对|将|把){1,4}"
    "|(?:[共总合累]计|一共|总共|共有?|为|有|达到?|是|约|近|计|各|了|数为|数达|已|分别){1,4}$"
)


def strip_filler(label: str) -> str:
    """A label without the words that say nothing of what is counted."""
    label = label.strip(" “”‘’《》\u3000")
    for _ in range(3):
        shorter = _FILLER.sub("", label)
        if shorter == label:
            break
        label = shorter
    return label


def extract(facts: Facts) -> tuple[Mention, ...]:
    """A mention for every quantity outside tables, headings and contents, in order."""
    document = facts.document
    sentences = [(sentence.start, number) for number, sentence in enumerate(facts.sentences)]
    starts = [start for start, _ in sentences]
    found: list[Mention] = []
    previous: Quantity | None = None
    block = -1
    for quantity in facts.quantities:
        at = document.block_at(quantity.start)
        marker = document.blocks[at].marker
        if document.blocks[at].kind in ("cell", "contents"):
            continue
        if at != block:
            previous, block = None, at
        sentence = max(bisect_right(starts, quantity.start) - 1, 0)
        low = marker.end if marker else document.blocks[at].start
        found.append(_mention(document.text, low, quantity, previous, at, sentence))
        previous = quantity
    return tuple(_with_nouns(document.text, facts, found))


def _mention(
    text: str, low: int, q: Quantity, previous: Quantity | None, block: int, sentence: int
) -> Mention:
    low = max(low, previous.end if previous else low)
    gap = text[low : q.start]
    border = 0
    for match in _BORDER.finditer(gap):
        border = match.end()
    label = gap[border:]
    return Mention(q, block, sentence, label, low + border, "", q.end, gap, 0, _role(q, label))


def _role(q: Quantity, label: str) -> Role:
    label = label.rstrip(" \u3000")
    if q.kind in ("percent", "point", "fraction", "multiple") or q.dimension in ("percent", "point"):
        return "change" if _CHANGE.search(label) else "share" if _SHARE.search(label) else "percent"
    if q.each or _RATE.search(label):
        return "rate"
    if _CHANGE.search(label) and not _TO.search(label):
        return "change"
    if _FROM.search(label) or _OF.search(label):
        return "compared"
    if _GOAL.search(label):
        return "goal"
    return "compared" if _COMPARED.search(label) else "level"


def _with_nouns(text: str, facts: Facts, mentions: list[Mention]) -> list[Mention]:
    found = []
    for index, mention in enumerate(mentions):
        block = facts.document.blocks[mention.block]
        following = mentions[index + 1].start if index + 1 < len(mentions) else len(text)
        stop = min(block.end, following, mention.end + 40)
        noun, end = noun_after(text, mention.end, stop)
        depth = _depth(text, block.start, mention.start)
        found.append(
            Mention(
                mention.quantity, mention.block, mention.sentence, mention.label, mention.label_start,
                noun, end, mention.gap, depth, mention.role,
            )
        )  # fmt: skip
    return found


def noun_after(text: str, start: int, stop: int) -> tuple[str, int]:
    """The noun run after a unit at ``start``, not beyond ``stop``: (noun, its end)."""
    match = _NOUN.match(text, start, stop)
    if not match:
        return "", start
    noun = match.group()
    cut = _NOUN_STOP.search(noun)
    noun = noun[: cut.start()] if cut else noun
    return noun, start + len(noun)


def _depth(text: str, low: int, at: int) -> int:
    low = max(low, at - 400)
    opened = text.count("（", low, at) + text.count("(", low, at)
    return max(opened - text.count("）", low, at) - text.count(")", low, at), 0)
