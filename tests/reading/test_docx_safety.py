"""Damaged, mislabelled and hostile Word files end in one clear line."""

from __future__ import annotations

import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from docx_builder import SPACES, build, pack, paragraph, run, table

from auditor.reading import Limits, ReadError, read

GOOD = build(paragraph("正文一段。"))
BODY = f"<w:document {SPACES}><w:body>{paragraph('&x;')}</w:body></w:document>"


def parts(data: bytes = GOOD) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def failure(data: bytes, name: str = "t.docx", limits: Limits | None = None) -> str:
    with pytest.raises(ReadError) as caught:
        read(data, name, limits=limits)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_truncated() -> None:
    assert "不完整" in failure(GOOD[: len(GOOD) // 2])


def test_damaged_part() -> None:
    data = bytearray(pack(parts(), zipfile.ZIP_STORED))
    at = data.index("正文".encode())
    data[at : at + 3] = b"\x00\x00\x00"
    assert "损坏" in failure(bytes(data))


def test_bad_xml() -> None:
    assert "不是完整的 XML" in failure(pack(parts() | {"word/document.xml": b"<w:document><w:body>"}))


def test_no_word_document_inside() -> None:
    assert "没有 Word 正文" in failure(pack({"a.txt": b"x"}), "t.docx")
    assert "解压" in failure(pack({"a.txt": b"x"}), "t.zip")


def test_text_named_docx() -> None:
    assert "扩展名" in failure("这是一段文字。".encode())


def test_workbook_inside_a_word_file_does_not_make_it_a_workbook() -> None:
    inner = pack({"xl/workbook.xml": b"<x/>"}, zipfile.ZIP_STORED)
    data = pack(parts() | {"word/embeddings/book.xlsx": inner}, zipfile.ZIP_STORED)
    assert read(data, "t.docx").text == "正文一段。"


def test_encrypted_entry() -> None:
    data = bytearray(GOOD)
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    assert "密码" in failure(bytes(data))


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE w:document [<!ENTITY x "甲">]>',
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml"])
def test_dtds_and_entities_are_refused(dtd: str, part: str) -> None:
    inner = BODY if part == "word/document.xml" else f"<w:styles {SPACES}>&x;</w:styles>"
    assert "DTD" in failure(pack(parts() | {part: (dtd + inner).encode()}))


def test_external_dtd_is_refused() -> None:
    dtd = '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/x.dtd">'
    assert "DTD" in failure(pack(parts() | {"word/document.xml": (dtd + BODY.replace("&x;", "x")).encode()}))


def test_bombs_are_not_unpacked() -> None:
    bomb = pack(parts() | {"word/media/a.bin": bytes(60 * 1024 * 1024)})
    assert "压缩比" in failure(bomb)
    assert "压缩炸弹" in failure(GOOD, limits=Limits(unpacked=1000))
    assert read(bomb, "t.docx", limits=Limits(ratio=10**6)).text == "正文一段。"


def test_deep_nesting_ends() -> None:
    body = paragraph("底")
    for _ in range(60):
        body = table([body + paragraph(""), "x"])
    document_or_error(build(body))
    document_or_error(build("<w:p>" + "<w:ins>" * 5000 + run("x") + "</w:ins>" * 5000 + "</w:p>"))


def document_or_error(data: bytes) -> None:
    try:
        read(data, "t.docx")
    except ReadError as error:
        assert "\n" not in str(error)


def test_nothing_to_read() -> None:
    assert "没有文字" in failure(build(paragraph("")))


def test_external_relationships_and_loops_are_ignored() -> None:
    relations = parts()["word/_rels/document.xml.rels"].replace(b"styles.xml", b"../../../../etc/passwd")
    assert read(pack(parts() | {"word/_rels/document.xml.rels": relations}), "t.docx").text == "正文一段。"
    loop = '<w:style w:type="paragraph" w:styleId="q"><w:name w:val="q"/><w:basedOn w:val="q"/></w:style>'
    assert read(build(paragraph("正文一段。", "q"), styles=loop), "t.docx").text == "正文一段。"


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        "<w:p><w:r>" + "<w:br/>" * 100_000 + "<w:t>x</w:t></w:r></w:p>",
        paragraph("一" * 1_000_000),
        "<w:p/>" * 100_000 + paragraph("x"),
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:t>x</w:t></w:r>' * 30_000
        + "</w:p>",
        table(["1"] * 30_000, ["2"]),
        "<w:p>" + "<w:r><w:footnoteReference w:id='1'/></w:r>" * 50_000 + run("x") + "</w:p>",
    ],
    ids=["breaks", "letters", "empty", "fields", "cells", "notes"],
)  # fmt: skip
def test_time_is_linear_in_hostile_input(body: str) -> None:
    start = time.perf_counter()
    read(build(body, notes={"1": paragraph("注。")}), "t.docx")
    assert time.perf_counter() - start < 10
