"""Forms of change besides the plain one: 分别增长, 是……的k倍, and rates reckoned back from a difference."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.facts.change_pairs import Pair
from auditor.facts.change_results import Change, relation_of
from auditor.facts.change_states import level, same
from auditor.facts.change_words import direction, eras, free, plain_change
from auditor.facts.mentions import Mention
from auditor.facts.relations import Relation
from auditor.facts.slips import Explainer
from auditor.facts.statements import named, sound, tail

CONSTANT_PRICES = re.compile("生产总值|增加值|GDP|产值|可支配收入|消费价格|价格指数")
"""Measures whose growth is reckoned without the change of prices, unless 名义 is said."""


def each_of(
    page: Explainer, now: Sequence[Mention], place: dict[int, int], several: Sequence[Pair]
) -> Iterator[Relation]:
    """分别增长p%、q% after two pairs: one change for each."""
    if not several:
        return
    last = max(place[pair.old.start] for pair in several)
    changes = now[last + 1 : last + 1 + len(several)]
    way = direction(changes[0].label) if changes else None
    if (
        len(changes) != len(several)
        or way is None
        or "分别" not in changes[0].label
        or not plain_change(changes[0].label)
    ):
        return
    if any(m.quantity.dimension != "percent" or not sound(m) for m in changes) or any(
        direction(m.label) for m in changes[1:]
    ):
        return
    for pair, mention in zip(several, changes, strict=True):
        yield from relation_of(page, pair, Change(mention, "rate", way[0]))


def times_of(page: Explainer, now: Sequence[Mention]) -> Iterator[Relation]:
    """a是b的k倍."""
    for index in range(2, len(now)):
        times, base = now[index], now[index - 1]
        if times.quantity.dimension != "multiple" or not re.fullmatch(".{0,6}的(?:近|约|将近)?", times.gap):
            continue
        near = [m for m in now[max(index - 4, 0) : index - 1] if level(m) and same(m, base)]
        if near and level(base) and re.search("[是为达]|相当于", tail(base.label)):
            pair = Pair(base, near[-1], "compared")
            yield from relation_of(page, pair, Change(times, "multiple", 1))


def from_difference(page: Explainer, now: Sequence[Mention], paired: set[int]) -> Iterator[Relation]:
    """N，比上年增加d，增长p%: p is reckoned from N − d, the old number that is not printed."""
    for index in range(2, len(now)):
        new, difference, rate = now[index - 2 : index + 1]
        one, two = direction(difference.label), direction(rate.label)
        percents = (rate.quantity.dimension == "percent", difference.quantity.dimension == "percent")
        if one is None or two is None or percents != (True, False) or new.start in paired:
            continue
        if not (level(new) and same(new, difference) and sound(difference) and sound(rate)):
            continue
        if not eras(difference.label) | eras(rate.label):
            continue
        apart = eras(rate.label) and eras(rate.label) != eras(difference.label)
        own = free(difference.label, one[1], named(new)) and free(rate.label, two[1], named(new))
        plain = plain_change(rate.label) and plain_change(difference.label) and "新增" not in difference.label
        if apart or not own or not plain or eras(new.label) & {"year", "base", "month"}:
            continue
        if (
            CONSTANT_PRICES.search(named(new))
            or "；" in rate.gap + difference.gap
            or len(difference.gap) > 24
        ):
            continue
        base = Change(rate, "base", two[0])
        yield from relation_of(page, Pair(difference, new, "compared", one[0]), base)
