"""The words of rates: so much of one thing for each of another (每场29人, 人均4500元, 亩产413公斤, 单价5150元)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from auditor.facts.mentions import Mention
from auditor.facts.statements import core, tail
from auditor.units import base

# 日均, 师均 … name by one character what has another unit; any other character before 均 is its own unit.
_MEAN = {"日": "天", "月": "个月", "车": "辆", "床": "张", "案": "件", "时": "小时"}
_OVER = re.compile(
    "([人户日天月年场次亩班馆校村册台车店期件篇套床株头只匹艘县镇乡项单周批家师生例案组队站点栋时团剂盒箱])均|(亩)产"
)
_EACH = re.compile("各(?:自|地|类|种)?(?:[赠送发配捐给补安派设置分放奖投]{1,2})(?:了)?")
_PRICE = re.compile("(?:单价|均价|单台价格|单位?价格)(?:均|都)?(?:为|是|约|仅|[：:])?$")
_STAY = re.compile("平均(?:住院|候诊|在院|治疗|留观)[日天]数?")
_TIMES = ("学期", "季度", "学年", "小时", "年", "月", "日", "天", "周", "季", "晚")
_AVERAGE = re.compile("均|亩产|单产")
# A rule or plan of rates is no account of what was given.
_RULE = re.compile(
    "不超过|不少于|不低于|不足|限额|[^期年时]限|上限|至少|最多|最高|最低|定额|计划|拟|应当?|预计|目标|标准|可(?!支)|能|容纳|设计|原|上年|去年"
    "|(?:增加|增长|增|减少|减|降低|下降|提高|节约)了?$"
)
# Averages of a population, told beside numbers that have nothing to do with them.
_STATISTIC = re.compile("可支配|纯收入|生产总值|GDP|消费|寿命|住房|期望|养老金|工资|薪酬")
# What each of many drew by itself is an average, even without 平均.
_DRAWN = re.compile("[观听受]众|读者|游客|到场|参加|参与|接待|吸引|服务|惠及|培训|收看|浏览")


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate: its number and what it is reckoned for.

    `per`: the units, one for 每场, two for 每人每学期, none for a price or 各; `average` when it is rounded for
    sure, `drawn` when it may be; `rest`: what is said to be so much (次均住院费用: 住院费用).
    """

    mention: Mention
    per: tuple[str, ...]
    price: bool
    average: bool
    drawn: bool
    rest: str


def rate_of(mention: Mention) -> Rate | None:
    """The rate a number states, or None when it states none, or only a rule (每人不超过3册)."""
    q = mention.quantity
    vague = {"at most", "at least", "above", "below"} & set(q.hedges)
    if q.each or q.malformed or q.extreme or vague or q.upper is not None or q.point <= 0:
        return None
    label = tail(mention.label)
    if (
        _RULE.search(label)
        or _STATISTIC.search(label)
        or q.dimension in ("", "ratio", "point", "multiple", "percent", "age")
    ):
        return None
    per, price = tuple(dict.fromkeys(_units(label))), bool(_PRICE.search(label))
    if per and per[0] in ("年", "学年"):
        return None
    if not per and not price and not _EACH.search(label):
        return None
    rest = re.split("[单均]价|每[一二]?.?|[^平]均|亩产", label)[-1]
    drawn = q.dimension == "visit" or (q.dimension == "person" and bool(_DRAWN.search(label)))
    return Rate(mention, per, price, bool(_AVERAGE.search(label)), drawn, core(rest))


def is_rate(mention: Mention) -> bool:
    """Whether a number is so much for each, of whatever kind."""
    label = tail(mention.label)
    return bool(_OVER.search(label) or "每" in label or _PRICE.search(label) or _EACH.search(label))


def _units(label: str) -> list[str]:
    found = [_MEAN.get(one or other, one or other) for one, other in _OVER.findall(label)]
    if _STAY.search(label):
        found.append("人")
    at = label.find("每")
    while at >= 0:
        unit = _longest(label, at + 1)
        if unit:
            found.append(unit)
        at = label.find("每", at + 1)
    return found


def _longest(label: str, at: int) -> str:
    """The unit after 每: the longest that the table knows, else a noun of one character (每校, 每队)."""
    at += label[at : at + 1] == "一"
    for size in (4, 3, 2, 1):
        word = label[at : at + size]
        if len(word) == size and (base(word) or word in _TIMES):
            noun = label[at + size : at + size + 1]
            return noun if word == "个" and noun else word
    return label[at : at + 1]


def is_time(unit: str) -> bool:
    """Whether a rate is for a length of time."""
    return unit in _TIMES or unit == "个月"


def worth(unit: str) -> tuple[str, Fraction]:
    """Dimension and factor of the unit of a rate; dimension "" for nouns that are no unit."""
    found = base({"日": "天", "月": "个月"}.get(unit, unit))
    return found or ("", Fraction(1))
