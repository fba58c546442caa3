"""Every format of one small report, in both languages, with and without colour, against stored output."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from reporting_sample import hostile_run, run
from syrupy.assertion import SnapshotAssertion

from auditor.reporting import FORMATS, endings, format_of, render
from auditor.reporting.words import WORDS

TEXTS = ("text", "concise", "table", "markdown", "json", "csv", "sarif", "junit", "github")


def shown(name: str, **fields: Any) -> str:
    content = render(name, run(**fields))
    return content.decode("utf-8-sig") if isinstance(content, bytes) else content


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", TEXTS)
def test_output(name: str, language: str, snapshot: SnapshotAssertion) -> None:
    assert shown(name, language=language) == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_in_colour(language: str, snapshot: SnapshotAssertion) -> None:
    assert shown("text", language=language, color=True) == snapshot


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["text", "markdown"])
def test_by_section(name: str, language: str, snapshot: SnapshotAssertion) -> None:
    assert shown(name, language=language, group_by="section") == snapshot


def test_text_with_coverage(snapshot: SnapshotAssertion) -> None:
    assert shown("text", coverage=True) == snapshot


def test_quiet_text_holds_findings_only() -> None:
    full, quiet = shown("text"), shown("text", quiet=True)
    assert full.startswith(quiet)
    assert full[len(quiet) :].count("\n") == 1


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"docx", "html"}))
def test_same_run_same_bytes(name: str) -> None:
    assert render(name, run()) == render(name, run())


@pytest.mark.parametrize("name", TEXTS)
def test_no_colour_codes_unless_asked(name: str) -> None:
    assert "\x1b" not in shown(name)


def test_languages_have_the_same_words() -> None:
    assert set(WORDS["zh"]) == set(WORDS["en"])


def test_english_output_has_no_chinese_of_its_own() -> None:
    """Only the report's own words, the rules' messages and the names of headings may be Chinese."""
    text = shown("text", language="en") + shown("table", language="en")
    for word in ("处理：", "建议：", "错误 ", "警告 ", "个文件", "分项、", "总数、"):
        assert word not in text


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["text", "concise", "table"])
def test_a_gbk_console_can_show_it(name: str, language: str) -> None:
    assert shown(name, language=language, coverage=True, group_by="section").encode("cp936")


def test_formats_by_ending() -> None:
    assert format_of("A/LIST.XLSX") == "xlsx"
    assert format_of("out.sarif.json") == "sarif"
    assert format_of("out.json") == "json"
    assert format_of("out.xml") == "junit"
    assert format_of("out.unknown") is None
    assert list(endings()) == sorted(endings(), key=lambda ending: (-len(ending), ending))


def test_unknown_format() -> None:
    with pytest.raises(KeyError):
        render("word-perfect", run())


def test_workbook(snapshot: SnapshotAssertion) -> None:
    content = render("xlsx", run())
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert {
        sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book
    } == snapshot


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_output(name: str, snapshot: SnapshotAssertion) -> None:
    content = render(name, hostile_run())
    assert (content.decode("utf-8-sig") if isinstance(content, bytes) else content) == snapshot
