"""Numbered items under one total: 支出预算3121.42万元，主要内容如下：1.…1055.44万元。2.…118.97万元。

Siblings at the same place of consecutive numbered items are one run; the total stands in the block above.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.facts.mentions import Mention
from auditor.facts.parts_names import alike, printed, usable
from auditor.facts.parts_sums import Run, closes
from auditor.facts.parts_verdict import relation_of
from auditor.facts.relations import Relation

if TYPE_CHECKING:
    from auditor.facts import Facts

_LEAD = re.compile("如下|其中|包括|分别|主要|用于|具体|内容|构成|情况|[：:]$")
_FEWEST = 3


def extract(facts: Facts) -> tuple[Relation, ...]:
    """Relations between the total of a block and the numbers of the items below it."""
    return tuple(relation for run in _runs(facts) for relation in relation_of(run))


def _runs(facts: Facts) -> Iterator[Run]:
    by_block: dict[int, list[Mention]] = {}
    for mention in facts.mentions:
        by_block.setdefault(mention.block, []).append(mention)
    for sequence in facts.sequences:
        blocks = [item.block for item in sequence.items]
        if sequence.style.startswith("clause") or len(blocks) < _FEWEST or len(set(blocks)) < len(blocks):
            continue
        if blocks[0] and _LEAD.search(facts.document.block_text(blocks[0] - 1)):
            near = [by_block.get(blocks[0] - back, []) for back in (1, 2)]
            above = [mention for mentions in near for mention in mentions if usable(mention)]
            if above:
                yield from _run(facts, above, [by_block.get(block, []) for block in blocks])


def _most_stated(above: Sequence[Mention], items: Sequence[Sequence[Mention]]) -> Mention | None:
    """Of the numbers above that the items could add up to, the one that is stated most often."""
    counted = [mention for mention in items[0] if usable(mention)]
    fitting = [
        mention for mention in above if mention.quantity.point and counted and alike(mention, counted[0])
    ]
    times = Counter(mention.quantity.point for mention in fitting)
    return max(fitting, key=lambda mention: (times[mention.quantity.point], -mention.start), default=None)


def _more_stated(items: Sequence[Sequence[Mention]], parts: Sequence[Mention]) -> bool:
    """Whether an item states a second figure in the words of its first (欺诈案件398件；……等案件76件)."""
    return any(
        mention is not part
        and usable(mention)
        and mention.quantity.unit == part.quantity.unit
        and len(part.label) >= 2
        and mention.label[-2:] == part.label[-2:]
        for mentions, part in zip(items, parts, strict=True)
        for mention in mentions
    )


def _run(facts: Facts, above: Sequence[Mention], items: Sequence[Sequence[Mention]]) -> Iterator[Run]:
    total = _most_stated(above, items)
    if total is None:
        return
    parts = []
    for mentions in items:
        part = next((mention for mention in mentions if usable(mention) and alike(total, mention)), None)
        if part is None:
            return
        parts.append(part)
    total = next((mention for mention in above if alike(mention, total) and closes(parts, mention)), total)
    if _more_stated(items, parts):
        return
    yield Run(
        total=total,
        segments=(tuple(parts),),
        exhaustive=False,
        opener="plain",
        overlapping=False,
        named=False,
        staged=False,
        called_total=True,
        including=False,
        nested=False,
        alike=False,
        bracketed=False,
        open_end=False,
        printed=tuple(printed(facts.document.text, mention) for mention in (total, *parts)),
    )
