"""Tuples of counters: 农户682户，2415人 are one thing counted twice, and so are its parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.facts.mentions import Mention

if TYPE_CHECKING:
    from auditor.facts import Facts

_ASIDE = frozenset({"age"})
"""What only helps to name a part: 其中80岁以上老人0.9万人."""
_TERM = frozenset({"year", "month", "day", "duration"})
"""So does a term with 以上 or 以下 behind it: 其中判处五年以上有期徒刑的47人."""


def of_one_tuple(facts: Facts, total: Mention, first: Mention) -> bool:
    """Whether only the other counters of a tuple stand between a total and its first part."""
    around = facts.mentions_between(total.start - 40, first.start)
    group = total.quantity.group
    partners = {m.quantity.dimension for m in around if group >= 0 and m.quantity.group == group}
    partners |= _ASIDE | {m.quantity.dimension for m in _beside(around, total)}
    return all(m.quantity.dimension in partners or _names(facts, m) for m in around if m.start > total.start)


def _names(facts: Facts, mention: Mention) -> bool:
    told = facts.document.text[mention.start : mention.end + 2]
    return mention.quantity.dimension in _TERM and any(word in told for word in ("以上", "以下", "以内"))


def _beside(around: Sequence[Mention], total: Mention) -> Iterator[Mention]:
    """The other counters of a total that a mark sets apart: 农户682户，2415人."""
    at = next((index for index, mention in enumerate(around) if mention.start == total.start), 0)
    before = at
    while before and _counts_the_same(around[before - 1], around[before]):
        before -= 1
        yield around[before]
    for one, other in pairwise(around[at:]):
        if not _counts_the_same(one, other):
            return
        yield other


def _counts_the_same(one: Mention, other: Mention) -> bool:
    return other.gap in ("，", "、") and one.quantity.dimension != other.quantity.dimension
