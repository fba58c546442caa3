"""What a figure of the prose and the cell that states the same say of each other, and when that can be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.facts import repairs
from auditor.facts.relations import Operand, Relation
from auditor.facts.said import Said
from auditor.facts.said_names import stem
from auditor.facts.table_figures import Figure
from auditor.facts.text_table_guards import figure_is_new, may_be_new, next_to
from auditor.interval import Interval, in_words, show

if TYPE_CHECKING:
    from auditor.facts import Facts

_LEAST = 4
_FAR = 5
Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """A cell that may state what the prose says: `sure` when named in full, `rank` how much names it."""

    figure: Figure
    sure: bool
    rank: int


def relation_of(
    facts: Facts, said: Said, matches: Sequence[Match], retold: frozenset[Place]
) -> Relation | None:
    """The relation that the matches of one figure of the prose give; None where nothing can be told."""
    value = said.mention.quantity.value
    agreeing = [match for match in matches if value.meets(match.figure.value)]
    if agreeing:
        return _made(facts, said, agreeing[0], "consistent", "")
    best = max(match.rank for match in matches)
    first, *others = [match for match in matches if match.rank == best]
    if any(not first.figure.value.meets(other.figure.value) for other in others):
        return None
    if _total_agrees(facts, said, first.figure):
        return None
    beside = _beside(facts, said, first.figure)
    if _unfit(facts, said, first, retold) or (beside and not _stale(said, first.figure, beside)):
        return None
    if beside:
        return _made(facts, said, first, "inconsistent", f"正文所写是{beside.place}的数")
    slip = _slip(facts, said, first.figure)
    if slip is None and _far(value, first.figure.value):
        return None
    return _made(facts, said, first, "inconsistent", str(slip or ""))


def _unfit(facts: Facts, said: Said, match: Match, retold: frozenset[Place]) -> bool:
    """Whether too little speaks for one measure to call the figures contradictory: a short name, or a cell
    without unit, needs another figure of the table that the paragraph retells."""
    figure = match.figure
    alone = (said.mention.block, figure.table.number, figure.table.part) not in retold
    if alone and match.sure and figure.label:
        alone = not next_to(facts, said, figure)
    bare = not figure.dimensions and not (
        said.mention.quantity.value.exact and figure.value.exact and match.sure
    )
    return (
        bare
        or (alone and (match.rank < _LEAST or not figure.dimensions))
        or (may_be_new(said) and not figure_is_new(figure))
    )


def _total_agrees(facts: Facts, said: Said, figure: Figure) -> bool:
    """Whether the total of the column is what the prose says, where its clause does not name the row."""
    return (
        bool(figure.label)
        and stem(figure.label) not in said.name
        and any(
            other.column == figure.column
            and figure.table.rows[other.row].is_total
            and other.value.meets(said.mention.quantity.value)
            for other in facts.figures_of(figure.table)
        )
    )


def _far(one: Interval, other: Interval) -> bool:
    """Whether two figures differ so much that they hardly state one measure."""
    if None in (one.low, one.high, other.low, other.high):
        return True
    low, high = sorted((abs(one.low or Fraction(0)), abs(other.low or Fraction(0))))
    return high > low * _FAR


def _beside(facts: Facts, said: Said, figure: Figure) -> Figure | None:
    """Another cell of the same row that holds the prose's value, so that the column may be mistaken."""
    others = facts.figures_of(figure.table)
    return next(
        (
            other
            for other in others
            if (other.row == figure.row and other.column != figure.column)
            and other.dimensions == figure.dimensions
            and other.value.meets(said.mention.quantity.value)
        ),
        None,
    )


def _stale(said: Said, figure: Figure, beside: Figure) -> bool:
    """Whether the prose says its year and yet gives the figure of another year's column."""
    told = said.whole_year or f"{said.year}年" in said.before
    return told and bool(figure.year) and (beside.earlier or 0 < beside.year < figure.year)


def _slip(facts: Facts, said: Said, figure: Figure) -> repairs.Repair | None:
    """The slip of the pen in the prose after which both agree."""
    q = said.mention.quantity
    text = facts.document.text[q.number[0] : q.number[1]]
    digits = text.replace(",", "").replace("，", "").rstrip("十百千万亿")
    if q.hedges or q.upper is not None or not digits.replace(".", "", 1).isdigit() or not Fraction(digits):
        return None
    size = q.point / Fraction(digits)

    def holds(_: int, other: str) -> bool:
        shift = Fraction(other) * size - q.point
        return (q.value + Interval(shift, shift)).meets(figure.value)

    found = repairs.find([digits], holds)
    return found if found and len(digits.replace(".", "")) >= 3 else None


def _made(facts: Facts, said: Said, match: Match, verdict: str, repair: str) -> Relation:
    q, cell = said.mention.quantity, match.figure.cell
    text = facts.document.text
    shown = cell.text + ("" if cell.unit or cell.kind == "percent" else match.figure.unit)
    return Relation(
        kind="text-table",
        operator="=",
        left=Operand(q.start, q.end, q.value, said.name, "text"),
        right=(Operand(cell.start, cell.end, match.figure.value, match.figure.place, "table"),),
        computed=match.figure.value,
        expression=f"正文“{said.words}”{text[q.start : q.end]}，{match.figure.place}{shown}",
        verdict="consistent" if verdict == "consistent" else "inconsistent",
        evidence="text-table:" + ("sure" if match.sure else "likely"),
        gap="" if verdict == "consistent" else in_words(q.point - (match.figure.value.low or Fraction(0))),
        repair=repair,
        shown=show(match.figure.value.low or Fraction(0)),
    )
