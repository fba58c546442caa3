"""Coverage: an auditor's tick marks. How many numbers stand in a report and how many were checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.facts import Facts


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of numbers, of numbers in at least one judged relation, and of tables that could not be read."""

    numbers: int
    in_relations: int
    verified: int
    contradictory: int
    unknown: int
    unread_tables: int = 0


def summarise(facts: Facts) -> Coverage:
    """Count the numbers of the report and the relations they take part in."""
    spans = _numbers(facts)
    judged: set[tuple[int, int]] = set()
    tally = {"consistent": 0, "inconsistent": 0, "unknown": 0}
    for relation in facts.relations:
        tally[relation.verdict] += 1
        if relation.verdict != "unknown":
            judged |= {(operand.start, operand.end) for operand in relation.operands()}
    judged &= spans
    return Coverage(
        numbers=len(spans),
        in_relations=len(judged),
        verified=tally["consistent"],
        contradictory=tally["inconsistent"],
        unknown=tally["unknown"],
        unread_tables=len(facts.tables.unread),
    )


def _numbers(facts: Facts) -> set[tuple[int, int]]:
    """Places of all numbers: quantities of the prose, and cells that hold a number and nothing else."""
    document = facts.document
    prose = {
        (quantity.start, quantity.end)
        for quantity in facts.quantities
        if document.blocks[document.block_at(quantity.start)].kind != "cell"
    }
    cells = {
        (cell.start, cell.end)
        for table in facts.tables.read
        for row in table.rows
        for cell in row.cells
        if cell is not None and cell.point is not None
    }
    return prose | cells
