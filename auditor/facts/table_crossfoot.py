"""Cross-footing: total columns against the columns they sum up, and 总计 against 总计 across a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.facts.table_claims import Claim, add_up, failing, judged, point, support, withdraw
from auditor.facts.table_labels import is_additive, is_of_which, is_total_label, total_role
from auditor.facts.table_model import Table

_TOTAL_HEAD = re.compile(
    "(?:.{0,8})?(?:合计|总计|共计|小计|总数|总量|总额|总人数|总金额|总人次)|合计.{0,4}|总计.{0,4}|计|全年(?:合计|累计|数)?|总[得评成]?[分绩]|总成绩|总得分|总积分|年计"
)


def column_totals(table: Table) -> list[Claim]:
    """What the total columns claim, row by row, each with the columns that explain it best."""
    found: list[Claim] = []
    for column in table.numeric_columns():
        head = table.columns[column]
        if head.kind == "number" and any(_is_total_head(part) for part in head.path):
            found += _best_columns(table, column)
    return found


def _is_total_head(part: str) -> bool:
    part = re.sub("[（(][^（）()]{0,12}[）)]$", "", part)
    return bool(_TOTAL_HEAD.fullmatch(part)) or is_total_label(part)


def _best_columns(table: Table, target: int) -> list[Claim]:
    best: tuple[int, int, list[Claim]] | None = None
    for members in _column_sets(table, target):
        claims = [
            add_up(table, Claim("column-total", "=", (row, target), tuple((row, c) for c in members)))
            for row in range(len(table.rows))
        ]
        claims = judged(claims)
        score = (support(table, claims), -failing(claims))
        if claims and (best is None or score > best[:2]):
            best = (*score, claims)
    if best is None:
        return []
    held, failed, claims = best
    if failed < -1:
        # The total row sums up the very column in which one row is wrong: its failure is the same one.
        items = sum(c.verdict == "inconsistent" and not table.rows[c.target[0]].is_total for c in claims)
        failed = -max(items, 1) if held >= 2 else failed
    accepted = (
        not failed or (held >= 2 and held >= -2 * failed) or (held == 1 == -failed and len(table.rows) == 2)
    )
    return claims if accepted else withdraw(claims, "看不出这一列由哪些列相加")


def _column_sets(table: Table, target: int) -> Iterator[list[int]]:
    """Sets of columns that a total column may sum up, the likeliest first."""
    usable = [
        c
        for c in range(len(table.columns))
        if c != target
        and table.columns[c].kind == "number"
        and is_additive(table.columns[c].name)
        and not any(is_of_which(part) for part in table.columns[c].path)
        and _measure(table, c) == _measure(table, target)
    ]
    seen: set[tuple[int, ...]] = set()
    for members in _column_choices(table, target, usable):
        if members and tuple(members) not in seen:
            seen.add(tuple(members))
            yield members


def _column_choices(table: Table, target: int, usable: Sequence[int]) -> Iterator[list[int]]:
    path = table.columns[target].path
    depth = next(at for at, part in enumerate(path) if _is_total_head(part))
    group = [c for c in usable if table.columns[c].path[:depth] == path[:depth]]
    yield _representatives(table, [c for c in group if c > target], depth)
    yield _representatives(table, [c for c in group if c < target], depth)
    yield _representatives(table, group, depth)
    for side in (1, -1):
        run = [c for c in usable if (c - target) * side > 0]
        run = run if side > 0 else run[::-1]
        stop = next(
            (i for i, c in enumerate(run) if any(_is_total_head(p) for p in table.columns[c].path)), len(run)
        )
        yield sorted(run[:stop])
        for size in range(2, min(stop, 7)):
            yield sorted(run[:size])
    yield [c for c in usable if not any(_is_total_head(part) for part in table.columns[c].path)]


def _representatives(table: Table, group: Sequence[int], depth: int) -> list[int]:
    """For each heading at ``depth`` its total column where it has one, else all its columns."""
    found: list[int] = []
    heads = dict.fromkeys(table.columns[c].path[depth : depth + 1] for c in group)
    for head in heads:
        own = [c for c in group if table.columns[c].path[depth : depth + 1] == head]
        total = [c for c in own if any(_is_total_head(part) for part in table.columns[c].path[depth + 1 :])]
        if head and _is_total_head(head[0]):
            continue
        found += total[:1] if len(own) > 1 and total else own
    return found


def _measure(table: Table, column: int) -> str:
    """The innermost header where it recurs under several groups (预算数 决算数), else ""."""
    name = table.columns[column].name
    groups = {c.path[:-1] for c in table.columns if c.name == name and len(c.path) > 1}
    return name if len(groups) >= 2 and not _is_total_head(name) and total_role(name) == "total" else ""


def balances(tables: Sequence[Table]) -> list[tuple[Table, Table, Claim]]:
    """总计 of the left panel against 总计 of the right one, in the same row of the form."""
    found = []
    for one, two in pairwise(tables):
        if one.number != two.number or two.part != one.part + 1 or not one.rows or not two.rows:
            continue
        left, right = len(one.rows) - 1, len(two.rows) - 1
        if one.rows[left].role != "grand" or two.rows[right].role != "grand":
            continue
        a, b = one.numeric_columns()[:1], two.numeric_columns()[:1]
        if a and b and point(one, (left, a[0])) and point(two, (right, b[0])):
            found.append((one, two, Claim("balance", "=", (left, a[0]), ((right, b[0]),))))
    return found
