"""Text against table: a figure of the prose and the cell that states the same measure.

They state one measure when every word of the prose's name is accounted for (by the cell's row, its column,
the caption of its table, or a pack's vocabulary) and every name that tells the cell from its neighbours
stands in the prose, with the same dimension, year and side (budget or outcome). Candidates are found by the
cells' names, so the work is linear in the prose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.facts import repairs
from auditor.facts.packs import PackMeasure, key
from auditor.facts.relations import Operand, Relation
from auditor.facts.said import Said, stem
from auditor.facts.statements import PERIODS
from auditor.facts.table_figures import Figure, measure_of
from auditor.facts.text_table_guards import (
    Labels,
    commensurable,
    explained,
    labels_of,
    same_period,
    same_scope,
)
from auditor.interval import Interval, in_words, show

if TYPE_CHECKING:
    from auditor.facts import Facts

_MOST = 400
_LONGEST = 24
_LEAST = 4
_FAR = 5
_AHEAD = 48


@dataclass(frozen=True, slots=True)
class Match:
    """A cell that may state what the prose says: `sure` when named in full, `rank` how much names it."""

    figure: Figure
    sure: bool
    rank: int


def extract(facts: Facts) -> tuple[Relation, ...]:
    """One relation a figure of the prose that a table states too, and one a table that is said to be empty."""
    if not facts.figures:
        return ()
    index = _index(facts.figures)
    labels = labels_of(facts)
    found: list[Relation] = []
    for said in facts.said:
        matches = list(_matches(facts, said, index, labels))
        relation = _relation(facts, said, matches) if matches else None
        if relation is not None:
            found.append(relation)
    return tuple(found)


def _index(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """The figures under each of their names, whole and bare; names borne by very many say nothing."""
    posts: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        for name in sorted({stem(name) for name in figure.names}):
            posts[name].append(figure)
    return {name: found for name, found in posts.items() if len(name) >= 2 and len(found) <= _MOST}


def _matches(facts: Facts, said: Said, index: dict[str, list[Figure]], labels: Labels) -> Iterator[Match]:
    yield from _pack_matches(facts, said)
    name = said.name[-40:]
    seen: set[tuple[int, int]] = set()
    for start in range(len(name)):
        for end in range(start + 2, min(len(name), start + _LONGEST) + 1):
            for figure in index.get(name[start:end], ()):
                place = (figure.cell.start, figure.cell.end)
                if place not in seen:
                    seen.add(place)
                    match = _match(facts, said, figure, labels)
                    if match is not None:
                        yield match


def _pack_matches(facts: Facts, said: Said) -> Iterator[Match]:
    """Cells that state the same measure by a pack's vocabulary."""
    for pack in facts.packs:
        name = said.measure(pack)
        if not name or not said.annual or _wider(pack.measures[name], said, facts.document.text):
            continue
        for figure in facts.figures:
            if (
                measure_of(pack, figure) == name
                and same_period(facts, said, figure)
                and commensurable(said, figure)
            ):
                yield Match(figure, False, 100)


def _wider(measure: PackMeasure, said: Said, text: str) -> bool:
    """Whether the sentence goes on to say that its total holds what the measure leaves out (电子图书 in 馆藏)."""
    following = text[said.mention.end : said.mention.end + _AHEAD]
    return any(word in following for word in measure.excludes)


def _match(facts: Facts, said: Said, figure: Figure, labels: Labels) -> Match | None:
    if not commensurable(said, figure) or not same_period(facts, said, figure):
        return None
    caption = key(PERIODS.sub("", figure.caption))
    context = key(said.before[-60:]) + "".join(said.path)
    needed = [] if not figure.label else [figure.label]
    heads = [head for head in figure.heads if head not in caption]
    needed += heads[-1:] if heads else []
    inside = [name for name in needed if stem(name) in said.name]
    if not inside or any(stem(name) not in said.name and stem(name) not in context for name in needed):
        return None
    outside = [name for name in needed if name not in inside]
    allowed = [*needed, *figure.heads, *said.path, caption, *labels.above(figure)]
    if not explained(said.name, [stem(name) for name in inside], allowed):
        return None
    if not labels.settled(figure, said, outside) or not same_scope(facts, said, figure):
        return None
    weight = sum(len(name) for name in needed)
    if weight < _LEAST:
        return None
    whole = stem(figure.label or (heads[-1] if heads else "")) == stem(said.name)
    return Match(figure, whole or len(inside) > 1, weight)


def _relation(facts: Facts, said: Said, matches: Sequence[Match]) -> Relation | None:
    value = said.mention.quantity.value
    agreeing = [match for match in matches if value.meets(match.figure.value)]
    if agreeing:
        return _made(facts, said, agreeing[0], "consistent", "")
    best = max(match.rank for match in matches)
    first, *others = [match for match in matches if match.rank == best]
    if any(not first.figure.value.meets(other.figure.value) for other in others):
        return None
    if not first.figure.dimensions or _beside(facts, said, first.figure):
        return None
    slip = _slip(facts, said, first.figure)
    if slip is None and _far(value, first.figure.value):
        return None
    return _made(facts, said, first, "inconsistent", str(slip or ""))


def _far(one: Interval, other: Interval) -> bool:
    """Whether two figures differ so much that they hardly state one measure."""
    if None in (one.low, one.high, other.low, other.high):
        return True
    low, high = sorted((abs(one.low or Fraction(0)), abs(other.low or Fraction(0))))
    return high > low * _FAR


def _beside(facts: Facts, said: Said, figure: Figure) -> bool:
    """Whether another cell of the same row holds the prose's value, so that the column was mistaken."""
    return any(
        other.value.meets(said.mention.quantity.value)
        for other in facts.figures_of(figure.table)
        if other.row == figure.row and other.column != figure.column and other.dimensions == figure.dimensions
    )


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
    row = match.figure.table.rows[match.figure.row]
    column = match.figure.table.columns[match.figure.column]
    place = "".join(f"“{word}”" for word in (row.label, column.name) if word)
    shown = cell.text + ("" if cell.unit or cell.kind == "percent" else match.figure.unit)
    return Relation(
        kind="text-table",
        operator="=",
        left=Operand(q.start, q.end, q.value, said.name, "text"),
        right=(Operand(cell.start, cell.end, match.figure.value, row.label or column.name, "table"),),
        computed=match.figure.value,
        expression=f"正文“{said.words}”{text[q.start : q.end]}，表中{place}{shown}",
        verdict="consistent" if verdict == "consistent" else "inconsistent",
        evidence="text-table:" + ("sure" if match.sure else "likely"),
        gap="" if verdict == "consistent" else in_words(q.point - (match.figure.value.low or Fraction(0))),
        repair=repair,
        shown=show(match.figure.value.low or Fraction(0)),
    )
