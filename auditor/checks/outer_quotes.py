"""Single quotation marks ‘ ’ outside any double ones, in a text that quotes with double ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.checks.habits import gather
from auditor.facts import Facts
from auditor.facts.marks import Pair
from auditor.finding import Fix, Hit, Mark

DATA = ("quoted", "count", "places")
OPTIONS: dict[str, Any] = {}

_AROUND = frozenset({"double", "title", "corner", "white-corner"})
_HAN = re.compile("[\u3400-\u9fff]{2}")
_LEAST = 2
_MARK = 20


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each pair, or one for a habit; none where single marks are the custom of the text."""
    doubles = sum(pair.family == "double" and pair.depth == 0 for pair in facts.marks.pairs)
    found = [pair for pair in facts.marks.pairs if pair.family == "single" and _stands_alone(facts, pair)]
    if doubles >= _LEAST and len(found) * 2 <= doubles:
        yield from gather(_hit(facts.document.text, pair) for pair in found)


def _stands_alone(facts: Facts, pair: Pair) -> bool:
    text, document = facts.document.text, facts.document
    if pair.depth or facts.marks.inside(pair.start, _AROUND) or not _HAN.search(text, pair.start, pair.end):
        return False
    # A long quotation opens every paragraph and closes only the last: what it quotes stands inside it.
    start = document.blocks[document.block_at(pair.start)].start
    return text.count("“", start, pair.start) == text.count("”", start, pair.start)


def _hit(text: str, pair: Pair) -> Hit:
    fixes = (Fix(pair.start, pair.start + 1, "“"), Fix(pair.end, pair.end + 1, "”"))
    data = {"quoted": text[pair.start : pair.end + 1][:_MARK]}
    return Hit(Mark(pair.start, pair.end + 1, "quotation"), data=data, fixes=fixes)
