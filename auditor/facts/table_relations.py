"""Relations in tables: every total, part, share and balance that a table claims, with its verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.facts.relations import Operand, Relation, judge
from auditor.facts.table_claims import Claim, Place, cell_at, point, value
from auditor.facts.table_crossfoot import balances, column_totals
from auditor.facts.table_derived import derived
from auditor.facts.table_flow import flows, is_flow, signs
from auditor.facts.table_footing import row_totals
from auditor.facts.table_model import Table, Tables
from auditor.facts.table_of_which import of_which
from auditor.facts.table_trees import parts
from auditor.interval import Interval, exactly, show
from auditor.units import dimension

if TYPE_CHECKING:
    from auditor.facts import Facts

_SHOWN = 12
_KINDS = {
    "row-total": "table-sum",
    "column-total": "table-sum",
    "parts": "table-sum",
    "of-which": "table-part",
    "derived": "table-derived",
    "balance": "table-balance",
}
_SIGNS = {"sum": "+", "difference": "−", "product": "×", "ratio": "÷", "share": "÷", "growth": "→"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A table and all its claims, judged; a part of a claim may stand in the table ``beside`` it."""

    table: Table
    claims: tuple[Claim, ...]
    balance: tuple[tuple[Table, Claim], ...] = ()


def check(tables: Tables) -> tuple[Checked, ...]:
    """The claims of all tables, in order; one that is made twice is kept once."""
    across = balances(tables.read)
    found = []
    for table in tables.read:
        claims = [*row_totals(table), *column_totals(table), *of_which(table), *derived(table), *flows(table)]
        totals = sum(claim.kind == "row-total" and claim.verdict == "consistent" for claim in claims)
        claims += parts(table, totals)
        own = _unique(claims)
        sides = tuple((two, _balance(one, two, claim)) for one, two, claim in across if one is table)
        found.append(Checked(table, own, sides))
    return tuple(found)


def _unique(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Each claim once; of one that two structures make, the verdict of the one that can tell."""
    found: dict[tuple[Place, tuple[Place, ...], str], Claim] = {}
    for claim in claims:
        key = (claim.target, claim.members, claim.operator)
        if key not in found or found[key].verdict == "unknown":
            found[key] = claim
    return tuple(found.values())


def _balance(one: Table, two: Table, claim: Claim) -> Claim:
    left, right = value(one, claim.target), value(two, claim.members[0])
    if left is None or right is None:
        return claim
    verdict = "consistent" if left.meets(right) else "inconsistent"
    return replace(claim, verdict=verdict, computed=right, shown=point(two, claim.members[0]))


def extract(facts: Facts) -> tuple[Relation, ...]:
    """All relations in tables; values are in base units of their dimension."""
    found: list[Relation] = []
    for checked in facts.table_claims:
        found += [_relation(checked.table, checked.table, claim) for claim in checked.claims if claim.verdict]
        found += [_relation(checked.table, other, claim) for other, claim in checked.balance if claim.verdict]
    return tuple(found)


def _relation(table: Table, other: Table, claim: Claim) -> Relation:
    left = _operand(table, claim.target, "total")
    right = tuple(_operand(other, place, "part") for place in claim.members if _stands(other, place))
    size = _scale(table, claim.target)
    computed = (claim.computed or exactly(0)).scale(size)
    verdict = (
        "unknown"
        if claim.verdict == "unknown"
        else judge("=" if claim.operator == "=" else "≥", left.value, computed)
    )
    gap = point(table, claim.target) - (claim.shown or Fraction(0))
    row = table.rows[claim.target[0]]
    return Relation(
        kind=_KINDS[claim.kind],
        operator="=" if claim.operator == "=" else "≥",
        left=left,
        right=right,
        computed=computed,
        expression=expression(other, claim),
        verdict=verdict,
        evidence=f"表{table.number + 1}“{row.label}”“{table.columns[claim.target[1]].header}”",
        reason=claim.reason,
        gap="" if verdict == "consistent" else show(gap),
    )


def _stands(table: Table, place: Place) -> bool:
    cell = cell_at(table, place)
    return cell is not None and cell.end > cell.start


def _operand(table: Table, place: Place, role: str) -> Operand:
    cell = cell_at(table, place)
    values = value(table, place) or exactly(0)
    start, end = (cell.start, cell.end) if cell else (0, 0)
    return Operand(start, end, _scaled(values, table, place), table.rows[place[0]].label, role)


def _scaled(values: Interval, table: Table, place: Place) -> Interval:
    return values.scale(_scale(table, place))


def _scale(table: Table, place: Place) -> Fraction:
    """What one unit of the cell is worth in base units."""
    cell = cell_at(table, place)
    unit = (cell.unit if cell else "") or table.rows[place[0]].unit or table.columns[place[1]].unit
    known = dimension(unit) if unit else None
    return known[1] if known else Fraction(1)


def expression(table: Table, claim: Claim) -> str:
    """The arithmetic as printed: ``8640+24310+…``, ``115350÷121350``; parts that are nothing are left out."""
    texts = [
        cell.text
        for place in claim.members
        if (cell := cell_at(table, place)) and cell.numeric and (cell.point or claim.formula != "sum")
    ]
    if is_flow(claim):
        cells = zip(signs(claim), (cell_at(table, place) for place in claim.members), strict=True)
        told = [("+" if sign > 0 else "−") + cell.text for sign, cell in cells if cell and cell.numeric]
        return "".join(told).removeprefix("+")
    if claim.formula == "growth" and len(texts) == 2:
        return f"（{texts[0]}−{texts[1]}）÷{texts[1]}"
    if len(texts) > _SHOWN:
        texts = [*texts[: _SHOWN - 2], "…", texts[-1]]
    return _SIGNS[claim.formula].join(texts) or "0"
