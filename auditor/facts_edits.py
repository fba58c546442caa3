"""Facts that were edited in a file: what they replace, and what follows from them anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import reduce
from operator import add, mul
from typing import TYPE_CHECKING, Any

from auditor.document import Document
from auditor.facts import Facts
from auditor.interval import Interval, exactly, show
from auditor.resources import Resources

if TYPE_CHECKING:
    from auditor.facts.quantities import Quantity
    from auditor.facts.relations import Relation


def facts_with(document: Document, resources: Resources, given: Mapping[str, Any]) -> Facts:
    """Facts in which every kind that was edited stands as given."""
    fresh, facts = Facts(document, resources), Facts(document, resources)
    for kind, value in given.items():
        before: Any = None
        with suppress(Exception):  # an extractor's crash is told by the rules that need it
            before = getattr(fresh, kind)
        if kind == "relations":
            _check_spans(document, [operand for relation in value for operand in relation.operands()])
            if [_claim(relation) for relation in value] != [_claim(relation) for relation in before or ()]:
                facts.__dict__[kind] = tuple(_judged(relation, before or ()) for relation in value)
        elif value != before:
            if kind == "quantities":
                _check_spans(document, value)
                value = tuple(_quantity(quantity, before or ()) for quantity in value)
            facts.__dict__[kind] = value
    return facts


def _check_spans(document: Document, facts: Sequence[Any]) -> None:
    for fact in facts:
        if not 0 <= fact.start < fact.end <= len(document.text):
            raise ValueError(f"{fact.start}:{fact.end} is no span of the text")


def _quantity(given: Quantity, before: Sequence[Quantity]) -> Quantity:
    """A quantity in which only ``value`` or only ``point`` was edited, with the other brought along."""
    old = next((q for q in before if (q.start, q.end) == (given.start, given.end)), None)
    if old is None or (old.value != given.value) == (old.point != given.point):
        return given
    if old.point != given.point:
        return replace(given, value=old.value + exactly(given.point - old.point))
    return (
        replace(given, point=given.value.low) if given.value.exact and given.value.low is not None else given
    )


def _claim(relation: Relation) -> tuple[Any, ...]:
    """What a relation states; verdict, gap and repair follow from it."""
    return (
        relation.kind,
        relation.operator,
        relation.left,
        relation.right,
        relation.computed,
        relation.evidence,
    )


def _judged(relation: Relation, before: Sequence[Relation]) -> Relation:
    """The relation with verdict and gap worked out anew; an unedited one as it was extracted."""
    from auditor.facts.relations import judge

    for old in before:
        if _claim(old) == _claim(relation):
            return old
    old_one = next((old for old in before if _same_place(old, relation)), None)
    computed = relation.computed
    if old_one and old_one.computed == computed and old_one.right != relation.right:
        computed = _recomputed(old_one, relation)
    verdict = judge(relation.operator, relation.left.value, computed)
    gap = relation.left.value - computed
    return replace(
        relation,
        computed=computed,
        verdict=verdict,
        reason="",
        repair="",
        culprit=-1,
        shown=computed.describe() if computed != relation.computed else relation.shown,
        expression=_expression(relation, old_one),
        gap=show(gap.low) if gap.exact and gap.low is not None else gap.describe(),
    )


def _same_place(one: Relation, two: Relation) -> bool:
    spans = [[(operand.start, operand.end) for operand in relation.operands()] for relation in (one, two)]
    return one.kind == two.kind and spans[0] == spans[1]


def _recomputed(old: Relation, new: Relation) -> Interval:
    """The sum or the product of the edited operands, where it was theirs before; else what the file says."""
    for operation in (add, mul):
        if old.right and reduce(operation, (operand.value for operand in old.right)) == old.computed:
            return reduce(operation, (operand.value for operand in new.right))
    return new.computed


def _expression(new: Relation, old: Relation | None) -> str:
    """The arithmetic with the edited values in it."""
    values = [operand.value for operand in new.right]
    edited = old is not None and [operand.value for operand in old.right] != values
    if not edited or old is None or old.expression != new.expression:
        return new.expression
    sign = "×" if "×" in old.expression else "+"
    return sign.join(
        show(value.low) if value.exact and value.low is not None else str(value) for value in values
    )
