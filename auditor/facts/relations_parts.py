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
from auditor.facts.parts_verdict import Run, relation_of
from auditor.facts.relations import Relation

if TYPE_CHECKING:
    from auditor.facts import Facts

Opener = Literal["all", "some", "plain"]

_ALL = re.compile(
    "[：:]$|按[^，。]{1,14}(?:分|看|计|统计)|从[^，。]{1,14}[看分]|由$|即$|即为?$|分成|分为|组成|构成|具体为|一是$"
)
_SOME = re.compile("其中|包括|包含|含|涵盖|内有|涉及")
_ENOUGH = re.compile("等[^级次]|等$|在内|主要")
_TOTAL_AFTER = re.compile("(?:共计?|合计|总计|总共|一共|累计)[^，。；]{0,6}$")
_TOTAL_WORD = re.compile("共计|合计|总计|总共|一共|共$|^共|总数|总量|总额")
_OWN_SUBJECT = re.compile("全[年市县区省校院馆国州]|今年|本年|年末|截至|历年|目前|累计")
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


def _usable(mention: Mention) -> bool:
    q = mention.quantity
    return (
        mention.role == "level" and not (q.article or q.malformed or q.extreme) and q.dimension not in _NEVER
    )


_NEVER = frozenset(
    {
        "",
        "percent",
        "point",
        "ratio",
        "multiple",
        "duration",
        "day",
        "month",
        "year",
        "anniversary",
        "age",
        "week",
    }
)


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
        if not _usable(total):
            continue
        first = _first_part(mentions, index)
        if first is None:
            continue
        tail = text[max(total.end, total.noun_end) : first.start]
        opener = _opener(tail, first)
        if opener is None or (
            opener == "plain" and (total.start in taken or not _may_total(mentions, index))
        ):
            continue
        segments = _collect(text, mentions, index, first)
        if opener == "some" and _rivals(mentions, index):
            segments = _same_head(total, segments)
        if opener == "plain" and _siblings(total, segments):
            continue
        if segments:
            taken |= {part.start for segment in segments for part in segment}
            yield _run(facts, total, segments, opener, tail)


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
        and _usable(other)
        and alike(total, other)
    ]


def _head(name: str) -> str:
    return re.sub("[^\u3400-\u9fff]", "", name)[-2:]


def _same_head(total: Mention, segments: list[list[Mention]]) -> list[list[Mention]]:
    """After several totals 其中 speaks of the one with the same head noun, or nothing can be told."""
    head = _head(total.name)
    kept = [[part for part in segment if head and head in part.label + part.noun] for segment in segments]
    return [segment for segment in kept if segment]


def _siblings(total: Mention, segments: list[list[Mention]]) -> bool:
    """Whether the supposed total is only the first of a list: same form, same kind of noun."""
    parts = [part for segment in segments for part in segment]
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
        if _usable(mention) and alike(total, mention):
            return mention
    return None


def _opener(tail: str, first: Mention) -> Opener | None:
    """How the parts are led in, or None when another statement begins."""
    stops = len(_STOP.findall(tail))
    if (
        stops > 1
        or (stops and not re.search("[。][ \u3000]*(?:其中|按|从|一是|[（(]一[）)])", tail))
        or len(tail) > 90
    ):
        return None
    lead = tail[: len(tail) - len(first.label)] if first.label and tail.endswith(first.label) else tail
    if _SOME.search(tail):
        return "some"
    if (
        _ALL.search(lead.rstrip(" \u3000，"))
        or re.search("分别[为是有]", tail)
        or re.search("(?:一是|由)", first.label)
    ):
        return "all"
    if re.match("[^（(，。；]{0,8}[（(]", tail):
        return "all" if first.depth else None
    return "plain" if re.fullmatch("[^，,；;。]{0,12}[，,：；][^，,；;。]{0,16}", tail) else None


def _collect(text: str, mentions: Sequence[Mention], index: int, first: Mention) -> list[list[Mention]]:
    """Parts of the run, cut into segments at ；, 其中 and 按…分."""
    total = mentions[index]
    depth = first.depth
    segments: list[list[Mention]] = [[]]
    previous_end = total.end
    skipping = False
    for mention in mentions[mentions.index(first, index) :]:
        between = text[previous_end : mention.start]
        if mention.depth < depth or (
            depth > total.depth and re.search("[）)]", between) and mention.depth <= total.depth
        ):
            break
        if mention is not first and _STOP.search(between) and not _RESUME.search(between.lstrip("”）)")):
            break
        if mention.depth > depth:
            continue
        cut = mention is not first and re.search("[；;]|按[^，。]{1,14}[分看]|从[^，。]{1,14}[看分]", between)
        nested = mention is not first and "其中" in between
        if cut and not re.search("[一二三四五六七八]是", between):
            segments.append([])
        skipping = (skipping and not cut) or bool(nested)
        previous_end = mention.end
        if skipping or not _usable(mention) or not alike(total, mention):
            continue
        if _TOTAL_WORD.search(mention.label) and mention is not first:
            break
        segments[-1].append(mention)
    return [segment for segment in segments if segment]


def _closed(facts: Facts, mentions: Sequence[Mention]) -> Iterator[Run]:
    """Runs that stand before their total (A 5册、B 7册，共12册)."""
    text = facts.document.text
    for index, total in enumerate(mentions):
        if index < 2 or not _usable(total) or not _TOTAL_AFTER.search(total.label):
            continue
        parts: list[Mention] = []
        for at in range(index - 1, -1, -1):
            mention = mentions[at]
            after = text[mention.end : mentions[at + 1].start]
            if _STOP.search(after) or mention.depth < total.depth:
                break
            if mention.depth > total.depth or not alike(total, mention):
                continue
            if not _usable(mention) or (_TOTAL_WORD.search(mention.label) and at < index):
                break
            parts.insert(0, mention)
            if "其中" in mention.gap:
                break
        if len(parts) >= 2:
            own = bool(_OWN_SUBJECT.search(total.label)) or len(strip_filler(total.label)) > 5
            yield _run(facts, total, [parts], "plain" if own else "all", "")


def _run(facts: Facts, total: Mention, segments: list[list[Mention]], opener: Opener, tail: str) -> Run:
    parts = [part for segment in segments for part in segment]
    labels = [_label(facts, part) for part in parts]
    text = facts.document.text
    last = parts[-1]
    behind = text[last.end : last.end + 12]
    open_end = bool(_ENOUGH.search(re.split("[。；\n]", behind)[0])) or "主要" in tail
    division: Division = divide(labels, facts.resources)
    return Run(
        total=total,
        segments=tuple(tuple(segment) for segment in segments),
        exhaustive=(opener == "all" and not open_end)
        or (opener != "all" and division.complete and not open_end),
        opener=opener,
        overlapping=division.overlapping and not division.complete,
        named=_named(tail, labels),
    )


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
