"""Relations between numbers that do not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.relations import Operand, Relation
from auditor.finding import Hit, Mark

DATA = ("left", "right", "expression", "computed", "gap", "repair", "label", "other")
OPTIONS: dict[str, Any] = {"kinds": [], "evidence": []}
"""``kinds`` of relations the rule tells; ``evidence``: words of which one must stand in the evidence."""


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each contradiction of the wanted kinds."""
    for relation in facts.contradictions:
        if relation.kind not in options["kinds"]:
            continue
        words = relation.evidence.split(":")
        if not options["evidence"] or all(word in words for word in options["evidence"]):
            yield _hit(facts, relation)


def _hit(facts: Facts, relation: Relation) -> Hit:
    first, *others = relation.operands()
    text = facts.document.text
    data = {
        "left": text[first.start : first.end],
        "right": "、".join(text[operand.start : operand.end] for operand in others),
        "expression": relation.expression,
        "computed": _computed(relation),
        "gap": relation.gap,
        "repair": relation.repair,
        "label": first.label.strip("的") or "分项",
        "other": (others[0].label.strip("的") if others else "") or "总数",
    }
    related = tuple(mark_of(operand) for operand in others)
    confidence = "likely" if "likely" in relation.evidence.split(":") else "certain"
    return Hit(mark_of(first), related, data, confidence, relation.repair or None)  # type: ignore[arg-type]


def mark_of(operand: Operand) -> Mark:
    """The operand's place, in its role."""
    return Mark(operand.start, operand.end, operand.role)


def _computed(relation: Relation) -> str:
    return relation.shown or relation.computed.describe()
