"""What a report or a file name says stays text in every format."""

from __future__ import annotations

import csv
import io
import json
import re
from xml.etree import ElementTree

import openpyxl
import pytest
from reporting_sample import HOSTILE_PATH, hostile_run

from auditor.reporting import FORMATS, render
from auditor.reporting.inert import formula_like, inert
from auditor.reporting.markdown_report import escape

SHOWN = ("text", "concise", "table", "markdown", "csv", "junit", "github")


def shown(name: str) -> str:
    content = render(name, hostile_run())
    return content.decode("utf-8-sig") if isinstance(content, bytes) else content


@pytest.mark.parametrize("name", SHOWN)
def test_no_control_characters(name: str) -> None:
    text = shown(name).replace("\r\n", "\n")
    assert (
        re.findall("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2060-\u206f\U000e0000-\U000e007f]", text) == []
    )


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"docx", "html"}))
def test_every_format_can_be_stored(name: str) -> None:
    content = render(name, hostile_run())
    assert (content if isinstance(content, bytes) else content.encode("utf-8")).strip()


def test_colour_text_holds_only_its_own_codes() -> None:
    content = render("text", hostile_run(color=True))
    assert isinstance(content, str)
    assert re.sub("\x1b\\[[0-9;]{1,6}m", "", content).count("\x1b") == 0


def test_concise_stays_on_its_lines() -> None:
    assert len(shown("concise").splitlines()) == 1  # the suppressed one is not shown


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@x", " =1", "\t=1", "\r=1", "＝1", "　+1", "－1", "\tx", "\rx"]
)
def test_formula_like(text: str) -> None:
    assert formula_like(text)


@pytest.mark.parametrize("text", ["", "1", "总数 -1", "——破折号", "'=1", "a=b"])
def test_not_formula_like(text: str) -> None:
    assert not formula_like(text)


def test_csv_cells_are_text() -> None:
    rows = list(csv.reader(io.StringIO(shown("csv"), newline="")))
    assert len(rows) == 3
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if formula_like(cell)]
    assert any(cell.startswith("'=1+1") for row in rows for cell in row)


def test_csv_has_bom_and_crlf() -> None:
    content = render("csv", hostile_run())
    assert isinstance(content, bytes)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n") == 3


def test_xlsx_cells_are_strings() -> None:
    content = render("xlsx", hostile_run())
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    formulas = [cell for cell in cells if isinstance(cell.value, str) and formula_like(cell.value)]
    assert formulas
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in formulas)
    assert not [cell for cell in cells if cell.hyperlink]


def test_junit_is_xml() -> None:
    root = ElementTree.fromstring(shown("junit"))
    assert {element.tag for element in root.iter()} == {
        "testsuites", "testsuite", "testcase", "failure", "skipped",
    }  # fmt: skip


def test_github_gives_one_command_a_line() -> None:
    lines = shown("github").splitlines()
    assert len(lines) == 1
    match = re.fullmatch("::error ([^:]{1,900})::(.*)", lines[0])
    assert match
    file = dict(part.split("=", 1) for part in match[1].split(","))["file"]
    assert file.startswith("坏%0A%3A%3Aerror%3A%3A")
    assert "%25" in file
    assert "\n" not in match[2]


def test_github_message_escapes_percent() -> None:
    assert "%0A::error" not in shown("github").replace("%0A%3A%3Aerror", "")


def test_sarif_and_json_keep_the_source() -> None:
    for name in ("json", "sarif"):
        text = shown(name)
        assert json.loads(text)
        assert HOSTILE_PATH in json.loads(text)["files"][0]["path"] if name == "json" else True
    log = json.loads(shown("sarif"))
    uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch("[A-Za-z0-9%./_~-]{1,200}", uri)
    assert "](" not in log["runs"][0]["results"][0]["message"]["text"].replace("\\]", "")


def test_markdown_marks_up_nothing() -> None:
    body = shown("markdown")
    quoted = [line for line in body.splitlines() if "script" in line]
    assert quoted
    assert all("<script" not in line.replace("\\<", "") for line in quoted)
    assert "](" not in body.replace("\\]", "")
    assert escape("1. a\n# b") == "1\\. a \\# b"
    assert escape("    code") == "code"


@pytest.mark.parametrize("char", "\\`*_{}[]<>()#+-.!|~&$:@=^\"'")
def test_markdown_escapes(char: str) -> None:
    assert escape(f"字{char}字") == f"字\\{char}字"


def test_inert_shows_what_it_hides() -> None:
    assert inert("a\x1bb\u202ec\ud800d\ne") == "a\\u001bb\\u202ec\\ud800d e"


def test_inert_is_linear() -> None:
    for char in ("\x1b", " ", "=", "\n"):
        assert len(inert(char * 1_000_000)) >= 1_000_000
        assert formula_like(char * 1_000_000) is (char in "=\n")
