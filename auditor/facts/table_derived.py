"""Columns reckoned from other columns: shares, rates, growth, differences, averages and products.

Which columns a column was reckoned from is found by trial: a formula is believed when the header asks for
one of its kind and most rows bear it out, to the last printed place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, permutations

from auditor.facts.table_claims import Claim, Place, add_up, filled, judged, point, value
from auditor.facts.table_flow import is_flow, run
from auditor.facts.table_formulas import FORMULAS, Formula, in_floats
from auditor.facts.table_labels import is_of_which
from auditor.facts.table_model import Table
from auditor.interval import Interval, exactly

_MOST_COLUMNS, _MOST_ROWS, _MIN_HELD = 14, 400, 2
_CHANCE = 0.006


def derived(table: Table) -> list[Claim]:
    """What reckoned columns claim, row by row; the best formula of each column only."""
    columns = table.numeric_columns()
    if not 2 <= len(columns) <= _MOST_COLUMNS or not 2 <= len(table.rows) <= _MOST_ROWS:
        return []
    found: list[Claim] = []
    for target in columns:
        found += _best(table, target, [c for c in columns if c != target])
    return found


def _best(table: Table, target: int, others: Sequence[int]) -> list[Claim]:
    column = table.columns[target]
    best: tuple[int, list[Claim]] = (0, [])
    for formula in FORMULAS:
        if not formula.headers.search(column.header) or is_of_which(column.name):
            continue
        if (column.kind == "percent") != formula.percent and formula.name not in (
            "difference",
            "growth",
            "share",
        ):
            continue
        for sources in _sources(table, target, others):
            if not _likely(table, formula, sources):
                continue
            claims = judged([_judge(table, formula, claim) for claim in sources])
            held = _telling(table, claims)
            if held > best[0] and _believed(claims, held):
                best = (held, claims)
    return best[1]


def _sources(table: Table, target: int, others: Sequence[int]) -> Iterator[list[Claim]]:
    """Claims for each choice of operands: two columns, a column and its total, a column and its last row."""
    rows = range(len(table.rows))
    for one, two in permutations(others, 2):
        yield [_claim((row, target), (row, one), (row, two)) for row in rows]
    totals = [row for row in rows if table.rows[row].is_total]
    for one in others:
        if totals:
            whole = totals[-1]
            yield [_claim((row, target), (row, one), (whole, one)) for row in rows]
        if _timed(table):
            steps = [pair for pair in pairwise(rows) if not table.rows[pair[1]].is_total]
            yield [_claim((later, target), (later, one), (before, one)) for before, later in steps]


def _claim(target: Place, one: Place, two: Place) -> Claim:
    return Claim("derived", "=", target, (one, two))


def _timed(table: Table) -> bool:
    """Whether rows follow one another in time."""
    years = any(column.kind == "year" for column in table.columns[:2])
    labels = [row.label for row in table.rows if not row.is_total]
    return years or all(re.search("[年月]|季度", label) for label in labels)


def _likely(table: Table, formula: Formula, claims: Sequence[Claim]) -> bool:
    """A quick look in floating point at whether half the rows may bear the formula out."""
    tried = near = 0
    for claim in claims:
        if not all(filled(table, place) for place in (claim.target, *claim.members)):
            continue
        left, one, two = (float(point(table, place)) for place in (claim.target, *claim.members))
        if not two and formula.name != "difference":
            continue
        right = in_floats(formula.name, one, two)
        tried += 1
        near += abs(left - right) <= 1.01 + 0.02 * abs(right)
    return tried >= _MIN_HELD and near * 2 >= tried


def _judge(table: Table, formula: Formula, claim: Claim) -> Claim:
    if not all(filled(table, place) for place in (claim.target, *claim.members)):
        return claim
    left, one, two = (value(table, place) for place in (claim.target, *claim.members))
    if (
        left is None
        or one is None
        or two is None
        # 0.6个百分点 is a difference, in whatever column it stands.
        or (formula.percent and _in_points(table, claim.target))
        or (two.contains(0) and formula.name in ("share", "growth", "ratio"))
    ):
        return claim
    computed = formula.reckon(one, two)
    verdict = "consistent" if left.meets(computed) else "inconsistent"
    exact = formula.reckon(exactly(point(table, claim.members[0])), exactly(point(table, claim.members[1])))
    shown = exact.low if exact.low is not None else Fraction(0)
    return replace(claim, formula=formula.name, verdict=verdict, computed=computed, shown=shown)


def _in_points(table: Table, place: Place) -> bool:
    cell = table.cell(*place)
    return cell is not None and "百分点" in cell.unit


def rejudge(table: Table, claim: Claim) -> Claim:
    """The claim judged anew, for a table in which a cell was changed."""
    if claim.formula == "sum":
        return add_up(table, claim)
    if is_flow(claim):
        return run(table, claim)
    formula = next(one for one in FORMULAS if one.name == claim.formula)
    return _judge(table, formula, claim)


def _telling(table: Table, claims: Sequence[Claim]) -> int:
    """How many rows bear the formula out with a value that could not be so by chance."""
    held = [
        claim for claim in claims if claim.verdict == "consistent" and claim.members[0] != claim.members[1]
    ]
    values = {point(table, claim.target) for claim in held if abs(point(table, claim.target)) > 9}
    decimals = {point(table, claim.target) for claim in held if point(table, claim.target).denominator > 1}
    if len(values | decimals) >= _MIN_HELD:
        return len(held)
    # Equal results (5.0% twice) tell as much when it is unlikely that all of them were met by chance.
    chance = 1.0
    for claim in {claim.members: claim for claim in held}.values():
        chance *= _width(value(table, claim.target))
    return len(held) if len(held) >= _MIN_HELD and chance <= _CHANCE else 0


def _width(result: Interval | None) -> float:
    """How much of its own size the printed value leaves open."""
    if result is None or result.low is None or result.high is None or not result.low + result.high:
        return 1.0
    return min(float(abs((result.high - result.low) * 2 / (result.high + result.low))), 1.0)


def _believed(claims: Sequence[Claim], held: int) -> bool:
    """Whether enough rows bear the formula out; rows that one wrong cell explains count once."""
    broken = [claim for claim in claims if claim.verdict == "inconsistent"]
    failed = len(broken)
    if failed > 1:
        shared = set(broken[0].members).intersection(*(claim.members for claim in broken[1:]))
        failed = 1 if shared or _chained(broken) else failed
    return held >= _MIN_HELD and failed * 2 <= held


def _chained(broken: Sequence[Claim]) -> bool:
    """Two neighbouring rows of a series, the later of which starts from the earlier one's figure."""
    return len(broken) == 2 and broken[0].members[0] == broken[1].members[1]
