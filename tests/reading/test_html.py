"""Web pages: text, lists, tables, what is left out, lines of the file, hostile pages."""

from __future__ import annotations

import time

import pytest

from auditor.document import Document
from auditor.reading import read
from auditor.reading.html import read_html


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.block_text(at)) for at, block in enumerate(document.blocks)]


def test_entities_blanks_and_line_breaks() -> None:
    document = read_html("<p>全年&#20849;&nbsp;&lt;3&gt; 场，\n    work\nreport</p>", "a.html")
    assert blocks(document) == [("paragraph", "全年共<3>场，work report")] or document.text.startswith(
        "全年共"
    )
    assert "<3>" in document.text
    assert "work report" in document.text


def test_a_line_of_the_source_is_a_line_of_the_file() -> None:
    page = "<html>\n<head><style>\np{}\n</style></head>\n<body\n class='x'>\n<p>甲\n乙</p>\n<p>丙</p></body></html>"
    document = read_html(page, "a.html")
    for word in "甲乙丙":
        line = document.line_column(document.source.index(word))[0]
        assert word in page.split("\n")[line - 1]


def test_headings_lists_and_captions() -> None:
    page = '<h1>总结</h1><h2>概况</h2><ol start="3"><li>甲<li><p>乙</p></ol><ul><li>丙</ul><table><caption>表一</caption><tr><td>a<td>1</table>'
    assert blocks(read_html(page, "a.html")) == [
        ("heading", "总结"),
        ("heading", "概况"),
        ("entry", "3.甲"),
        ("entry", "4.乙"),
        ("paragraph", "丙"),
        ("caption", "表一"),
        ("cell", "a"),
        ("cell", "1"),
    ]


def test_spans_of_cells() -> None:
    page = "<table><tr><th rowspan=2>馆<th colspan='2'>册<tr><td>中<td>外<tr><td>甲<td>1<br>2<td>3</table>"
    document = read_html(page, "a.html")
    cells = [(b.cell.row, b.cell.column, b.cell.rowspan, b.cell.colspan) for b in document.blocks if b.cell]
    assert cells == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 0, 1, 1),
        (2, 1, 1, 1),
        (2, 2, 1, 1),
    ]
    assert ("cell", "1 2") in blocks(document)


def test_a_table_that_lays_out_the_page_is_its_content() -> None:
    page = "<table><tr><td><h2>概况</h2><p>正文。</p><table><tr><td>a<td>1</table></table>"
    assert [kind for kind, _ in blocks(read_html(page, "a.html"))] == ["heading", "paragraph", "cell", "cell"]


def test_what_is_no_text_of_the_report() -> None:
    page = (
        "<title>页</title><script>var 甲 = '<p>';</script><nav><a>首页</a></nav><p>正<span hidden>隐</span>文</p>"
        "<div style='display: none'>看不见</div><svg><text>图</text></svg><footer>版权</footer>"
    )
    document = read_html(page, "a.html")
    assert document.text == "正文"
    assert [document.source[a:b].strip() for a, b in document.furniture] == ["首页", "版权"]


def test_an_element_that_never_ends_hides_nothing() -> None:
    assert read_html("<nav>首页<p>正文", "a.html").text == "首页\n正文"


def test_comments_are_kept_as_markup() -> None:
    document = read_html("<p>甲<!-- audit: ignore MET001 -->乙</p>", "a.html")
    assert [document.source[a:b] for a, b in document.markup] == ["<!-- audit: ignore MET001 -->"]
    assert document.text == "甲乙"


def test_a_break_ends_a_paragraph() -> None:
    assert read_html("<p>甲。<br>　　乙。<br/>丙</p><h1>上<br>下</h1>", "a").text == "甲。\n乙。\n丙\n上下"


def test_fragments_and_odd_encodings_are_told_by_content() -> None:
    assert read("<!doctype html><p>甲</p>".encode("gb18030"), "a.txt").text == "甲"
    assert read("<p>甲乙丙丁</p>".encode(), "a.htm").text == "甲乙丙丁"


HOSTILE = {
    "open": "<", "comments": "<!--", "tags": "<a ", "quotes": '<a "', "quoted": '<a ">', "ends": "</", "raw": "<script></",
    "entities": "&#1", "cells": "<td colspan=1000>x", "tables": "<table><tr><td>", "nav": "<nav>", "hidden": "<p hidden>",
    "lists": "<ol><li>", "blanks": " ", "rows": "<tr><td rowspan=9999>x",
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("part", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_pages_take_linear_time(part: str) -> None:
    start = time.process_time()
    read_html("<table>" + part * (300_000 // len(part)), "a.html")
    assert time.process_time() - start < 8
