"""PDF: wraps, columns, tables with and without rules, furniture, turned pages, scans, broken and huge files."""

from __future__ import annotations

import io
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("reportlab")
sys.path.insert(0, str(Path(__file__).parent))

from pdf_samples import FONT, canvas, pages, report

from auditor.document import Document
from auditor.engine import Options, audit_document
from auditor.reading import Limits, ReadError, read

TEXT = (
    "全馆共有工作人员三十二名，其中具有高级职称的五名，具有中级职称的十四名。一年来，全馆上下围绕群众需要开展服务，"
    "延长了开放时间，增加了自助设备，改善了阅览环境，读者反映良好。下半年又开设了两个基层服务点，方便了周边居民。"
)


def texts(document: Document) -> list[str]:
    return [document.block_text(at) for at in range(len(document.blocks))]


def wrapped(
    text: str, columns: int, x: float, y: float, pitch: float = 20, indent: int = 2
) -> list[tuple[float, float, str]]:
    """``text`` set in lines of ``columns`` characters of 12 points."""
    first = columns - indent
    parts = [text[:first], *(text[at : at + columns] for at in range(first, len(text), columns))]
    return [(x + (0 if at else 12 * indent), y - pitch * at, part) for at, part in enumerate(parts)]


def test_wraps_are_undone_by_margin_and_indent() -> None:
    one, two = TEXT[:86], TEXT[20:80]  # the first fills its last line to the margin
    data = pages([*wrapped(one, 44 // 2 * 2, 60, 780), *wrapped(two, 44 // 2 * 2, 60, 740)])
    assert texts(read(data, "a.pdf")) == [one, two]


def test_paragraphs_without_indent_are_told_by_gaps_and_short_lines() -> None:
    paragraphs = [TEXT[:59] + "。", TEXT[:40] + "。", TEXT[10:99] + "。"]
    content, y = [], 780.0
    for paragraph in paragraphs:
        lines = wrapped(paragraph, 30, 60, y, indent=0)
        content += lines
        y = lines[-1][1] - 32
    assert texts(read(pages(content), "a.pdf")) == paragraphs


def test_a_paragraph_goes_on_over_the_page_and_its_furniture() -> None:
    lines = wrapped(TEXT, 36, 60, 100)
    first, second = lines[:2], [(x, 780 - 20 * at, text) for at, (x, _, text) in enumerate(lines[2:])]
    data = pages(
        [(60, 815, "某馆工作报告"), *first, (290, 30, "1")],
        [(60, 815, "某馆工作报告"), *second, (290, 30, "2")],
    )
    document = read(data, "a.pdf")
    assert texts(document) == [TEXT]
    assert [document.source[a:b].strip() for a, b in document.furniture] == ["某馆工作报告", "1"] * 1 + [
        "某馆工作报告",
        "2",
    ]
    assert document.locators[1][1] == "page:2"


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = TEXT[:100], TEXT[5:103]
    content = [(150, 800, "两栏排印的工作简报"), *wrapped(left, 18, 60, 760), *wrapped(right, 18, 310, 760)]
    assert texts(read(pages(content), "a.pdf"))[1:] == [left, right]


def test_a_table_with_rules_is_cells_and_spans() -> None:
    from reportlab.platypus import SimpleDocTemplate, Table

    canvas()
    rows = [["馆", "册", ""], ["", "中文", "外文"], ["甲馆", "12", "3"], ["乙馆", "40", "5"]]
    style = [
        ("FONT", (0, 0), (-1, -1), FONT, 12), ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0)),
    ]  # fmt: skip
    stream = io.BytesIO()
    SimpleDocTemplate(stream).build([Table(rows, style=style, colWidths=90)])
    document = read(stream.getvalue(), "a.pdf")
    cells = {
        document.block_text(at): (b.cell.row, b.cell.column, b.cell.rowspan, b.cell.colspan)
        for at, b in enumerate(document.blocks)
        if b.cell
    }
    assert cells["馆"] == (0, 0, 2, 1)
    assert cells["册"] == (0, 1, 1, 2)
    assert cells["外文"] == (1, 2, 1, 1)
    assert cells["40"] == (3, 1, 1, 1)


def test_a_table_without_upright_rules_is_told_by_its_columns() -> None:
    rows = [
        ("项目", "上年", "本年"),
        ("人员经费", "1206.4", "1268.6"),
        ("公用经费", "418.0", "396.5"),
        ("合计", "1624.4", "1665.1"),
    ]
    content = [
        (x, 700 - 24 * at, cell)
        for at, row in enumerate(rows)
        for x, cell in zip((60, 220, 380), row, strict=True)
    ]
    document = read(pages([*wrapped(TEXT[:70], 36, 60, 780), *content]), "a.pdf")
    cells = [
        (b.cell.row, b.cell.column, document.block_text(at)) for at, b in enumerate(document.blocks) if b.cell
    ]
    assert cells == [(r, c, cell) for r, row in enumerate(rows) for c, cell in enumerate(row)]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_read_alike(turn: int) -> None:
    page, stream = canvas()
    page.setFont(FONT, 12)
    page.translate(297, 421)
    page.rotate(turn)
    for x, y, text in wrapped(TEXT, 24, -150, 100):
        page.drawString(x, y, text)
    page.showPage()
    page.save()
    assert texts(read(stream.getvalue(), "a.pdf")) == [TEXT]


def test_a_watermark_is_set_apart() -> None:
    page, stream = canvas()
    page.setFont(FONT, 12)
    for x, y, text in wrapped(TEXT, 36, 60, 780):
        page.drawString(x, y, text)
    page.translate(200, 400)
    page.rotate(45)
    page.drawString(0, 0, "征求意见稿")
    page.save()
    document = read(stream.getvalue(), "a.pdf")
    assert texts(document) == [TEXT]
    assert [document.source[a:b] for a, b in document.furniture] == ["征求意见稿"]


def scanned(page: Any) -> None:
    from reportlab.lib.utils import ImageReader

    page.drawImage(ImageReader(_picture()), 0, 0, 595, 842)


def _picture() -> Any:
    from PIL import Image

    return Image.new("L", (60, 84), 200)


def test_scanned_pages_are_named() -> None:
    page, stream = canvas()
    page.setFont(FONT, 12)
    page.drawString(60, 780, "工作总结")
    page.showPage()
    for _ in range(2):
        scanned(page)
        page.showPage()
    page.save()
    document = read(stream.getvalue(), "a.pdf")
    assert document.notes == ("第2—3页是扫描图像，未审校",)
    told = [f for f in audit_document(document, Options(select=("MET",))).findings if f.rule == "AUD005"]
    assert [(f.message, f.severity, f.location) for f in told] == [(document.notes[0], "warning", None)]


def test_a_file_of_scans_is_refused() -> None:
    page, stream = canvas()
    scanned(page)
    page.save()
    with pytest.raises(ReadError, match="扫描图像"):
        read(stream.getvalue(), "a.pdf")


def test_a_password_is_said() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    data = pages([(60, 700, "工作总结")], encrypt=StandardEncryption("abc", canPrint=0))
    with pytest.raises(ReadError, match="密码"):
        read(data, "a.pdf")


def test_broken_files_are_one_line() -> None:
    data = pages(*[wrapped(TEXT, 36, 60, 780)] * 3)
    for cut in (20, 200, len(data) // 3, len(data) // 2, len(data) - 300):
        try:
            read(data[:cut], "a.pdf")
        except ReadError as error:
            assert "\n" not in str(error)


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(ReadError, match="3 页"):
        read(pages(*[[(60, 700, "甲")]] * 3), "a.pdf", limits=Limits(pages=2))


@pytest.mark.slow
def test_three_hundred_pages_in_time() -> None:
    content = []
    for number in range(300):
        paragraphs = [f"{TEXT[at + number % 7 :]}{number}。" for at in range(4)]
        content.append(
            [x for at, text in enumerate(paragraphs) for x in wrapped(text, 36, 60, 750 - 160 * at)]
        )
    data = pages(*content)
    start = time.process_time()
    document = read(data, "a.pdf")
    assert time.process_time() - start < 30
    assert len(document.locators) == 300
    assert len(document.blocks) == 1200


def test_nothing_of_the_print_is_lost() -> None:
    data = report(
        [("title", ["总结"]), ("p", [TEXT]), ("row", ["甲", "1"]), ("row", ["乙", "2"]), ("p", [TEXT])]
    )
    document = read(data, "a.pdf")
    assert document.text.replace("\n", "") == f"总结{TEXT}甲1乙2{TEXT}"
    assert all(one < two for one, two in pairwise(document.origin))
