"""Groups of shares: percentages, or the members of a ratio 3.9：59.5：36.6, that divide one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.facts.facets import divide
from auditor.facts.mentions import Mention
from auditor.facts.relations import Relation, Verdict
from auditor.facts.slips import Explainer, Values
from auditor.facts.statements import operand, percent, sentences, tail
from auditor.interval import Interval, exactly, show, total

if TYPE_CHECKING:
    from auditor.facts import Facts

_HOLDS_LIST = re.compile("占比?|比[重例]")
_EACH = re.compile("占(?:比|总[数量额])?(?:的?比[例重])?(?:为|达到?|约|近|到|有|的){0,2}$")
_HEAD = re.compile("(?:构成|结构|组成|占比|比例|来源|分布)(?:为|是|如下|情况)?[：:，][^，。；：:]{1,10}$")
_SHORT = re.compile("^[，、,][^，。；：:0-9]{1,10}$")
_NEXT = re.compile("^[ \u3000]?[、，,和及与以：:]{0,2}[ \u3000]?$")
_DIVIDED = re.compile(
    "三次产业|一二三产|三产|结构|构成|组成|按[^，。；]{1,14}(?:分|看|统计|划分)|分为|来源|分布|(?:原因|类型|性别|年龄|学历|等级)[^，。；]{0,4}[：:看]"
)
_SEVERAL = re.compile("多选|可选|认为|希望|选择|表示|提及|关注|增|降|升|减|提高|同比|覆盖|率")
HUNDRED = exactly(100)


def groups(facts: Facts, page: Explainer) -> Iterator[Relation]:
    """Shares of one whole that should make 100 %."""
    for now, _ in sentences(facts):
        for run in _runs(now):
            yield from _of_run(facts, page, now, run)
        yield from _ratios(page, now)


def _runs(now: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Consecutive shares: 占35%、26%和17%, or A占35%，B占26%."""
    run: list[Mention] = []
    for mention in now:
        q = mention.quantity
        if q.dimension != "percent":
            if run and mention.role != "level":
                yield run
                run = []
            continue
        fits = q.kind != "fraction" and not q.malformed and mention.role != "change" and q.upper is None
        goes_on = (
            bool(run)
            and fits
            and bool(
                _EACH.search(tail(mention.label))
                or _NEXT.match(mention.gap)
                or (_headed(run[0]) and _SHORT.match(mention.gap))
            )
        )
        if run and (not goes_on or "；" in mention.gap or mention.depth != run[-1].depth):
            yield run
            run = []
        if (goes_on and run) or (fits and (_HOLDS_LIST.search(tail(mention.label)) or _headed(mention))):
            run.append(mention)
    if run:
        yield run


def _headed(mention: Mention) -> bool:
    """Whether the first of several shares stands under 构成为：."""
    return bool(_HEAD.search(mention.gap[-30:]))


def _of_run(facts: Facts, page: Explainer, now: Sequence[Mention], run: list[Mention]) -> Iterator[Relation]:
    if len(run) < 2 or len(run) > 30:
        return
    opening = max(run[0].start - 60, now[0].start - len(now[0].gap))
    opening += (
        max(page.text[opening : run[0].start].rfind("。"), page.text[opening : run[0].start].rfind("\n")) + 1
    )
    lead, whole = page.text[opening : run[0].start], page.text[opening : run[-1].start]
    listed = all(_NEXT.match(m.gap) for m in run[1:])
    labels = [m.label for m in run]
    division = divide(labels, facts.resources)
    added = total(m.quantity.value for m in run)
    meets = added.meets(exactly(1))
    closed = (bool(_DIVIDED.search(lead)) and (listed or not division.overlapping)) or division.complete
    ages = len(run) > 2 and all("岁" in label for label in labels) and not division.overlapping
    closed = closed or (ages and exactly(1).surely_less(added))
    if _SEVERAL.search(whole) or (not closed and not (meets and len(run) > 2)):
        return
    behind = page.text[run[-1].end : run[-1].end + 6]
    short = not meets and not exactly(1).surely_less(added)
    if short and (
        "主要" in whole or "其中" in whole or (not division.complete and len(run) < 3) or "等" in behind
    ):
        return
    close = abs(sum((m.quantity.point for m in run), Fraction(-1))) <= Fraction(3, 10)
    found = _repair(page, run, exactly(1))
    verdict: Verdict = "consistent" if meets else "inconsistent" if close or found else "unknown"
    yield _relation(run, added, verdict, found, Fraction(1, 100), "%")


def _ratios(page: Explainer, now: Sequence[Mention]) -> Iterator[Relation]:
    """三次产业比 3.9：59.5：36.6: three or more members, nearly 100 in all."""
    run: list[Mention] = []
    for mention in (*now, None):
        q = mention.quantity if mention else None
        if q and mention and q.kind == "ratio" and (not run or q.group == run[-1].quantity.group):
            run.append(mention)
            continue
        yield from _of_ratio(page, run)
        run = [mention] if q and mention and q.kind == "ratio" else []


def _of_ratio(page: Explainer, run: list[Mention]) -> Iterator[Relation]:
    if not 2 <= len(run) <= 8:
        return
    lead = page.text[max(run[0].start - 45, 0) : run[0].start]
    points = sum((m.quantity.point for m in run), Fraction(0))
    if not re.search("产业|结构|构成|比重|占比", lead) or not 60 <= points <= 140:
        return
    # Whole members of a ratio are rounded as well: 4:59:37.
    added = total(
        Interval(m.quantity.point - m.quantity.step / 2, m.quantity.point + m.quantity.step) for m in run
    )
    verdict: Verdict = "consistent" if added.meets(HUNDRED) else "inconsistent"
    yield _relation(run, added, verdict, "", Fraction(1), "")


def _repair(page: Explainer, run: Sequence[Mention], want: Interval) -> str:
    def holds(values: Values) -> bool:
        return total(values).meets(want)

    return str(page.slip(run, holds) or "")


def _relation(
    run: Sequence[Mention], added: Interval, verdict: Verdict, repair: str, scale: Fraction, unit: str
) -> Relation:
    points = sum((m.quantity.point for m in run), Fraction(0))
    first, *others = run
    sums = "+".join(show(m.quantity.point / scale) for m in run)
    shown = show(points / scale) + unit
    return Relation(
        kind="share",
        operator="=",
        left=operand(first, "share"),
        right=tuple(operand(m, "share") for m in others),
        computed=added,
        expression=f"{sums}={show(points / scale)}",
        verdict=verdict,
        evidence="share:sum:certain",
        reason="" if verdict != "unknown" else "看不出是不是分一个整体",
        gap=percent(points - 1) if unit else show(points - 100),
        repair=repair,
        shown=shown,
    )
