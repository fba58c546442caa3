"""Automatic numbering: the reader gives the numbers that Word shows."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from docx_builder import STYLES, abstract, build, cell, listed, paragraph, table

from auditor.reading import read
from auditor.reading.docx_numerals import shown


def labels(numbers: list[tuple[str, int]], numbering: str) -> list[str]:
    body = "".join(paragraph("〓", number=number) for number in numbers)
    document = read(build(body, numbering=numbering), "t.docx")
    return [line.partition("〓")[0].rstrip("\t") for line in document.source.split("\n") if line]


def test_levels_count_and_restart() -> None:
    lists = abstract("7", ("chineseCountingThousand", "第%1章"), ("decimal", "%1.%2"), ("lowerRoman", "(%3)"))
    numbers = [("1", 0), ("1", 1), ("1", 1), ("1", 2), ("1", 0), ("1", 1), ("1", 2)]
    assert labels(numbers, lists + listed("1", "7")) == [
        "第一章",
        "一.1",
        "一.2",
        "(i)",
        "第二章",
        "二.1",
        "(i)",
    ]


def test_legal_numbering_shows_digits() -> None:
    lists = abstract("7", ("chineseCounting", "%1、"), ("decimal", "%1.%2"), more="<w:isLgl/>")
    assert labels([("1", 0), ("1", 1)], lists + listed("1", "7")) == ["1、", "1.1"]


def test_lists_share_counters_until_one_restarts() -> None:
    lists = (
        abstract("7", ("decimal", "%1、")) + listed("1", "7") + listed("2", "7") + listed("3", "7", start=5)
    )
    numbers = [("1", 0), ("1", 0), ("2", 0), ("3", 0), ("3", 0), ("1", 0)]
    assert labels(numbers, lists) == ["1、", "2、", "3、", "5、", "6、", "7、"]


def test_level_restarts_only_after_the_level_it_names() -> None:
    never = abstract("7", ("decimal", "%1."), ("decimal", "%2)")).replace(
        '</w:lvl></w:abstractNum>', '<w:lvlRestart w:val="0"/></w:lvl></w:abstractNum>'
    )  # fmt: skip
    numbers = [("1", 0), ("1", 1), ("1", 0), ("1", 1)]
    assert labels(numbers, never + listed("1", "7")) == ["1.", "1)", "2.", "2)"]


def test_override_replaces_the_level_and_zero_takes_the_number_away() -> None:
    override = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0">'
        '<w:start w:val="3"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1."/></w:lvl></w:lvlOverride></w:num>'
    )
    assert labels([("2", 0), ("2", 0), ("0", 0)], abstract("7", ("decimal", "%1")) + override) == [
        "C.",
        "D.",
        "",
    ]


def test_bullets_show_no_number() -> None:
    assert labels([("1", 0)], abstract("7", ("bullet", "\uf06c")) + listed("1", "7")) == [""]


def test_numbers_from_styles_and_list_styles() -> None:
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="n"><w:name w:val="条目"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="n2"><w:name w:val="小条目"/>'
        '<w:basedOn w:val="n"/></w:style>'
        '<w:style w:type="numbering" w:styleId="ls"><w:name w:val="ls"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    lists = abstract("7", ("decimal", "%1、")).replace("><w:lvl ", '><w:styleLink w:val="ls"/><w:lvl ', 1)
    linked = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="ls"/></w:abstractNum>'
    body = paragraph("甲", "n") + paragraph("乙", "n2") + paragraph("丙", number=("2", 0)) + paragraph("")
    data = build(body, numbering=lists + linked + listed("1", "7") + listed("2", "8"), styles=styles)
    assert read(data, "t.docx").text == "1、甲\n2、乙\n3、丙"


def test_the_number_is_the_block_s_marker_and_never_glued_to_the_text() -> None:
    lists = (
        abstract("7", ("decimal", "%1."))
        + listed("1", "7")
        + abstract("8", ("decimal", "%1"))
        + listed("2", "8")
    )
    body = paragraph("7月6日，开馆。", number=("1", 0)) + paragraph("2021年", number=("2", 0))
    document = read(build(body, numbering=lists), "t.docx")
    assert document.text == "1. 7月6日，开馆。\n1 2021年"
    assert [(b.marker.number, b.marker.explicit) for b in document.blocks if b.marker] == [
        (1, True),
        (1, True),
    ]


def test_numbers_in_cells_and_on_empty_paragraphs() -> None:
    lists = abstract("7", ("decimal", "%1")) + listed("1", "7")
    numbered = cell(paragraph("", number=("1", 0)))
    document = read(build(table([numbered, "甲"], [numbered, "乙"]), numbering=lists), "t.docx")
    assert document.text == "1\n甲\n2\n乙"


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (10, "chineseCounting", "十"), (12, "chineseCountingThousand", "十二"), (20, "chineseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"), (110, "chineseCountingThousand", "一百一十"),
        (1001, "chineseCountingThousand", "一千零一"), (105, "chineseCounting", "一〇五"),
        (11, "ideographDigital", "一一"), (21, "chineseLegalSimplified", "贰拾壹"),
        (3, "ideographTraditional", "丙"), (11, "ideographTraditional", "11"), (2, "ideographZodiac", "丑"),
        (11, "ideographZodiacTraditional", "甲戌"), (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "21"), (2, "decimalEnclosedParen", "⑵"), (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"), (28, "upperLetter", "BB"), (5, "decimalZero", "05"),
        (12, "decimalFullWidth", "１２"), (3, "numberInDash", "- 3 -"), (7, "no such format", "7"), (7, "none", ""),
    ],
)  # fmt: skip
def test_number_formats(value: int, form: str, text: str) -> None:
    assert shown(value, form) == text


def test_hostile_numbers_stay_short() -> None:
    for form in ("upperLetter", "upperRoman", "chineseCountingThousand", "decimal"):
        assert len(shown(32767, form)) < 40
    lists = abstract("7", ("upperLetter", "%1.%9" * 3), start=999999999) + listed("1", "7")
    assert all(len(label) < 40 for label in labels([("1", 0), ("1", 8), ("9", 0)], lists))


def test_a_level_used_before_the_one_above_it_uses_up_its_first_number() -> None:
    lists = abstract("7", ("decimal", "%1"), ("decimal", "%1.%2")) + listed("1", "7")
    assert labels([("1", 1), ("1", 0), ("1", 1)], lists) == ["1.1", "2", "2.1"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_numbers_are_those_that_libreoffice_shows(tmp_path: Path) -> None:
    chance = random.Random(3)
    lists = (
        abstract(
            "1", ("chineseCountingThousand", "第%1章"), ("decimal", "%1.%2"), ("decimalEnclosedCircle", "%3")
        )
        + abstract("2", ("decimal", "%1、"), ("upperLetter", "（%2）"), ("lowerRoman", "%1.%2.%3"))
        + "".join((listed("1", "1"), listed("2", "2"), listed("3", "1"), listed("4", "2", start=5)))
    )
    numbers = [(chance.choice("1234"), chance.choice((0, 0, 1, 1, 2))) for _ in range(150)]
    source = tmp_path / "t.docx"
    source.write_bytes(build("".join(paragraph("〓", number=number) for number in numbers), numbering=lists))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=120
    )
    shown_there = (tmp_path / "t.txt").read_text(encoding="utf-8-sig").split("\n")
    theirs = ["".join(line.partition("〓")[0].split()) for line in shown_there if "〓" in line]
    assert labels(numbers, lists) == theirs
