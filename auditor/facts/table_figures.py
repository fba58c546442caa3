"""Figures: every number of a table with the names of its row and column, its period and its base value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.facts.packs import Pack, key
from auditor.facts.table_cells import TableCell
from auditor.facts.table_claims import value
from auditor.facts.table_columns import header_unit
from auditor.facts.table_labels import is_total_label
from auditor.facts.table_model import Table
from auditor.interval import Interval
from auditor.units import dimension

if TYPE_CHECKING:
    from auditor.facts import Facts

_GENERIC = re.compile(
    "(?:数量|场次|人次|册次|件次|(?:上年|去年|上期|年初|期初|年末|期末)(?:数|末|底|同期|余额)?|(?:总|占地|建筑)?面积|长度|里程|时长|完成量|工程量|规模|人数|户数|件数|册数|次数|台数|个数|金额|指标值?|数值|数据|数额|总量|绝对[数量]|合计|总计|小计|共计|总数|总额|全[年部市县区省校院馆国]|单位|本年度?(?:实际|累计)?|本期|当年|实际数?|实绩|完成数?"
    "|完成情况|本年数|年末数|期末数|累计|计|项目|情况|[12][0-9]{3}年度?(?:末|底|实际|完成)?|预算数?|决算数?|年初预算数?|全年预算数?|执行数|全年执行数|支出决算|支出预算|[1-9])"
)
_DATED = re.compile("^[12][0-9]{3}年度?(?:年?[末底初])?")
_SENTENCE = re.compile("[，。；！？!?;]|[：:].{2}")
_UNIT_NOTE = re.compile("[（(]?(?:计量)?单位[:：][^）)，。；]{1,12}[）)]?")
_CORE = re.compile(
    "^(?:附?表[0-9一二三四五六七八九十]{0,3})?(?:[0-9]{4}年度?)?[各全]?[省市县区乡镇校院馆街村]{0,2}|(?:完成|基本|建设|实施)?(?:情况|统计|明细|汇总|一览|对比|分布|构成)?表?$"
)
_BARE = re.compile("完成|实际|本年|全年|合计|总|数|额|量")
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})(?:年|(?![0-9]))")
_LAST_YEAR = re.compile("上年|去年|上期|同期|年初数|期初")
_PLAN = re.compile("预算|计划|目标|预计|任务")
_FINAL = re.compile("决算|执行|完成|实际|实绩|支出数")
_FUND = re.compile(
    "(?:一般公共|政府性基金|国有资本经营|部门)预算|预算(?:财政|单位|外|内)|财政拨款预算收入|事业预算"
)
"""Names of funds and units that hold the word 预算 without being one."""
_COUNTED = re.compile(
    "(?<=.)(人次|册次|场次|件次)$|(人次|册次|人|册|件|户|个|家|座|台|辆|场次?|篇|张|亩|种)数$"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """The cell at `row`, `column` of `table`.

    `unit` is stated at the cell, its row or its column. `label` is the row's key ("" for a total row or none), `heads` the keys of its headers that say what is
    measured, outermost first. `value` is in base units of `dimension` ("" where no unit is stated, which
    `scaled` tells); `year` 0 where the table does not say; `earlier`: a column for another period; `plan`
    and `final`: a budget or plan, an outcome.
    """

    table: Table
    row: int
    column: int
    cell: TableCell
    unit: str
    label: str
    heads: tuple[str, ...]
    value: Interval
    dimensions: tuple[str, ...]
    year: int
    earlier: bool
    plan: bool
    final: bool
    caption: str

    @property
    def names(self) -> tuple[str, ...]:
        """All keys that say which figure this is."""
        return (*([self.label] if self.label else []), *self.heads, *([self.core] if self.core else []))

    @property
    def core(self) -> str:
        """What the caption says is measured, for the last total of a table whose headers do not say it."""
        if (
            self.label
            or self.heads
            or self.row < len(self.table.rows) - 1
            or not self.table.rows[-1].is_total
        ):
            return ""
        core = _CORE.sub("", key(self.caption))
        return core if len(core) >= 4 else ""

    @property
    def place(self) -> str:
        """Where it stands, for readers: the table's caption, the row and the column."""
        row, column = self.table.rows[self.row], self.table.columns[self.column]
        words = [word for word in (row.label, column.name) if word]
        caption = f"“{self.caption.strip()[:30]}”" if self.caption else "表"
        return f"{caption}中" + "".join(f"“{word}”" for word in words)


def extract(facts: Facts) -> tuple[Figure, ...]:
    """Every number of every table, in order."""
    found: list[Figure] = []
    for table in facts.tables.read:
        if table.kind == "pairs" or len(table.rows) > 1000:
            continue
        span = table.caption
        caption = facts.document.text[span.start : span.end] if span else ""
        caption = _UNIT_NOTE.sub("", caption)
        caption = "" if _SENTENCE.search(caption) else caption
        for row in range(len(table.rows)):
            for column in table.numeric_columns():
                figure = _figure(table, row, column, caption)
                if figure is not None:
                    found.append(figure)
    return tuple(found)


def _figure(table: Table, at: int, place: int, caption: str) -> Figure | None:
    row, column = table.rows[at], table.columns[place]
    cell = row.cells[place]
    printed = value(table, (at, place))
    if cell is None or not cell.numeric or printed is None or cell.end <= cell.start:
        return None
    words = [*column.path, row.label]
    unit = row.unit or header_unit((row.label,)) or column.unit
    dimensions, factor = _dimensions(cell, unit, [*reversed(words)])
    own = _FUND.sub("", "".join(words))
    caption_ = _FUND.sub("", caption)
    kinds = own if _PLAN.search(own) or _FINAL.search(own) else own + caption_
    return Figure(
        table, at, place, cell, cell.unit or unit,
        label="" if is_generic(row.label) else key(row.label),
        heads=tuple(key(part) for part in column.path if not is_generic(part)),
        value=printed.scale(factor),
        dimensions=dimensions,
        year=_year(words) or _year([caption]),
        earlier=bool(_LAST_YEAR.search(own)),
        plan=bool(_PLAN.search(kinds)),
        final=bool(_FINAL.search(kinds)),
        caption=caption,
    )  # fmt: skip


def is_generic(word: str) -> bool:
    """Whether a label or header names no measure of its own (合计, 金额, 2023年)."""
    plain = _DATED.sub("", key(word))
    return not plain or bool(_GENERIC.fullmatch(plain)) or (is_total_label(word) and len(plain) <= 2)


def _dimensions(cell: TableCell, unit: str, words: list[str]) -> tuple[tuple[str, ...], Fraction]:
    if cell.kind == "percent":
        return ("percent",), Fraction(1, 100)
    parts = [dimension(part) for part in re.split("[、/,，]", cell.unit or unit) if part]
    known = [part for part in parts if part]
    if known and len(known) == len(parts):
        factors = {factor for _, factor in known}
        return tuple(name for name, _ in known), factors.pop() if len(factors) == 1 else Fraction(1)
    for word in words:
        if (match := _COUNTED.search(key(word))) and (found := dimension(match[1] or match[2])):
            return (found[0],), found[1]
    return (), Fraction(1)


def _year(words: list[str]) -> int:
    years = {int(match[1]) for word in words for match in _YEAR.finditer(word)}
    return years.pop() if len(years) == 1 else 0


def latest(figure: Figure) -> bool:
    """Whether no other column or row of the table speaks of a later year."""
    heads = [*(part for column in figure.table.columns for part in column.path)]
    heads += [row.label for row in figure.table.rows[:60]]
    return all(int(match[1]) <= figure.year for head in heads for match in _YEAR.finditer(head))


def measure_of(pack: Pack, figure: Figure) -> str:
    """The pack's measure that a figure states, "" for none: by its row, else by its innermost header."""
    for name in (figure.label, *reversed(figure.heads)):
        found = pack.names.get(name, "")
        if found and any(pack.measures[found].measured_in(d) for d in figure.dimensions or ("",)):
            return found
        if name and name == figure.label:
            return ""
    row, column = figure.table.rows[figure.row], figure.table.columns[figure.column]
    title = key(figure.caption) + key(column.header)
    for measure in pack.measures.values():
        for at in measure.cells:
            named = (not at.row or at.row == key(row.label)) and (
                not at.column or at.column == key(column.name) or at.column in map(key, column.path)
            )
            if named and at.caption in title and (at.row or not figure.label):
                return measure.name
    return ""
