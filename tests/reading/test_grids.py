"""Tables in plain text, in every form they are saved in, and prose that must stay prose."""

from __future__ import annotations

import time

import pytest

from auditor.document import Document
from auditor.reading.plain import read_plain


def tables(text: str) -> list[list[list[str]]]:
    return grid(read_plain(text, "x.txt"))


def grid(document: Document) -> list[list[list[str]]]:
    found: list[list[list[str]]] = []
    for index, block in enumerate(document.blocks):
        if block.cell is None:
            continue
        while len(found) <= block.cell.table:
            found.append([])
        while len(found[block.cell.table]) <= block.cell.row:
            found[block.cell.table].append([])
        found[block.cell.table][block.cell.row].append(document.block_text(index))
    return found


def test_flattened_cells_go_on_over_lines_and_split_where_the_width_changes() -> None:
    text = (
        "表彰情况\n\t序号\n\t名称\n\t授予\n日期\n\n\t1\n\t先进集体\n\t2021年2月\n\n\t2\n\t优秀案例\n\t\n\n\n概况表\n"
        "\t单位\n\t甲馆\n\n\t电话\n\t123\n\n\t邮编\n\t454000\n\t年份\n\t2011\n\n"
        "\t项目\n\t代码\n\t指标\n\n\t人员\n\t11\n\t42\n\n\t藏量\n\t12\n\t567,884\n\n\t面积\n\t13\n\t900\n"
    )
    awards, pairs, form = tables(text)
    assert awards == [["序号", "名称", "授予日期"], ["1", "先进集体", "2021年2月"], ["2", "优秀案例", ""]]
    assert [len(row) for row in pairs] == [2, 2, 4]
    assert form[2] == ["藏量", "12", "567,884"]


def test_paragraphs_with_a_tab_for_their_indent_are_no_table() -> None:
    text = (
        "\t今年以来，我馆开展了读者活动。\n\n\t下半年完成了书库搬迁。\n\t年底进行了总结。\n\n\t特此报告。\n"
    )
    assert tables(text) == []


def test_rows_whose_trailing_tabs_were_trimmed_belong_to_their_table() -> None:
    text = (
        "收支总表\n单位：元\n收入\t金额\t支出\t金额\n财政拨款\t300\t人员\t200\n事业收入\n经营收入\n"
        "其他收入\t\t公用\t100\n合计\t300\t合计\t300\n支出明细表\n单位：元\n科目\t金额\n人员\t200\n合计\n注：本表为空表。\n"
    )
    one, two = tables(text)
    assert one[2:4] == [["事业收入"], ["经营收入"]]
    assert len(one) == 6
    assert two == [["科目", "金额"], ["人员", "200"], ["合计"]]


def test_pipes_with_and_without_outer_ones() -> None:
    assert tables("| 项目 | 数 |\n|---|---|\n| 甲 | 1 |\n") == [[["项目", "数"], ["甲", "1"]]]
    assert tables("项目|数\n甲|1\n乙|2\n") == [[["项目", "数"], ["甲", "1"], ["乙", "2"]]]
    drawn = "┌──┬──┐\n│项目│ 数 │\n├──┼──┤\n│甲 │ 1 │\n└──┴──┘\n"
    assert tables(drawn) == [[["项目", "数"], ["甲", "1"]]]
    assert tables("输入 a|b 即可。\n再输入 c|d 即可。\n") == []


def test_columns_set_by_blanks() -> None:
    text = (
        "单位情况\n项目      人数    经费\n一馆        12     30.5\n二馆         8\n合计        20     30.5\n"
    )
    rows = tables(text)[0]
    assert rows[0] == ["项目", "人数", "经费"]
    assert rows[2] == ["二馆", "8", ""]
    assert rows[3] == ["合计", "20", "30.5"]


def test_columns_that_do_not_line_up_and_columns_parted_by_one_blank() -> None:
    rows = ["单位 人数 经费（万元）", "一馆 12 30.5", "少年儿童分馆 8 9.25", "合计 20 39.75"]
    for blank in (" ", "    "):
        (found,) = tables("\n".join(row.replace(" ", blank) for row in rows) + "\n")
        assert found == [row.split(" ") for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "甲 乙 丙\n丁 戊 己\n庚 辛 壬\n子 丑 寅\n",
        "1 月 13 日 晴\n1 月 14 日 雨\n1 月 15 日 晴\n1 月 16 日 雨\n",
        "目录\n第一章 总则      1\n第二章 业务      3\n第三章 附则      9\n",
        "目录\n第一章 总则\t1\n第二章 业务\t3\n第三章 附则\t9\n",
        "第一章  总则  1\n第二章  业务，以及其他  3\n正文。\n",
        "馆长：某某  电话：123\n日期：2021年\n",
    ],
)
def test_no_table(text: str) -> None:
    assert tables(text) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "\t",
        "\t1",
        "|",
        "|a",
        " ",
        "a  ",
        "\tx\n",
        "a\tb\n",
        "a|b\n",
        "a  1\n",
        "a b 1\n",
        "a b c\n1 2 3\n",
        "a\n\tb\n",
        "合计\n",
        "\tx\n\n",
        "\tx\n\ty\n\n",
    ],
)
def test_hostile_input_is_read_in_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    start = time.process_time()
    read_plain(text, "x.txt")
    assert time.process_time() - start < 20
