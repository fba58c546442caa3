"""Numbers of captions and appendices: the same number twice, or a number missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby, pairwise
from typing import Any

from auditor.facts import Facts
from auditor.facts.references import Label
from auditor.finding import Hit, Mark

DATA = ("label", "before", "missing")
OPTIONS: dict[str, Any] = {"kind": "repeated"}
"""``kind`` is ``repeated`` or ``gap``."""


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each break; 表2-1 and 表3-1 belong to different series."""
    labels = [
        label
        for label in facts.references.defined
        if label.kind not in ("章", "节", "部分", "篇", "条", "式", "项")
    ]
    labels.sort(key=lambda label: (label.kind, _series(label.number), label.start))
    for _, group in groupby(labels, key=lambda label: (label.kind, _series(label.number))):
        yield from _breaks(facts, list(group), options["kind"])


def _series(number: str) -> str:
    return number.rpartition("-")[0]


def _value(label: Label) -> int:
    last = label.number.rpartition("-")[2]
    return int(last) if last.isdigit() else 0


def _breaks(facts: Facts, labels: list[Label], kind: str) -> Iterator[Hit]:
    seen: dict[int, Label] = {}
    present = {_value(label) for label in labels}
    for before, label in pairwise([labels[0], *labels]):
        value = _value(label)
        if value in seen:
            if kind == "repeated" and seen[value].title != label.title:
                yield _hit(facts, label, seen[value], "")
            continue
        seen[value] = label
        gap = [n for n in range(_value(before) + 1, value) if n not in present]
        if kind == "gap" and gap and len(gap) <= 5:
            yield _hit(facts, label, before, "、".join(map(str, gap)))


def _hit(facts: Facts, label: Label, before: Label, missing: str) -> Hit:
    text = facts.document.text
    data = {
        "label": text[label.start : label.end],
        "before": text[before.start : before.end],
        "missing": missing,
    }
    return Hit(Mark(label.start, label.end, "number"), (Mark(before.start, before.end, "other"),), data)
