"""Markdown against the basics of CommonMark: what is a sign, what is text, and where a paragraph ends."""

from __future__ import annotations

import time

import pytest

from auditor.document import Document
from auditor.reading.markdown import read_markdown


def texts(source: str) -> list[str]:
    document = read_markdown(source, "a.md")
    return [document.block_text(at) for at in range(len(document.blocks))]


def kinds(document: Document) -> list[tuple[str, int]]:
    return [(block.kind, block.level) for block in document.blocks]


def test_headings_of_both_forms() -> None:
    document = read_markdown(
        "---\ntitle: x\n---\n\n总结\n====\n\n概况\n---\n\n### 小节 ###\n\n正文。\n\n***\n", "a.md"
    )
    assert kinds(document) == [("heading", 1), ("heading", 2), ("heading", 3), ("paragraph", 0)]
    assert document.text == "总结\n概况\n小节\n正文。"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**粗**和*斜*和__双__和_下_和~~删~~", "粗和斜和双和下和删"),
        ("snake_case_name，2*3*4，5 * 6", "snake_case_name，2*3*4，5 * 6"),
        ("*注：未审计", "*注：未审计"),
        ("`a*b*c`和``x`y``", "a*b*c和``x`y``"),
        ('[链接](http://a.b/c_(d) "题")、![图](x.png)、[引][r]、<http://c.d>', "链接、图、引、http://c.d"),
        ("[方括号]不是链接", "[方括号]不是链接"),
        ("a\\*b\\*，甲<br>乙<b>丙</b>&amp;丁&nbsp;戊", "a*b*，甲乙丙&丁戊"),
        ("增长<5%，减少>3%", "增长<5%，减少>3%"),
        ("见注[^1]。", "见注。"),
        ("**“甲”**乙", "“甲”乙"),
    ],
)
def test_signs_inside_a_line(source: str, text: str) -> None:
    assert texts(source) == [text]


def test_lists_quotes_and_definitions() -> None:
    source = "- 甲\n* 乙\n- [x] 丙\n\n> 引\n\n[r]: http://e.f\n\n<!-- 说明 -->\n```\n# 不是标题\n```\n"
    assert texts(source) == ["甲", "乙", "丙", "引", "# 不是标题"]


def test_soft_wraps_join_and_hard_breaks_do_not() -> None:
    wrapped = "全年举办讲座二十四场，参加人数比上年有所增加，\n其中线上十二场。\n"
    assert texts(wrapped) == [wrapped.replace("\n", "")]
    assert texts("第一行  \n第二行\\\n第三行") == ["第一行", "第二行", "第三行"]
    assert texts("第一段完了。\n第二段开始。") == ["第一段完了。", "第二段开始。"]
    assert texts("一、甲\n二、乙") == ["一、甲", "二、乙"]


def test_tables_with_escaped_pipes() -> None:
    document = read_markdown("| 项目 | 数 |\n|:---|---:|\n| 甲\\|乙 | **12** |\n", "a.md")
    assert [document.block_text(at) for at in range(4)] == ["项目", "数", "甲|乙", "12"]


HOSTILE = ["[", "[a]", "[a](", "](", "*", "*a ", "a** **b", "<a ", "<http:a", "`a", "``a`", "\\", "<!-- ", "&nbsp", "> \n", "-\n", "a\n=\n"]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_text_takes_linear_time(part: str) -> None:
    start = time.process_time()
    read_markdown(part * (200_000 // len(part)), "a.md")
    assert time.process_time() - start < 8
