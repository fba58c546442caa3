"""Straight quotation marks in a report that otherwise uses curly ones, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.checks.habits import gather
from auditor.facts import Facts
from auditor.facts.marks import Pair
from auditor.finding import Fix, Hit, Mark

DATA = ("excerpt", "usual", "count", "places")
OPTIONS: dict[str, Any] = {}

_HAN = re.compile("[\u3400-\u9fff]")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each pair of the rarer kind around Chinese text; silent where only one kind is used."""
    text = facts.document.text
    pairs = [pair for pair in facts.marks.pairs if pair.family == "double" and _is_chinese(text, pair)]
    straight = [pair for pair in pairs if text[pair.start] in '"＂' and text[pair.end] in '"＂']
    curly = [pair for pair in pairs if text[pair.start] == "“" and text[pair.end] == "”"]
    if not straight or not curly:
        return
    rare, usual = (straight, "“”") if len(straight) <= len(curly) else (curly, '""')
    yield from gather(_hit(text, pair, usual) for pair in rare)


def _is_chinese(text: str, pair: Pair) -> bool:
    return bool(_HAN.search(text, pair.start + 1, pair.end))


def _hit(text: str, pair: Pair, usual: str) -> Hit:
    end = min(pair.end + 1, pair.start + 12)
    fixes = (Fix(pair.start, pair.start + 1, usual[0]), Fix(pair.end, pair.end + 1, usual[1]))
    related = () if end > pair.end else (Mark(pair.end, pair.end + 1, "closer"),)
    return Hit(
        Mark(pair.start, end, "quotation"),
        related,
        {"excerpt": text[pair.start : pair.end + 1][:24], "usual": usual},
        fixes=fixes,
    )
