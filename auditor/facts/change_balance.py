"""Balances carried forward: opening stock, plus what came, minus what went, is the closing stock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from auditor.facts.change_words import eras
from auditor.facts.mentions import Mention
from auditor.facts.relations import Relation
from auditor.facts.slips import Explainer, Values
from auditor.facts.statements import operand, scaled, sound, tail
from auditor.interval import Interval, exactly, show

_OPENING = re.compile(
    "年初|期初|上季度?(?:末|底)|上[年期月](?:末|底)?结[转余存]|旧存|上年末|上年底|原有|月初|期首|学期初|季初|[上去]年(?:度)?(?:滚存|留存)"
)
_CLOSING = re.compile(
    "年末|期末|年底|月末|季末|学期末|尚余|还有|(?:结|剩)余$|余额|结存|未结|现有|滚存结余|现存|结转下年"
)
_IN = re.compile(
    "收入|新开|开工|新立|立项|增加|新增|新购|繁殖|收押|新收|收到|入库|购入|接收|调入|转入|流入|新招|入职|迁入|出生|入学|报名|入园|入院|入驻|上年转|发展|引进|录用|补充|投放|筹集|筹得|到账|购进|进货|繁育|产出"
)
_OUT = re.compile(
    "支出|竣工|完工|结题|验收|撤销|减少|使用|注销|转出|办结|审结|结案|出库|剔除|报废|调出|流出|离职|退休|核销|发放|迁出|死亡|去世|病故|除名|开除|外迁|调往|解聘|辞职|流失|丢失|损耗|轮出|损毁|释放|耗用|出院|出栏|销售|售出|领用|分配|消耗|偿还|归还|清退|离任|调离|腾退|结业|毕业|退出|退学|退园|退休|领出|淘汰|拨付|发出|交付"
)

_TOTAL = re.compile("合计|总计|[共总]计|净")
_LEFT = re.compile(
    "结余|盈余|节余|余额|剩余|缺口|空编|空缺|缺编|尚缺|尚欠|尚余|还差|还剩|差额|未收回|未完成|收支相抵"
)
_CARRIED = re.compile("累计|滚存|历年|[年月期季]末")
_DEBITS = (
    (re.compile("收入|筹集|筹得|到账|到位|总收|入账"), re.compile("支出|使用|花费|开支|支付|用于")),
    (
        re.compile("编制|核定|计划|应收|应缴|应交|应到|应付|应领|需求|目标|总投资|预算|应发"),
        re.compile("实有|在编|在岗|已|实收|实缴|实际|完成|到位|实发|支出|执行"),
    ),
)
"""What a number is of which another is taken away, and what that other is."""


def balances(page: Explainer, now: Sequence[Mention]) -> Iterator[Relation]:
    """The balance of a sentence of three to six numbers, each with its part, in this order."""
    now = [m for at, m in enumerate(now) if not _detail(now, at)]
    if not 3 <= len(now) <= 6 or not all(sound(m) for m in now):
        return
    q = now[0].quantity
    if any(m.quantity.dimension != q.dimension or m.depth for m in now):
        return
    opening, closing = tail(now[0].label), tail(now[-1].label)
    if not _OPENING.search(opening) or not _CLOSING.search(closing):
        return
    if q.dimension in ("percent", "point", "multiple") or _OPENING.search(closing):
        return
    options = [(sign,) if (sign := _sign(m)) else (1, -1) for m in now[1:-1]]
    if sum(len(option) > 1 for option in options) > 1 or any(_TOTAL.search(m.label) for m in now):
        return
    ways = [[1, *steps] for steps in product(*options)]
    values = [m.quantity.value for m in now]
    steps = next((way for way in ways if _add(way, values[:-1]).meets(values[-1])), None)
    if steps is not None:
        yield _relation(now, steps, _add(steps, values[:-1]), True, "")
        return
    point = now[-1].quantity.point
    steps = min(ways, key=lambda way: abs(_printed(now, way) - point))
    found = page.slip(now, lambda moved: _add(steps, moved[:-1]).meets(moved[-1]))
    yield _relation(now, steps, _add(steps, values[:-1]), False, str(found or ""))


def remainders(page: Explainer, now: Sequence[Mention]) -> Iterator[Relation]:
    """总收入1260万元，总支出1185万元，结余75万元; 编制85名，实有78名，空编7名: what is left of the first after the second."""
    if any(_OPENING.search(m.label) for m in now):
        return
    for first, second, left in zip(now, now[1:], now[2:], strict=False):
        three = (first, second, left)
        if not all(sound(m) and not m.depth and m.role in ("level", "goal") for m in three):
            continue
        if (
            len({_counted(m) for m in three}) > 1
            or "；" in second.gap + left.gap
            or left.gap[:1] not in "，、"
        ):
            continue
        if not _LEFT.search(tail(left.label)) or _CARRIED.search(left.label) or eras(left.label):
            continue
        whole, spent = tail(first.label), tail(second.label)
        if not any(a.search(whole) and b.search(spent) for a, b in _DEBITS):
            continue
        values = [m.quantity.value for m in three]
        ok = (values[0] - values[1]).meets(values[2])
        found = None if ok else page.slip(three, lambda moved: (moved[0] - moved[1]).meets(moved[2]))
        yield _relation(three, [1, -1], values[0] - values[1], ok, str(found or ""))


def _detail(now: Sequence[Mention], at: int) -> bool:
    """Whether a number only tells what the one before it is made of: 支出1288万元，其中人员支出860万元."""
    while at and "、" in now[at].gap and "其中" not in now[at].gap:
        at -= 1
    return "其中" in now[at].gap


def _counted(mention: Mention) -> str:
    return "person" if mention.quantity.unit in ("人", "名", "位") else mention.quantity.dimension


def _add(steps: Sequence[int], values: Values) -> Interval:
    result = exactly(0)
    for value, sign in zip(values, steps, strict=True):
        result = result + (value if sign > 0 else -value)
    return result


def _printed(now: Sequence[Mention], steps: Sequence[int]) -> Fraction:
    return sum((m.quantity.point * sign for m, sign in zip(now, steps, strict=False)), Fraction(0))


def _sign(mention: Mention) -> int | None:
    label = tail(mention.label)
    came, went = bool(_IN.search(label)), bool(_OUT.search(label))
    return None if came == went else 1 if came else -1


def _relation(
    now: Sequence[Mention], steps: Sequence[int], computed: Interval, ok: bool, repair: str
) -> Relation:
    last = now[-1].quantity
    point = _printed(now, steps)
    terms = scaled(now[:-1])
    sums = terms[0] + "".join(
        ("+" if sign > 0 else "−") + term for sign, term in zip(steps[1:], terms[1:], strict=True)
    )
    shown = show(point / last.scale) + last.label
    return Relation(
        kind="change",
        operator="=",
        left=operand(now[-1], "new"),
        right=tuple(operand(m, "old" if not at else "change") for at, m in enumerate(now[:-1])),
        computed=computed,
        expression=f"{sums}={shown}",
        verdict="consistent" if ok else "inconsistent",
        evidence="balance:certain",
        gap=show((last.point - point) / last.scale) + last.label,
        repair=repair,
        shown=shown,
    )
