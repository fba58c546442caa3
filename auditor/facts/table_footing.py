"""Footing: total rows against the rows they sum up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.facts.table_claims import Claim, add_up, failing, judged, support, withdraw
from auditor.facts.table_labels import is_additive
from auditor.facts.table_model import Table

_MOST_TOTALS = 100
_RANK = {"subtotal": 1, "total": 2, "grand": 3}


def row_totals(table: Table) -> list[Claim]:
    """What the total rows claim, each with the set of rows that explains it best."""
    found: list[Claim] = []
    totals = [at for at, row in enumerate(table.rows) if row.is_total]
    for at in totals if len(totals) <= _MOST_TOTALS else ():
        found += _best(table, at)
    return found


def _best(table: Table, at: int) -> list[Claim]:
    # 总分 sums up 得分, which no other total does.
    scored = "总分" in table.rows[at].label or "总得分" in table.rows[at].label
    additive = [
        c
        for c in table.numeric_columns()
        if table.columns[c].kind == "number" and (scored or is_additive(table.columns[c].header))
    ]
    others = [c for c in table.numeric_columns() if c not in additive]
    best: tuple[int, int, list[Claim], list[int]] | None = None
    fallback: list[Claim] = []
    for members in _candidates(table, at):
        claims = _claims(table, at, members, additive)
        if not claims:
            continue
        fallback = fallback or claims
        score = (support(table, claims), -failing(claims))
        if best is None or score > best[:2]:
            best = (*score, claims, members)
    if best is None:
        return []
    held, failed, claims, members = best
    extra = [claim for claim in _claims(table, at, members, others) if claim.verdict == "consistent"]
    if not failed:
        return claims + extra
    if held:
        accepted = -failed <= held
    else:
        nested = _nested(table, at, additive)
        claims = nested or fallback
        accepted = bool(nested) or (len(claims) == 1 and _plain(table, at))
    return (claims if accepted else withdraw(claims, "看不出合计由哪些行组成")) + extra


def _claims(table: Table, at: int, members: Sequence[int], columns: Sequence[int]) -> list[Claim]:
    units = {table.rows[row].unit for row in (at, *members)}
    if len(units) > 1:
        return []
    claims = [Claim("row-total", "=", (at, c), tuple((row, c) for row in members)) for c in columns]
    return judged([add_up(table, claim) for claim in claims])


def _nested(table: Table, at: int, columns: Sequence[int]) -> list[Claim]:
    """What a last total claims of the subtotals above it, where these hold and leave out no row."""
    lower = [i for i in range(at) if table.rows[i].role == "subtotal"]
    if len(lower) < 2 or at < len(table.rows) - 1 or lower[-1] != at - 1 or table.rows[0].is_total:
        return []
    if any(table.rows[i].is_total for i in range(at) if i not in lower):
        return []
    starts = [0, *(i + 1 for i in lower[:-1])]
    for start, end in zip(starts, lower, strict=True):
        own = _claims(table, end, _roots(table, range(start, end)), columns)
        if not own or any(claim.verdict != "consistent" for claim in own):
            return []
    claims = _claims(table, at, lower, columns)
    return claims if failing(claims) == 1 else []


def _plain(table: Table, at: int) -> bool:
    """Whether the table leaves no doubt what a total sums up: two or more rows of one rank, above or below.

    Below the first total there may be what is carried over, up to a 总计.
    """
    last = len(table.rows) - 1
    grand = at < last and table.rows[last].role == "grand"
    others = table.rows[:at] if at == last or grand else table.rows[1:]
    flat = all(row.role in ("item", "heading") and row.bond in ("", "code", "marker") for row in others)
    return flat and (at in (0, last) or grand) and len(others) >= (3 if grand else 2)


def _candidates(table: Table, at: int) -> Iterator[list[int]]:
    """Sets of rows that a total may sum up, the likeliest first, each set once."""
    seen: set[tuple[int, ...]] = set()
    for members in _sets(table, at):
        if members and tuple(members) not in seen and at not in members:
            seen.add(tuple(members))
            yield members


def _sets(table: Table, at: int) -> Iterator[list[int]]:
    rank = _RANK[table.rows[at].role]
    totals = [index for index, row in enumerate(table.rows) if row.is_total]
    before = [index for index in totals if index < at]
    same = max((i for i in before if _RANK[table.rows[i].role] >= rank), default=-1)
    last = before[-1] if before else -1
    after = next((i for i in totals if i > at and _RANK[table.rows[i].role] >= rank), len(table.rows))
    above, below = range(same + 1, at), range(at + 1, after)
    yield [index for index, row in enumerate(table.rows) if row.parent == at]
    yield _roots(table, above)
    lower = [i for i in before if i > same]
    yield lower
    yield [*lower, *_roots(table, range(last + 1, at))]
    if last >= 0:
        yield _roots(table, range(last + 1, at))
        yield [last, *_roots(table, range(last + 1, at))]
    yield _roots(table, below)
    yield [i for i in totals if i > at and _RANK[table.rows[i].role] < rank]
    yield _leaves(table, above)
    yield _leaves(table, below)
    yield _roots(table, range(at))
    yield before


def _roots(table: Table, span: range) -> list[int]:
    """Rows of a span that are no part of another row of it, no total and no 其中."""
    return [i for i in span if table.rows[i].role in ("item", "heading") and table.rows[i].parent not in span]


def _leaves(table: Table, span: range) -> list[int]:
    parents = {row.parent for row in table.rows if row.role != "of-which"}
    return [i for i in span if table.rows[i].role in ("item", "heading") and i not in parents]
