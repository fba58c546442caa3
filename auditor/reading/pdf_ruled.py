"""Ruled tables of a PDF page: rules as pdfium gives them, cells as pdfplumber's table finder sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from auditor.document import Cell
from auditor.reading.pdf_glyphs import turned_box

Box = tuple[float, float, float, float]
_THIN, _SHORT, _MOST, _SNAP = 3.0, 8.0, 4000, 3.0
_FORM_DEPTH = 4


@dataclass(slots=True)
class Ruled:
    """A table's extent and its cells as (place, box), row by row; the table number is set later."""

    box: Box
    cells: list[tuple[Cell, Box]] = field(default_factory=list)
    columns: tuple[float, ...] = ()
    rows: int = 0


def ruled_tables(page: Any, turn: int) -> tuple[list[Ruled], bool]:
    """The ruled tables of a pypdfium2 page from the top down, and whether there were too many rules to read."""
    rules = list(_rules(page, turn))
    flat = [box for box in rules if box[3] - box[1] <= _THIN]
    upright = [box for box in rules if box[2] - box[0] <= _THIN]
    if len(flat) < 2 or len(upright) < 2:
        return [], False
    if len(rules) > _MOST:
        return [], True
    return _tables(flat, upright), False


def _rules(page: Any, turn: int) -> Iterator[Box]:
    import pypdfium2.raw as raw

    for item in page.get_objects(max_depth=_FORM_DEPTH):
        if item.type != raw.FPDF_PAGEOBJ_PATH:
            continue
        try:
            box = turned_box(item.get_bounds(), turn)
        except Exception:  # pdfium gives no bounds for an empty path
            continue
        wide, high = box[2] - box[0], box[3] - box[1]
        if min(wide, high) <= _THIN:
            if max(wide, high) >= _SHORT:
                yield box
        elif wide >= _SHORT and high >= _SHORT:
            yield from _sides(box)


def _sides(box: Box) -> Iterator[Box]:
    x0, y0, x1, y1 = box
    yield x0, y0, x1, y0
    yield x0, y1, x1, y1
    yield x0, y0, x0, y1
    yield x1, y0, x1, y1


def _tables(flat: Sequence[Box], upright: Sequence[Box]) -> list[Ruled]:
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges = [_edge(box, "h") for box in flat] + [_edge(box, "v") for box in upright]
    merged = merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    cells = intersections_to_cells(edges_to_intersections(merged, _SNAP, _SNAP))
    found = [_ruled(group) for group in cells_to_tables(cells)]
    kept = [table for table in found if len(table.cells) > 1]
    return sorted(kept, key=lambda table: (-table.box[3], table.box[0]))


def _edge(box: Box, orientation: str) -> dict[str, Any]:
    """An edge as pdfplumber has it: ``top`` grows downwards."""
    x0, y0, x1, y1 = box
    if orientation == "h":
        y0 = y1 = (y0 + y1) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    size = {"width": x1 - x0, "height": y1 - y0}
    return {
        "x0": x0,
        "x1": x1,
        "top": -y1,
        "bottom": -y0,
        "orientation": orientation,
        "object_type": "line",
        **size,
    }


def _ruled(group: Sequence[Box]) -> Ruled:
    """Cells (x0, top, x1, bottom) with their rows, columns and spans, told by the rules they lie between."""
    columns = _steps([edge for box in group for edge in (box[0], box[2])])
    rows = _steps([edge for box in group for edge in (box[1], box[3])])
    table = Ruled((columns[0], -rows[-1], columns[-1], -rows[0]), columns=tuple(columns), rows=len(rows) - 1)
    for x0, top, x1, bottom in sorted(group, key=lambda box: (box[1], box[0])):
        row, column = _nearest(rows, top), _nearest(columns, x0)
        rowspan, colspan = _nearest(rows, bottom) - row, _nearest(columns, x1) - column
        if rowspan > 0 and colspan > 0:
            table.cells.append((Cell(0, row, column, rowspan, colspan), (x0, -bottom, x1, -top)))
    table.cells.sort(key=lambda cell: (cell[0].row, cell[0].column))
    return table


def _steps(values: list[float]) -> list[float]:
    steps: list[float] = []
    for value in sorted(values):
        if not steps or value - steps[-1] > _SNAP:
            steps.append(value)
    return steps


def _nearest(steps: Sequence[float], value: float) -> int:
    return min(range(len(steps)), key=lambda index: abs(steps[index] - value))
