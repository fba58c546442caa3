"""What leads parts in (其中, a colon, a bracket, 分别为), and how far the run that follows reaches."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from auditor.facts.mentions import Mention
from auditor.facts.parts_names import TOTAL_WORD, alike, one_counter, opens_own, usable

Opener = Literal["all", "some", "plain"]
_ALL = re.compile(
    "[：:—]$|按[^，。]{1,14}(?:分|看|计|统计)|从[^，。]{1,14}[看分]|按[^，。]{1,10}$|即$|即为?$|分成|分为|组成|构成|具体为|一是$"
)
_SOME = re.compile("其中|包括|包含|含|涵盖|内有|(?<![按成])分[^，。；：0-9]{1,8}看")
_AMONG = re.compile("[^，。；：（）0-9]{0,14}(?:之中|当中|中|里面?|内)[，,][^，。；：（）]{0,20}")
"""38个行政村中，35个已通水: what is told next is of these."""
_COMPOSED = re.compile("[^，。；：（）0-9]{0,4}(?:组成|构成)[，,：:](?!涉及|覆盖)")
_YEARLY = re.compile("全[年市县区省校院馆国州]|今年|本年度?|上年|去年")
MOST, REACH = 40, 120
"""Parts a total may have in running text, and how many numbers on they are looked for."""
_FINDING = re.compile("(?:发现|查出|存在|反映|显示|表明|暴露)[^，。；：:]{0,6}[：:]$")
"""对23家单位的检查发现：5家……；3家……: findings may concern the same ones."""
CLOSED_BRACKET = re.compile("[（(][^（）()。]{1,200}[）)]")
STOP = re.compile("[。！？!?\n]")
_RESUME = re.compile(
    "^[”’）)]?[。][ \u3000]*(?:其中|按|从|分[^，。；：0-9]{1,8}看|一是|二是|三是|四是|五是|六是|[（(][一二三四五六1-9][）)])|^[；;。][ \u3000]*[一二三四五六七八]是"
)


def first_part(mentions: Sequence[Mention], index: int) -> Mention | None:
    """The first number after the total that could be its part; other counters of a tuple are passed over."""
    total = mentions[index]
    for mention in mentions[index + 1 : index + 6]:
        if mention.depth < total.depth:
            return None
        if usable(mention) and alike(total, mention):
            return mention
    return None


def opener_of(tail: str, first: Mention, between: str) -> Opener | None:
    """How the parts are led in, or None when another statement begins.

    `between` is all that stands between the total and the first part, `tail` what is left of it without
    the noun of the total and numbers of another kind.
    """
    if _AMONG.fullmatch(between):
        return "some"
    if _COMPOSED.match(between):
        return "all"
    tail = CLOSED_BRACKET.sub("", tail)
    stops = len(STOP.findall(tail))
    if stops > 1 or len(tail) > 90:
        return None
    if stops and not _RESUME.search(tail[STOP.search(tail).start() :]):  # type: ignore[union-attr]
        return "plain" if re.fullmatch("[^，。；]{0,4}。[^，,；;。]{1,16}", tail) else None
    lead = tail[: len(tail) - len(first.label)] if first.label and tail.endswith(first.label) else tail
    if _SOME.search(tail):
        return None if re.search("[；;](?!其中)", tail) else "some"
    if _FINDING.search(lead.rstrip(" \u3000")):
        return None
    if _ALL.search(lead.rstrip(" \u3000，")) or re.search("分别[为是有]", tail) or "一是" in first.label:
        return "all"
    if re.match("[^（(，。；]{0,8}[（(]", tail):
        return "all" if first.depth else None
    return "plain" if re.fullmatch("[^，,；;。]{0,12}[，,：；][^，,；;。]{0,16}", tail) else None


def collect(
    text: str,
    mentions: Sequence[Mention],
    index: int,
    first: Mention,
    opener: Opener,
    again: Mapping[int, Mention],
) -> list[list[Mention]]:
    """Parts of the run, cut into segments at ；, 其中 and 按…分. `again`: parts of another whole named again."""
    total = mentions[index]
    depth = first.depth
    segments: list[list[Mention]] = [[]]
    previous_end = total.end
    skipping = False
    begin = mentions.index(first, index)
    for mention in mentions[begin : begin + REACH]:
        between = text[previous_end : mention.start]
        if mention.depth < depth or (
            depth > total.depth and re.search("[）)]", between) and mention.depth <= total.depth
        ):
            break
        if mention is not first and STOP.search(between) and not _RESUME.search(between.lstrip("”）)")):
            break
        if mention.depth > depth:
            continue
        between = CLOSED_BRACKET.sub("", between)  # what a bracket says is of the part before it
        if mention is not first and _elsewhere(text, mentions, mention, between, opener):
            break
        cut = mention is not first and re.search(
            "[；;]|按[^，。]{1,14}[分看]|从[^，。]{1,14}[看分]|，涉及", between
        )
        nested = mention is not first and (re.search("其中|含|包括", between) or mention.start in again)
        if cut and not re.search("[一二三四五六七八]是", between):
            segments.append([])
        skipping = (skipping and not cut) or bool(nested)
        previous_end = mention.end
        if skipping or not usable(mention) or not alike(total, mention) or not one_counter(first, mention):
            continue
        if mention is not first and (TOTAL_WORD.search(mention.label) or _YEARLY.search(mention.label)):
            break
        segments[-1].append(mention)
        if sum(map(len, segments)) > MOST:
            return []  # nobody breaks a total down into so many parts in running text
    return [segment for segment in segments if segment]


def _elsewhere(
    text: str, mentions: Sequence[Mention], mention: Mention, between: str, opener: Opener
) -> bool:
    """Whether another statement begins after ；: the list goes on only where it directly ends the item before
    (5082册；电子书3005册)."""
    if not re.search("[；;]", between):
        return False
    far = opener == "some" and not re.match(".{0,3}[；;]", between)
    return far or opens_own(text, mentions, mention)
