"""Counts of items that words before or after them state: 四点要求：一是……；二是……; 以上三项任务须于6月底前完成."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.facts.numbering import Sequence
from auditor.facts.relations import Operand, Relation
from auditor.interval import exactly
from auditor.text import han_ordinal

if TYPE_CHECKING:
    from auditor.facts import Facts

_COUNT = "(?P<count>[两三四五六七八九十]|[2-9])(?:点|条|项|个?方面|件|步|个)"
_MORE = _COUNT[:-1] + "|(?(below)(?:类|种|家|名|位|起|所|处|例|部|支|座)|(?!)))"
_ANNOUNCED = re.compile(
    f"(?:(?P<below>以下|如下|下列|下述)[^，。；：:、0-9]{{0,4}})?{_MORE}(?P<rest>[^，。；：:、]{{0,12}})(?:[：:]|(?(below)。|(?!)))$"
)
"""四点要求：一是…: 点, 条 and 方面 that lead in clauses count them, whatever else these words may be."""
_RECALLED = re.compile(
    f"(?:以上|上述)(?:这)?{_COUNT}(?P<rest>(?:[^，。；：、]{{0,4}}?(?:工作|任务|措施|要求|内容|建议|意见|规定|事项|方面|问题|目标|议题|议案|标准|条件|材料|原则|制度|办法))?(?![^，。；：]{{0,8}}(?:合计|相加)))"
)
_FEWEST = 2
_TOP = re.compile("[一二三四五六七八九十]{1,3}、")


def announced(facts: Facts) -> Iterator[Relation]:
    """One relation for each announced or recalled count and the items it counts."""
    text = facts.document.text
    for sequence in (*facts.sequences, *facts.inline_sequences):
        if len(sequence.items) < _FEWEST or not counts_up(sequence):
            continue
        first, last = sequence.items[0], sequence.items[-1]
        if sequence.style.startswith(
            ("clause", "inline:parens", "inline:circled", "inline:arabic", "inline:step", "inline:label")
        ):
            match = _ANNOUNCED.search(text, max(first.start - 24, 0), first.start)
            if match is not None and _of_one_list(facts, sequence):
                yield _relation(match, sequence)
        elif first.block and last.block - first.block < 4 * len(sequence.items):
            yield from _of_blocks(facts, sequence)


def _of_one_list(facts: Facts, sequence: Sequence) -> bool:
    """Whether the clauses are of one sentence, or sentences of one paragraph with no other list among them."""
    first, last = sequence.items[0], sequence.items[-1]
    at = max(bisect_right(facts.sentences, first.start, key=lambda s: s.start) - 1, 0)
    if last.start < facts.sentences[at].end:
        return True
    others = [one for one in facts.sequences if first.start < one.items[0].start < last.start]
    return first.block == last.block and not others


def _of_blocks(facts: Facts, sequence: Sequence) -> Iterator[Relation]:
    """Counts in the paragraph above a numbered list (以下四项任务：), or in the one below it (以上四项任务)."""
    text, blocks = facts.document.text, facts.document.blocks
    first, last = sequence.items[0], sequence.items[-1]
    # 一、二、 are sections: the last of them need not be of what the paragraph above announces.
    top = _TOP.match(text, first.start)
    above, below = blocks[first.block - 1], last.block + 1
    if not top and above.kind not in ("cell", "contents"):
        match = _ANNOUNCED.search(text, max(above.end - 24, above.start), above.end)
        if match is not None:
            yield _relation(match, sequence)
    if below < len(blocks) and blocks[below].marker is None:
        match = _RECALLED.match(text, blocks[below].start)
        if match is not None:
            yield _relation(match, sequence)


def _relation(match: re.Match[str], sequence: Sequence) -> Relation:
    first, last = sequence.items[0], sequence.items[-1]
    written, size = match["count"], len(sequence.items)
    stated = int(written) if written.isascii() else han_ordinal(written.replace("两", "二")) or 0
    return Relation(
        kind="count",
        operator="=",
        left=Operand(match.start("count"), match.end("rest"), exactly(stated), "", "count"),
        right=(Operand(first.start, last.end, exactly(size), "", "list"),),
        computed=exactly(size),
        expression=f"列出{size}项",
        verdict="consistent" if stated == size else "inconsistent",
        evidence="count:clauses",
        gap=str(stated - size),
        shown=str(size),
    )


def counts_up(sequence: Sequence) -> bool:
    """Whether the numbers are 1, 2, 3 … without a gap."""
    return [item.number for item in sequence.items] == list(range(1, len(sequence.items) + 1))
