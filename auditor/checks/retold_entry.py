"""One entry told twice: under two dates, or on one date with two figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.moved import retold
from auditor.finding import Hit, Mark

DATA = ("first", "second", "start")

_DATE = re.compile("[^日号]{1,16}[日号]")
OPTIONS: dict[str, object] = {"change": "date"}
"""``change``: ``date`` (the same words under two dates) or ``figure`` (one date, two figures)."""


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each pair, at the second telling or at the figure in it."""
    text = facts.document.text

    def shown(span: tuple[int, int]) -> str:
        date = _DATE.match(text, *span) if options["change"] == "date" else None
        return date.group() if date else text[slice(*span)][:16]

    for found in retold(facts):
        if found.change != options["change"]:
            continue
        yield Hit(
            Mark(*found.second, found.change),
            (Mark(*found.first, found.change),),
            {
                "first": shown(found.first),
                "second": shown(found.second),
                "start": found.text[:16] + ("…" if len(found.text) > 16 else ""),
            },
            "likely",
        )
