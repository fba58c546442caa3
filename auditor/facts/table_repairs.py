"""Repairs of a table: what value a cell would need, and the one slip of the pen that gives it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor

from auditor.facts.repairs import Repair, find
from auditor.facts.table_cells import TableCell
from auditor.facts.table_claims import Claim, Place, cell_at, filled, point
from auditor.facts.table_derived import rejudge
from auditor.facts.table_flow import is_flow, signs
from auditor.facts.table_model import Table

MOST_CELLS = 60


def involves(claim: Claim, place: Place) -> bool:
    return place == claim.target or place in claim.members


def needs_of(table: Table, place: Place, claims: Sequence[Claim]) -> list[Fraction]:
    """Values of the cell that would mend one or another of the claims."""
    found: list[Fraction] = []
    for claim in claims:
        if not involves(claim, place) or claim.shown is None or claim.operator != "=":
            continue
        if claim.formula == "sum" or is_flow(claim):
            sign = signs(claim)[claim.members.index(place)] if is_flow(claim) and place != claim.target else 1
            gap = point(table, claim.target) - claim.shown
            found.append(point(table, place) + (-gap if place == claim.target else gap * sign))
        elif place == claim.target:
            found.append(_rounded(claim.shown, cell_at(table, place)))
        elif claim.formula == "difference":
            one, two = (point(table, member) for member in claim.members)
            target = point(table, claim.target)
            found.append(target + two if place == claim.members[0] else one - target)
    return list(dict.fromkeys(found))


def _rounded(number: Fraction, cell: TableCell | None) -> Fraction:
    place = cell.place if cell else Fraction(1)
    return floor(number / place + Fraction(1, 2)) * place


def changed(table: Table, place: Place, number: Fraction) -> Table:
    """The table with another value in one cell."""
    row = table.rows[place[0]]
    cell = row.cells[place[1]]
    if cell is None:
        return table
    cells = (*row.cells[: place[1]], replace(cell, point=number), *row.cells[place[1] + 1 :])
    rows = (*table.rows[: place[0]], replace(row, cells=cells), *table.rows[place[0] + 1 :])
    return replace(table, rows=rows)


def repair_of(
    table: Table, claims: Sequence[Claim], held: Sequence[Claim]
) -> tuple[Repair | None, Place | None]:
    """The one slip of the pen that explains all the claims and breaks none that holds."""
    common = [
        place
        for place in dict.fromkeys(p for claim in claims for p in (claim.target, *claim.members))
        if all(involves(claim, place) for claim in claims) and filled(table, place)
    ]
    if not common or len(common) > MOST_CELLS:
        return None, None
    wanted = [needs_of(table, place, claims) for place in common]

    def holds(index: int, digits: str) -> bool:
        place, number = common[index], Fraction(digits.replace(",", "") or 0)
        cell = cell_at(table, place)
        if cell is None or cell.point is None:
            return False
        number = -number if cell.point < 0 else number
        slack = cell.place * (len(claims[0].members) + 1)
        if not any(abs(number - need) <= slack for need in wanted[index]):
            return False
        other = changed(table, place, number)
        concerned = [one for one in (*claims, *held) if involves(one, place)]
        return all(rejudge(other, one).verdict == "consistent" for one in concerned)

    repair = find([_digits(table, place) for place in common], holds)
    return (repair, common[repair.index]) if repair else (None, None)


def _digits(table: Table, place: Place) -> str:
    cell = cell_at(table, place)
    return cell.digits.replace(",", "") if cell else ""


def printed(number: Fraction, cell: TableCell | None) -> str:
    """A value with as many decimals, and separators, as the cell has."""
    places = 0
    unit = cell.place if cell else Fraction(1)
    while unit < 1 and places < 8:
        unit, places = unit * 10, places + 1
    text = f"{float(number):.{places}f}" if places else str(round(number))
    if cell is not None and "," in cell.digits:
        whole, dot, rest = text.partition(".")
        text = f"{int(whole):,}{dot}{rest}"
    return text + ("%" if cell is not None and cell.kind == "percent" else "")
