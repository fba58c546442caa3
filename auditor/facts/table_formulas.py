"""The formulas that a reckoned column may follow, and the headers that ask for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from auditor.interval import Interval, exactly

_HUNDRED = exactly(100)
Reckon = Callable[[Interval, Interval], Interval]


@dataclass(frozen=True, slots=True)
class Formula:
    """How two values give a third, and the headers that ask for it."""

    name: str
    headers: re.Pattern[str]
    reckon: Reckon
    percent: bool


def _growth(one: Interval, two: Interval) -> Interval:
    # one/two − 1 holds each operand once, so that the interval is no wider than it must be.
    return (one / two - exactly(1)) * _HUNDRED


FORMULAS = (
    Formula(
        "share", re.compile("占|比重|比例|份额|构成|率|比$|%|％|完成"), lambda a, b: a / b * _HUNDRED, True
    ),
    Formula("growth", re.compile("[增减升降涨]|同比|环比|变动|变化|%|％"), _growth, True),
    Formula(
        "difference",
        re.compile("增|减|差|净|结余|余额|结存|变动|变化|盈亏|比上年|较上年|期末|剩余"),
        lambda a, b: a - b,
        False,
    ),
    Formula("ratio", re.compile("均|每|单价|比|倍|率"), lambda a, b: a / b, False),
    Formula("product", re.compile("金额|总价|总额|费用|合价|小计|合计|学时|总"), lambda a, b: a * b, False),
)


def in_floats(name: str, one: float, two: float) -> float:
    """The formula in floating point."""
    if name == "difference":
        return one - two
    if name == "product":
        return one * two
    if name == "growth":
        return (one - two) / two * 100
    return one / two * (100 if name == "share" else 1)
