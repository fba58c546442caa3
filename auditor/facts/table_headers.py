"""Header rows of a table: how many there are, and what they say of each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from auditor.facts.table_cells import TableCell
from auditor.facts.table_grid import Grid
from auditor.facts.table_labels import is_total_label, marked

Line = Sequence[TableCell | None]
_ORDINALS = re.compile("[甲乙丙丁戊己庚辛壬癸]|[(（]?[0-9]{1,2}[)）]?|栏次|[0-9]{1,2}=[0-9+-]{1,20}|[A-Z]")
_DEEPEST = 4


def cover(grid: Grid, lines: Sequence[Line]) -> list[list[TableCell | None]]:
    """Rows in which a merged cell stands at every place it reaches over."""
    full = [list(line) for line in lines]
    for at, line in enumerate(lines):
        for column, cell in enumerate(line):
            if cell is None or (cell.rowspan == 1 and cell.colspan == 1):
                continue
            for down in range(min(cell.rowspan, len(full) - at)):
                for right in range(min(cell.colspan, grid.width - column)):
                    full[at + down][column + right] = full[at + down][column + right] or cell
    return full


def filled(line: Line) -> list[TableCell]:
    """Cells that hold something."""
    return [cell for cell in line if cell is not None and cell.kind != "blank"]


def title_rows(lines: Sequence[Line], width: int) -> int:
    """How many rows at the top hold one cell that titles the whole table."""
    count = 0
    while count < min(3, len(lines) - 2) and width >= 2:
        cells = filled(lines[count])
        alone = len(cells) == 1 and cells[0].kind == "text" and cells[0].column == 0
        if not alone or marked(cells[0].text) or len(filled(lines[count + 1])) + 1 < width / 2:
            break
        if cells[0].colspan == 1 and width == 2:
            break
        count += 1
    return count


def header_depth(grid: Grid, lines: Sequence[Line]) -> int:
    """The number of header rows at the top of ``lines``; 0 when the first row already holds values."""
    if not lines or (_counts(lines[0]) and not _years(lines[0]) and not is_numbering(lines[0])):
        return 0
    counted = any(_counts(line) for line in lines[1:])
    depth = 1 + max((cell.rowspan - 1 for cell in filled(lines[0])), default=0) if filled(lines[0]) else 1
    depth = min(depth, _DEEPEST, len(lines))
    while depth < min(_DEEPEST, len(lines)):
        line = lines[depth]
        if is_numbering(line):
            depth += 1
            continue
        if _counts(line) or _complete(grid, lines[:depth]) or (_is_body(line) and not _is_corner(line)):
            break
        if not counted and len(filled(line)) < 2:
            break
        depth += 1
    return depth


def _is_corner(line: Line) -> bool:
    """Whether a row leaves the first column to the header above it and names several others."""
    first = line[0]
    return (first is None or first.kind == "blank") and len(filled(line)) >= 2


def _counts(line: Line) -> int:
    return sum(1 for cell in line if cell is not None and (cell.numeric or cell.kind == "dash"))


def _years(line: Line) -> bool:
    """Whether all numbers of a row are years, as they head columns."""
    numbers = [cell for cell in line if cell is not None and cell.numeric]
    return all(
        cell.point is not None and 1900 <= cell.point <= 2100 and cell.digits.isdigit() for cell in numbers
    )


def is_numbering(line: Line) -> bool:
    """Whether a row only numbers the columns (甲 乙 丙 1 2 3)."""
    cells = filled(line)
    if len(cells) < 3 or not all(_ORDINALS.fullmatch(cell.text) for cell in cells):
        return False
    letters = sum(not cell.numeric for cell in cells)
    numbers = [int(cell.point) for cell in cells if cell.numeric and cell.point is not None]
    steps = all(two == one + 1 or two == 1 for one, two in pairwise(numbers))
    return steps and (letters > 0 or numbers[:2] == [1, 2])


def _complete(grid: Grid, lines: Sequence[Line]) -> bool:
    """Whether the header rows name every column but the first, so that nothing is left for another row."""
    last = cover(grid, lines)[-1]
    named = [cell for cell in last[1:] if cell is not None and cell.kind != "blank"]
    return len(named) == grid.width - 1 == len({id(cell) for cell in named})


def _is_body(line: Line) -> bool:
    cells = filled(line)
    return not cells or bool(marked(cells[0].text)) or (len(cells) == 1 and is_total_label(cells[0].text))


def header_paths(grid: Grid, lines: Sequence[Line]) -> list[tuple[TableCell, ...]]:
    """For every column the header cells over it, outermost first.

    A blank in a header row takes its left neighbour's text (the span that plain text lost), but never the
    lowest row's, and never across the border of a group of the row above.
    """
    useful = [line for line in cover(grid, lines) if not is_numbering(line)]
    chains: list[tuple[TableCell, ...]] = [() for _ in range(grid.width)]
    for depth, line in enumerate(useful):
        reach: TableCell | None = None
        above = list(chains)
        for column in range(grid.width):
            cell = line[column]
            if cell is not None and cell.kind != "blank":
                reach = cell
            elif column and (
                above[column] != above[column - 1] or (cell is not None and depth == len(useful) - 1)
            ):
                reach = None
            if reach is not None and reach not in chains[column]:
                chains[column] = (*chains[column], reach)
    return chains
