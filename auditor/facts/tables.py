"""Tables as facts: cells with their places and values, columns with headers and units, rows with their parts.

``extract`` reads every table of a document, in whatever format; what cannot be understood is counted with
the reason, because a table that nobody checked must not look as if it had been.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from auditor.document import Document
from auditor.facts.table_cells import TableCell
from auditor.facts.table_columns import columns, panels
from auditor.facts.table_grid import Grid, grids
from auditor.facts.table_headers import Line, filled, header_depth, header_paths, is_numbering, title_rows
from auditor.facts.table_labels import is_total_label, plain
from auditor.facts.table_model import Column, Row, Table, Tables, Unread
from auditor.facts.table_rows import rows

_MOST_COLUMNS, _MOST_ROWS = 60, 5000


def extract(document: Document) -> Tables:
    """All tables, in order; a form of two panels that do not go on with each other gives two."""
    read: list[Table] = []
    unread: list[Unread] = []
    for grid in grids(document):
        reason = _unreadable(grid)
        found = [] if reason else _tables(document, grid)
        read.extend(found)
        if not found:
            start = document.blocks[grid.first].start
            end = document.blocks[grid.last].end
            unread.append(Unread(grid.number, start, end, reason or "没有可辨认的数据行"))
    return Tables(tuple(read), tuple(unread))


def _unreadable(grid: Grid) -> str:
    if grid.width > _MOST_COLUMNS or len(grid.rows) > _MOST_ROWS:
        return f"表过大（{len(grid.rows)} 行 {grid.width} 列）"
    return "只有一列" if grid.width < 2 else ""


def _tables(document: Document, grid: Grid) -> list[Table]:
    lines: list[Line] = [line for line in grid.rows if filled(line)]
    if _is_pairs(lines, grid.width):
        return [_pairs(document, grid, lines)]
    top = title_rows(lines, grid.width)
    lines = lines[top:]
    depth = header_depth(grid, lines)
    heads = [_words(line) for line in lines[:depth]]
    body = [line for line in lines[depth:] if _words(line) not in heads and not is_numbering(line)]
    found = columns(header_paths(grid, lines[:depth]), body, grid.unit)
    starts = panels(found, body)
    parts = [
        _part(document, found, body, a, b) for a, b in zip(starts, [*starts[1:], grid.width], strict=True)
    ]
    if len(parts) > 1 and _goes_on(parts):
        lines_ = [row.cells for part in parts for row in part[1]]
        parts = [(parts[0][0], rows(document, parts[0][0], lines_))]
    return [_table(grid, at, part_columns, part_rows) for at, (part_columns, part_rows) in enumerate(parts)]


def _table(grid: Grid, part: int, found: Sequence[Column], body: Sequence[Row]) -> Table:
    return Table(
        grid.number,
        part,
        "grid",
        grid.caption,
        grid.unit,
        grid.unit_span,
        grid.section,
        tuple(found),
        tuple(body),
    )


def _words(line: Line) -> list[str]:
    return [plain(cell.text) if cell else "" for cell in line]


def _part(
    document: Document, found: Sequence[Column], body: Sequence[Line], start: int, stop: int
) -> tuple[list[Column], list[Row]]:
    chosen = list(found[start:stop])
    if start:
        chosen = [_as_label(column, chosen) for column in chosen]
    return chosen, rows(document, chosen, [line[start:stop] for line in body])


def _as_label(column: Column, chosen: Sequence[Column]) -> Column:
    first = next((other for other in chosen if other.kind == "text"), None)
    if column is first and not any(other.kind == "label" for other in chosen):
        return Column("label", column.path, column.unit, column.place, column.heads)
    return column


def _goes_on(parts: Sequence[tuple[list[Column], list[Row]]]) -> bool:
    """Whether the right panels go on with the left: the same headers, and codes or markers that count on."""
    first = parts[0][0]
    for (_, before), (found, after) in pairwise(parts):
        if [column.path for column in found] != [column.path for column in first] or not before or not after:
            return False
        if before[-1].is_total and after[-1].is_total:
            return False
        if any(row.code for row in before):
            one = next((row.code for row in reversed(before) if row.code), "")
            two = next((row.code for row in after if row.code), "")
            if not (one.isdigit() and two.isdigit() and len(one) == len(two) and two > one):
                return False
    return True


def _is_pairs(lines: Sequence[Line], width: int) -> bool:
    """Whether labels and values stand side by side, two or four cells a row, under no header."""
    if (
        width not in (2, 4, 6)
        or len(lines) < 2
        or any(is_total_label(c.text) for line in lines for c in filled(line))
    ):
        return False
    sizes = {max(cell.column for cell in filled(line)) + 1 for line in lines}
    labels = all(
        cell.kind == "text" and len(cell.text) <= 20
        for line in lines
        for cell in filled(line)
        if cell.column % 2 == 0
    )
    values = [cell for line in lines for cell in filled(line) if cell.column % 2]
    texts = sum(cell.kind in ("text", "date") for cell in values)
    mixed = any(cell.numeric for cell in values[1:])
    even = [line[1] for line in lines[1:]]
    wordy = texts * 5 >= len(values) * 2
    return labels and wordy and (mixed or (len(sizes) > 1 and width > 2)) and not _uniform(even)


def _uniform(cells: Sequence[TableCell | None]) -> bool:
    """Whether all values below the first are figures: then the first row is a header."""
    full = [cell for cell in cells if cell is not None and not cell.empty]
    return bool(full) and all(cell.numeric for cell in full)


def _pairs(document: Document, grid: Grid, lines: Sequence[Line]) -> Table:
    halves = [line[at : at + 2] for line in lines for at in range(0, grid.width, 2)]
    kinds = [Column("label", (), "", 0), Column("text", (), grid.unit, 1)]
    body = rows(document, kinds, [half for half in halves if any(cell and cell.text for cell in half)])
    return Table(
        grid.number,
        0,
        "pairs",
        grid.caption,
        grid.unit,
        grid.unit_span,
        grid.section,
        tuple(kinds),
        tuple(body),
    )
