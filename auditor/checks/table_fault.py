"""A figure of a table that does not follow from the others: totals, parts, 其中, balances, reckoned columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from auditor.facts import Facts
from auditor.facts.table_claims import Claim, Place, cell_at, point
from auditor.facts.table_faults import Fault
from auditor.facts.table_flow import FLOW, is_flow
from auditor.facts.table_model import Table
from auditor.facts.table_relations import expression
from auditor.facts.table_repairs import printed
from auditor.finding import Hit, Mark
from auditor.interval import show

DATA = ("statement", "place", "printed", "computed", "gap", "expression")
OPTIONS: dict[str, Any] = {"kind": "row-total"}
"""``kind``: ``row-total``, ``column-total``, ``parts``, ``of-which``, ``derived`` or ``balance``."""

_MOST_MARKS = 60
_FORMULAS = {
    "sum": "各项之和",
    "difference": "两列之差",
    "flow": "期初加增减去减后的",
    "product": "两列之积",
    "ratio": "两列之商",
    "share": "所占百分比",
    "growth": "增减百分比",
}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each wrong cell whose first claim is of the wanted kind."""
    for fault in facts.table_faults:
        if fault.kind == options["kind"] and (hit := _hit(fault)):
            yield hit


def _hit(fault: Fault) -> Hit | None:
    claim, table = fault.claims[0], fault.table
    cell = cell_at(table, fault.place)
    if cell is None or not cell.text:
        return None
    computed = _computed(table, claim)
    gap = point(table, claim.target) - (claim.shown or Fraction(0))
    return Hit(
        Mark(cell.start, cell.end, _role(fault, fault.place)),
        tuple(_related(fault)),
        {
            "statement": _statement(fault, computed, gap),
            "place": _place(table, fault.place),
            "printed": cell.text,
            "computed": computed,
            "gap": show(gap),
            "expression": expression(fault.other or table, claim),
        },
        confidence="likely"
        if claim.kind == "derived" or (claim.kind == "parts" and not fault.crossing)
        else "certain",
        suggestion=_suggestion(fault),
    )


def _computed(table: Table, claim: Claim) -> str:
    shown = claim.shown or Fraction(0)
    cell = cell_at(table, claim.target)
    return printed(shown, cell) if claim.formula != "sum" else show(shown)


def _statement(fault: Fault, computed: str, gap: Fraction) -> str:
    claim, table = fault.claims[0], fault.table
    cell = cell_at(table, claim.target)
    text = cell.text if cell else ""
    where = _place(table, claim.target)
    terms = expression(fault.other or table, claim)
    if claim.kind == "of-which":
        return f"{_place(table, claim.members[0])}{terms} 大于其所属的{where}{text}"
    if claim.kind == "balance":
        return (
            f"{where}{text} ≠ {_place(fault.other or table, claim.members[0])}{terms}，相差 {show(abs(gap))}"
        )
    stated = f"{where}{text} ≠ {_FORMULAS[FLOW if is_flow(claim) else claim.formula]} {computed}（{terms}），相差 {show(abs(gap))}"
    if not fault.crossing or fault.place == claim.target:
        return stated
    wrong = cell_at(table, fault.place)
    return f"{_place(table, fault.place)}{wrong.text if wrong else ''} 使 {len(fault.claims)} 处合计不符：{stated}"


def _place(table: Table, place: Place) -> str:
    row, column = table.rows[place[0]], table.columns[place[1]]
    return f"“{row.label or row.code}”" + (f"“{column.name}”" if column.name else "")


def _role(fault: Fault, place: Place) -> str:
    return "total" if any(place == claim.target for claim in fault.claims) else "part"


def _related(fault: Fault) -> Iterator[Mark]:
    """The other figures of the claims, those that are nothing left out."""
    if fault.other is not None:
        cell = cell_at(fault.other, fault.claims[0].members[0])
        if cell is not None:
            yield Mark(cell.start, cell.end, "total")
        return
    places = dict.fromkeys(place for claim in fault.claims for place in (claim.target, *claim.members))
    places.pop(fault.place, None)
    cells = [(place, cell_at(fault.table, place)) for place in places]
    told = [(place, cell) for place, cell in cells if cell is not None and cell.numeric and cell.point]
    for place, cell in told[:_MOST_MARKS]:
        yield Mark(cell.start, cell.end, _role(fault, place))


def _suggestion(fault: Fault) -> str | None:
    if fault.repair and fault.repaired:
        cell = cell_at(fault.table, fault.repaired)
        sign = -1 if cell is not None and (cell.point or 0) < 0 else 1
        after = printed(sign * Fraction(fault.repair.after), cell)
        before = cell.text if cell else fault.repair.before
        where = _place(fault.table, fault.repaired)
        return f"{where}的 {before} 改为 {after}（{fault.repair.kind}）则全部相符"
    if fault.needed:
        cell = cell_at(fault.table, fault.place)
        return (
            f"{_place(fault.table, fault.place)}的 {cell.text if cell else ''} 改为 {fault.needed} 则全部相符"
        )
    return None
