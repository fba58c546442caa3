"""Workbooks (.xlsx) → Document, through openpyxl: every sheet is a table, every cell is as the sheet shows it.

The source is our serialisation: the sheet's name (furniture), then a line a row with a tab after every cell.
Formulas show the value that was saved with them; where there is none, a note says so.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from auditor.document import Cell, Document
from auditor.reading import Limits, ReadError
from auditor.reading.structure import Piece, assemble
from auditor.reading.xlsx_format import shown
from auditor.text import SENTENCE_END

_INSTALL = "读 .xlsx 要先安装：pip install 'audit-report[xlsx]'；或另存为 .csv、.txt"
_MOST_CELLS = 1_000_000
_MERGED = re.compile(b'mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_VALUE = re.compile("[-+(（¥￥]{0,3}[0-9][0-9,.]{0,30}[)）%％]{0,2}")
_NOTE = re.compile("[（(]?(?:注|备注|说明|附注|填表|制表|审核|单位负责人)")
_SENTENCE = re.compile(f"[{SENTENCE_END}]")
_PROSE = 40
Merged = dict[tuple[int, int], tuple[int, int]]
"""(row from 1, column from 0) of the first cell → rows and columns that it spans."""


def read_xlsx(data: bytes, path: str, limits: Limits) -> Document:
    """Read a workbook. Raises ReadError (one line) for what is no sound or safe workbook."""
    _check_package(data, limits)
    writer = _Writer(package=data)
    book, formulas = _open(data), _open(data, formulas=True)
    try:
        for sheet, twin in zip(book.worksheets, formulas.worksheets, strict=True):
            if sheet.sheet_state == "visible":
                writer.sheet(sheet, twin)
    except ReadError:
        raise
    except Exception as error:  # openpyxl lets through whatever a broken part makes it stumble over
        raise ReadError(
            f"工作簿已损坏，读不了（{type(error).__name__}）；请用 Excel/WPS 打开后另存"
        ) from None
    finally:
        book.close()
        formulas.close()
    source = "".join(writer.out)
    if not writer.pieces:
        raise ReadError("工作簿里没有内容")
    return assemble(
        source,
        writer.pieces,
        path,
        furniture=writer.furniture,
        locators=writer.locators,
        format="xlsx",
        notes=writer.notes,
    )


def _check_package(data: bytes, limits: Limits) -> None:
    """Sizes are those that the package states; zipfile itself never unpacks more than it states."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ReadError("工作簿已损坏或不完整，打不开；请重新下载或另存") from None
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if unpacked > limits.unpacked or (unpacked > 10_000_000 and unpacked > limits.ratio * max(packed, 1)):
        raise ReadError("工作簿解压后过大，可能是压缩炸弹；未读取")
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadError("工作簿有打开密码；请去掉密码后另存")


def _open(data: bytes, formulas: bool = False) -> Any:
    try:
        import openpyxl
    except ImportError:
        raise ReadError(_INSTALL) from None
    try:
        return openpyxl.load_workbook(BytesIO(data), data_only=not formulas, read_only=True, keep_links=False)
    except Exception:  # openpyxl raises many kinds of error on a broken package
        raise ReadError("工作簿已损坏或不是 .xlsx；请用 Excel/WPS 打开后另存") from None


@dataclass(slots=True)
class _Writer:
    package: bytes
    out: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    furniture: list[tuple[int, int]] = field(default_factory=list)
    locators: list[tuple[int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _size: int = 0
    _tables: int = 0
    _cells: int = 0

    def _add(self, text: str) -> None:
        self.out.append(text)
        self._size += len(text)

    def sheet(self, sheet: Any, twin: Any) -> None:
        """Write one sheet: its tables are runs of rows; a row of one long text is a paragraph."""
        name = " ".join(sheet.title.split())
        self.furniture.append((self._size, self._size + len(name)))
        self._add(f"{name}\n")
        unsaved: list[str] = []
        merged = _merged(self.package, getattr(sheet, "_worksheet_path", ""))
        row = 0
        before = -2
        for number, values in _rows(sheet, twin, unsaved):
            self._cells += len(values)
            if self._cells > _MOST_CELLS:
                raise ReadError(f"工作簿的单元格超过 {_MOST_CELLS} 个；请拆成几个文件")
            if len(values) == 1 and _is_text(
                values[0][1], number - before > 2, merged.get((number, values[0][0]))
            ):
                self._text(name, number, *values[0])
                before = -2
                continue
            if number - before > 2:  # two empty rows part tables
                self._tables += 1
                row = 0
            self._row(name, number, values, row, merged)
            row += 1
            before = number
        if unsaved:
            more = f"等 {len(unsaved)} 个" if len(unsaved) > 3 else ""
            where = "、".join(unsaved[:3])
            self.notes.append(
                f"工作表“{name}”的 {where}{more}公式没有保存计算结果，未审校；请用 Excel/WPS 打开后另存"
            )

    def _text(self, sheet: str, row: int, column: int, text: str) -> None:
        self.locators.append((self._size, f"cell:{sheet}!{_letters(column)}{row}"))
        self.pieces.append(Piece([(self._size, self._size + len(text))]))
        self._add(f"{text}\n")

    def _row(self, sheet: str, number: int, values: list[tuple[int, str]], row: int, merged: Merged) -> None:
        at = 0
        for column, text in values:
            while at < column:
                self._cell(Cell(self._tables - 1, row, at), "")
                at += 1
            rowspan, colspan = merged.get((number, column), (1, 1))
            self.locators.append((self._size, f"cell:{sheet}!{_letters(column)}{number}"))
            self._cell(Cell(self._tables - 1, row, column, rowspan, colspan), text)
            at = column + colspan
        self._add("\n")

    def _cell(self, cell: Cell, text: str) -> None:
        ranges = [(self._size, self._size + len(text))] if text else []
        self.pieces.append(Piece(ranges, "cell", cell=cell))
        self._add(f"{text}\t")


def _rows(sheet: Any, twin: Any, unsaved: list[str]) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Rows that hold something: their number from 1, and (column from 0, text) of the cells that do."""
    for number, (cells, formulas) in enumerate(zip(sheet.iter_rows(), twin.iter_rows(), strict=False), 1):
        values: list[tuple[int, str]] = []
        for cell, formula in zip(cells, formulas, strict=False):
            column = getattr(cell, "column", None)
            if column is None:
                continue
            if cell.value is None and isinstance(formula.value, str) and formula.value.startswith("="):
                unsaved.append(f"{_letters(column - 1)}{number}")
            text = shown(cell.value, getattr(cell, "number_format", "General"))
            if text:
                values.append((column - 1, text))
        if values:
            yield number, values


def _merged(data: bytes, part: str) -> Merged:
    """Merged cells of a sheet; openpyxl does not tell them when it reads a sheet as a stream."""
    found: Merged = {}
    with zipfile.ZipFile(BytesIO(data)) as package, package.open(part) as stream:
        rest = b""
        while chunk := stream.read(1 << 20):
            chunk = rest + chunk
            for match in _MERGED.finditer(chunk):
                left, right = _column(match[1]), _column(match[3])
                found[int(match[2]), left] = (int(match[4]) - int(match[2]) + 1, right - left + 1)
            rest = chunk[-60:]
    return found


def _column(letters: bytes) -> int:
    value = 0
    for letter in letters:
        value = value * 26 + letter - 64
    return value - 1


def _is_text(text: str, outside: bool, merged: tuple[int, int] | None) -> bool:
    """Whether a row of this cell alone is a title, a note or prose, and not a label among the rows of a table."""
    if _VALUE.fullmatch(text):
        return False
    wide = merged is not None and merged[1] >= 3
    return outside or wide or len(text) > _PROSE or bool(_NOTE.match(text) or _SENTENCE.search(text))


def _letters(column: int) -> str:
    """The name of a column counted from 0: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
