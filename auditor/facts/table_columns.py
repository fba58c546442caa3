"""Columns of a table: what kind each is, its unit, and where a two-panel form starts anew."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from auditor.facts.table_cells import TableCell
from auditor.facts.table_headers import Line
from auditor.facts.table_labels import is_total_label, plain
from auditor.facts.table_model import Column, ColumnKind
from auditor.units import dimension

_SERIAL = re.compile("序号?|编号|No[.．]?|NO[.．]?|#|_{0,2}index_{0,2}|Index|顺序号?")
_CODE = re.compile("编[码号]|代[码号]|行次|行号|邮编|电话|号码|学号|工号|^[类款项目]$|[Cc]ode")
_UNIT_HEAD = re.compile("(?:计量)?单位")
_YEAR_HEAD = re.compile("年份?|年度|[Yy]ear")
_BRACKET = re.compile("[（(/,，、]? ?(?:单位[:：])?([^（）()/,，、:： ]{1,10})[）)]?$")


def columns(chains: Sequence[Sequence[TableCell]], body: Sequence[Line], note: str) -> list[Column]:
    """The columns under header cells ``chains``; ``note`` is the unit stated above the table."""
    found = []
    for place, chain in enumerate(chains):
        path = tuple(plain(cell.text) for cell in chain)
        cells = [line[place] for line in body]
        values = [cell for cell in cells if cell is not None and cell.kind != "blank"]
        kind = _kind(path, values, place)
        unit = header_unit(path) or (note if kind in ("number", "blank") else "")
        if kind == "number" and dimension(unit) and dimension(unit) == dimension("%"):
            kind, unit = "percent", "%"
        found.append(Column(kind, path, "%" if kind == "percent" else unit, place, tuple(chain)))
    return _labelled(found)


def _kind(path: tuple[str, ...], values: Sequence[TableCell], place: int) -> ColumnKind:
    name = path[-1] if path else ""
    full = [cell for cell in values if cell.kind != "dash"]
    if not full:
        return "number" if values else "blank"
    size = len(full)
    numbers = sum(cell.numeric for cell in full)
    if _is_serial(name, full, place):
        return "serial"
    if any(_CODE.search(part) and len(part) <= 14 for part in path[-2:]) and _are_codes(name, full):
        return "code"
    if _UNIT_HEAD.fullmatch(name) and sum(_is_unit(cell.text) for cell in full) * 5 >= size * 3:
        return "unit"
    if numbers * 5 >= size * 3:
        return _numbers(name, full, place)
    dates = [cell for cell in full if cell.kind == "date"]
    if len(dates) * 5 < size * 3:
        return "text"
    return "year" if all(not cell.day[1] for cell in dates) else "date"


def _numbers(name: str, full: Sequence[TableCell], place: int) -> ColumnKind:
    years = all(
        cell.kind == "date" or (cell.digits.isdigit() and cell.point and 1900 <= cell.point <= 2100)
        for cell in full
    )
    if years and (place == 0 or _YEAR_HEAD.fullmatch(name)):
        return "year"
    percents = sum(cell.kind == "percent" for cell in full)
    return "percent" if percents * 2 >= len(full) else "number"


def _is_serial(name: str, full: Sequence[TableCell], place: int) -> bool:
    numbers = [cell for cell in full if cell.kind == "number" and cell.digits.isdigit()]
    if len(numbers) * 5 < len(full) * 3:
        return False
    if _SERIAL.fullmatch(name):
        return True
    steps = [cell.point for cell in numbers]
    return place == 0 and not name and len(steps) >= 3 and steps == list(range(1, len(steps) + 1))


def _are_codes(name: str, full: Sequence[TableCell]) -> bool:
    codes = sum(bool(re.fullmatch("[0-9A-Za-z-]{1,20}", cell.text)) for cell in full)
    return codes * 5 >= len(full) * 3 and not re.search("金额|数量|数$", name)


@lru_cache(maxsize=512)
def _is_unit(text: str) -> bool:
    parts = re.split("[、/,，]", text)
    return len(text) <= 8 and all(dimension(part) is not None for part in parts if part)


@lru_cache(maxsize=512)
def header_unit(path: tuple[str, ...]) -> str:
    """The unit that a header names, innermost first (人数（人）, 金额/万元, 占比(%)), or ""."""
    for part in reversed(path):
        match = _BRACKET.search(part)
        if match and match.start() and part[match.start()] in "（(/,，、" and dimension(match[1]):
            return match[1]
    return ""


def _labelled(found: list[Column]) -> list[Column]:
    """The first text column is the one that names the rows."""
    for at, column in enumerate(found):
        if column.kind == "text":
            found[at] = Column("label", column.path, column.unit, column.place, column.heads)
            break
    return found


def panels(found: Sequence[Column], body: Sequence[Line]) -> list[int]:
    """Places where the columns start over (项目 数 项目 数): 0 and one for each further panel."""
    starts = [0]
    if not found:
        return starts
    for at in range(2, len(found)):
        between = found[starts[-1] : at]
        if any(column.kind in ("number", "percent") for column in between) and _restarts(found, at, body):
            starts.append(at)
    return starts


def _restarts(found: Sequence[Column], at: int, body: Sequence[Line]) -> bool:
    first, column = found[0], found[at]
    if column.kind not in ("text", "label", "code", "serial"):
        return False
    if first.name and first.name == column.name:
        return True
    alike = first.name[-2:] == column.name[-2:] and bool(first.name)
    return alike and any(_total(line[0]) and _total(line[at]) for line in body)


def _total(cell: TableCell | None) -> bool:
    return cell is not None and is_total_label(cell.text)
