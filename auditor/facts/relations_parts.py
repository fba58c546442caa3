"""Parts and their total inside a sentence or paragraph.

Partitions are contiguous runs of one dimension at one bracket depth, never subset sums. A run is opened
after its total (其中, 含, a colon, a bracket, 分别为) or closed by it (共, 合计). What opens it tells whether the
parts must be all of the total or only some of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from auditor.facts.facets import Division, divide
from auditor.facts.mentions import Mention, strip_filler
from auditor.facts.parts_all import (
    all_told,
    closes_another,
    meets_with,
    nearest,
    own_segments,
    same_words,
    wholes_before,
)
from auditor.facts.parts_back import allotted, divides, is_named, named_again, said_in_whole, without_whole
from auditor.facts.parts_lead import MOST, REACH, STOP, Opener, collect, first_part, opener_of
from auditor.facts.parts_names import (
    TOTAL_WORD,
    alike,
    label_of,
    listed,
    may_total,
    of_its_kind,
    one_counter,
    one_form,
    printed,
    rivals,
    same_head,
    siblings,
    usable,
)
from auditor.facts.parts_sums import Run
from auditor.facts.parts_tuples import of_one_tuple
from auditor.facts.parts_verdict import relation_of
from auditor.facts.relations import Relation

if TYPE_CHECKING:
    from auditor.facts import Facts

_ENOUGH = re.compile("等[^级次]|等$|在内|主要")
_TOTAL_AFTER = re.compile(
    "(?:(?<![公中])共计?(?![同青建享产和党])|合计|总计|总共|一共|累计|总[分数量额值产]|总成绩|总人数)[^，。；]{0,6}$"
)
_OWN_SUBJECT = re.compile("全[年市县区省校院馆国州]|今年|本年|年末|截至|历年|目前|累计")


def extract(facts: Facts) -> tuple[Relation, ...]:
    """Relations between totals and their parts, block by block."""
    found: list[Relation] = []
    by_block: dict[int, list[Mention]] = {}
    for mention in facts.mentions:
        by_block.setdefault(mention.block, []).append(mention)
    for mentions in by_block.values():
        again = named_again(mentions)
        for run in (
            *_opened(facts, mentions, again),
            *_again(facts, mentions, again),
            *_closed(facts, mentions),
        ):
            found.extend(relation_of(run))
    return tuple(found)


def _opened(facts: Facts, mentions: Sequence[Mention], again: Mapping[int, Mention]) -> Iterator[Run]:
    """Runs that follow their total."""
    text = facts.document.text
    taken: set[int] = set()
    for index, total in enumerate(mentions[:-1]):
        if not usable(total):
            continue
        first = first_part(mentions, index)
        if first is None or first.start in again:
            continue
        tail = text[max(total.end, total.noun_end) : first.start]
        # 其中 after another number (新增4493人，其中…2759人，下载136万册次) leads in the parts of that one.
        if not of_one_tuple(facts, total, first):
            tail = first.gap
        opener = opener_of(tail, first, text[total.end : first.start])
        nested = total.start in taken
        if opener is None or (nested and (opener == "plain" or re.search("[；;。]", tail))):
            continue
        if opener == "plain" and not may_total(mentions, index):
            continue
        segments = collect(text, mentions, index, first, opener, again)
        if nested:  # after ；the whole goes on, not its part
            segments = segments[:1]
        segments = of_its_kind(total, segments)
        if opener == "some" and rivals(mentions, index):
            segments = same_head(total, rivals(mentions, index), segments, ties=nested)
        segments = own_segments(facts, total, segments, opener)
        if segments and all_told(text, segments, tail):
            opener = "all"
        if not segments or (
            opener == "plain" and (siblings(total, segments) or listed(facts, total, segments))
        ):
            continue
        if closes_another(mentions, index, segments):
            continue
        taken |= {part.start for segment in segments for part in segment}
        yield _run(facts, total, segments, opener, tail, nested)


def _again(facts: Facts, mentions: Sequence[Mention], again: Mapping[int, Mention]) -> Iterator[Run]:
    """Runs whose total is named again before them."""
    text = facts.document.text
    starts = {mention.start: at for at, mention in enumerate(mentions)}
    for start, total in again.items():
        first = mentions[starts[start]]
        opener: Opener = "all" if divides(first) else "some"
        segments = collect(text, mentions, starts[total.start], first, opener, {})
        yield _run(facts, total, segments[:1], opener, "其中", True)


def _closed(facts: Facts, mentions: Sequence[Mention]) -> Iterator[Run]:
    """Runs that stand before their total (A 5册、B 7册，共12册)."""
    text = facts.document.text
    for index, total in enumerate(mentions):
        if index < 2 or not usable(total) or not _TOTAL_AFTER.search(total.label):
            continue
        parts: list[Mention] = []
        foreign: list[Mention] = []
        for at in range(index - 1, max(index - REACH, 0) - 1, -1):
            mention = mentions[at]
            after = text[mention.end : mentions[at + 1].start]
            if STOP.search(after) or mention.depth < total.depth:
                break
            if mention.depth > total.depth or not (alike(total, mention) and one_counter(total, mention)):
                # 三项合计: 三项 counts the parts and is none.
                counts_them = mention.end == total.label_start
                if mention.depth == total.depth and mention.quantity.unit and not counts_them:
                    foreign.append(mention)
                continue
            heads = bool(TOTAL_WORD.search(mention.label))
            if not usable(mention) or (heads and not (parts and parts[0].gap.startswith("、"))):
                break
            parts.insert(0, mention)
            if heads:  # 共破获盗窃86起、诈骗54起…: 共 opens the list of parts
                break
            if len(parts) > MOST:
                break
            if "其中" in mention.gap:
                parts = wholes_before(mentions, at, parts, total)
                break
        parts = nearest(total, parts)
        if len(parts) >= 2 and not (foreign and meets_with(total, parts, foreign)):
            own = (
                "等" in total.gap
                or bool(_OWN_SUBJECT.search(total.label))
                or len(strip_filler(total.label)) > 5
            ) and not same_words(total, parts)
            yield _run(facts, total, [parts], "plain" if own else "all", "", False)


def _run(
    facts: Facts, total: Mention, segments: list[list[Mention]], opener: Opener, tail: str, nested: bool
) -> Run:
    parts = [part for segment in segments for part in segment]
    labels = [without_whole(label_of(facts, part), part) for part in parts]
    text = facts.document.text
    last = parts[-1]
    behind = text[last.end : last.end + 12]
    between = tail if nested else text[total.end : parts[0].start]
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
        overlapping=division.overlapping and not division.complete and not allotted(labels),
        staged=division.staged,
        called_total=bool(TOTAL_WORD.search(total.label)),
        nested=nested,
        including=not open_end and bool(re.search("包括|包含|涵盖", tail)),
        alike=one_form(labels),
        open_end=open_end,
        printed=tuple(printed(text, mention) for mention in (total, *parts)),
        named=is_named(tail, labels) or said_in_whole(total.label, labels, between),
    )
