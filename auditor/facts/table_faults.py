"""Faults of a table: claims that do not hold, gathered by the one cell that is wrong.

A wrong cell breaks the total of its row, the total of its column and whatever was reckoned from it. The cell
whose change mends most of what is broken, and breaks nothing that holds, is told once with all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.facts.repairs import Repair
from auditor.facts.table_claims import Claim, Place, cell_at, filled
from auditor.facts.table_derived import rejudge
from auditor.facts.table_model import Table
from auditor.facts.table_relations import Checked
from auditor.facts.table_repairs import MOST_CELLS, changed, involves, needs_of, printed, repair_of

_MOST_FAULTS, _MOST_BROKEN = 40, 200
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
        fault.table is table and any(involves(claim, place) for claim in fault.claims) for fault in found
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
    shared = [place for place in places if counts[place] >= 2 and filled(table, place)]
    for place in shared[:MOST_CELLS]:
        for needed in needs_of(table, place, broken):
            other = changed(table, place, needed)
            mended = [
                one for one in broken if involves(one, place) and rejudge(other, one).verdict == "consistent"
            ]
            lost = sum(involves(one, place) and rejudge(other, one).verdict != "consistent" for one in held)
            if len(mended) - lost > best[0]:
                best = (len(mended) - lost, place, mended)
    return best[1], best[2]


def _fault(table: Table, place: Place, claims: Sequence[Claim], held: Sequence[Claim]) -> Fault:
    needs = needs_of(table, place, claims)
    needed = ""
    if len(claims) > 1 and needs:
        needed = printed(needs[0], cell_at(table, place))
    repair, repaired = repair_of(table, claims, held) if claims[0].operator == "=" else (None, None)
    return Fault(table, place, tuple(claims), len(claims) > 1, needed, repair, repaired)
