"""其中 in rows and columns: a part never exceeds its whole, and a run of parts may sum up to it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.facts.table_claims import Claim, Place, add_up, failing, filled, judged, point, withdraw
from auditor.facts.table_labels import is_of_which
from auditor.facts.table_model import Table
from auditor.facts.table_trees import columns_to_add, one_unit

_WITHIN = re.compile("在([^：:，,]{2,20})中[：:，,]")
_MOST_WHOLES, _MOST_STATES, _MOST_RUNS = 5, 24, 200


def of_which(table: Table) -> list[Claim]:
    """其中 rows and columns: none may exceed its whole; where rows that follow sum up to it, that too."""
    found: list[Claim] = []
    opening = [at for at, row in enumerate(table.rows) if at and row.role == "of-which"][:_MOST_RUNS]
    for at in opening:
        for column in columns_to_add(table):
            found += _row_part(table, at, column)
    for column in columns_to_add(table):
        if any(is_of_which(part) for part in table.columns[column].path):
            found += _column_part(table, column)
    return found


def _row_part(table: Table, at: int, column: int) -> list[Claim]:
    if not filled(table, (at, column)):
        return []
    named = _named(table, at)
    wholes = [
        up for up in named or _above(table, at) if filled(table, (up, column)) and one_unit(table, up, [at])
    ]
    claims = [add_up(table, Claim("of-which", "≥", (up, column), ((at, column),))) for up in wholes]
    if not wholes:
        return []
    if all(claim.verdict == "inconsistent" for claim in claims):
        return claims[:1]
    held = next(index for index, claim in enumerate(claims) if claim.verdict == "consistent")
    found = [claims[held]]
    for up in wholes[held : held + _MOST_WHOLES]:
        if run := _meeting(table, up, at, column):
            found.append(
                add_up(table, Claim("parts", "=", (up, column), tuple((row, column) for row in run)))
            )
            break
    return found


def _named(table: Table, at: int) -> list[int]:
    """The row that 在…中 names, if one above has that in its label."""
    match = _WITHIN.match(table.rows[at].label)
    if not match:
        return []
    return [up for up in range(at - 1, max(at - 60, -1), -1) if match[1] in table.rows[up].label][:1]


def _above(table: Table, at: int) -> list[int]:
    """Rows that 其中 may speak of, nearest first: the row above, and what that is a part of in its turn."""
    found = []
    for up in range(at - 1, max(at - 40, -1), -1):
        row = table.rows[up]
        found.append(up)
        if row.mark[0] or row.is_total or (row.code == "" and row.role == "item" and row.bond == ""):
            break
    return found


def _meeting(table: Table, whole: int, start: int, column: int) -> list[int]:
    """Rows from ``start`` that sum up to ``whole``: the run of a 其中, leaving out what is nested in one.

    Where a nested 其中 ends is not said, so every end is tried; the first meeting closes the run.
    """
    states: list[tuple[list[int], bool]] = [([], False)]
    for at in range(start, min(start + 24, len(table.rows))):
        row = table.rows[at]
        if at > start and (row.mark[0] or row.is_total or row.unit != table.rows[start].unit):
            break
        following: list[tuple[list[int], bool]] = []
        for run, nested in states:
            opens = at > start and row.role == "of-which"
            if not opens:
                following.append(([*run, at], False))
            if run and (opens or nested):
                following.append((run, True))
        states = following[:_MOST_STATES]
        for run, _ in states:
            if len(run) >= 2 and run[-1] == at and _meets(table, whole, run, column):
                return run
    return []


def _meets(table: Table, whole: int, run: Sequence[int], column: int) -> bool:
    members: tuple[Place, ...] = tuple((row, column) for row in run)
    claim = add_up(table, Claim("parts", "=", (whole, column), members))
    several = sum(bool(point(table, place)) for place in members) >= 2
    return claim.verdict == "consistent" and several


def _column_part(table: Table, column: int) -> list[Claim]:
    """A 其中 column never exceeds the column it is part of, the nearest to its left that is none itself."""
    wholes = [
        c
        for c in columns_to_add(table)
        if c < column and not any(is_of_which(part) for part in table.columns[c].path)
    ]
    if not wholes or table.columns[wholes[-1]].unit != table.columns[column].unit:
        return []
    claims = judged(
        [
            add_up(table, Claim("of-which", "≥", (row, wholes[-1]), ((row, column),)))
            for row in range(len(table.rows))
        ]
    )
    failed = failing(claims)
    return claims if failed * 3 <= len(claims) else withdraw(claims, "看不出其中所指的列")
