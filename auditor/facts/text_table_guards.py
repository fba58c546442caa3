"""Guards of text against table: dimension, period, side, scope, and names that would make it another measure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.facts.packs import key
from auditor.facts.said import Said
from auditor.facts.said_names import SCOPE, stem
from auditor.facts.statements import shared
from auditor.facts.table_figures import Figure, latest
from auditor.facts.table_model import Table
from auditor.units import GENERIC, comparison

if TYPE_CHECKING:
    from auditor.facts import Facts

_SEASON = re.compile("第?([一二三四1-4])季度|上半年|下半年|(?<![0-9])(1?[0-9])月")
_FEAST = re.compile("元旦|春节|清明|五一|劳动节|端午|中秋|国庆|十一|暑[假期]|寒假|黄金周")
_ALL = re.compile("全[年部市县区省校院馆乡镇村司队局行所厂园站]|合计|总计|共计|累计|总|共")
_NARROW = re.compile(f"{SCOPE.pattern}")
_FILL = re.compile(
    "全[部队局行所厂园站司院校馆县市区镇乡村省]|其中|本季度|本月|本周|本学期|查处|查办|出动|处置|发放|采购|购置|现有|共有|拥有|参与|参加|吸引|投入|建成|建立|设立|设有|配备|开设|签订|实施|举办|开展|组织|全年|本年度?|今年|年末|年底|全部|合计|总计|共计|累计|实际|完成|实现|接待|办理|数量|总数|总量|总额|人次|册次|人数|次数|面积|总|共|的|之|数|量|额|度|为|是|约|近|财政拨款|支出|费用?"
)


def commensurable(said: Said, figure: Figure) -> bool:
    """Whether both have one dimension; figures without a stated unit are taken for counts."""
    q = said.mention.quantity
    if not figure.dimensions:
        return q.unit in GENERIC or not q.dimension.startswith(("money", "area", "length", "mass"))
    return any(
        comparison(q.dimension, one) or {q.dimension, one} <= {"noun", "person"} for one in figure.dimensions
    )


def same_period(facts: Facts, said: Said, figure: Figure) -> bool:
    """Whether both speak of one year (or one part of it) and one side, budget or outcome."""
    if said.earlier:
        return figure.year == said.year != 0 or (figure.earlier and not figure.year)
    if feast(said, figure):
        return not figure.year or figure.year == said.year
    kind, _, last = said.measure_.period
    own = _part(figure.label + figure.caption + "".join(figure.heads))
    part = bool(said.sub) and _part(said.sub) == own != ""
    # 本季度 right above a table that names no time is the time of both.
    part = part or (
        said.sub.startswith("本") and not own and not figure.year and next_to(facts, said, figure)
    )
    if not (part or said.whole_year) and (kind == "date" or (kind == "cut-off" and last % 10000 < 1200)):
        return False
    now = said.year or facts.report_year
    year = figure.year or (facts.report_year - 1 if figure.earlier else facts.report_year)
    if (figure.year and not now and not latest(figure)) or (figure.earlier and not now):
        return False
    if (said.year and year and said.year != year) or (kind == "other year" and not figure.year):
        return False
    if said.sub and not part:
        return False
    if not said.sub and _part(figure.label + "".join(figure.heads)):
        return False
    planned = said.measure_.kind == "planned" or said.side == "budget"
    if said.side == "final" and figure.plan and not figure.final:
        return False
    return not planned or figure.plan or (said.side != "budget" and "安排" in figure.caption)


def next_to(facts: Facts, said: Said, figure: Figure) -> bool:
    """Whether the paragraph leads up to the table: nothing but a caption stands between them, no heading of another section."""
    blocks = facts.document.blocks
    at = facts.document.block_at(figure.cell.start)
    while at > 0 and (cell := blocks[at].cell) is not None and cell.table == figure.table.number:
        at -= 1
    while at > said.mention.block and blocks[at].kind in ("caption", "title") and blocks[at].marker is None:
        at -= 1
    return at == said.mention.block


def feast(said: Said, figure: Figure) -> bool:
    """Whether a table of holidays has a row for the one that the prose names."""
    return bool(_FEAST.search(figure.label)) and stem(figure.label) in said.name


def _part(words: str) -> str:
    match = _SEASON.search(words)
    return re.sub("[第前个]", "", match[0]) if match else ""


_FLOW = re.compile("(?:今年|全年|本年|年内|当年|新)[^，。]{0,6}(?:建成|建立|设立|配备|开设)|新")


def may_be_new(said: Said) -> bool:
    """Whether the prose may count only what came in the year (今年建成12个), which a stock never equals."""
    return bool(_FLOW.search(said.words))


def figure_is_new(figure: Figure) -> bool:
    """Whether the table counts what came in the year too."""
    return "新" in figure.label + "".join(figure.heads) + figure.caption


def same_scope(facts: Facts, said: Said, figure: Figure) -> bool:
    """Whether no division or place stands on one side that the other, or the report's title, does not name."""
    title = facts.document.text[:120]
    own = key(figure.caption) + figure.label + "".join(figure.heads)
    named = bool(figure.label) and stem(figure.label) in said.name
    if not named and any(scope not in own and key(scope) not in own for scope in said.scopes):
        return False
    words = key(said.before[-80:]) + said.name
    narrow = _NARROW.match(
        re.sub("^(?:附?表[0-9一二三四五六七八九十]{0,3}|[0-9]{4}年度?)+", "", key(figure.caption))
    )
    return narrow is None or narrow[0] in title or narrow[0] in words or key(narrow[0]) in key(title)


def told(name: str) -> str:
    """A name of the prose without the words that only fill (全队现有民警 → 民警)."""
    return _FILL.sub("", name)


def explained(name: str, inside: Sequence[str], allowed: Sequence[str]) -> bool:
    """Whether `name` is made of the names `inside`, pieces of those `allowed`, and fillers alone."""
    left = name
    for one in sorted(inside, key=len, reverse=True):
        left = left.replace(one, "\n", 1)
    for one in allowed:
        for _ in range(3):
            size = max((shared(piece, one) for piece in left.split("\n") if piece), default=0)
            if size < 2:
                break
            at = next(
                at
                for at in range(len(left))
                if "\n" not in left[at : at + size] and left[at : at + size] in one
            )
            left = left[:at] + "\n" + left[at + size :]
    return not _FILL.sub("", left).replace("\n", "")


@dataclass(frozen=True, slots=True)
class Labels:
    """Row labels of every table (by number and part) and how often each stands there."""

    rows: Mapping[tuple[int, int], Mapping[str, int]]

    def above(self, figure: Figure) -> list[str]:
        """The labels of the rows that the figure's row is a part of."""
        found: list[str] = []
        at = figure.table.rows[figure.row].parent
        while at >= 0 and len(found) < 8:
            found.append(key(figure.table.rows[at].label))
            at = figure.table.rows[at].parent
        return found

    def settled(self, figure: Figure, said: Said, outside: Sequence[str]) -> bool:
        """Whether the prose means this row and no other of the table.

        A row named only ahead of the clause must be the one named last; a total is meant only where no
        row is named; a label that stands twice must be told apart by what it is a part of.
        """
        labels = self.rows[figure.table.number, figure.table.part]
        context = key(said.before[-60:])
        if labels.get(figure.label, 0) > 1 and not any(
            stem(one) in context or one in said.path for one in self.above(figure)
        ):
            return False
        if figure.label and figure.label not in outside:
            return True
        named = {label: context.rfind(stem(label)) for label in labels if len(stem(label)) >= 2}
        last = max(named.values(), default=-1)
        if not figure.label:
            return last < 0 or bool(_ALL.search(said.words))
        return named.get(figure.label, -1) == last >= 0 and "分别" not in context


def labels_of(facts: Facts) -> Labels:
    """The row labels of all tables."""
    found: dict[tuple[int, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for table in facts.tables.read:
        place = _place(table)
        for row in table.rows:
            if row.label and not row.is_total:
                found[place][key(row.label)] += 1
    return Labels({place: dict(labels) for place, labels in found.items()} | _empty(facts, set(found)))


def _empty(facts: Facts, known: set[tuple[int, int]]) -> dict[tuple[int, int], dict[str, int]]:
    return {_place(table): {} for table in facts.tables.read if _place(table) not in known}


def _place(table: Table) -> tuple[int, int]:
    return table.number, table.part
