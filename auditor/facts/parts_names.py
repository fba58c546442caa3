"""Parts and totals among mentions: which numbers may be part and total of each other, and what names them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.facts.mentions import Mention, strip_filler
from auditor.interval import show

if TYPE_CHECKING:
    from auditor.facts import Facts

TOTAL_WORD = re.compile(
    "共计|合计|总计|总共|一共|(?<![公中])共$|^共(?![同青建享产和党])|总[数量额收支计值产长面里投库容规时用建流客货]|全长"
)
_IN_ALL = re.compile("(?<![公中])共(?![同青建享产和党])")
_NEVER = frozenset("- percent point ratio multiple day month year anniversary age week".split())
_COUNTERS = frozenset({"noun", "person"})
_PERSONS = frozenset({"人", "名", "位"})
_HEADS = frozenset({"livestock", "animal"})


def usable(mention: Mention) -> bool:
    """Whether a mention states a level that can be part or total of others."""
    q = mention.quantity
    vague = {"at least", "above", "at most", "below"} & set(q.hedges)
    odd = q.article or q.malformed or q.extreme or vague
    return mention.role == "level" and not odd and (q.dimension or "-") not in _NEVER


def alike(one: Mention, other: Mention) -> bool:
    """Whether two mentions may be part and total: one dimension, or general counters of things."""
    a, b = one.quantity.dimension, other.quantity.dimension
    return a == b or {a, b} <= _COUNTERS or {a, b} <= _HEADS


def one_counter(first: Mention, other: Mention) -> bool:
    """Whether two parts are counted alike: 16个 and 2400人 are not parts of one thing."""
    a, b = first.quantity, other.quantity
    if not {a.dimension, b.dimension} <= _COUNTERS:
        return True
    return a.unit == b.unit or ({a.unit, b.unit} <= _PERSONS) == bool({a.unit, b.unit} & _PERSONS)


def may_total(mentions: Sequence[Mention], index: int) -> bool:
    """What nothing leads in can only be parts of the first number of a sentence, or of one called a total."""
    total = mentions[index]
    if total.quantity.point == 0:
        return False
    return not rivals(mentions, index) or bool(TOTAL_WORD.search(total.label))


def rivals(mentions: Sequence[Mention], index: int) -> list[Mention]:
    """Other totals of the sentence to which what follows might belong as well."""
    total = mentions[index]
    return [
        other
        for other in mentions[max(index - 6, 0) : index]
        if other.sentence == total.sentence
        and other.depth == total.depth
        and usable(other)
        and alike(total, other)
    ]


def _head(name: str) -> str:
    return re.sub("[^\u3400-\u9fff]", "", name)[-2:]


def of_its_kind(total: Mention, segments: list[list[Mention]]) -> list[list[Mention]]:
    """Parts counted like their total, where there are any: 学校136所，其中小学48所……，在校学生8.72万人."""
    dimension, counted = total.quantity.dimension, {p.quantity.dimension for part in segments for p in part}
    if dimension in _HEADS or dimension not in counted:
        return segments
    kept = [[part for part in segment if part.quantity.dimension == dimension] for segment in segments]
    return [segment for segment in kept if segment]


def same_head(
    total: Mention, rivals: Sequence[Mention], segments: list[list[Mention]], ties: bool = False
) -> list[list[Mention]]:
    """After several totals 其中 speaks of the one whose name is most like the part's, or nothing can be told.

    ``ties``: the nearest total keeps the parts whose name is as much like another's.
    """

    def likeness(one: Mention, part: Mention) -> int:
        return len(
            _common_end(re.sub("[^\u3400-\u9fff]", "", one.name), re.sub("[^\u3400-\u9fff]", "", part.name))
        )

    kept = [
        [
            part
            for part in segment
            if likeness(total, part) + ties > max(likeness(rival, part) for rival in rivals)
        ]
        for segment in segments
    ]
    return [segment for segment in kept if segment]


def _common_end(one: str, other: str) -> str:
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    return one[len(one) - size :]


def listed(facts: Facts, total: Mention, segments: list[list[Mention]]) -> bool:
    """Whether the supposed total opens a list (生产能力有：生铁…), or other numbers stand among its parts."""
    if re.search("[：:]$", facts.document.text[max(total.label_start - 1, 0) : total.label_start]):
        return True
    parts = [part for segment in segments for part in segment]
    between = [
        mention
        for mention in facts.mentions_between(total.end, parts[-1].start)
        if mention.depth <= parts[-1].depth and not _detail(facts, parts, mention)
    ]
    tuples = {part.quantity.group for part in (total, *parts)} - {-1}
    return sum(mention.quantity.group not in tuples for mention in between) > len(parts) - 1


def _detail(facts: Facts, parts: Sequence[Mention], mention: Mention) -> bool:
    """Whether a number only tells what one of the parts is made of: 种植类560家，其中粮食类380家、蔬菜类180家；……."""
    part = max((part for part in parts if part.start < mention.start), key=lambda p: p.start, default=None)
    between = facts.document.text[part.end : mention.start] if part else ""
    return mention not in parts and "其中" in between and "；" not in between


def siblings(total: Mention, segments: list[list[Mention]]) -> bool:
    """Whether the supposed total is only the first of a list: same form, same kind of noun.

    `T，A、B、C` is no list: there the comma sets the total apart from the parts.
    """
    parts = [part for segment in segments for part in segment]
    if any(part.quantity.unit != total.quantity.unit for part in parts):
        return False
    if _swapped_sum(total, parts):
        return False
    apart = len(parts) >= 2 and "，" in parts[0].gap and all("、" in part.gap for part in parts[1:])
    if apart or (_IN_ALL.search(total.label) and one_form([part.label for part in parts])):
        return False
    if total.noun and all(part.noun for part in parts):
        return True
    last = _head(total.label)[-1:]
    return bool(last) and 2 * sum(_head(part.label)[-1:] == last for part in parts) >= len(parts)


def _swapped_sum(total: Mention, parts: Sequence[Mention]) -> bool:
    """Whether the parts add up to the total with two of its three or more digits changed over."""
    added = sum(part.quantity.point / total.quantity.scale for part in parts)
    stated, wanted = show(total.quantity.point / total.quantity.scale), show(added)
    off = [at for at in range(min(len(stated), len(wanted))) if stated[at] != wanted[at]]
    if len(parts) < 3 or len(stated) != len(wanted) or len(stated) < 3 or len(off) != 2:
        return False
    return (stated[off[0]], stated[off[1]]) == (wanted[off[1]], wanted[off[0]])


def opens_own(text: str, mentions: Sequence[Mention], mention: Mention) -> bool:
    """Whether a number after ；has parts of its own: then another statement has begun."""
    if not TOTAL_WORD.search(mention.label):
        return False
    after = text[mention.end : mention.end + 6]
    return bool(re.match("[^，。；]{0,2}[，：:（(](?:其中|包括|含|分别)?", after))


def printed(text: str, mention: Mention) -> str:
    """The digits as the report prints them, without multiplier, grouping or hedge; Chinese numerals as digits."""
    start, end = mention.quantity.number
    match = re.fullmatch("([0-9,，]{1,20}(?:[.．][0-9]{1,8})?)[十百千万亿]{0,3}", text[start:end])
    if match:
        return re.sub("[,，]", "", match[1]).replace("．", ".")
    return show(mention.quantity.point / mention.quantity.scale)


def label_of(facts: Facts, mention: Mention) -> str:
    """The words that name a part; the second counter of a tuple (3532种，5082册) has those of the first."""
    if mention.noun or strip_filler(mention.label):
        return mention.noun + mention.label
    at = bisect_left(facts.mentions, mention.start, key=lambda other: other.start)
    before = facts.mentions[at - 1] if at else mention
    close = before.block == mention.block and mention.start - before.end <= 2
    return before.noun + before.label if close else mention.label


def one_form(labels: Sequence[str]) -> bool:
    """Whether all labels begin or end alike (来自城区的有, 来自乡镇的有), as the items of one division do."""
    names = [re.sub("[^\u3400-\u9fff]", "", label) for label in labels]
    if len(names) < 2 or len(set(names)) < len(names):
        return False
    shortest = min(len(name) for name in names)
    front = next((at for at in range(shortest) if len({name[at] for name in names}) > 1), shortest)
    back = next((at for at in range(shortest) if len({name[-1 - at] for name in names}) > 1), shortest)
    kinds = back == 1 and all(name[-1] in "类型" for name in names)
    return front + back + kinds >= 2 and front + back < shortest
