"""A monthly chronicle in which two sections running have the same month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates_context import date_heading
from auditor.finding import Hit, Mark

DATA = ("heading", "missing")
OPTIONS: dict[str, object] = {}

_FEWEST = 3
"""Months that make a chronicle one of months."""


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each heading of the month that the section before has too."""
    document = facts.document
    found: list[tuple[int, int, int]] = []
    for index, block in enumerate(document.blocks):
        if facts.contexts[index].heading == index and block.kind != "cell":
            year, month, day = date_heading(document.text[block.start : block.end]) or (0, 0, 0)
            if month and not day:
                found.append((index, year, month))
    if len({month for _, _, month in found}) < _FEWEST:
        return
    following = {index: month for (index, _, _), (_, _, month) in pairwise(found)}
    for (first, one, month), (second, other, again) in pairwise(found):
        if month != again or (one and other and one != other):
            continue
        skipped = f"，其后缺{month + 1}月" if following.get(second) == month + 2 else ""
        a, b = document.blocks[first], document.blocks[second]
        yield Hit(
            Mark(b.start, b.end, "heading"),
            (Mark(a.start, a.end, "heading"),),
            {"heading": document.block_text(second), "missing": skipped},
            "certain",
        )
