"""The workbook as the clerk meets it: reopened, filtered, with columns to fill in."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
from reporting_sample import result, run

from auditor.reporting import Run, render
from auditor.result import FileResult
from auditor.text import width


def book(**fields: Any) -> Any:
    content = render("xlsx", run(**fields))
    assert isinstance(content, bytes)
    return openpyxl.load_workbook(io.BytesIO(content))


def column(sheet: Any, heading: str) -> int:
    return [cell.value for cell in sheet[1]].index(heading) + 1


def test_sheets() -> None:
    assert book().sheetnames == ["问题清单", "汇总", "核对情况"]
    assert book(language="en").sheetnames == ["Findings", "Summary", "Coverage"]


def test_header_is_frozen_and_filtered() -> None:
    for sheet in book():
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == "$1:$1"


def test_one_row_a_finding() -> None:
    sheet = book()["问题清单"]
    assert sheet.max_row == 6
    ids = [sheet.cell(row, column(sheet, "编号")).value for row in range(2, 7)]
    assert ids == [finding.short_id for finding in result().findings]


def test_columns_to_fill_in() -> None:
    sheet = book()["问题清单"]
    state = column(sheet, "状态")
    for heading in ("处理意见", "责任人", "状态"):
        assert {sheet.cell(row, column(sheet, heading)).value for row in range(2, 7)} == {None}
    (rule,) = sheet.data_validations.dataValidation
    assert rule.type == "list"
    assert rule.formula1 == '"待处理,待核实,已改,不改"'
    letter = openpyxl.utils.get_column_letter(state)
    assert str(rule.sqref) == f"{letter}2:{letter}6"


def test_colour_by_severity() -> None:
    sheet = book()["问题清单"]
    at = column(sheet, "级别")
    colours = {sheet.cell(row, at).value: sheet.cell(row, at).fill.fgColor.rgb for row in range(2, 7)}
    assert len(set(colours.values())) == len(colours) == 3


def test_widths_follow_the_display() -> None:
    sheet = book()["问题清单"]
    for cell in sheet[1]:
        size = sheet.column_dimensions[cell.column_letter].width
        assert width(str(cell.value)) <= size <= 60


def test_coverage_lists_relations() -> None:
    sheet = book()["核对情况"]
    verdicts = [sheet.cell(row, column(sheet, "结论")).value for row in range(2, sheet.max_row + 1)]
    assert verdicts == ["不符", "相符", "不能判定"]


def test_coverage_without_facts_or_with_broken_ones() -> None:
    class Broken:
        @property
        def relations(self) -> None:
            raise ValueError("no relations")

    facts: Any = Broken()
    for one in (None, facts):
        content = render("xlsx", Run([replace(result(), facts=one)]))
        assert isinstance(content, bytes)
        assert openpyxl.load_workbook(io.BytesIO(content))["核对情况"].max_row == 1


def test_nothing_found_still_makes_a_workbook() -> None:
    content = render("xlsx", Run([FileResult("a.txt")]))
    assert isinstance(content, bytes)
    assert openpyxl.load_workbook(io.BytesIO(content))["问题清单"].max_row == 1


def test_long_text_fits_the_cell() -> None:
    found = replace(result().findings[1], message="长" * 40000)
    content = render("xlsx", Run([replace(result(), findings=(found,))]))
    assert isinstance(content, bytes)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["问题清单"]
    assert 30000 < len(sheet.cell(2, column(sheet, "问题")).value) <= 32767


def test_no_date_of_today() -> None:
    content = render("xlsx", run())
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01" in archive.read("docProps/core.xml")
