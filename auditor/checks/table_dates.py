"""Two date columns whose heads say begin and end, and a row that ends before it begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.table_cells import TableCell
from auditor.facts.table_model import Table
from auditor.finding import Hit, Mark

DATA = ("row", "begin", "end", "first", "second")
OPTIONS: dict[str, Any] = {}

_PAIRS = (
    ("开工|动工", "竣工|完工"),
    ("开始|起始|起|启动", "结束|终止|截止|止|完成"),
    ("入院", "出院"),
    ("入职|聘任|到任", "离职|离任|解聘"),
    ("出发|离", "返回|归|抵达|到达"),
    ("立案|受理", "结案|审结|判决"),
    ("签订|生效", "到期|失效|终止|届满"),
    ("借出|借阅", "归还"),
    ("出生", "入学|参加工作|入党|入职"),
    ("受理|申请", "办结|批准|发证"),
    ("生产", "有效期|失效|到期"),
)
_NAME = "^(?:[\u4e00-\u9fff]{{0,4}})(?:{0})(?:日期|时间|日|时刻|年月)?$"


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each row, where most rows have the two dates in order."""
    for table in facts.tables.read:
        if table.kind != "grid":
            continue
        for first, second in _columns(table):
            pairs = [
                (row.label, one, two)
                for row in table.rows
                if (one := row.cells[first]) and (two := row.cells[second]) and _comparable(one, two)
            ]
            wrong = [pair for pair in pairs if pair[2].day < pair[1].day]
            if wrong and len(wrong) * 2 <= len(pairs) + 1:
                for label, one, two in wrong:
                    yield _hit(table, (first, second), label, one, two)


def _columns(table: Table) -> Iterator[tuple[int, int]]:
    names = [column.name for column in table.columns]
    for begin, end in _PAIRS:
        first = [at for at, name in enumerate(names) if re.match(_NAME.format(begin), name)]
        second = [at for at, name in enumerate(names) if re.match(_NAME.format(end), name)]
        if len(first) == 1 and len(second) == 1 and first != second:
            yield first[0], second[0]


def _comparable(one: TableCell, two: TableCell) -> bool:
    """Both give a year, and the same parts of the date, and neither is a range."""
    if not one.day[0] or not two.day[0] or re.search("[—~～至到]", one.text + two.text):
        return False
    return [bool(part) for part in one.day] == [bool(part) for part in two.day]


def _hit(table: Table, at: tuple[int, int], label: str, one: TableCell, two: TableCell) -> Hit:
    return Hit(
        Mark(two.start, two.end, "end"),
        (Mark(one.start, one.end, "begin"),),
        {
            "row": label[:20],
            "begin": table.columns[at[0]].name,
            "end": table.columns[at[1]].name,
            "first": one.text,
            "second": two.text,
        },
        confidence="certain",
    )
