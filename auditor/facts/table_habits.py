"""Habits of a table's columns: a value that always goes with another, and the rows that break the habit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import comb

from auditor.facts.table_cells import TableCell
from auditor.facts.table_model import Table

_MOST_ROWS, _MOST_COLUMNS, _LONG = 2000, 16, 20
_MIN_GROUP, _SHARE, _CHANCE = 6, 0.15, 0.015


@dataclass(frozen=True, slots=True)
class Break:
    """A row in which ``column`` does not hold ``usual`` although ``by`` holds what always goes with it.

    ``kept`` rows of the ``group`` rows with that value keep the habit; ``cell`` is None or blank where the
    value is missing. ``witness`` is the cell in ``by``.
    """

    row: int
    column: int
    by: int
    usual: str
    kept: int
    group: int
    cell: TableCell | None
    witness: TableCell


def breaks(table: Table) -> list[Break]:
    """Rows that break a habit, one break for each cell, in order; empty cells and other values alike."""
    rows = [at for at, row in enumerate(table.rows) if not row.is_total]
    if not 8 <= len(rows) <= _MOST_ROWS or table.kind != "grid":
        return []
    columns = [at for at in _word_columns(table, rows) if at < _MOST_COLUMNS]
    found: dict[tuple[int, int], Break] = {}
    rowwise: set[int] = set()
    for target in columns:
        for by in columns:
            for one in _broken(table, rows, target, by) if by != target else ():
                # A row whose value is odd is told once, at the first column that shows it.
                if (one.row, one.column) not in found and not (full(one.cell) and one.row in rowwise):
                    found[one.row, one.column] = one
                    if full(one.cell):
                        rowwise.add(one.row)
    return [found[key] for key in sorted(found)]


def full(cell: TableCell | None) -> bool:
    """Whether the cell is there and has text."""
    return cell is not None and bool(cell.text)


def _word_columns(table: Table, rows: Sequence[int]) -> list[int]:
    """Columns of short words that recur."""
    chosen = []
    for at, column in enumerate(table.columns):
        texts = [cell.text for row in rows if (cell := table.cell(row, at)) and cell.text]
        if column.kind not in ("text", "label") or not texts or max(map(len, texts)) > _LONG:
            continue
        if len(set(texts)) * 2 <= len(texts) and len(texts) >= _MIN_GROUP:
            chosen.append(at)
    return chosen


def _broken(table: Table, rows: Sequence[int], target: int, by: int) -> Iterator[Break]:
    groups: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        cell = table.cell(row, by)
        if cell is not None and cell.text:
            groups[cell.text].append(row)
    texts = {row: _text(table.cell(row, target)) for row in rows}
    for members in groups.values():
        counts = Counter(texts[row] for row in members)
        usual, kept = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
        odd = [row for row in members if texts[row] != usual]
        if not usual or kept < _MIN_GROUP or not odd or len(odd) > max(1, _SHARE * len(members)):
            continue
        blanks = [row for row in odd if not texts[row]]
        others = [row for row in odd if texts[row]]
        if others and not _is_habit(texts, rows, members, others, usual):
            others = []
        if len(counts) > 1 + bool(blanks) and not others:
            continue
        for row in (*blanks, *others):
            witness = table.cell(row, by)
            if witness is not None:
                yield Break(row, target, by, usual, kept, len(members), table.cell(row, target), witness)


def _text(cell: TableCell | None) -> str:
    return cell.text if cell is not None else ""


def _is_habit(
    texts: dict[int, str], rows: Sequence[int], members: Sequence[int], odd: Sequence[int], usual: str
) -> bool:
    """Whether the two columns hang together: elsewhere the odd value stands and the usual one does not.

    The chance that a group drawn at random from all rows holds so few odd values must be small.
    """
    values = {texts[row] for row in odd}
    inside = set(members)
    outside = [texts[row] for row in rows if row not in inside]
    if not outside or usual in outside or not values & set(outside):
        return False
    total = len(rows)
    strange = sum(texts[row] != usual for row in rows)
    few = len(odd)
    chance = sum(comb(strange, k) * comb(total - strange, len(members) - k) for k in range(few + 1))
    return chance / comb(total, len(members)) < _CHANCE
