"""An empty cell in a column that is otherwise filled, or filled in every row of its kind."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from auditor.checks.habits import gather
from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("column", "row", "because", "count", "places")
OPTIONS: dict[str, Any] = {}

_REMARK = re.compile("备注|说明|附注|注$|签[名字]|盖章|其他|联系|电话")
_TOTAL = re.compile("合\\s?计|总\\s?计|小\\s?计")
_NUMBER = re.compile("[0-9.,，%％—－/-]{1,20}")
_ROWS = 8
_LIKE = 4
_SHARE = 0.8
_MARK = 20

Table = dict[int, dict[int, int]]
"""Row → column → block index."""


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each empty cell, or one for a column; a neighbour in the row is marked, the header is related."""
    for rows in _tables(facts):
        yield from gather(_of_table(facts, rows), lambda hit: hit.data["column"])


def _tables(facts: Facts) -> Iterator[Table]:
    found: dict[int, Table] = defaultdict(lambda: defaultdict(dict))
    spanned: set[int] = set()
    for index, block in enumerate(facts.document.blocks):
        if block.cell:
            found[block.cell.table][block.cell.row][block.cell.column] = index
            if block.cell.rowspan > 1 or block.cell.colspan > 1:
                spanned.add(block.cell.table)
    for number in sorted(found):
        if number not in spanned:
            yield found[number]


def _of_table(facts: Facts, rows: Table) -> Iterator[Hit]:
    header, *body = [rows[number] for number in sorted(rows)]
    width = len(header)
    full = [row for row in body if len(row) == width]
    if len(full) < _ROWS or width < 2:
        return
    texts = [[facts.document.block_text(row[column]).strip() for column in sorted(row)] for row in full]
    title = [facts.document.block_text(header[column]).strip() for column in sorted(header)]
    for column in range(width):
        if _REMARK.search(title[column]) or not title[column]:
            continue
        values = [line[column] for line in texts if line[column]]
        if not values or sum(bool(_NUMBER.fullmatch(value)) for value in values) * 2 > len(values):
            continue  # an empty cell among figures means none
        for at, line in enumerate(texts):
            if line[column] or sum(map(bool, line)) * 2 < width or any(map(_TOTAL.search, line)):
                continue
            because = _reason(texts, title, column, at)
            if because:
                yield _hit(facts, full[at], header, column, title, because)


def _reason(texts: Sequence[Sequence[str]], title: Sequence[str], column: int, at: int) -> str:
    """Why the cell should be filled: all rows alike in another column are, or nearly the whole column is."""
    filled = sum(bool(line[column]) for line in texts)
    if filled >= 0.9 * len(texts) and filled >= _ROWS:
        return f"{len(texts)} 行里 {filled} 行填了"
    for other in range(len(title)):
        value = texts[at][other]
        if other == column or not value:
            continue
        kinds = Counter(line[other] for line in texts)
        if len(kinds) * 3 > len(texts):
            continue
        alike = [line for number, line in enumerate(texts) if number != at and line[other] == value]
        has = sum(bool(line[column]) for line in alike)
        if has >= _LIKE and has >= _SHARE * len(alike):
            return f"“{title[other]}”为“{value}”的其他 {len(alike)} 行有 {has} 行填了"
    return ""


def _hit(
    facts: Facts,
    row: Mapping[int, int],
    header: Mapping[int, int],
    column: int,
    title: Sequence[str],
    because: str,
) -> Hit:
    blocks = facts.document.blocks
    order = sorted(row)
    beside = next(
        at
        for at in (*range(column - 1, -1, -1), *range(column + 1, len(order)))
        if blocks[row[order[at]]].end > blocks[row[order[at]]].start
    )
    block, head = blocks[row[order[beside]]], blocks[header[sorted(header)[column]]]
    data = {
        "column": title[column],
        "row": facts.document.block_text(row[order[0]])[:_MARK],
        "because": because,
    }
    mark = Mark(block.start, min(block.end, block.start + _MARK), "neighbour")
    return Hit(mark, (Mark(head.start, head.end, "column"),), data, confidence="likely")
