"""A stated count against the list that goes with it: 五个街道：A、B、C、D、E; A、B和C三名读者; 共3期 with dates.

A list that ends in 等 may be shorter than its count, never longer. 和, 与, 及 may stand inside an item, so a
list has a least and a most; only a count outside both is a contradiction.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.facts import enumerations
from auditor.facts.counts_announced import announced, counts_up
from auditor.facts.counts_before import listed_before
from auditor.facts.enumerations import Enumeration
from auditor.facts.mentions import Mention
from auditor.facts.relations import Operand, Relation, Verdict
from auditor.facts.statements import operand
from auditor.interval import Interval, between, exactly

if TYPE_CHECKING:
    from auditor.facts import Facts

_LARGEST = 60
_COUNTED = frozenset(
    "year month day week age anniversary money area length mass volume energy power data temperature duration percent point ratio multiple".split()
)
_STOP = re.compile("[。；;\n！？]")
_LEAD = re.compile(
    "(?:[^，。；：:（）、0-9]{0,4}（[^（）0-9]{1,12}）)?[^，。；：:（）、0-9]{0,14}?(?:[：:]|——|[，,](?!大?多[数半]?为|主要为|其[余他]|其中|部分|少数)(?:[^，。；、：0-9]{0,8}(?:分别|依次)[是为于在由]?|[^，。；、：0-9]{2,8}为"
    "|(?:时间|地点|名单|内容|对象|单位|成员|项目|入选的|具体)是|即：?|包括|分布[在于]|位于|设在|坐落[在于])[：:]?|分别[是为]|，?包括)(?!一方面|一部分|一种|一类)"
)
_GLOSS = re.compile("[省市县区旗州盟镇乡村街道自治直辖、，师团兵处场社居]{1,24}|.{1,2}")
"""省（自治区、直辖市）: a bracket that only explains the unit."""
_SUBJECT = re.compile("[^、]{0,40}?的[^、，]{0,8}?(?:分别)?(?:有|是|为|包括)(?![关效些])")
"""获评绿色工厂的企业有：what stands before a list is no item of it."""
_SHORT = re.compile("[\u3400-\u9fff“”]{2,12}")
_ITEM_DIGITS = re.compile(
    "[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}日|(?<=[\u3400-\u9fff])[0-9]{1,4}号?(?=[、）)]|$)|[0-9]{1,4}(?:路|号)(?=[\u3400-\u9fff、）)]|$)"
)
"""Dates, and numbers that belong to a name: 禾香2号、金穗518."""
_BY = re.compile("担任|负责|牵头|主持|承办|承担|领衔|主讲|授课")
_HELD = re.compile("(?:召开|举行|举办|开展|进行|完成|实施)了?$")
_FULL_STOP = re.compile("[。\n]")
_ITEM = re.compile(f"(?:{_ITEM_DIGITS.pattern}|[\u3400-\u9fff“”《》A-Za-z（）]){{2,30}}")
_DATE_ITEM = re.compile("[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{1,2}日")


def extract(facts: Facts) -> tuple[Relation, ...]:
    """One relation for each count whose list is found, whether they agree or not."""
    found = [_relation(mention, listed) for mention, listed in facts.counted_lists]
    taken = {relation.left.start for relation in found}
    found.extend(relation for relation in announced(facts) if relation.left.start not in taken)
    return tuple(found)


def _countable(mention: Mention) -> bool:
    q = mention.quantity
    whole = q.value.exact and q.point.denominator == 1 and 2 <= q.point <= _LARGEST
    plain = not (q.hedges or q.article or q.malformed or q.extreme or q.upper)
    named = q.unit == "大" and q.point > 10  # 党的十四大
    named = named or mention.noun.startswith("字")  # “巩固、增强、提升、畅通”八个字
    return (
        whole
        and plain
        and not named
        and q.dimension not in _COUNTED
        and bool(q.unit)
        and (
            mention.role == "level" or mention.label.endswith(("由", "新增", "增设", "增补", "新设", "新开"))
        )
    )


def lists(facts: Facts) -> Iterator[tuple[Mention, Enumeration]]:
    """Every count that has a list of its own beside it, with that list."""
    for mention in facts.mentions:
        if _countable(mention):
            found = (
                finder(facts, mention) for finder in (_in_bracket, _clauses, _behind, _summed, listed_before)
            )
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
    if re.search("[。；，]|其中", inside):
        return None
    start, plain = match.end(1) - len(inside), re.sub("各[0-9一两][次场期]$", "", inside)
    if facts.mentions_between(start, start + len(plain)) or re.search(
        "[0-9]", re.sub(_ITEM_DIGITS, "", plain)
    ):
        return None
    return enumerations.read(text, start, start + len(plain))


def _behind(facts: Facts, mention: Mention) -> Enumeration | None:
    """5个街道：A、B…; 共3期，时间为…; 4个展厅组成，分别为…."""
    text, (_, end) = facts.document.text, _limit(facts, mention)
    opened = _LEAD.match(text, mention.end, min(end, mention.end + 60))
    if not opened:
        return None
    start = opened.end()
    stop = _STOP.search(text, start, min(end, start + 500))
    body = enumerations.split(text[start : stop.start() if stop else min(end, start + 500)], "，")[0]
    body = body.partition("——")[0]
    if opened.group().endswith("由"):
        body = _BY.split(body)[0]
    elif opened.group().endswith(("于", "在")):
        body = _HELD.sub("", body)
    if stop and stop.group() in "；;" and start + len(body) == stop.start():
        return _set_apart(text, start, min(end, start + 500))
    bare = re.sub("“[^“”]*”|《[^《》]*》|[（(][^（）]*[）)]", "", body)
    if ("、" not in body and enumerations.adjacent_quotes(body) < 2) or re.search(
        "[0-9]", re.sub(_ITEM_DIGITS, "", bare)
    ):
        return None
    if any(
        m.quantity.unit == mention.quantity.unit for m in facts.mentions_between(start, start + len(body))
    ):
        return None
    own = [m for m in facts.mentions_between(start, start + len(body)) if m.quantity.point > 1]
    if any(_countable(m) and m.noun for m in own):
        return None  # 6名辅警，分别分配到甲、乙、丙、丁、戊五个派出所: the list has a count of its own
    found = enumerations.read(text, start, start + len(body))
    if found is None or not enumerations.clean(found.items):
        return None
    some = "包括" in opened.group() or re.match("，?(?:其中|其他|其余)", text[start + len(body) :])
    return replace(found, more=found.more or bool(some))


def _set_apart(text: str, start: int, end: int) -> Enumeration | None:
    """Short items that ；sets apart: 3项赛事：4月全省击剑锦标赛；6月青少年田径赛；8月沙滩排球赛."""
    stop = _FULL_STOP.search(text, start, end)
    body = text[start : stop.start()] if stop else ""
    pieces = enumerations.split(body, "；")
    if len(pieces) < 2 or not all(_ITEM.fullmatch(piece) for piece in pieces) or "等" in pieces[-1]:
        return None
    return Enumeration(start, start + len(body), tuple(pieces), len(pieces), len(pieces), False)


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
        if sequence.style.startswith("clause") and near and whole and counts_up(sequence):
            size = len(sequence.items)
            return Enumeration(first.start, last.end, ("",) * size, size, size, False) if size > 1 else None
    return None


def _summed(facts: Facts, mention: Mention) -> Enumeration | None:
    """A（3月23日）、B（5月8日）…，共7个馆外流通点; 分别在6月13日、12月4日、12月8日…共3期; 甲社区、乙社区获评…，共2个."""
    text, (low, _) = facts.document.text, _limit(facts, mention)
    if not re.search("(?<![公中])共(?:计|有|设|建)?$|合计$|总计$", mention.label.rstrip()):
        return None
    low = max(low, mention.start - 500)
    begin = max((match.end() for match in _STOP.finditer(text, low, mention.start)), default=low)
    body = text[begin : mention.label_start].rstrip("，,")
    dates = re.search("分别[于在](?:[0-9]{1,2}月[0-9]{1,2}日[、和]?){2,20}", text[begin : mention.start])
    if dates and mention.quantity.unit in ("期", "次", "场", "回"):
        size = len(_DATE_ITEM.findall(dates.group()))
        return Enumeration(begin + dates.start(), begin + dates.end(), ("",) * size, size, size, False)
    if facts.mentions_between(begin, mention.start) or "，" in re.sub("[（(][^（）()]*[）)]", "", body):
        return None
    lead = _SUBJECT.match(body)
    begin, body = (begin + lead.end(), body[lead.end() :]) if lead else (begin, body)
    found = enumerations.read(text, begin, begin + len(body))
    if found is None or len(found.items) < 2 or not enumerations.clean(found.items):
        return None
    if lead and all(_SHORT.fullmatch(piece) for piece in found.items):
        return found
    noun = mention.noun[-3:]
    named = bool(noun) and all(noun in piece for piece in found.items)
    return found if named or "（" in body or enumerations.uniform(found.items) else None


def _relation(mention: Mention, found: Enumeration) -> Relation:
    value = between(found.least, found.most) if found.most > found.least else exactly(found.least)
    stated = int(mention.quantity.point)
    listed = f"{found.least}" if found.least == found.most else f"{found.least}至{found.most}"
    wrong = stated < found.least or (stated > found.most and not found.more)
    # A count far off its neighbours counts something else.
    far = (
        not enumerations.uniform(found.items)
        and not found.start > mention.end
        and abs(stated - found.least) > max(2, found.least // 2)
    )
    verdict: Verdict = "unknown" if found.more and stated > found.most else "consistent"
    if wrong:
        verdict = "unknown" if far else "inconsistent"
    return _told(mention, found, value, listed, verdict)


def _told(mention: Mention, found: Enumeration, value: Interval, listed: str, verdict: Verdict) -> Relation:
    stated = int(mention.quantity.point)
    return Relation(
        kind="count",
        operator="≥" if found.more else "=",
        left=operand(mention, "count"),
        right=(Operand(found.start, found.end, value, "", "list"),),
        computed=value,
        expression=f"列出{listed}项",
        verdict=verdict,
        evidence="count:" + ("more" if stated < found.least else "fewer"),
        gap=str(stated - found.least),
        shown=listed,
    )
