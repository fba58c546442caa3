"""A word, a character or a list item written twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.doubled import Doubling, Doublings
from auditor.facts.doubled_items import repeated_items
from auditor.finding import Hit, Mark

DATA = ("unit", "text")
OPTIONS: dict[str, Any] = {"kind": "phrase", "table": "general/reduplications.toml"}
"""``kind`` is ``phrase`` (经费经费), ``verbs`` (开展组织开展), ``character`` (微视视) or ``item`` (甲、乙、甲)."""


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each doubling, but for those inside a word of the user's vocabulary."""
    text = facts.document.text
    for doubling in _found(text, facts, options):
        whole = text[doubling.start : doubling.end]
        if any(whole in word for word in facts.resources.vocabulary):
            continue
        unit = text[doubling.start : doubling.middle]
        yield _hit(doubling, {"unit": unit, "text": whole})


def _found(text: str, facts: Facts, options: Mapping[str, Any]) -> Iterator[Doubling]:
    if options["kind"] == "item":
        return repeated_items(text)
    finder = Doublings(facts.resources.table(options["table"]), terms=facts.trade_words)
    if options["kind"] == "phrase":
        return finder.phrases(text)
    return finder.verbs(text) if options["kind"] == "verbs" else finder.characters(text)


def _hit(doubling: Doubling, data: dict[str, str]) -> Hit:
    if doubling.kind == "item":
        first = Mark(doubling.start, doubling.middle, "first")
        return Hit(Mark(doubling.again, doubling.end, "again"), (first,), data)
    return Hit(Mark(doubling.start, doubling.end), data=data)
