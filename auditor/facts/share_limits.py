"""Shares that cannot be: more than all, or no whole number of the members."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import ceil, floor

from auditor.facts.mentions import Mention
from auditor.facts.relations import Operand, Relation
from auditor.facts.share_claims import Claim
from auditor.facts.share_pairs import Pair
from auditor.facts.statements import counted_alike, operand, percent, places
from auditor.interval import Interval, between, exactly, total


def beyond(stated: Claim) -> Relation:
    """A share of more than all."""
    q = stated.percent.quantity
    return Relation(
        kind="share",
        operator="≤",
        left=operand(stated.percent, "share"),
        right=(),
        computed=between(0, 1),
        expression=f"{percent(q.point)}>100%",
        verdict="inconsistent",
        evidence="share:beyond:certain",
        gap=percent(q.point - 1),
        shown="100%",
    )


_OF_ANOTHER = re.compile("其中|首次|一次性")


def impossible(
    stated: Claim, near: list[Mention], before: list[Mention], now: Sequence[Mention]
) -> Iterator[Relation]:
    """No whole number of the members gives this percentage."""
    value = stated.percent.quantity.value
    if _OF_ANOTHER.search(stated.percent.label):
        return
    if not stated.counts_members or len(near) != 1 or before or value.low is None or value.high is None:
        return
    whole = near[0]
    q = whole.quantity
    if not q.value.exact or q.point.denominator != 1 or not _one_by_one(whole) or len(now) > 3:
        return
    low, high = ceil(value.low * q.point), floor(value.high * q.point)
    low += value.low_open and low == value.low * q.point
    high -= value.high_open and high == value.high * q.point
    if low > high:
        yield _no_number(stated, whole, floor(value.low * q.point))


def _one_by_one(whole: Mention) -> bool:
    """Whether the number counts members one by one."""
    return whole.quantity.dimension in (
        "noun",
        "person",
        "item",
        "copy",
        "household",
        "batch",
        "incident",
        "payment",
    )


def _no_number(stated: Claim, whole: Mention, below: int) -> Relation:
    size, digits = whole.quantity.point, places(stated.percent)
    near = "，".join(f"{k}÷{size}={percent(Fraction(k) / size, digits)}" for k in (below, below + 1))
    right: tuple[Operand, ...] = (operand(whole, "whole"),)
    return Relation(
        kind="share",
        operator="=",
        left=operand(stated.percent, "share"),
        right=right,
        computed=exactly(Fraction(below) / size),
        expression=near,
        verdict="inconsistent",
        evidence="share:impossible:likely",
        reason="",
        shown=near,
    )


def of_sum(pair: Pair, near: Sequence[Mention], value: Interval) -> bool:
    """Whether the share is of all numbers around it together (投入800万元，撬动3200万元，占总投资的80%)."""
    alike = [m.quantity.value for m in near if counted_alike(m, pair.whole)]
    added = total(alike)
    if "中" in pair.parts[-1].gap or len(alike) < 2 or added.low is None or added.low <= 0:
        return False
    return (pair.parts[-1].quantity.value / added).meets(value)
