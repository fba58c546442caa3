"""A clause or sentence that stands twice in one paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.repeats import repeats
from auditor.finding import Hit, Mark

DATA = ("text",)
OPTIONS: dict[str, object] = {}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each clause that is said again, at the second place."""
    text = facts.document.text
    for repeat in repeats(facts.document):
        yield Hit(
            Mark(*repeat.again, "again"),
            (Mark(*repeat.first, "first"),),
            {"text": text[slice(*repeat.again)]},
            "likely",
        )
