"""A stated count against the list that goes with it: 五个街道：A、B、C、D、E; A、B和C三名读者; 共3期 with dates.

A list that ends in 等 may be shorter than its count, never longer. 和, 与, 及 may stand inside an item, so a
list has a least and a most; only a count outside both is a contradiction.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.facts import enumerations
from auditor.facts.enumerations import Enumeration
from auditor.facts.mentions import Mention
from auditor.facts.numbering import Sequence
from auditor.facts.relations import Operand, Relation, Verdict
from auditor.interval import Interval, between, exactly
from auditor.text import han_ordinal

if TYPE_CHECKING:
    from auditor.facts import Facts

_LARGEST = 60
_COUNTED = frozenset(
    "year month day week age anniversary money area length mass volume energy power data temperature duration percent point ratio multiple".split()
)
_STOP = re.compile("[。；;\n！？]")
_LEAD = re.compile(
    "[^，。；：:（）、0-9]{0,14}?(?:[：:]|[，,](?:[^，。；、：0-9]{0,8}(?:分别|依次)[是为于在由]?|[^，。；、：0-9]{2,8}为"
    "|(?:时间|地点|名单|内容|对象|单位|成员|项目|入选的|具体)是|即|包括)[：:]?|分别[是为]|，?包括)(?!一方面|一部分|一种|一类)"
)
_GLOSS = re.compile("[省市县区旗州盟镇乡村街道自治直辖、，师团兵处场社居]{1,24}|.{1,2}")
"""省（自治区、直辖市）: a bracket that only explains the unit."""
_NESTED = re.compile("[两二三四五六七八九十][省市县区国馆院校]")
_DATE_ITEM = re.compile("[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}日")


def extract(facts: Facts) -> tuple[Relation, ...]:
    """One relation for each count whose list is found, whether they agree or not."""
    found = [_relation(mention, listed) for mention, listed in facts.counted_lists]
    taken = {relation.left.start for relation in found}
    found.extend(relation for relation in _announced(facts) if relation.left.start not in taken)
    return tuple(found)


_ANNOUNCED = re.compile(
    "(?P<count>[两三四五六七八九十]|[2-9])(?:点|条|项|个?方面|件|步|个)(?P<rest>[^，。；：:、]{0,12})[：:]$"
)
"""四点要求：一是…: 点, 条 and 方面 that lead in clauses count them, whatever else these words may be."""


def _announced(facts: Facts) -> Iterator[Relation]:
    text = facts.document.text
    for sequence in facts.sequences:
        first, last = sequence.items[0], sequence.items[-1]
        if not sequence.style.startswith("clause") or not _counts_up(sequence) or len(sequence.items) < 2:
            continue
        match = _ANNOUNCED.search(text, max(first.start - 20, 0), first.start)
        sentence = facts.sentences[
            max(bisect_right(facts.sentences, first.start, key=lambda s: s.start) - 1, 0)
        ]
        if match is None or last.start >= sentence.end:
            continue
        written, size = match["count"], len(sequence.items)
        stated = int(written) if written.isascii() else han_ordinal(written) or 0
        yield Relation(
            kind="count",
            operator="=",
            left=Operand(match.start(), match.end("rest"), exactly(stated), "", "count"),
            right=(Operand(first.start, last.end, exactly(size), "", "list"),),
            computed=exactly(size),
            expression=f"列出{size}项",
            verdict="consistent" if stated == size else "inconsistent",
            evidence="count:clauses",
            gap=str(stated - size),
            shown=str(size),
        )


def _countable(mention: Mention) -> bool:
    q = mention.quantity
    whole = q.value.exact and q.point.denominator == 1 and 2 <= q.point <= _LARGEST
    plain = not (q.hedges or q.article or q.malformed or q.extreme or q.upper)
    named = q.unit == "大" and q.point > 10  # 党的十四大
    return (
        whole
        and plain
        and not named
        and q.dimension not in _COUNTED
        and bool(q.unit)
        and (mention.role == "level" or mention.label.endswith("由"))
    )


def lists(facts: Facts) -> Iterator[tuple[Mention, Enumeration]]:
    """Every count that has a list of its own beside it, with that list."""
    for mention in facts.mentions:
        if _countable(mention):
            found = (finder(facts, mention) for finder in (_in_bracket, _clauses, _behind, _summed, _before))
            listed = next((one for one in found if one is not None), None)
            if listed is not None:
                yield mention, listed


def _limit(facts: Facts, mention: Mention) -> tuple[int, int]:
    block = facts.document.blocks[mention.block]
    start = block.marker.end if block.marker else block.start
    return start, block.end


def _in_bracket(facts: Facts, mention: Mention) -> Enumeration | None:
    """7个特色阅览区（A、B、C…）."""
    text, (_, end) = facts.document.text, _limit(facts, mention)
    match = re.compile("[（(]([^（）()]{3,400})[）)]").match(text, mention.noun_end, end)
    if not match:
        return None
    if _GLOSS.fullmatch(match[1]):
        return None
    inside = re.sub("^(?:即|分别[是为]|含|包括|其中)[：:]?", "", match[1])
    if re.search("[。；]|其中|[0-9]", re.sub(_DATE_ITEM, "", inside)) or "，" in inside:
        return None
    return enumerations.read(text, match.end(1) - len(inside), match.end(1))


def _counts_up(sequence: Sequence) -> bool:
    return [item.number for item in sequence.items] == list(range(1, len(sequence.items) + 1))


def _behind(facts: Facts, mention: Mention) -> Enumeration | None:
    """5个街道：A、B…; 共3期，时间为…; 4个展厅组成，分别为…."""
    text, (_, end) = facts.document.text, _limit(facts, mention)
    opened = _LEAD.match(text, mention.end, min(end, mention.end + 60))
    if not opened:
        return None
    start = opened.end()
    stop = _STOP.search(text, start, min(end, start + 500))
    body = enumerations.split(text[start : stop.start() if stop else min(end, start + 500)], "，")[0]
    if stop and stop.group() in "；;" and start + len(body) == stop.start():
        return None  # items that ；sets apart are clauses, not a list
    bare = re.sub("“[^“”]*”|《[^《》]*》|[（(][^（）]*[）)]", "", body)
    if ("、" not in bare.replace("”、", "、") and "、" not in body) or re.search(
        "[0-9]", re.sub(_DATE_ITEM, "", bare)
    ):
        return None
    found = enumerations.read(text, start, start + len(body))
    if found is None or not enumerations.clean(found.items):
        return None
    some = "包括" in opened.group() or re.match("，?(?:其中|其他|其余)", text[start + len(body) :])
    return replace(found, more=found.more or bool(some))


def _clauses(facts: Facts, mention: Mention) -> Enumeration | None:
    """3项任务：一是…；二是…；三是…."""
    text, (_, end) = facts.document.text, _limit(facts, mention)
    if not re.match("[^。；]{0,16}[：:]", text[mention.end : mention.end + 20]):
        return None
    at = bisect_left(facts.sequences, mention.end, key=lambda sequence: sequence.items[0].start)
    for sequence in facts.sequences[at : at + 3]:
        first, last = sequence.items[0], sequence.items[-1]
        near = mention.end < first.start <= mention.end + 24
        whole = last.start < facts.sentences[mention.sentence].end <= end
        if sequence.style.startswith("clause") and near and whole and _counts_up(sequence):
            size = len(sequence.items)
            return Enumeration(first.start, last.end, ("",) * size, size, size, False) if size > 1 else None
    return None


def _summed(facts: Facts, mention: Mention) -> Enumeration | None:
    """A（3月23日）、B（5月8日）…，共7个馆外流通点; 分别在6月13日、12月4日、12月8日…共3期."""
    text, (low, _) = facts.document.text, _limit(facts, mention)
    if not re.search("(?<![公中])共(?:计|有|设|建)?$|合计$|总计$", mention.label.rstrip()):
        return None
    low = max(low, mention.start - 500)
    begin = max((match.end() for match in _STOP.finditer(text, low, mention.start)), default=low)
    body = text[begin : mention.label_start].rstrip("，,")
    pieces = enumerations.split(body, "、")
    dates = re.search("分别[于在](?:[0-9]{1,2}月[0-9]{1,2}日[、和]?){2,20}", text[begin : mention.start])
    if dates and mention.quantity.unit in ("期", "次", "场", "回"):
        size = len(_DATE_ITEM.findall(dates.group()))
        return Enumeration(begin + dates.start(), begin + dates.end(), ("",) * size, size, size, False)
    noun = mention.noun[-3:]
    named = sum(noun in piece for piece in pieces) if noun else 0
    if (
        len(pieces) < 2
        or "，" in re.sub("[（(][^（）()]*[）)]", "", body)
        or (named < len(pieces) and "（" not in body)
    ):
        return None
    found = enumerations.read(text, begin, begin + len(body))
    return found if found and enumerations.clean(found.items) else None


def _before(facts: Facts, mention: Mention) -> Enumeration | None:
    """A、B和C三名读者; 与A、B、C三家博物馆; “甲”、“乙”、“丙”共3个行动."""
    text = facts.document.text
    start, label = _stretch(facts, mention)
    if (
        re.search("第[一二三四五六七八九十]", label[-8:])
        or _NESTED.search(label)
        or len(mention.noun) < 2
        or facts.mentions_between(start - 1, mention.start)
    ):
        return None
    body = re.sub("(?:等|共|共计|一共|这)$", "", label)
    found = enumerations.read(text, start, start + len(body))
    if found is None or "、" not in body or not enumerations.clean(found.items, -6):
        return None
    # A list that a comma cuts off from what stands before it may be only the end of a longer one.
    before = text[max(start - 14, 0) : start]
    if re.search("、[^，。；]*，$|^[^。；：，]{0,12}，$", before[-13:]):
        return None
    return replace(found, more=label.endswith("等") or found.more)


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


def _relation(mention: Mention, found: Enumeration) -> Relation:
    q = mention.quantity
    value = between(found.least, found.most) if found.most > found.least else exactly(found.least)
    stated = int(q.point)
    listed = f"{found.least}" if found.least == found.most else f"{found.least}至{found.most}"
    wrong = stated < found.least or (stated > found.most and not found.more)
    # A count far off its neighbours counts something else.
    far = not found.start > mention.end and abs(stated - found.least) > max(2, found.least // 2)
    if wrong and far:
        return _told(mention, found, value, listed, "unknown")
    verdict: Verdict = (
        "inconsistent" if wrong else "unknown" if found.more and stated > found.most else "consistent"
    )
    return _told(mention, found, value, listed, verdict)


def _told(mention: Mention, found: Enumeration, value: Interval, listed: str, verdict: Verdict) -> Relation:
    q = mention.quantity
    return Relation(
        kind="count",
        operator="≥" if found.more else "=",
        left=Operand(q.start, q.end, q.value, mention.name, "count"),
        right=(Operand(found.start, found.end, value, "", "list"),),
        computed=value,
        expression=f"列出{listed}项",
        verdict=verdict,
        evidence="count:" + ("more" if int(q.point) < found.least else "fewer"),
        gap=str(int(q.point) - found.least),
        shown=listed,
    )
