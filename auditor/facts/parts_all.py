"""Which parts belong to a total, and words after them that say they are all of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.facts.facets import divide, rest
from auditor.facts.mentions import Mention
from auditor.facts.parts_names import alike, label_of, rivals, usable
from auditor.facts.parts_sums import closes
from auditor.text import han_ordinal

if TYPE_CHECKING:
    from auditor.facts import Facts

_COMPOSED = re.compile("[^，。；0-9]{0,6}(?:共同)?(?:组成|构成)")
_DISTINCT = re.compile(
    "(?:（[^（）0-9]{1,3}）)?[^，。；0-9（]{0,6}[，。；（(][^，。；0-9]{0,8}(?:互不(?:重复|交叉|重叠)|不重复(?:计算|统计|计数)"
    "|(?:(?P<count>[两二三四五六七八九十])[^，。；0-9]{0,4}|各[项类])(?:合在一起|相加|之和|合计即|加起来|加总))"
)
"""四类渠道合在一起即为上述总量: words after the parts that say they are all."""


def own_segments(
    facts: Facts, total: Mention, segments: Sequence[list[Mention]], opener: str
) -> list[list[Mention]]:
    """The segments up to one that goes with the total, not into it."""
    single = opener == "some" and len(segments) > 1 and len(segments[0]) == 1
    kept = list(segments[:1])
    for segment in segments[1:]:
        beyond = single and total.quantity.value.surely_less(segment[0].quantity.value)
        if beyond or _opposite(facts, total, segment[0]):
            break
        kept.append(segment)
    return kept


def _opposite(facts: Facts, total: Mention, part: Mention) -> bool:
    """Whether a number goes with its supposed total, not into it: 境内465家，其中……；境外117家."""
    labels = [label_of(facts, total), label_of(facts, part)]
    return not rest(labels) and divide(labels, facts.resources).complete


def all_told(text: str, segments: Sequence[Sequence[Mention]], tail: str) -> bool:
    """Whether words after the parts say that they are all: 由……组成, 各类不重复计算."""
    end = segments[-1][-1].end
    if "由" in tail and _COMPOSED.match(text, end):
        return True
    match = _DISTINCT.match(text, end)
    if match and "其中" in tail and "不" in match[0]:
        return False  # 其中……互不交叉: they share nothing, but need not be all
    stated = han_ordinal(match["count"]) if match and match["count"] not in (None, "两") else 0
    return match is not None and stated in (0, None, sum(map(len, segments)))


def wholes_before(
    mentions: Sequence[Mention], at: int, parts: list[Mention], total: Mention
) -> list[Mention]:
    """The wholes of which ``parts``, led in by 其中 at ``at``, and those before them tell the parts:
    甲700人，其中……；乙680人，其中……；共1380人. ``parts`` where there are none."""
    kept: list[Mention] = []
    pending: list[Mention] = []
    for mention in reversed(mentions[max(at - 40, 0) : at]):
        if mention.sentence != total.sentence or mention.depth != total.depth:
            break
        if not usable(mention) or not alike(mention, total):
            continue
        pending.insert(0, mention)
        if "其中" in mention.gap:
            pending = []
        elif "；" in mention.gap:
            kept, pending = [*pending, *kept], []
    kept = [*pending, *kept]
    return kept if len(kept) >= 2 else parts


def same_words(total: Mention, parts: Sequence[Mention]) -> bool:
    """Whether the total repeats the words of every part: 三季度实现利润…，四季度实现利润…，下半年共实现利润…."""
    said = re.split("共计?|合计|总计|累计", total.label)[-1]
    listed = [part for part in parts if part.gap != "、"]
    return len(said) >= 2 and bool(listed) and all(part.label.endswith(said) for part in listed)


def nearest(total: Mention, parts: list[Mention]) -> list[Mention]:
    """The parts that a total behind them sums up: the nearest ones that meet it, or those in one form."""
    for size in range(2, len(parts) + 1):
        if closes(parts[-size:], total):
            return parts[-size:]
    for at in range(len(parts) - 1, 0, -1):
        if (
            "，" in parts[at].gap
            and all("、" in part.gap for part in parts[at + 1 :])
            and at < len(parts) - 1
        ):
            return parts[at:]
    return parts


def meets_with(total: Mention, parts: Sequence[Mention], foreign: Sequence[Mention]) -> bool:
    """Whether other counters were added in: 来访1486人次、来电732人次、留言94条，合计2312人次."""
    return sum(mention.quantity.point for mention in (*parts, *foreign)) == total.quantity.point


def closes_another(mentions: Sequence[Mention], index: int, segments: list[list[Mention]]) -> bool:
    """Whether the parts make up another number of the sentence: 支出12500万元，为预算12820万元的97.5%。按科目分：……."""
    parts = [part for segment in segments for part in segment]
    if len(parts) < 3 or closes(parts, mentions[index]):
        return False
    points = [other.quantity.point for other in rivals(mentions, index)]
    return sum(part.quantity.point for part in parts) in points
