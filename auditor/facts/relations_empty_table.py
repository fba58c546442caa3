"""Tables that a note below them calls empty (本表为空表): they must hold no figure but 0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.facts.relations import Operand, Relation
from auditor.facts.table_figures import Figure
from auditor.interval import exactly

if TYPE_CHECKING:
    from auditor.facts import Facts

_EMPTY = re.compile(
    "(?:本|此|该|上|故)表?(?:格|内|中)?(?:为空表?|无数据|没有数据|无数|以空表列示|空表列示|为零)|空表公开"
)
_NEAR = 3


def extract(facts: Facts) -> tuple[Relation, ...]:
    """One relation a note that calls the table right above it empty."""
    return tuple(_relations(facts))


def _relations(facts: Facts) -> Iterator[Relation]:
    text = facts.document.text
    for match in _EMPTY.finditer(text):
        number = _table_above(facts, facts.document.block_at(match.start()))
        if number < 0:
            continue
        figures = [figure for figure in facts.figures if figure.table.number == number and figure.cell.point]
        yield _relation(match, text, figures)


def _relation(match: re.Match[str], text: str, figures: list[Figure]) -> Relation:
    others = tuple(
        Operand(figure.cell.start, figure.cell.end, figure.value, figure.label, "figure")
        for figure in figures[:8]
    )
    shown = "、".join(figure.cell.text for figure in figures[:4])
    return Relation(
        kind="empty-table",
        operator="=",
        left=Operand(match.start(), match.end(), exactly(0), match[0], "note"),
        right=others,
        computed=others[0].value if others else exactly(0),
        expression=f"注“{match[0]}”，表中却有 {shown}" if others else f"注“{match[0]}”，表中无数",
        verdict="inconsistent" if others else "consistent",
        evidence="empty-table",
    )


def _table_above(facts: Facts, block: int) -> int:
    """The number of the table that ends right above a block, −1 when there is none."""
    blocks = facts.document.blocks
    for index in range(block - 1, max(block - 1 - _NEAR, -1), -1):
        cell = blocks[index].cell
        if cell:
            return cell.table
        if blocks[index].kind in ("heading", "title", "caption"):
            return -1
    return -1
