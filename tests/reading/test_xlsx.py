"""Workbooks: cells as shown, locators, merged cells, formulas without value, broken and hostile files."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest

from auditor.reading import Limits, ReadError, read
from auditor.reading.xlsx_format import shown


def workbook(rows: list[list[object]], title: str = "支出", merged: str = "") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


ROWS: list[list[object]] = [
    ["2023年支出情况表（单位：万元）"],
    ["项目", "本年", "占比"],
    ["人员经费", 1268.6, 0.762],
    ["公用经费", 396.5, 0.238],
    ["合计", 1665.1, 1],
    ["注：本表不含结转。"],
]


def test_cells_notes_and_locators() -> None:
    document = read(workbook(ROWS, merged="A1:C1"), "a.xlsx")
    assert [block.kind for block in document.blocks] == ["title", *["cell"] * 12, "paragraph"]
    at = document.text.index("1268.6")
    assert document.locator(document.to_source(at, at + 6).start) == "cell:支出!B3"
    assert [document.source[a:b] for a, b in document.furniture] == ["支出"]


def test_merged_cells_span() -> None:
    rows: list[list[object]] = [["馆", "册", None], [None, "中", "外"], ["甲", 1, 2]]
    document = read(workbook(rows, merged="B1:C1"), "a.xlsx")
    cells = [(b.cell.row, b.cell.column, b.cell.colspan) for b in document.blocks if b.cell]
    assert (0, 1, 2) in cells
    assert (0, 2, 1) not in cells


def test_a_formula_without_value_is_said() -> None:
    document = read(workbook([["甲", 1], ["乙", "=B1+1"]]), "a.xlsx")
    assert len(document.notes) == 1
    assert "B2" in document.notes[0]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.855, "0.0%", "85.5%"), (1234567.891, "#,##0.00", "1,234,567.89"), (1234.5, "General", "1234.5"),
        (3, "0000", "0003"), (-12.3, "#,##0.0;(#,##0.0)", "(12.3)"), (-12.3, "0.0_ ;[Red]-0.0\\ ", "-12.3"),
        (12345678, "#,##0,", "12,346"), (12.0, "0.##", "12"), (5, '0"册"', "5册"), (0.1 + 0.2, "General", "0.3"),
        (True, "General", "TRUE"), (None, "General", ""), ("甲\n乙", "@", "甲 乙"), (0.125, "# ?/?", "0.125"),
        (datetime.datetime(2023, 4, 5), "yyyy-mm-dd", "2023-04-05"), (datetime.time(8, 5), "h:mm", "08:05"),
        (datetime.datetime(2023, 4, 5), 'yyyy"年"m"月"d"日"', "2023年4月5日"),
        (datetime.datetime(2023, 4, 1), 'yyyy"年"m"月"', "2023年4月"),
    ],
)  # fmt: skip
def test_values_are_shown_as_the_sheet_shows_them(value: object, form: str, text: str) -> None:
    assert shown(value, form) == text


def test_a_bomb_is_not_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    with pytest.raises(ReadError, match="压缩炸弹"):
        read(stream.getvalue(), "a.xlsx", limits=Limits())


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.95])
def test_a_truncated_workbook_is_one_line(cut: float) -> None:
    data = workbook(ROWS)
    with pytest.raises(ReadError) as caught:
        read(data[: int(len(data) * cut)], "a.xlsx")
    assert "\n" not in str(caught.value)


def test_a_workbook_without_content() -> None:
    with pytest.raises(ReadError, match="没有内容"):
        read(workbook([]), "a.xlsx")
