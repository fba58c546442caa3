"""Tables set in columns by blanks: at least three rows whose parts stand under one another, with numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from auditor.reading.grids_rows import Row, is_contents
from auditor.text import SENTENCE_END, width

if TYPE_CHECKING:
    from auditor.reading.plain import Line

_PART = re.compile("[^ \u3000\t]+(?:[ \u3000][^ \u3000\t]+)*")
_WORD = re.compile("[^ \u3000\t]+")
_NUMBER = re.compile(
    "[-+−(（]?[0-9０-９][0-9０-９,，]{0,20}(?:[.．][0-9０-９]{1,8})?[)）]?(?:[%％‰]|[一-龥]{0,3})|[—–-]{1,3}"
)
_SENTENCE = re.compile(f"[{SENTENCE_END}，]")
_MAX_LINE, _MAX_ROWS = 400, 2000


class Part(NamedTuple):
    """One cell: its source span, its first and last display columns, and its value as a page number or -1."""

    start: int
    end: int
    left: int
    right: int
    number: bool
    page: int


def aligned(lines: Sequence[Line], index: int) -> tuple[list[Row], int]:
    """The rows of the aligned table at ``index`` and the line after it; no rows where there is none."""
    start = index
    found: list[list[Part]] = []
    while index < len(lines) and len(found) < _MAX_ROWS and (index == start or lines[index].gap <= 1):
        parts = _parts(lines[index])
        if len(parts) < 2:
            break
        found.append(parts)
        index += 1
    body = [parts for parts in found if any(part.number for part in parts[1:])]
    if len(found) < 3 or len(body) < 2 or len(body) * 3 < len(found) * 2 or is_contents(lines, start, index):
        return [], index
    columns = _columns(found)
    if columns and not _page_list(found, columns):
        return [_row(parts, columns) for parts in found], index
    return (_plain_rows(found) if not columns and _even(found) else []), index


def spaced(lines: Sequence[Line], index: int) -> tuple[list[Row], int]:
    """Rows whose cells are parted by single blanks: a header and three rows or more, all alike."""
    start = index
    found: list[list[Part]] = []
    while index < len(lines) and len(found) < _MAX_ROWS and (index == start or lines[index].gap <= 1):
        parts = _parts(lines[index], _WORD)
        # Each row must be like the first of the body, so that a text that is no table is left after few lines.
        if len(parts) < 3 or (len(found) >= 2 and not _even([found[0], found[1], parts])):
            break
        found.append(parts)
        index += 1
    if len(found) < 4 or is_contents(lines, start, index):
        return [], start + 1
    return _plain_rows(found), index


def _even(found: Sequence[Sequence[Part]]) -> bool:
    """Whether rows that need not line up are alike: one width, words in the header, then each column of one kind."""
    header, *body = found
    if len({len(parts) for parts in found}) > 1 or len(body) < 2:
        return False
    if len(header) < 3 and (len(body) < 3 or all(0 <= a[-1].page <= b[-1].page for a, b in pairwise(body))):
        return False
    # A year may head a column of figures (2023年); a row of figures alone is no header.
    if header[0].number or all(part.number for part in header[1:]):
        return False
    kinds = [{parts[at].number for parts in body} for at in range(len(header))]
    return all(len(kind) == 1 for kind in kinds) and any(True in kind for kind in kinds[1:])


def _plain_rows(found: Sequence[Sequence[Part]]) -> list[Row]:
    return [[[(part.start, part.end)] for part in parts] for parts in found]


def _parts(line: Line, pattern: re.Pattern[str] = _PART) -> list[Part]:
    if len(line.raw) > _MAX_LINE or "\t" in line.raw or _SENTENCE.search(line.text):
        return []
    parts = []
    at, column = 0, 0
    for match in pattern.finditer(line.raw):
        column += width(line.raw[at : match.start()])
        right = column + width(match.group())
        text = match.group()
        page = int(text) if text.isascii() and text.isdigit() and len(text) <= 3 else -1
        span = line.start + match.start(), line.start + match.end()
        parts.append(Part(*span, column, right, bool(_NUMBER.fullmatch(text)), page))
        at, column = match.end(), right
    return parts if all(part.right - part.left <= 60 for part in parts) else []


def _columns(found: Sequence[Sequence[Part]]) -> list[tuple[int, int]]:
    """Display extents of the columns, from the rows of the commonest width; empty when they do not line up."""
    size, count = Counter(len(parts) for parts in found).most_common(1)[0]
    if count * 5 < len(found) * 3 or count < 3:
        return []
    rows = [parts for parts in found if len(parts) == size]
    extents = [
        (min(row[column].left for row in rows), max(row[column].right for row in rows))
        for column in range(size)
    ]
    apart = all(one[1] <= two[0] + 1 for one, two in pairwise(extents))
    numeric = [sum(row[column].number for row in rows) * 3 >= len(rows) * 2 - 1 for column in range(size)]
    enough = size >= 3 or len(found) >= 4
    return extents if apart and any(numeric) and enough else []


def _page_list(found: Sequence[Sequence[Part]], columns: Sequence[tuple[int, int]]) -> bool:
    """Two columns, the second small whole numbers that never fall: headings with their pages."""
    pages = [parts[-1].page for parts in found]
    return len(columns) == 2 and all(0 <= one <= two for one, two in pairwise(pages))


def _row(parts: Sequence[Part], columns: Sequence[tuple[int, int]]) -> Row:
    """Cells by the column each part overlaps most; a column that no part meets is empty."""
    row: Row = [[] for _ in columns]
    for part in parts:
        overlap = [min(part.right, right) - max(part.left, left) for left, right in columns]
        row[overlap.index(max(overlap))].append((part.start, part.end))
    at = parts[0].start
    for cell in row:
        if not cell:
            cell.append((at, at))
        at = cell[-1][1]
    return row
