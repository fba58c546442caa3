"""Claims of a table: one cell stated to follow from others, and what the arithmetic says of it.

Claims of one structure (a total row over all its columns, a total column over all its rows, the levels of a
code tree) form a family: where most of a family holds, the structure is as supposed, and the rest is wrong;
where it does not, the structure was guessed wrong, and nothing is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from auditor.facts.table_cells import TableCell, interval
from auditor.facts.table_model import Table
from auditor.interval import Interval, total

Place = tuple[int, int]
"""Body row and column of a cell in its table."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The cell at ``target`` ``operator`` f(cells at ``members``); ``kind`` names the structure.

    ``verdict`` is "" until judged; then consistent, inconsistent or unknown with its ``reason``.
    ``computed`` is f over the intervals, ``shown`` over the printed values.
    """

    kind: str
    operator: str
    target: Place
    members: tuple[Place, ...]
    formula: str = "sum"
    verdict: str = ""
    computed: Interval | None = None
    shown: Fraction | None = None
    reason: str = ""


_MANY = 4
Formula = Callable[[Sequence[Interval]], Interval | None]


def value(table: Table, place: Place) -> Interval | None:
    """The values of the cell at ``place`` in its column's (or row's) unit; None where it holds words."""
    cell = cell_at(table, place)
    row, column = table.rows[place[0]], table.columns[place[1]]
    if cell is None:
        return interval(_BLANK)
    return interval(cell, row.unit or column.unit)


def cell_at(table: Table, place: Place) -> TableCell | None:
    """The cell at ``place``."""
    return table.rows[place[0]].cells[place[1]]


def point(table: Table, place: Place) -> Fraction:
    """The printed value at ``place``, 0 for nothing."""
    cell = cell_at(table, place)
    return cell.point if cell is not None and cell.point is not None else Fraction(0)


_BLANK = TableCell(-1, 0, 0, "", 0, 0, kind="blank")


def add_up(table: Table, claim: Claim) -> Claim:
    """Judge a sum. A total that is blank over blanks claims nothing (verdict "")."""
    cell = cell_at(table, claim.target)
    if cell is None or not cell.numeric:
        return claim
    left = value(table, claim.target)
    values = [value(table, place) for place in claim.members]
    parts = [one for one in values if one is not None]
    if left is None or len(parts) < len(values) or not any(filled(table, place) for place in claim.members):
        return claim
    computed = total(parts)
    holds = left.meets(computed) if claim.operator == "=" else not left.surely_less(computed)
    shown = sum((point(table, place) for place in claim.members), Fraction(0))
    return replace(claim, verdict="consistent" if holds else "inconsistent", computed=computed, shown=shown)


def filled(table: Table, place: Place) -> bool:
    """Whether a number stands at ``place``."""
    cell = cell_at(table, place)
    return cell is not None and cell.numeric


def telling(table: Table, claim: Claim) -> bool:
    """Whether a claim that holds says something: its total is not 0 and two or more parts are not."""
    return bool(point(table, claim.target)) and sum(bool(point(table, place)) for place in claim.members) >= 2


def support(table: Table, claims: Sequence[Claim]) -> int:
    """How many claims that hold speak for the structure.

    A claim with one part other than 0 only repeats that part; it counts when others repeat another part, or
    when there are many different ones.
    """
    held = [claim for claim in claims if claim.verdict == "consistent" and point(table, claim.target)]
    strong = sum(telling(table, claim) for claim in held)
    single = {
        next(at for at, place in enumerate(claim.members) if point(table, place))
        for claim in held
        if not telling(table, claim) and any(point(table, place) for place in claim.members)
    }
    distinct = {point(table, claim.target) for claim in held}
    varied = len(single) >= 2 or (strong and single) or len(distinct) >= _MANY
    return strong + (len(held) - strong if varied else 0)


def withdraw(claims: Sequence[Claim], reason: str) -> list[Claim]:
    """The claims with those that fail turned into "cannot tell"."""
    return [
        replace(claim, verdict="unknown", reason=reason) if claim.verdict == "inconsistent" else claim
        for claim in claims
    ]


def failing(claims: Sequence[Claim]) -> int:
    """How many claims do not hold."""
    return sum(claim.verdict == "inconsistent" for claim in claims)


def judged(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that claim something."""
    return [claim for claim in claims if claim.verdict]
