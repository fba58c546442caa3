"""One series of items in two marker styles: 1、 2、 3. 4、."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.numbering import Sequence
from auditor.finding import Hit, Mark

DATA = ("marker", "before", "after")
OPTIONS: dict[str, Any] = {}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """A run in another style that fills exactly the gap between two numbers of a sequence."""
    opening = {
        (sequence.items[0].block, sequence.items[0].number): sequence
        for sequence in facts.sequences
        if not sequence.style.startswith("clause")
    }
    for sequence in facts.sequences:
        if sequence.style.startswith("clause"):
            continue
        for before, after in zip(sequence.items, sequence.items[1:], strict=False):
            if after.number - before.number < 2:
                continue
            odd = _filler(opening, before.number + 1, before.block, after.block)
            if odd and odd.items[-1].number == after.number - 1 and odd.items[-1].block < after.block:
                yield _hit(facts, odd, before, after)


def _filler(opening: Mapping[tuple[int, int], Sequence], number: int, low: int, high: int) -> Sequence | None:
    return next(
        (opening[block, number] for block in range(low + 1, high) if (block, number) in opening), None
    )


def _hit(facts: Facts, odd: Sequence, before: Any, after: Any) -> Hit:
    text = facts.document.text
    first, *rest = (Mark(item.start, item.end, "marker") for item in odd.items)
    data = {
        "marker": text[first.start : first.end].strip(),
        "before": text[before.start : before.end].strip(),
        "after": text[after.start : after.end].strip(),
    }
    sides = (Mark(before.start, before.end, "other"), Mark(after.start, after.end, "other"))
    return Hit(first, (*rest, *sides), data)
