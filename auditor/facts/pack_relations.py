"""Relations that a pack, or a rule of the user's own, states between named measures, judged on the report.

Operands are figures of one table (the rows of a form, or the columns of a table), else of the whole report
where they stand once; a relation with `prose` may take an operand from a sentence that speaks of the year.
An operand that is missing leaves the relation unjudged, unless the relation says that it may be missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from auditor.facts.pack_expression import evaluate, is_sum, names, printed
from auditor.facts.packs import Pack, PackRelation
from auditor.facts.relations import Operand, Relation, Verdict, judge
from auditor.facts.table_figures import Figure, measure_of
from auditor.facts.table_labels import is_additive
from auditor.interval import Interval, exactly, show
from auditor.units import comparison

if TYPE_CHECKING:
    from auditor.facts import Facts

Statement = tuple[Operand, str, tuple[str, ...]]
"""An operand, the figure as printed with its unit, and its possible dimensions."""
Group = tuple[int, int, int]
"""Table, panel and the column (of a form) or −1 − row (of a table with measures as columns)."""


def extract(facts: Facts) -> tuple[Relation, ...]:
    """The relations of all packs that apply, each where it can be judged."""
    found: list[Relation] = []
    for pack in facts.packs:
        found += judge_all(facts, pack, pack.relations)
    return tuple(found)


def judge_all(facts: Facts, pack: Pack, relations: Iterable[PackRelation]) -> list[Relation]:
    """The verdicts of `relations` over the measures of `pack`."""
    groups, whole = _stated(facts, pack)
    found: list[Relation] = []
    for one in relations:
        inside = [_judged(pack, one, stated) for stated in groups.values()]
        told = [relation for relation in inside if relation is not None]
        if not told and (relation := _judged(pack, one, whole)):
            told.append(relation)
        if not told and one.prose:
            said = _said(facts, pack, one, whole)
            told += [relation] if said and (relation := _judged(pack, one, {**said, **whole})) else []
        found += told
    return found


def _stated(facts: Facts, pack: Pack) -> tuple[dict[Group, dict[str, Statement]], dict[str, Statement]]:
    """The measures of every row or column, and those of the whole report; one stated twice with different
    figures is left out."""
    every: dict[Group, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    whole: dict[str, list[Statement]] = defaultdict(list)
    for figure in facts.figures:
        name = measure_of(pack, figure)
        if not name or not _levels(pack, name, figure):
            continue
        statement = _statement(figure, name)
        number, part = figure.table.number, figure.table.part
        every[number, part, figure.column][name].append(statement)
        every[number, part, -1 - figure.row][name].append(statement)
        if not figure.earlier and figure.year in (0, facts.report_year):
            whole[name].append(statement)
    single = {place: _single(stated) for place, stated in every.items()}
    return {place: stated for place, stated in sorted(single.items()) if len(stated) > 1}, _single(whole)


def _levels(pack: Pack, name: str, figure: Figure) -> bool:
    """Whether the figure is a level and no average, share or growth of the measure."""
    rate = pack.measures[name].kind == "rate"
    header = figure.table.columns[figure.column].header
    return rate or ("percent" not in figure.dimensions and is_additive(header))


def _single(stated: Mapping[str, Sequence[Statement]]) -> dict[str, Statement]:
    return {
        name: statements[0]
        for name, statements in stated.items()
        if all(other[0].value == statements[0][0].value for other in statements)
    }


def _statement(figure: Figure, name: str) -> Statement:
    operand = Operand(figure.cell.start, figure.cell.end, figure.value, name, "part")
    return operand, figure.cell.text, figure.dimensions


def _said(
    facts: Facts, pack: Pack, one: PackRelation, whole: Mapping[str, Statement]
) -> dict[str, Statement]:
    """The operands that no table gives, from the prose; none unless a table gives at least one."""
    wanted = [name for name in one.formula.names() if name not in whole]
    if not wanted or len(wanted) == len(one.formula.names()):
        return {}
    found: dict[str, list[Statement]] = defaultdict(list)
    for said in facts.said:
        name = said.measure(pack)
        if name in wanted and said.annual:
            q = said.mention.quantity
            text = facts.document.text[q.start : q.end]
            found[name].append((Operand(q.start, q.end, q.value, name, "part"), text, (q.dimension,)))
    return _single(found)


def _judged(pack: Pack, one: PackRelation, stated: Mapping[str, Statement]) -> Relation | None:
    formula = one.formula
    missing = [name for name in formula.names() if name not in stated]
    given = [name for name in formula.names()[1:] if name in stated]
    if formula.left in missing or not given or not set(missing) <= one.optional:
        return None
    chosen = {name: stated[name] for name in formula.names() if name in stated}
    if not _commensurable(one, list(chosen.values())):
        return None
    values = {name: operand.value for name, (operand, _, _) in chosen.items()}
    values |= {name: exactly(0) for name in missing}
    try:
        computed = evaluate(formula.right, values)
    except ZeroDivisionError:
        return None
    left = chosen[formula.left][0]
    verdict: Verdict = judge(formula.operator, left.value, computed)
    if verdict == "inconsistent" and missing and not _in_excess(one, left.value, computed):
        return None
    texts = {name: text for name, (_, text, _) in chosen.items()}
    return Relation(
        kind="pack",
        operator=formula.operator,
        left=Operand(left.start, left.end, left.value, formula.left, "total"),
        right=tuple(chosen[name][0] for name in given if name != formula.left),
        computed=computed,
        expression=_told(one, texts, missing, verdict == "consistent"),
        verdict=verdict,
        evidence=f"pack:{pack.name}",
        reason="；".join(filter(None, (one.why, one.source))),
        gap="" if verdict == "consistent" else _gap(left.value, computed),
    )


def _in_excess(one: PackRelation, left: Interval, computed: Interval) -> bool:
    """Whether parts that are missing could not mend the sum: those given exceed it already."""
    return one.formula.operator in ("=", "≥") and is_sum(one.formula.right) and left.surely_less(computed)


def _commensurable(one: PackRelation, statements: Sequence[Statement]) -> bool:
    if not is_sum(one.formula.right) or not list(names(one.formula.right)):
        return True
    first = statements[0][2]
    return all(
        not first
        or not dims
        or any(comparison(a, b) or {a, b} <= {"noun", "person"} for a in first for b in dims)
        for _, _, dims in statements[1:]
    )


_OPPOSITE = {"=": "≠", "≤": ">", "≥": "<", "<": "≥", ">": "≤"}


def _told(one: PackRelation, texts: Mapping[str, str], missing: Sequence[str], holds: bool) -> str:
    words = {name: f"{name}{text}" for name, text in texts.items()} | dict.fromkeys(missing, "0")
    formula = one.formula
    sign = formula.operator if holds else _OPPOSITE[formula.operator]
    return f"{words[formula.left]} {sign} {printed(formula.right, words)}"


def _gap(left: Interval, computed: Interval) -> str:
    gap = left - computed
    return show(gap.low) if gap.exact and gap.low is not None else gap.describe()
