"""Parts and their total inside a sentence or paragraph.

Partitions are contiguous runs of one dimension at one bracket depth, never subset sums. A run is opened
after its total (其中, 含, a colon, a bracket, 分别为) or closed by it (共, 合计). What opens it tells whether the
parts must be all of the total or only some of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from auditor.facts.facets import Division, divide
from auditor.facts.mentions import Mention, strip_filler
from auditor.facts.parts_verdict import Run, closes, relation_of
from auditor.facts.relations import Relation
from auditor.interval import show

if TYPE_CHECKING:
    from auditor.facts import Facts

Opener = Literal["all", "some", "plain"]

_ALL = re.compile(
    "[：:]$|按[^，。]{1,14}(?:分|看|计|统计)|从[^，。]{1,14}[看分]|按[^，。]{1,10}$|即$|即为?$|分成|分为|组成|构成|具体为|一是$"
)
_SOME = re.compile("其中|包括|包含|含|涵盖|内有")
_ENOUGH = re.compile("等[^级次]|等$|在内|主要")
_TOTAL_AFTER = re.compile("(?:(?<![公中])共计?(?![同青建享产和党])|合计|总计|总共|一共|累计)[^，。；]{0,6}$")
_TOTAL_WORD = re.compile("共计|合计|总计|总共|一共|(?<![公中])共$|^共(?![同青建享产和党])|总[数量额收支计值]")
_OWN_SUBJECT = re.compile("全[年市县区省校院馆国州]|今年|本年|年末|截至|历年|目前|累计")
_MOST, _REACH = 40, 120
"""Parts a total may have in running text, and how many numbers on they are looked for."""
_CLOSED_BRACKET = re.compile("[（(][^（）()。]{1,60}[）)]")
_STOP = re.compile("[。！？!?\n]")
_RESUME = re.compile(
    "^[”’）)]?[。][ \u3000]*(?:其中|按|从|一是|二是|三是|四是|五是|六是|[（(][一二三四五六1-9][）)])|^[；;。][ \u3000]*[一二三四五六七八]是"
)


def extract(facts: Facts) -> tuple[Relation, ...]:
    """Relations between totals and their parts, block by block."""
    found: list[Relation] = []
    by_block: dict[int, list[Mention]] = {}
    for mention in facts.mentions:
        by_block.setdefault(mention.block, []).append(mention)
    for mentions in by_block.values():
        for run in (*_opened(facts, mentions), *_closed(facts, mentions)):
            found.extend(relation_of(run))
    return tuple(found)


def usable(mention: Mention) -> bool:
    """Whether a mention states a level that can be part or total of others."""
    q = mention.quantity
    vague = {"at least", "above", "at most", "below"} & set(q.hedges)
    odd = q.article or q.malformed or q.extreme or vague
    return mention.role == "level" and not odd and (q.dimension or "-") not in _NEVER


_NEVER = frozenset("- percent point ratio multiple duration day month year anniversary age week".split())


def alike(one: Mention, other: Mention) -> bool:
    """Whether two mentions may be part and total: one dimension, or general counters of things."""
    a, b = one.quantity.dimension, other.quantity.dimension
    return a == b or {a, b} <= _COUNTERS


_COUNTERS = frozenset({"noun", "person"})


def _opened(facts: Facts, mentions: Sequence[Mention]) -> Iterator[Run]:
    """Runs that follow their total."""
    text = facts.document.text
    taken: set[int] = set()
    for index, total in enumerate(mentions[:-1]):
        if not usable(total):
            continue
        first = _first_part(mentions, index)
        if first is None:
            continue
        tail = text[max(total.end, total.noun_end) : first.start]
        # 其中 after another number (新增4493人，其中…2759人，下载136万册次) leads in the parts of that one.
        if not _of_one_tuple(facts, total, first):
            tail = first.gap
        opener = _opener(tail, first)
        nested = total.start in taken
        if opener is None or (nested and (opener == "plain" or re.search("[；;。]", tail))):
            continue
        if opener == "plain" and not _may_total(mentions, index):
            continue
        segments = _collect(text, mentions, index, first, opener)
        if opener == "some" and not nested and _rivals(mentions, index):
            segments = _same_head(total, _rivals(mentions, index), segments)
        if not segments or (
            opener == "plain" and (_siblings(total, segments) or _listed(facts, total, segments))
        ):
            continue
        taken |= {part.start for segment in segments for part in segment}
        yield _run(facts, total, segments, opener, tail)


def _of_one_tuple(facts: Facts, total: Mention, first: Mention) -> bool:
    """Whether only the other counters of a tuple stand between a total and its first part."""
    around = facts.mentions_between(total.start - 40, first.start)
    group = total.quantity.group
    partners = {m.quantity.dimension for m in around if group >= 0 and m.quantity.group == group}
    return all(m.quantity.dimension in partners for m in around if m.start > total.start)


def _may_total(mentions: Sequence[Mention], index: int) -> bool:
    """What nothing leads in can only be parts of the first number of a sentence, or of one called a total."""
    total = mentions[index]
    if total.quantity.point == 0:
        return False
    return not _rivals(mentions, index) or bool(_TOTAL_WORD.search(total.label))


def _rivals(mentions: Sequence[Mention], index: int) -> list[Mention]:
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


def _same_head(
    total: Mention, rivals: Sequence[Mention], segments: list[list[Mention]]
) -> list[list[Mention]]:
    """After several totals 其中 speaks of the one whose name is most like the part's, or nothing can be told."""

    def likeness(one: Mention, part: Mention) -> int:
        return len(
            _common_end(re.sub("[^\u3400-\u9fff]", "", one.name), re.sub("[^\u3400-\u9fff]", "", part.name))
        )

    kept = [
        [part for part in segment if likeness(total, part) > max(likeness(rival, part) for rival in rivals)]
        for segment in segments
    ]
    return [segment for segment in kept if segment]


def _common_end(one: str, other: str) -> str:
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    return one[len(one) - size :]


def _listed(facts: Facts, total: Mention, segments: list[list[Mention]]) -> bool:
    """Whether the supposed total opens a list (生产能力有：生铁…), or other numbers stand among its parts."""
    if re.search("[：:]$", facts.document.text[max(total.label_start - 1, 0) : total.label_start]):
        return True
    parts = [part for segment in segments for part in segment]
    between = facts.mentions_between(total.end, parts[-1].start)
    tuples = {part.quantity.group for part in (total, *parts)} - {-1}
    return sum(mention.quantity.group not in tuples for mention in between) > len(parts) - 1


def _siblings(total: Mention, segments: list[list[Mention]]) -> bool:
    """Whether the supposed total is only the first of a list: same form, same kind of noun.

    `T，A、B、C` is no list: there the comma sets the total apart from the parts.
    """
    parts = [part for segment in segments for part in segment]
    if any(part.quantity.unit != total.quantity.unit for part in parts):
        return False
    if len(parts) >= 2 and "，" in parts[0].gap and all("、" in part.gap for part in parts[1:]):
        return False
    if total.noun and all(part.noun for part in parts):
        return True
    last = _head(total.label)[-1:]
    return bool(last) and 2 * sum(_head(part.label)[-1:] == last for part in parts) >= len(parts)


def _first_part(mentions: Sequence[Mention], index: int) -> Mention | None:
    """The first number after the total that could be its part; other counters of a tuple are passed over."""
    total = mentions[index]
    for mention in mentions[index + 1 : index + 6]:
        if mention.depth < total.depth:
            return None
        if usable(mention) and alike(total, mention):
            return mention
    return None


def _opener(tail: str, first: Mention) -> Opener | None:
    """How the parts are led in, or None when another statement begins."""
    tail = _CLOSED_BRACKET.sub("", tail)
    stops = len(_STOP.findall(tail))
    if stops > 1 or len(tail) > 90:
        return None
    if stops and not _RESUME.search(tail[_STOP.search(tail).start() :]):  # type: ignore[union-attr]
        return "plain" if re.fullmatch("[^，。；]{0,4}。[^，,；;。]{1,16}", tail) else None
    lead = tail[: len(tail) - len(first.label)] if first.label and tail.endswith(first.label) else tail
    if _SOME.search(tail):
        return None if re.search("[；;]", tail) else "some"
    if _ALL.search(lead.rstrip(" \u3000，")) or re.search("分别[为是有]", tail) or "一是" in first.label:
        return "all"
    if re.match("[^（(，。；]{0,8}[（(]", tail):
        return "all" if first.depth else None
    return "plain" if re.fullmatch("[^，,；;。]{0,12}[，,：；][^，,；;。]{0,16}", tail) else None


def _collect(
    text: str, mentions: Sequence[Mention], index: int, first: Mention, opener: Opener
) -> list[list[Mention]]:
    """Parts of the run, cut into segments at ；, 其中 and 按…分."""
    total = mentions[index]
    depth = first.depth
    segments: list[list[Mention]] = [[]]
    previous_end = total.end
    skipping = False
    begin = mentions.index(first, index)
    for mention in mentions[begin : begin + _REACH]:
        between = text[previous_end : mention.start]
        if mention.depth < depth or (
            depth > total.depth and re.search("[）)]", between) and mention.depth <= total.depth
        ):
            break
        if mention is not first and _STOP.search(between) and not _RESUME.search(between.lstrip("”）)")):
            break
        if mention.depth > depth:
            continue
        # After ；the list goes on only where it directly ends the item before (5082册；电子书3005册).
        other = re.search("[；;]", between) and (opener == "some" and not re.match(".{0,3}[；;]", between))
        if mention is not first and (
            other or (";" in between.replace("；", ";") and _opens_own(text, mentions, mention))
        ):
            break
        cut = mention is not first and re.search("[；;]|按[^，。]{1,14}[分看]|从[^，。]{1,14}[看分]", between)
        nested = mention is not first and "其中" in between
        if cut and not re.search("[一二三四五六七八]是", between):
            segments.append([])
        skipping = (skipping and not cut) or bool(nested)
        previous_end = mention.end
        if skipping or not usable(mention) or not alike(total, mention):
            continue
        if _TOTAL_WORD.search(mention.label) and mention is not first:
            break
        segments[-1].append(mention)
        if sum(map(len, segments)) > _MOST:
            return []  # nobody breaks a total down into so many parts in running text
    return [segment for segment in segments if segment]


def _opens_own(text: str, mentions: Sequence[Mention], mention: Mention) -> bool:
    """Whether a number after ；has parts of its own: then another statement has begun."""
    if not _TOTAL_WORD.search(mention.label):
        return False
    after = text[mention.end : mention.end + 6]
    return bool(re.match("[^，。；]{0,2}[，：:（(](?:其中|包括|含|分别)?", after))


def _closed(facts: Facts, mentions: Sequence[Mention]) -> Iterator[Run]:
    """Runs that stand before their total (A 5册、B 7册，共12册)."""
    text = facts.document.text
    for index, total in enumerate(mentions):
        if index < 2 or not usable(total) or not _TOTAL_AFTER.search(total.label):
            continue
        parts: list[Mention] = []
        for at in range(index - 1, max(index - _REACH, 0) - 1, -1):
            mention = mentions[at]
            after = text[mention.end : mentions[at + 1].start]
            if _STOP.search(after) or mention.depth < total.depth:
                break
            if mention.depth > total.depth or not alike(total, mention):
                continue
            if not usable(mention) or (_TOTAL_WORD.search(mention.label) and at < index):
                break
            parts.insert(0, mention)
            if len(parts) > _MOST:
                break
            if "其中" in mention.gap:
                break
        parts = _suffix(total, parts)
        if len(parts) >= 2:
            own = (
                "等" in total.gap
                or bool(_OWN_SUBJECT.search(total.label))
                or len(strip_filler(total.label)) > 5
            )
            yield _run(facts, total, [parts], "plain" if own else "all", "")


def _suffix(total: Mention, parts: list[Mention]) -> list[Mention]:
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


def _run(facts: Facts, total: Mention, segments: list[list[Mention]], opener: Opener, tail: str) -> Run:
    parts = [part for segment in segments for part in segment]
    labels = [_label(facts, part) for part in parts]
    text = facts.document.text
    last = parts[-1]
    behind = text[last.end : last.end + 12]
    foreign = [
        mention
        for mention in facts.mentions_between(total.end, last.start)
        if mention.depth == last.depth and usable(mention) and not alike(total, mention)
    ]
    open_end = (
        0 < len(foreign) < len(parts) - 1
        or bool(_ENOUGH.search(re.split("[。；\n]", behind)[0]))
        or "主要" in tail
    )
    division: Division = divide(labels, facts.resources)
    return Run(
        total=total,
        segments=tuple(tuple(segment) for segment in segments),
        exhaustive=(opener == "all" or division.complete) and not open_end,
        bracketed=last.depth > total.depth,
        opener=opener,
        overlapping=division.overlapping and not division.complete,
        staged=division.staged,
        called_total=bool(_TOTAL_WORD.search(total.label)),
        printed=tuple(printed(text, mention) for mention in (total, *parts)),
        named=_named(tail, labels),
    )


def printed(text: str, mention: Mention) -> str:
    """The digits as the report prints them, without multiplier, grouping or hedge; Chinese numerals as digits."""
    start, end = mention.quantity.number
    match = re.fullmatch("([0-9,，]{1,20}(?:[.．][0-9]{1,8})?)[十百千万亿]{0,3}", text[start:end])
    if match:
        return re.sub("[,，]", "", match[1]).replace("．", ".")
    return show(mention.quantity.point / mention.quantity.scale)


def _label(facts: Facts, mention: Mention) -> str:
    """The words that name a part; the second counter of a tuple (3532种，5082册) has those of the first."""
    if mention.noun or strip_filler(mention.label):
        return mention.noun + mention.label
    at = bisect_left(facts.mentions, mention.start, key=lambda other: other.start)
    before = facts.mentions[at - 1] if at else mention
    close = before.block == mention.block and mention.start - before.end <= 2
    return before.noun + before.label if close else mention.label


def _named(tail: str, labels: Sequence[str]) -> bool:
    """Whether a bracket after the total names exactly the items: （含图书、期刊合订本、电子资源）。其中……."""
    match = re.match("[^（(。；]{0,8}[（(](?:含|包括|包含)?([^（）()0-9]{2,60})[）)]", tail)
    if not match:
        return False
    items = re.split("[、和及与]", match[1])
    names = [label for label in labels if strip_filler(label)]
    return len(items) == len(names) and sum(
        any(set(item) & set(name) for name in names) for item in items
    ) == len(items)
