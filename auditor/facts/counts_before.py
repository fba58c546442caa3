"""Lists that stand right before the number that counts them: A、B和C三名读者."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.facts import enumerations
from auditor.facts.enumerations import Enumeration
from auditor.facts.mentions import Mention

if TYPE_CHECKING:
    from auditor.facts import Facts

_ADVERBIAL = re.compile(
    "(?:按照?|根据|围绕|通过|为了?|在|对|针对|结合|依托|聚焦|坚持|年内|全年|今年|本年|目前|其中|此外|同时|截至|经|近年|[0-9一二三四五六七八九十]{1,4}[月年])"
)
_NESTED = re.compile("[两二三四五六七八九十][省市县区国馆院校]")


def listed_before(facts: Facts, mention: Mention) -> Enumeration | None:
    """A、B和C三名读者; 与A、B、C三家博物馆; “甲”、“乙”、“丙”共3个行动."""
    text = facts.document.text
    start, label = _stretch(facts, mention)
    if (
        re.search("第[一二三四五六七八九十]", label[-8:])
        or _NESTED.search(label)
        or not _named(facts, mention, label)
        or facts.mentions_between(start - 1, mention.start)
    ):
        return None
    body = re.sub("(?:等|共|共计|一共|这)$", "", label)
    quoted = re.fullmatch("[^“”]{0,12}“([^“”]{3,80})”", body)
    if quoted and "、" in quoted[1]:
        return enumerations.read(text, start + quoted.start(1), start + quoted.end(1))
    found = enumerations.read(text, start, start + len(body))
    several = "、" in body or enumerations.adjacent_quotes(body) > 1
    if found is None or not several or not enumerations.clean(found.items, -6):
        return None
    # A list that a comma cuts off from what stands before it may be only the end of a longer one.
    before = text[max(start - 14, 0) : start]
    short = re.search("^[^。；：，]{0,12}，$", before[-13:])
    item = short is not None and len(short[0]) <= max(map(len, found.items)) + 5
    clause = text[max(start - 40, 0) : start].rstrip("，")
    adverbial = _ADVERBIAL.match(re.split("[，。；：\n]", clause)[-1])
    if re.search("、[^，。；]*，$", before[-13:]) or (
        item and short and not adverbial and not enumerations.has_verb(short[0])
    ):
        return None
    return replace(found, more=label.endswith("等") or found.more)


def _named(facts: Facts, mention: Mention, label: str) -> bool:
    """Whether what is counted is said, or needs no noun: 四大类, 甲某、乙某、丙某6人组成."""
    if len(mention.noun) >= 2 or mention.quantity.unit == "大类":
        return True
    if mention.noun and all(piece.endswith(mention.noun) for piece in label.split("、")):
        return True  # 会计系、金融系、法律系4个系
    if mention.noun and enumerations.uniform(tuple(label.split("、"))):
        after = facts.document.text[mention.noun_end : mention.noun_end + 1]
        return mention.quantity.unit == "个" and after in ("，", "。", "；")  # 机械、电气、土木、化工4个系
    if re.search("等[^、]{1,14}$", label):
        return False  # 糖尿病、贫血等高危孕妇42人: kinds, not people
    behind = facts.document.text[mention.end : mention.end + 2]
    return (
        mention.quantity.unit in ("人", "地")
        and enumerations.uniform(tuple(label.split("、")))
        and (behind[:1] in ("，", "。", "；") or behind in ("组成", "参加", "担任", "当选", "获得", "获评"))
    )


def _stretch(facts: Facts, mention: Mention) -> tuple[int, str]:
    """The stretch before the number back to the sentence's last border, quotes and 《》 counted as one."""
    text = facts.document.text
    low = max(facts.sentences[mention.sentence].start, mention.start - 200)
    stretch = text[low : mention.start]
    masked = re.sub(
        "“[^“”]*”|《[^《》]*》|（[^（）]*）", lambda match: "\u0001" * len(match.group()), stretch
    )
    border = max(masked.rfind(mark) for mark in "，。；：（")
    return low + border + 1, stretch[border + 1 :]
