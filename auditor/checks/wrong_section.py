"""An entry that stands under the heading of another month or year than its own date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates import Date, misplaced
from auditor.facts.events import Event
from auditor.finding import Hit, Mark

DATA = ("date", "heading", "count")
OPTIONS: dict[str, object] = {}


def _hit(facts: Facts, heading: int, found: list[tuple[Event, Date]]) -> Hit:
    document = facts.document
    block = document.blocks[heading]
    _, first = found[0]
    others = tuple(Mark(date.start, date.end, "entry") for _, date in found[1:])
    return Hit(
        Mark(first.start, first.end, "entry"),
        (Mark(block.start, block.end, "heading"), *others),
        {
            "date": document.text[first.start : first.end],
            "heading": document.block_text(heading),
            "count": str(len(found)),
        },
        "likely" if any(event.placing == "inside" for event, _ in found) else "certain",
    )


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each heading that has entries of another month or year under it."""
    for chronicle in facts.chronicles:
        wrong: dict[int, list[tuple[Event, Date]]] = {}
        for event in chronicle.events:
            context = facts.contexts[event.block]
            date = event.date
            if date is None or event.several or (chronicle.kind == "list" and context.heading < 0):
                continue
            what = misplaced(date, context)
            heading = {
                "month": context.heading if context.heading >= 0 else context.year_heading,
                "year": context.year_heading,
            }.get(what, -1)
            if heading >= 0:
                wrong.setdefault(heading, []).append((event, date))
        for heading in sorted(wrong):
            yield _hit(facts, heading, wrong[heading])
