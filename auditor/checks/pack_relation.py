"""Relations between named measures: those of a pack, or one that a rule file states itself.

A rule of the user's own needs no Python: `relation` in its options, and `measures` for names that no pack
knows. Source of each relation: the pack's, or the rule's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.checks.contradiction import mark_of
from auditor.facts import Facts
from auditor.facts.pack_own import judge_own
from auditor.facts.relations import Relation
from auditor.finding import Hit

DATA = ("expression", "why", "measure", "computed", "gap")
OPTIONS: dict[str, Any] = {
    "pack": "",
    "relation": "",
    "why": "",
    "source": "",
    "optional": [],
    "prose": False,
    "measures": {},
}
"""``pack``: tell what a pack's relations say. Else ``relation`` (`A = B + C`) with ``why``, ``source``,
``optional`` measures that may be missing, ``prose`` whether sentences may give an operand, and
``measures``: name → other names of it in tables, for measures that no pack knows."""


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each relation that does not hold. Raises PackError for a relation that cannot be read."""
    if options["relation"]:
        found = [one for one in judge_own(facts, options) if one.verdict == "inconsistent"]
    else:
        found = [one for one in facts.contradictions if one.evidence == f"pack:{options['pack']}"]
    for relation in found:
        yield _hit(relation)


def faults(options: Mapping[str, Any]) -> str:
    """What is wrong with a rule's options, for the rulebook; "" when nothing is."""
    from auditor.facts.pack_expression import ExpressionError, parse

    if not options.get("relation"):
        return "" if options.get("pack") else "pack-relation 要有 relation 或 pack"
    try:
        parse(options["relation"])
    except ExpressionError as error:
        return str(error)
    return ""


def _hit(relation: Relation) -> Hit:
    first, *others = relation.operands()
    data = {
        "expression": relation.expression,
        "why": relation.reason,
        "measure": first.label,
        "computed": relation.computed.describe(),
        "gap": relation.gap,
    }
    return Hit(mark_of(first), tuple(mark_of(other) for other in others), data)
