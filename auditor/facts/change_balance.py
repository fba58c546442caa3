"""Balances carried forward: opening stock, plus what came, minus what went, is the closing stock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.facts.mentions import Mention
from auditor.facts.relations import Relation
from auditor.facts.slips import Explainer, Values
from auditor.facts.statements import operand, scaled, sound, tail
from auditor.interval import Interval, exactly, show

_OPENING = re.compile(
    "年初|期初|上[年期月](?:末|底)?结[转余存]|旧存|上年末|上年底|原有|月初|[上去]年(?:度)?(?:滚存|留存)"
)
_CLOSING = re.compile("年末|期末|年底|月末|(?:结|剩)余$|余额|结存|未结|现有|滚存结余|现存|结转下年")
_IN = re.compile("收入|增加|新增|新收|收到|入库|购入|接收|调入|转入|流入|新招|入职")
_OUT = re.compile("支出|减少|使用|注销|转出|办结|审结|结案|出库|剔除|报废|调出|流出|离职|退休|核销|发放")


def balances(page: Explainer, now: Sequence[Mention]) -> Iterator[Relation]:
    """The balance of a sentence of three to six numbers, each with its part, in this order."""
    if not 3 <= len(now) <= 6 or not all(sound(m) for m in now):
        return
    q = now[0].quantity
    if any(m.quantity.dimension != q.dimension or m.depth for m in now):
        return
    signs = [_sign(m) for m in now[1:-1]]
    opening, closing = tail(now[0].label), tail(now[-1].label)
    if not _OPENING.search(opening) or not _CLOSING.search(closing) or not all(signs):
        return
    if q.dimension in ("percent", "point", "multiple") or _OPENING.search(closing):
        return
    steps = [1, *[sign for sign in signs if sign]]

    def add(values: Values) -> Interval:
        result = exactly(0)
        for value, sign in zip(values, steps, strict=True):
            result = result + (value if sign > 0 else -value)
        return result

    values = [m.quantity.value for m in now]
    ok = add(values[:-1]).meets(values[-1])
    found = None if ok else page.slip(now, lambda moved: add(moved[:-1]).meets(moved[-1]))
    yield _relation(now, steps, add(values[:-1]), ok, str(found or ""))


def _sign(mention: Mention) -> int | None:
    label = tail(mention.label)
    came, went = bool(_IN.search(label)), bool(_OUT.search(label))
    return None if came == went else 1 if came else -1


def _relation(
    now: Sequence[Mention], steps: Sequence[int], computed: Interval, ok: bool, repair: str
) -> Relation:
    last = now[-1].quantity
    point = sum(m.quantity.point * sign for m, sign in zip(now, steps, strict=False))
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
