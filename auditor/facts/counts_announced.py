"""Counts of clauses that a colon announces: 四点要求：一是……；二是……."""

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

_ANNOUNCED = re.compile(
    "(?P<count>[两三四五六七八九十]|[2-9])(?:点|条|项|个?方面|件|步|个)(?P<rest>[^，。；：:、]{0,12})[：:]$"
)
"""四点要求：一是…: 点, 条 and 方面 that lead in clauses count them, whatever else these words may be."""


def announced(facts: Facts) -> Iterator[Relation]:
    """One relation for each announced count and the clauses that follow it in its sentence."""
    text = facts.document.text
    for sequence in facts.sequences:
        first, last = sequence.items[0], sequence.items[-1]
        if not sequence.style.startswith("clause") or not counts_up(sequence) or len(sequence.items) < 2:
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


def counts_up(sequence: Sequence) -> bool:
    """Whether the numbers are 1, 2, 3 … without a gap."""
    return [item.number for item in sequence.items] == list(range(1, len(sequence.items) + 1))
