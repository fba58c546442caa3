"""Rows of a table: labels, roles, codes, and which row is a part of which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.document import Document
from auditor.facts.table_cells import TableCell
from auditor.facts.table_labels import is_of_which, is_total_label, marked, plain, total_role
from auditor.facts.table_model import Column, Row

_RANK = {"han": 1, "han-paren": 2, "arabic": 3, "arabic-dot": 3, "parens": 4, "paren": 4, "circled": 5}
_LABELS = ("label", "text", "serial", "code", "date", "year", "blank")


def rows(
    document: Document, columns: Sequence[Column], lines: Sequence[Sequence[TableCell | None]]
) -> list[Row]:
    """The body rows with labels, roles and parents; rows without any cell filled are left out."""
    found = [_row(document, columns, line) for line in lines if any(cell and cell.text for cell in line)]
    for bond, parents in (
        ("code", _by_code(found)),
        ("of-which", _by_of_which(found)),
        ("marker", _by_marker(found)),
        ("indent", _by_indent(found)),
    ):
        for at, parent in parents.items():
            if found[at].parent < 0 and not found[at].is_total:
                found[at] = replace(found[at], parent=parent, bond=bond)
    return found


def _row(document: Document, columns: Sequence[Column], line: Sequence[TableCell | None]) -> Row:
    leading = _leading(columns)
    texts = [cell for cell in (line[at] for at in leading) if cell is not None and cell.text]
    total = next((cell for cell in texts if cell.kind == "text" and is_total_label(cell.text)), None)
    named = [
        cell
        for at in leading
        if columns[at].kind in ("label", "text", "date", "year") and (cell := line[at]) and cell.text
    ]
    head = total or (named[0] if named else texts[0] if texts else None)
    label = plain(head.text) if head else ""
    code = "".join(
        cell.text for at in leading if columns[at].kind == "code" and (cell := line[at]) and cell.text
    )
    unit = next(
        (cell.text for at, column in enumerate(columns) if column.kind == "unit" and (cell := line[at])), ""
    )
    role = "item"
    if total:
        role = total_role(label)
    elif is_of_which(label):
        role = "of-which"
    elif not any(
        cell and cell.numeric for at, cell in enumerate(line) if columns[at].kind in ("number", "percent")
    ):
        role = "heading"
    return Row(
        tuple(line), label, head, role,
        code=code if code.isascii() else "",
        mark=marked(label) or ("", 0),
        unit="" if unit in ("—", "-") else unit,
        indent=_indent(document, head),
    )  # fmt: skip


def _leading(columns: Sequence[Column]) -> list[int]:
    """Columns before the first that holds figures: those that name the row."""
    leading: list[int] = []
    for at, column in enumerate(columns):
        if column.kind in ("number", "percent") and leading:
            break
        if column.kind in _LABELS:
            leading.append(at)
    return leading


def _indent(document: Document, head: TableCell | None) -> int:
    """Blanks before the label in the source, a full-width one counting two."""
    if head is None or head.start >= len(document.origin):
        return 0
    at, count = document.origin[head.start], 0
    while at and count < 40 and document.source[at - 1] in " \u00a0\u3000":
        count += 2 if document.source[at - 1] == "\u3000" else 1
        at -= 1
    return count


def _by_code(found: Sequence[Row]) -> dict[int, int]:
    """A row belongs to the last row above whose code is the longest proper prefix of its own."""
    last: dict[str, int] = {}
    parents: dict[int, int] = {}
    for at, row in enumerate(found):
        if not row.code or len(row.code) > 20:
            continue
        for size in range(len(row.code) - 1, 1, -1):
            if row.code[:size] in last:
                parents[at] = last[row.code[:size]]
                break
        last[row.code] = at
    return parents


def _by_of_which(found: Sequence[Row]) -> dict[int, int]:
    """其中 opens a part of the row above it."""
    return {
        at: at - 1
        for at, row in enumerate(found)
        if at and row.role == "of-which" and not found[at - 1].is_total
    }


def _by_marker(found: Sequence[Row]) -> dict[int, int]:
    """（一） belongs to the last 一、 above, 1. to the last （一）, and so on; a total closes everything."""
    stack: list[tuple[int, int]] = []
    parents: dict[int, int] = {}
    for at, row in enumerate(found):
        rank = _RANK.get(row.mark[0], 0)
        if row.is_total and not rank:
            stack.clear()
        if not rank or row.role == "of-which":
            continue
        while stack and stack[-1][0] >= rank:
            stack.pop()
        if stack:
            parents[at] = stack[-1][1]
        stack.append((rank, at))
    return parents


def _by_indent(found: Sequence[Row]) -> dict[int, int]:
    """A label set in deeper than one above belongs to it, in tables without codes and markers."""
    if any(row.code or _RANK.get(row.mark[0]) for row in found) or len({row.indent for row in found}) < 2:
        return {}
    stack: list[tuple[int, int]] = []
    parents: dict[int, int] = {}
    for at, row in enumerate(found):
        if row.is_total:
            stack.clear()
            continue
        while stack and stack[-1][0] >= row.indent:
            stack.pop()
        if stack:
            parents[at] = stack[-1][1]
        stack.append((row.indent, at))
    return parents
