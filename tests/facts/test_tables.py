"""Tables as facts: headers, panels, rows and their parts, claims and the cell that is wrong."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from auditor.document import Cell
from auditor.facts import Facts
from auditor.facts.table_cells import interval, read_cell
from auditor.facts.table_model import Table
from auditor.facts.table_relations import extract
from auditor.interval import exactly
from auditor.reading import read
from auditor.reading.plain import read_plain
from auditor.reading.structure import Piece, assemble

SHARED = Path(__file__).parents[2] / "../shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="development material is not here")


def facts(text: str) -> Facts:
    return Facts(read_plain(text, "x.txt"))


def table(text: str) -> Table:
    return facts(text).tables.read[0]


@pytest.mark.parametrize(
    ("text", "kind", "point"),
    [
        ("31,214,205.80", "number", 31214205.80),
        ("-265070", "number", -265070),
        ("−3.5", "number", -3.5),
        ("95.1%", "percent", 95.1),
        ("54册", "number", 54),
        ("—", "dash", None),
        ("", "blank", None),
        ("0", "number", 0),
        ("2022-02-16", "date", None),
        ("1月14日—3月5日", "date", None),
        ("3O46", "malformed", None),
        ("1,23", "malformed", None),
        ("市本级|410899", "text", None),
        ("第3名", "text", None),
    ],
)
def test_what_a_cell_holds(text: str, kind: str, point: float | None) -> None:
    cell = read_cell(0, 0, text, (0, 0))
    assert cell.kind == kind
    assert (None if cell.point is None else float(cell.point)) == point


def test_counted_numbers_are_exact_and_rounded_ones_are_not() -> None:
    assert interval(read_cell(0, 0, "42", (0, 0)), "人") == exactly(42)
    assert interval(read_cell(0, 0, "42.10", (0, 0)), "元") == exactly(
        read_cell(0, 0, "42.10", (0, 0)).point or 0
    )
    rounded = interval(read_cell(0, 0, "236.64", (0, 0)), "万元")
    assert rounded is not None
    assert not rounded.exact
    assert interval(read_cell(0, 0, "—", (0, 0))) == exactly(0)
    assert interval(read_cell(0, 0, "暂缺", (0, 0))) is None


def test_headers_of_several_rows_keep_to_their_groups() -> None:
    read = table(
        "经费表\n单位：万元\n三公经费\t\t\t\t\t运行经费\n合计\t出国费\t接待费\t车辆费\n\t\t\t购置费\t运行费\n9.50\t\t1.50\t\t8.00\t120.40\n"
    )
    assert [column.path for column in read.columns] == [
        ("三公经费", "合计"),
        ("三公经费", "出国费"),
        ("三公经费", "接待费"),
        ("三公经费", "车辆费", "购置费"),
        ("三公经费", "车辆费", "运行费"),
        ("运行经费",),
    ]
    assert {column.unit for column in read.columns} == {"万元"}


def test_codes_in_several_columns_make_a_tree() -> None:
    read = table(
        "类\t款\t项\t名称\t金额\n201\t\t\t甲\t30\n201\t03\t\t乙\t30\n201\t03\t01\t丙\t10\n201\t03\t02\t丁\t20\n合计\t\t\t\t30\n"
    )
    assert [(row.code, row.parent, row.role) for row in read.rows] == [
        ("201", -1, "item"),
        ("20103", 0, "item"),
        ("2010301", 1, "item"),
        ("2010302", 1, "item"),
        ("", -1, "total"),
    ]


def test_two_panels_are_one_table_when_the_right_goes_on_with_the_left() -> None:
    form = "项目\t代码\t单位\t数量\t项目\t代码\t单位\t数量\n一、人员\t11\t人\t42\t二、收入合计\t13\t千元\t90\n其中：技术人员\t12\t人\t33\t1、拨款\t14\t千元\t90\n"
    found = facts(form).tables.read
    assert len(found) == 1
    assert [row.code for row in found[0].rows] == ["11", "12", "13", "14"]
    sheet = (
        "收入项目\t金额\t支出项目\t金额\n拨款\t90\t人员\t60\n其他\t\t公用\t30\n收入总计\t90\t支出总计\t90\n"
    )
    assert [part.part for part in facts(sheet).tables.read] == [0, 1]


def test_a_header_repeated_on_the_next_page_is_no_row() -> None:
    read = table("名称\t数量\n甲\t1\n乙\t2\n名称\t数量\n丙\t3\n合计\t6\n")
    assert [row.label for row in read.rows] == ["甲", "乙", "丙", "合计"]


def test_labels_and_values_side_by_side_are_pairs() -> None:
    read = table(
        "单位名称\t甲馆\n电话\t3920001\t邮编\t454000\n地址\t某路1号\t负责人\t某某\n建成年份\t2011\t等级\t一级\n"
    )
    assert read.kind == "pairs"
    assert facts("名称\t数量\n甲\t1\n乙\t2\n").tables.read[0].kind != "pairs"


def test_what_cannot_be_read_is_counted_with_its_reason() -> None:
    wide = "\t".join("甲" * 80)
    found = facts(f"{wide}\n{wide}\n{wide}\n").tables
    assert not found.read
    assert "列" in found.unread[0].reason


def faults(text: str) -> list[tuple[str, str]]:
    return [
        (fault.kind, cell.text)
        for fault in facts(text).table_faults
        if (cell := fault.table.cell(*fault.place)) is not None
    ]


SERVICE = "分馆\t春\t夏\t合计\n甲\t{a}\t14\t24\n乙\t20\t31\t51\n丙\t25\t42\t67\n小计\t55\t87\t142\n丁\t5\t6\t11\n戊\t7\t8\t15\n总计\t67\t101\t168\n"


def test_subtotals_and_a_grand_total() -> None:
    held = facts(SERVICE.format(a="10"))
    assert {relation.verdict for relation in held.relations if relation.kind == "table-sum"} == {"consistent"}
    assert faults(SERVICE.format(a="16")) == [("row-total", "16")]


def test_a_wrong_cell_is_told_once_with_the_value_that_mends_it() -> None:
    fault = facts(SERVICE.format(a="16")).table_faults[0]
    assert fault.crossing
    assert fault.needed == "10"


@pytest.mark.parametrize(
    "text",
    [
        # gaps within rounding
        "单位：万元\n项目\t数\n甲\t40.35\n乙\t196.28\n合计\t236.64\n",
        # an average is no sum
        "科室\t人数\t平均年龄\n甲\t8\t41.2\n乙\t6\t39.5\n合计\t14\t40.5\n",
        # a total of nothing that is known
        "项目\t数\n甲\t5\n其中：乙\t3\n丙\t9\n合计\t99\n",
        # rows that need not be all
        "项目\t单位\t数\n一、面积\t平方米\t900\n1、书库\t平方米\t300\n2、大厅\t平方米\t200\n",
        # parts of different kinds
        "项目\t单位\t数\n一、活动\t场\t9\n其中：参加人次\t人次\t300\n",
    ],
)
def test_what_must_not_be_told(text: str) -> None:
    assert faults(text) == []


@needs_shared
def test_the_real_statistics_form_and_budgets_hold() -> None:
    for name, least in (
        ("reports/jiaozuo-2021.txt", 0.5),
        ("real/yusuan_pt_caizheng_2025.txt", 0.95),
        ("real/juesuan_pt_guihua_2024.txt", 0.95),
    ):
        path = SHARED / name
        found = Facts(read(path.read_bytes(), name))
        numbers = {
            (cell.start, cell.end)
            for one in found.tables.read
            for row in one.rows
            for at in one.numeric_columns()
            if (cell := row.cells[at]) and cell.numeric
        }
        relations = extract(found)
        verified = {
            (operand.start, operand.end)
            for relation in relations
            if relation.verdict == "consistent"
            for operand in relation.operands()
        }
        assert found.table_faults == ()
        assert not found.tables.unread
        assert len(numbers & verified) >= least * len(numbers), name


@needs_shared
def test_swapped_digits_in_a_budget_are_found_and_told_once() -> None:
    path = SHARED / "real/yusuan_pt_caizheng_2025.txt"
    source = path.read_text(encoding="utf-8")
    document = read_plain(source, "x.txt")
    cells = [
        cell
        for one in Facts(document).tables.read
        for row in one.rows
        for at in one.numeric_columns()
        if (cell := row.cells[at])
        and cell.numeric
        and len(set(cell.digits[:2])) == 2
        and cell.digits[1].isdigit()
    ]
    chosen = random.Random(7).sample(cells, 25)
    told = []
    for cell in chosen:
        start, end = document.to_source(cell.start, cell.end)
        swapped = source[start + 1] + source[start] + source[start + 2 : end]
        told.append(len(Facts(read_plain(source[:start] + swapped + source[end:], "x.txt")).table_faults))
    assert max(told) == 1
    assert sum(told) >= 23


@pytest.mark.slow
@pytest.mark.parametrize(
    "row",
    [
        "1\t2\t3\n",
        "合计\t1\t2\n",
        "其中：甲\t1\t2\n",
        "20101\t甲\t1\n",
        "一、甲\t1\t1\n",
        "甲\t乙\t丙\n",
        "\t\t1\n",
    ],
)
def test_hostile_tables_are_read_in_bounded_time(row: str) -> None:
    text = "名称\t数量\t合计\n" + row * 4000
    start = time.process_time()
    found = facts(text)
    assert found.table_faults is not None
    assert time.process_time() - start < 20


def merged(rows: list[list[tuple[str, int, int]]]) -> Table:
    """A table with merged cells: (text, rowspan, colspan) by row, as a word processor gives it."""
    source, pieces, taken = "", [], set()
    for at, row in enumerate(rows):
        column = 0
        for text, down, right in row:
            while (at, column) in taken:
                column += 1
            start = len(source)
            source += text + "\n"
            pieces.append(
                Piece([(start, start + len(text))], kind="cell", cell=Cell(0, at, column, down, right))
            )
            taken |= {(at + r, column + c) for r in range(down) for c in range(right)}
            column += right
    return Facts(assemble(source, pieces, "x.docx")).tables.read[0]


def test_merged_cells_head_their_columns_and_name_their_rows() -> None:
    read = merged(
        [
            [("部门", 2, 1), ("人数", 1, 2), ("经费（万元）", 2, 1)],
            [("男", 1, 1), ("女", 1, 1)],
            [("业务部", 2, 1), ("3", 1, 1), ("4", 1, 1), ("1.5", 1, 1)],
            [("5", 1, 1), ("6", 1, 1), ("2.5", 1, 1)],
            [("合计", 1, 1), ("8", 1, 1), ("10", 1, 1), ("4.0", 1, 1)],
        ]
    )
    assert [column.path for column in read.columns] == [
        ("部门",),
        ("人数", "男"),
        ("人数", "女"),
        ("经费（万元）",),
    ]
    assert [row.label for row in read.rows] == ["业务部", "业务部", "合计"]
    assert read.columns[3].unit == "万元"
