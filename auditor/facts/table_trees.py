"""Parts of rows: levels of codes, numbered parts, indented parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from auditor.facts.table_claims import Claim, add_up, failing, judged, support, withdraw
from auditor.facts.table_labels import is_additive
from auditor.facts.table_model import Row, Table

_REST = re.compile("其他|其它|其余")


def parts(table: Table, totals: int = 0) -> list[Claim]:
    """What rows claim of the rows that are their parts; ``totals`` is how many total rows were found right."""
    return [*_codes(table, totals), *_numbered(table)]


def columns_to_add(table: Table) -> list[int]:
    """Columns whose figures may be summed."""
    return [
        c
        for c in table.numeric_columns()
        if table.columns[c].kind == "number" and is_additive(table.columns[c].header)
    ]


def _children(table: Table, bond: str) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for at, row in enumerate(table.rows):
        if row.parent >= 0 and row.bond == bond:
            found.setdefault(row.parent, []).append(at)
    return found


def _codes(table: Table, totals: int) -> list[Claim]:
    """Every level of a code tree sums up to the level above; the tree is believed when most of it does."""
    claims = [
        add_up(table, Claim("parts", "=", (parent, c), tuple((row, c) for row in rows)))
        for parent, rows in _children(table, "code").items()
        for c in columns_to_add(table)
    ]
    claims = judged(claims)
    failed = failing(claims)
    held = len(claims) - failed
    believed = held and held + totals >= 2 * failed and support(table, claims) + totals >= min(2, held)
    return claims if believed else withdraw(claims, "编码不成树")


def _numbered(table: Table) -> list[Claim]:
    """Numbered or indented parts; that they are all parts must be plain before a miss is told."""
    found: list[Claim] = []
    for bond in ("marker", "indent"):
        for parent, rows in _children(table, bond).items():
            if table.rows[parent].is_total and table.rows[parent].mark[0] == "":
                continue
            if len(rows) >= 2 and one_unit(table, parent, rows):
                found += _partition(table, parent, rows)
    return found


def _partition(table: Table, parent: int, rows: Sequence[int]) -> list[Claim]:
    claims = judged(
        [
            add_up(table, Claim("parts", "=", (parent, c), tuple((row, c) for row in rows)))
            for c in columns_to_add(table)
        ]
    )
    failed, held = failing(claims), support(table, claims)
    if not failed or (held and failed <= held) or _is_whole(table, parent, rows):
        return claims
    # Parts that leave something over need not be all; parts that exceed the whole cannot be right.
    return [_at_most(claim) for claim in claims]


def _at_most(claim: Claim) -> Claim:
    if claim.verdict != "inconsistent" or claim.computed is None:
        return claim
    return replace(claim, verdict="unknown", reason="看不出分项是否列全")


def _is_whole(table: Table, parent: int, rows: Sequence[int]) -> bool:
    """Whether numbered rows are all parts: 1 to n without a gap, the last one 其他, or a total above."""
    numbers = [table.rows[row].mark[1] for row in rows]
    if numbers[0] and numbers != list(range(1, len(rows) + 1)):
        return False
    return bool(_REST.search(table.rows[rows[-1]].label)) or table.rows[parent].is_total


def one_unit(table: Table, parent: int, rows: Sequence[int]) -> bool:
    """Whether the units allow a sum: each part's unit is named in the whole's (册、件 holds 册)."""
    whole = _units(table.rows[parent])
    return all(not whole or not _units(table.rows[row]) or whole & _units(table.rows[row]) for row in rows)


def _units(row: Row) -> set[str]:
    return {part for part in re.split("[、/,，]", row.unit) if part}
