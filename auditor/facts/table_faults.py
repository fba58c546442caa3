"""Faults of a table: claims that do not hold, gathered by the one cell that is wrong.

A wrong cell breaks the total of its row, the total of its column and whatever was reckoned from it. The cell
whose change mends most of what is broken, and breaks nothing that holds, is told once with all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from auditor.facts.repairs import Repair, find
from auditor.facts.table_cells import TableCell
from auditor.facts.table_claims import Claim, Place, cell_at, point
from auditor.facts.table_derived import rejudge
from auditor.facts.table_model import Table
from auditor.facts.table_relations import Checked

_MOST_CELLS, _MOST_FAULTS, _MOST_BROKEN = 60, 40, 200
_ORDER = ("row-total", "column-total", "parts", "of-which", "balance", "derived")


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong cell: ``place`` in ``table``, the claims it breaks (the first names the fault's kind).

    ``crossing`` says that several claims point to this cell. ``needed`` is the value that mends them all, as
    it would be printed ("" where none does); ``repair`` a slip of the pen that gives it, in this or another
    cell of the claims (``repaired``), where there is just one. ``other`` is the table of a balance's other side.
    """

    table: Table
    place: Place
    claims: tuple[Claim, ...]
    crossing: bool
    needed: str = ""
    repair: Repair | None = None
    repaired: Place | None = None
    other: Table | None = None

    @property
    def kind(self) -> str:
        """The kind of the claim that is told."""
        return self.claims[0].kind


def gather(checked: Iterable[Checked]) -> tuple[Fault, ...]:
    """All faults, in order of their tables."""
    known = list(checked)
    found = [fault for one in known for fault in _faults(one)]
    for one in known:
        for other, claim in one.balance:
            sides = ((one.table, claim.target), (other, claim.members[0]))
            if claim.verdict == "inconsistent" and not any(
                _told(found, table, place) for table, place in sides
            ):
                found.append(Fault(one.table, claim.target, (claim,), False, other=other))
    return tuple(sorted(found, key=lambda fault: (fault.table.number, fault.table.part, fault.place)))


def _told(found: Sequence[Fault], table: Table, place: Place) -> bool:
    """Whether a fault already speaks of a cell."""
    return any(
        fault.table is table and any(_involves(claim, place) for claim in fault.claims) for fault in found
    )


def _faults(checked: Checked) -> list[Fault]:
    table = checked.table
    broken = [claim for claim in checked.claims if claim.verdict == "inconsistent"][:_MOST_BROKEN]
    held = [claim for claim in checked.claims if claim.verdict == "consistent"]
    found: list[Fault] = []
    while broken and len(found) < _MOST_FAULTS:
        place, mended = _culprit(table, broken, held)
        if len(mended) < 2:
            claim = min(broken, key=lambda one: (_ORDER.index(one.kind), one.target))
            place, mended = claim.target, [claim]
        mended.sort(key=lambda one: (_ORDER.index(one.kind), one.target))
        found.append(_fault(table, place, mended, held))
        broken = [claim for claim in broken if claim not in mended]
    return found


def _culprit(table: Table, broken: Sequence[Claim], held: Sequence[Claim]) -> tuple[Place, list[Claim]]:
    """The cell that mends most of the broken claims, fewest claims that hold lost; the first of equals."""
    best: tuple[int, Place, list[Claim]] = (0, broken[0].target, [])
    places = dict.fromkeys(place for claim in broken for place in (claim.target, *claim.members))
    counts = {place: sum(place in (claim.target, *claim.members) for claim in broken) for place in places}
    shared = [place for place in places if counts[place] >= 2 and _number(table, place)]
    for place in shared[:_MOST_CELLS]:
        for needed in _needs(table, place, broken):
            other = changed(table, place, needed)
            mended = [
                one for one in broken if _involves(one, place) and rejudge(other, one).verdict == "consistent"
            ]
            lost = sum(_involves(one, place) and rejudge(other, one).verdict != "consistent" for one in held)
            if len(mended) - lost > best[0]:
                best = (len(mended) - lost, place, mended)
    return best[1], best[2]


def _involves(claim: Claim, place: Place) -> bool:
    return place == claim.target or place in claim.members


def _number(table: Table, place: Place) -> bool:
    cell = cell_at(table, place)
    return cell is not None and cell.numeric


def _needs(table: Table, place: Place, claims: Sequence[Claim]) -> list[Fraction]:
    """Values of the cell that would mend one or another of the claims."""
    found: list[Fraction] = []
    for claim in claims:
        if not _involves(claim, place) or claim.shown is None or claim.operator != "=":
            continue
        if claim.formula == "sum":
            gap = point(table, claim.target) - claim.shown
            found.append(point(table, place) + (-gap if place == claim.target else gap))
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


def _fault(table: Table, place: Place, claims: Sequence[Claim], held: Sequence[Claim]) -> Fault:
    needs = _needs(table, place, claims)
    needed = ""
    if len(claims) > 1 and needs:
        needed = printed(needs[0], cell_at(table, place))
    repair, repaired = _repair(table, claims, held) if claims[0].operator == "=" else (None, None)
    return Fault(table, place, tuple(claims), len(claims) > 1, needed, repair, repaired)


def _repair(
    table: Table, claims: Sequence[Claim], held: Sequence[Claim]
) -> tuple[Repair | None, Place | None]:
    """The one slip of the pen that explains all the claims and breaks none that holds."""
    common = [
        place
        for place in dict.fromkeys(p for claim in claims for p in (claim.target, *claim.members))
        if all(_involves(claim, place) for claim in claims) and _number(table, place)
    ]
    if not common or len(common) > _MOST_CELLS:
        return None, None
    wanted = [_needs(table, place, claims) for place in common]

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
        concerned = [one for one in (*claims, *held) if _involves(one, place)]
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
