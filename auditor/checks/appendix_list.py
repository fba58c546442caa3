"""Appendices listed against appendices present."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.references import Label
from auditor.finding import Hit, Mark

DATA = ("label", "present")
OPTIONS: dict[str, Any] = {}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each appendix that is listed and not there, or there and not listed.

    Silent when no appendix stands in the file: appendices are often files of their own.
    """
    references = facts.references
    present = [label for label in references.defined if label.kind in ("附件", "附录")]
    listed = list(references.listed)
    if not listed:
        listed, present = _own_list(present)
    if not listed or not present:
        return
    numbers = {label.number for label in present}
    for label in listed:
        if label.number not in numbers:
            yield _hit(facts, label, present)
    named = {label.number for label in listed}
    for label in present:
        if label.number not in named:
            yield _hit(facts, label, listed)


def _own_list(labels: list[Label]) -> tuple[list[Label], list[Label]]:
    """A list of lines 附件1 … 附件4 before the appendices: most numbers then stand twice."""
    places: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        places[label.number].append(label)
    twice = [number for number, group in places.items() if len(group) > 1]
    if len(twice) < 2:
        return [], []
    first_body = min(places[number][1].start for number in twice)
    listed = [label for label in labels if label.start < first_body]
    return listed, [label for label in labels if label.start >= first_body]


def _hit(facts: Facts, label: Label, others: list[Label]) -> Hit:
    data = {
        "label": facts.document.text[label.start : label.end][:40],
        "present": "、".join(sorted({other.number for other in others})),
    }
    return Hit(Mark(label.start, label.end, "appendix"), (), data)
