"""The number and the total of a rate: which of the numbers around it may be meant, and what they give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from auditor.facts.mentions import Mention
from auditor.facts.rate_words import Rate, is_rate, is_time, worth
from auditor.facts.slips import Values
from auditor.facts.statements import named, sound, tail
from auditor.interval import Interval, exactly, total

_OLD = re.compile("上年|去年|同期|上一年|计划|目标|预算|年初")
_SOLD = re.compile("(?:[售销]出|出售|销售|购[买入进]|采购|订购)(?:了|共)?$")
PEOPLE = frozenset({"person", "visit"})
_YEAR = re.compile("全年|年度|今年|本年|[0-9]{4}年(?!底|末|[0-9])|一年")


@dataclass(frozen=True, slots=True)
class Product:
    """`number` (several when added up) times `rate` is `whole`; `factor` counts further times (12 months)."""

    rate: Rate
    numbers: tuple[Mention, ...]
    whole: Mention
    factor: Fraction
    note: str = ""

    def mentions(self) -> tuple[Mention, ...]:
        """Rate, whole, numbers."""
        return (self.rate.mention, self.whole, *self.numbers)

    def computed(self, values: Values) -> Interval:
        """Rate times number, given the values of `mentions`."""
        number = total(values[2:]) if self.numbers else exactly(1)
        unit = worth(self.rate.per[0])[1] if self.rate.per and self.numbers else Fraction(1)
        return _rounded(self.rate, values[0]) * number.scale(self.factor / unit)

    def point(self) -> Fraction:
        """The product of the printed numbers."""
        number = sum((m.quantity.point for m in self.numbers), Fraction(0)) if self.numbers else Fraction(1)
        unit = worth(self.rate.per[0])[1] if self.rate.per and self.numbers else Fraction(1)
        return self.rate.mention.quantity.point * number * self.factor / unit


def _rounded(rate: Rate, value: Interval) -> Interval:
    """An average is rounded, even of people; so may be what each of many drew without 平均."""
    q = rate.mention.quantity
    step = q.step
    if (
        q.dimension in ("money", "duration", "area")
        and not (rate.average or q.hedges)
        and value.width == q.step * Fraction(3, 2)
    ):
        # 单价5150元 and 每亩110元 are set sums, not rounded ones.
        middle = value.low + step / 2 if value.low is not None else q.point
        return Interval(middle, middle)
    if not value.exact or not (rate.average or rate.drawn):
        return value
    return value + Interval(-step / 2, step if rate.average else step / 2, False, rate.average)


def is_whole(rate: Rate, mention: Mention) -> bool:
    q, own = mention.quantity, rate.mention.quantity
    if not sound(mention) or mention.role == "change" or _OLD.search(tail(mention.label)) or is_rate(mention):
        return False
    alike = q.dimension == own.dimension or {q.dimension, own.dimension} <= PEOPLE
    return alike and q.point > own.point and (q.dimension != "noun" or q.unit == own.unit)


def is_number(rate: Rate, mention: Mention) -> bool:
    q = mention.quantity
    if (
        not sound(mention)
        or mention.role in ("change", "rate")
        or _OLD.search(tail(mention.label))
        or q.point <= 0
    ):
        return False
    if rate.price:
        return q.dimension not in ("money", "percent", "day", "area", "year") and (
            mention.start < rate.mention.start or bool(_SOLD.search(tail(mention.label)))
        )
    if not rate.per:
        return (
            mention.start < rate.mention.start
            and q.point >= 2
            and q.dimension not in ("money", "percent", "day")
        )
    unit = rate.per[0]
    if unit in ("人", "名", "位", "生", "师"):
        return q.dimension == "person" or q.unit in ("名", "位") or (unit == "人" and q.dimension == "visit")
    if unit == "次":
        return q.dimension in ("visit", "time", "session")
    dimension, _ = worth(unit)
    if dimension and dimension != "noun" and q.dimension == dimension:
        return True
    return q.unit == unit or (
        q.dimension in ("noun", "team", "village", "class_of")
        and unit in named(mention)[-4:] + mention.noun[:4]
    )


def products(
    text: str, rate: Rate, numbers: Sequence[Mention], wholes: Sequence[Mention], near: Sequence[Mention]
) -> Iterator[Product]:
    for whole in wholes:
        for factor in _factors(text, rate, near):
            for number in numbers:
                if number is not whole:
                    yield Product(rate, (number,), whole, factor)
            if len(numbers) > 1:
                yield Product(rate, tuple(n for n in numbers if n is not whole), whole, factor)
        lead = text[max(min(rate.mention.start, whole.start) - 30, 0) : whole.start]
        if not numbers and rate.per in (("个月",), ("月",)) and _YEAR.search(lead):
            yield Product(rate, (), whole, Fraction(12), "12个月")


def _factors(text: str, rate: Rate, near: Sequence[Mention]) -> list[Fraction]:
    """How often a rate for two units (每人每月) was given in the time of the total."""
    if len(rate.per) < 2:
        return [Fraction(1)]
    unit = rate.per[1]
    if not is_time(unit) and is_time(rate.per[0]):
        return []
    dimension = worth(unit)[0]
    whole_year = _YEAR.search("".join(m.gap for m in near if m.start > rate.mention.start))
    if unit in ("月", "个月") and whole_year:
        return [Fraction(12)]
    stated = [m.quantity.point for m in near if dimension and m.quantity.dimension == dimension]
    usual = {"学期": [1, 2], "年": [1], "学年": [1], "月": [*range(1, 13)], "个月": [*range(1, 13)]}.get(
        unit, []
    )
    return stated + [Fraction(n) for n in usual]
