"""Relations between quantities: operator, operands, evidence and verdict, recorded whether they hold or not.

Every extractor of relations (partitions, counts, shares, changes, products, tables, measures) gives
`Relation` values; one function, `judge`, derives the verdict for rules, coverage and explanations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from auditor.interval import Interval

if TYPE_CHECKING:
    from auditor.facts import Facts

Operator = Literal["=", "≤", "≥", "<", ">", "≠"]
Verdict = Literal["consistent", "inconsistent", "unknown"]


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a relation: its span in the text, its value in base units, and what it is called."""

    start: int
    end: int
    value: Interval
    label: str = ""
    role: str = "part"


@dataclass(frozen=True, slots=True)
class Relation:
    """`left` operator f(`right`), where `computed` is the interval of f and `expression` its arithmetic.

    `kind` names the extractor's finding (``parts``, ``part-whole``, ``count``, ``product``, ``share``,
    ``change``, ``direction``, ``same-measure``, ``table-sum`` …) and is what rules select by. `reason`
    says why nothing can be told; `repair` is the one change that would make everything agree.
    """

    kind: str
    operator: Operator
    left: Operand
    right: tuple[Operand, ...]
    computed: Interval
    expression: str
    verdict: Verdict
    evidence: str
    reason: str = ""
    gap: str = ""
    repair: str = ""
    shown: str = ""
    """`computed` in the unit and form that readers of the report are used to."""
    culprit: int = -1
    """Index of the operand to mend (0 is `left`, 1 the first of `right`), −1 when none stands out."""

    def operands(self) -> tuple[Operand, ...]:
        """All operands, `left` first."""
        return (self.left, *self.right)


def judge(operator: Operator, left: Interval, computed: Interval) -> Verdict:
    """Whether some value of `left` can stand in the relation to some value of `computed`."""
    if operator == "=":
        holds = left.meets(computed)
    elif operator == "≠":
        holds = not (left.exact and computed.exact and left.meets(computed))
    elif operator == "≤":
        holds = not computed.surely_less(left)
    elif operator == "≥":
        holds = not left.surely_less(computed)
    elif operator == "<":
        holds = not computed.surely_at_most(left)
    else:
        holds = not left.surely_at_most(computed)
    return "consistent" if holds else "inconsistent"


SOURCES: tuple[str, ...] = (
    "relations_parts",
    "relations_items",
    "relations_stages",
    "relations_within",
    "relations_counts",
    "counts_quoted",
    "relations_shares",
    "relations_changes",
    "relations_rates",
    "relations_restated",
    "relations_measures",
    "relations_rosters",
    "relations_occasions",
    "relations_wholes",
    "relations_retold",
    "table_relations",
    "relations_text_table",
    "relations_empty_table",
    "pack_relations",
)
"""Modules of `auditor.facts` that extract relations; each has ``extract(facts) -> tuple[Relation, ...]``."""


def extract(facts: Facts) -> tuple[Relation, ...]:
    """All relations of the report, in order of place and kind."""
    found: list[Relation] = []
    for name in SOURCES:
        try:
            found.extend(import_module(f"auditor.facts.{name}").extract(facts))
        except (
            Exception
        ) as error:  # one extractor's fault must not silence the others; the engine tells of it
            facts.failures.append((name, error))
    return tuple(sorted(found, key=_place))


def _place(relation: Relation) -> tuple[int, int, str, str]:
    starts = [operand.start for operand in relation.operands()]
    return min(starts), max(starts), relation.kind, relation.expression


PRIORITY = (
    "parts",
    "table-sum",
    "count",
    "part-whole",
    "product",
    "share",
    "change",
    "direction",
    "restated",
    "rank",
    "same-measure",
    "roster",
    "same-event",
    "occasions",
    "part-elsewhere",
    "text-table",
    "empty-table",
    "table-part",
    "table-balance",
    "pack",
)
"""Which of several contradictions that share a number is told: the one that is proved most directly."""


def contradictions(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Inconsistent relations, one for each wrong number: of those that share an operand the strongest."""
    wrong = [relation for relation in relations if relation.verdict == "inconsistent"]
    wrong.sort(key=lambda relation: (_rank(relation), _place(relation)))
    taken: set[tuple[int, int]] = set()
    kept: list[Relation] = []
    for relation in wrong:
        spans = {(operand.start, operand.end) for operand in relation.operands()}
        if spans & taken:
            continue
        taken |= spans
        kept.append(relation)
    return tuple(sorted(kept, key=_place))


def _rank(relation: Relation) -> int:
    # A table that gives the number itself, one slip of the pen away, proves more than a sum of many.
    if relation.kind == "text-table" and relation.repair and relation.evidence.endswith(":sure"):
        return -1
    return PRIORITY.index(relation.kind) if relation.kind in PRIORITY else len(PRIORITY)
