"""Rates against the number and the total that stand beside them: 每套9册 × 10套 = 90册, 人均, 日均, 单价.

A product is told to be wrong only when one number and one total alone can be meant and it misses by little
or by a slip; numbers that merely share a sentence miss by any factor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.facts.mentions import Mention
from auditor.facts.rate_products import PEOPLE, Product, is_number, is_whole, products
from auditor.facts.rate_words import Rate, rate_of
from auditor.facts.relations import Relation, Verdict
from auditor.facts.slips import Explainer, Values
from auditor.facts.statements import core, named, operand, plain, sentences, shared, tail
from auditor.interval import Interval, show

if TYPE_CHECKING:
    from auditor.facts import Facts

REACH = 6
"""How many numbers before or after a rate are looked at."""
_TOTAL = re.compile(
    "[总共]|合计|累计|全部|全年|发放|赠送|配[送发备]|印发|培训|参[加与训]|受训|接待|服务|惠及|吸引|运送|举办|开展|完成|安排|支出|投入|建成"
    "|种植|产|授课|放映|救助|资助|慰问|带动|招[收生]|录取|入住|捐|采购|购[买置]|维修|接种|体检|巡[查诊]|走访|检查"
)
_MORE = re.compile("另|还有|若干|以及其他|等[^级次]")
_HELD = re.compile("组织|举办|开展|开设")
_NEAR = (Fraction(1, 2), Fraction(2))


def extract(facts: Facts) -> tuple[Relation, ...]:
    """All rates of the prose with their number and total."""
    page = Explainer(facts.document.text)
    found: list[Relation] = []
    for now, before in sentences(facts):
        for index, mention in enumerate(now):
            rate = rate_of(mention)
            if rate is not None:
                near, first = _near(now, index)
                found.extend(_of_rate(page, rate, near, before[-REACH:] if first else []))
    return tuple(found)


def _near(now: Sequence[Mention], index: int) -> tuple[list[Mention], bool]:
    """The numbers around a rate, up to a semicolon; and whether they reach back to the sentence's beginning."""
    low = high = index
    while low > 0 and index - low < REACH and "；" not in now[low].gap:
        low -= 1
    while high + 1 < len(now) and high - index < REACH and "；" not in now[high + 1].gap:
        high += 1
    return [*now[low:index], *now[index + 1 : high + 1]], low == 0


def _of_rate(
    page: Explainer, rate: Rate, near: Sequence[Mention], before: Sequence[Mention]
) -> Iterator[Relation]:
    wholes = [m for m in near if is_whole(rate, m)]
    numbers = [m for m in near if m not in wholes and is_number(rate, m)]
    far = [m for m in before if is_whole(rate, m)] if not wholes else []
    away = [m for m in before if m not in far and is_number(rate, m)] if not numbers else []
    found = list(products(page.text, rate, numbers or away, wholes or far, near))
    for product in found:
        if product.computed([m.quantity.value for m in product.mentions()]).meets(
            product.whole.quantity.value
        ):
            yield _relation(product, "consistent")
            return
    single = [p for p in found if len(p.numbers) <= 1]
    if single and len({p.whole.start for p in single}) == 1 and len({p.numbers for p in single}) == 1:
        yield _judged(page, single[0], _belong(page, single[0], near))


def _belong(page: Explainer, product: Product, near: Sequence[Mention]) -> bool:
    """Whether rate, number and total are surely of one thing, and of nothing besides."""
    rate, whole = product.rate, product.whole
    if not _named_alike(rate, whole) or not _subject_fits(product, near):
        return False
    if not product.numbers:
        return rate.average
    number = product.numbers[0]
    first, last = sorted((number, whole), key=lambda m: m.start)
    if "实际" in whole.label:  # 每期50人，实际培训196人: what was planned for each
        return False
    if _MORE.search(page.text[first.end : last.start]) or (rate.per == ("人",) and _HELD.search(whole.label)):
        return False
    if any(_rival(m, number, whole) for m in near if m not in (number, whole)):
        return False
    if rate.average or rate.mention.quantity.dimension == "money":
        return True
    own = core(whole.label)
    return (
        not own
        or bool(_TOTAL.search(whole.label))
        or shared(own, named(number) + core(rate.mention.label)) >= 2
    )


def _rival(mention: Mention, number: Mention, whole: Mention) -> bool:
    """Whether another number in the list of ``number`` adds to the total: 讲座24期、展览10场."""
    q = mention.quantity
    if q.dimension in ("percent", "money", "day", "point") or not number.start < mention.start < whole.start:
        return False
    return bool(re.match("^[^，。；]{0,12}[、和及与]", mention.gap)) and mention.role == "level"


def _subject_fits(product: Product, near: Sequence[Mention]) -> bool:
    """Whether what stands before 每 in its clause is what the number or total counts, or the whole sentence's subject."""
    label = tail(product.rate.mention.label)
    if "其中" in label:
        return False
    lead = core(re.sub("平均", "", re.split("每|[^平]均|[单均]价|亩产", label)[0]))
    alone = not [m for m in near if m not in (*product.numbers, product.whole)]
    if len(lead) < 2 or alone or all(m.start > product.rate.mention.start for m in near):
        return True
    return any(shared(lead, named(m)) >= 2 for m in (*product.numbers, product.whole))


def _named_alike(rate: Rate, whole: Mention) -> bool:
    """Whether the rate and the total may be of one thing: nothing, or no more than a verb, sets them apart."""
    if len(rate.rest) < 4 or not named(whole) or rate.mention.quantity.dimension in PEOPLE:
        return True
    return shared(rate.rest, named(whole)) >= 2


def _judged(page: Explainer, product: Product, alike: bool) -> Relation:
    def agrees(values: Values) -> bool:
        return product.computed(values).meets(values[1])

    found = page.slips(product.mentions(), agrees)
    ratio = product.point() / product.whole.quantity.point
    computed = product.computed([m.quantity.value for m in product.mentions()])
    precise = computed.width is not None and computed.width < product.point() / 50
    explained = bool(found) and found[0].kind != "一位数字有误" and precise
    told = alike and (_NEAR[0] < ratio < _NEAR[1] or explained or _decimal(computed, product.whole))
    only = str(found[0]) if len(found) == 1 else ""
    return _relation(product, "inconsistent" if told else "unknown", only)


def _decimal(computed: Interval, whole: Mention) -> bool:
    """Whether the decimal point is one, two or four places off."""
    value = whole.quantity.value
    return any(
        computed.scale(size).meets(value) or value.scale(size).meets(computed) for size in (10, 100, 10**4)
    )


def _relation(product: Product, verdict: Verdict, repair: str = "") -> Relation:
    rate, whole = product.rate.mention, product.whole
    computed = product.computed([m.quantity.value for m in product.mentions()])
    mean = product.rate.average
    left, others = (rate, (whole, *product.numbers)) if mean else (whole, (rate, *product.numbers))
    shown, sums = _sum(product, mean)
    return Relation(
        kind="product",
        operator="=",
        left=operand(left, "rate" if mean else "whole"),
        right=tuple(operand(m, "whole" if m is whole else "rate" if m is rate else "number") for m in others),
        computed=left.quantity.value if mean and verdict == "consistent" else computed,
        expression=f"{sums}={shown}",
        verdict=verdict,
        evidence="product:average" if mean else "product:each",
        reason="" if verdict != "unknown" else "看不出是不是同一回事",
        gap="",
        repair=repair,
        shown=shown,
    )


def _sum(product: Product, mean: bool) -> tuple[str, str]:
    """The result and the arithmetic, in the units printed."""
    rate, whole = product.rate.mention.quantity, product.whole.quantity
    count = [plain(m) for m in product.numbers] or [product.note]
    number = "+".join(count)
    number = f"（{number}）" if len(count) > 1 else number
    times = f"×{show(product.factor)}" if product.factor != 1 and product.numbers else ""
    if mean:
        shown = show(whole.point / (product.point() / rate.point) / rate.scale, 2) + rate.label
        return shown, f"{plain(product.whole)}÷{number}{times}"
    shown = show(product.point() / whole.scale) + whole.label
    return shown, f"{plain(product.rate.mention)}×{number}{times}"
