"""How two names differ: one gap between a common beginning and a common end, and what kind of gap it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from auditor.facts.names_alike import CONTRAST, LINKS, NUMERALS, alike, sounds
from auditor.facts.names_edits import swapped, turned
from auditor.text import shared_start

LONGEST_GAP = 5
_GAPS = sorted(
    [(m, n) for m in range(LONGEST_GAP + 1) for n in range(LONGEST_GAP + 1) if m or n],
    key=lambda size: (sum(size), size),
)
LIGHT = frozenset("的之了·")
PLACES = frozenset("省市县区镇乡村州盟旗街路")
"""What closes the name of an administrative place."""


@dataclass(frozen=True, slots=True)
class Difference:
    """``before`` + a/b + ``after``: ``a`` and ``b`` are what two names have at the same place.

    ``rest_a``, ``rest_b`` stand before the common beginning where the left border of a name is uncertain.
    ``kind``: link, alike, swap, synonym, short, extra (one of the two is empty) or other.
    """

    before: str
    a: str
    b: str
    after: str
    rest_a: str = ""
    rest_b: str = ""
    kind: str = ""

    @property
    def common(self) -> int:
        """Number of characters that the two share around the gap."""
        return len(self.before) + len(self.after)


def align(a: str, b: str, open_left: bool = True) -> Difference | None:
    """The smallest gap by which two forms differ, or None when they are the same, or no small gap explains it.

    ``open_left``: characters too many may stand at the left of either (see ``names_spans``).
    """
    end = shared_start(a[::-1], b[::-1])
    if end in (len(a), len(b)):
        return None
    left_a, left_b, after = a[: len(a) - end], b[: len(b) - end], a[len(a) - end :]
    start = shared_start(left_a, left_b)
    gap_a, gap_b = left_a[start:], left_b[start:]
    if max(len(gap_a), len(gap_b)) <= LONGEST_GAP and (start or not open_left):
        return Difference(left_a[:start], gap_a, gap_b, after)
    if swapped(left_a, left_b) or (after and turned(left_a, left_b)):
        return Difference("", left_a, left_b, after)
    return _open(left_a, left_b, after) if open_left else None


def _open(a: str, b: str, after: str) -> Difference | None:
    """The gap of two forms whose beginnings differ: the smallest with at least two common characters before."""
    size_a, size_b = len(a), len(b)
    for m, n in _GAPS:
        rest_a, rest_b = a[: size_a - m], b[: size_b - n]
        two = rest_a[-2:] == rest_b[-2:] and len(rest_a) > 1
        if two or (m == n == 1 and len(after) >= 4 and _one_before(rest_a, rest_b)):
            common = shared_start(rest_a[::-1], rest_b[::-1])
            cut_a, cut_b = len(rest_a) - common, len(rest_b) - common
            return Difference(
                rest_a[cut_a:], a[len(a) - m :], b[len(b) - n :], after, rest_a[:cut_a], rest_b[:cut_b]
            )
    if len(a) == len(b) == 1:
        return Difference("", a, b, after)
    return None


def _one_before(rest_a: str, rest_b: str) -> bool:
    """金桥物流有限公司 beside 与金侨物流有限公司: one of the two begins with the one common character."""
    return bool(rest_a) and rest_a[-1:] == rest_b[-1:] and 1 in (len(rest_a), len(rest_b))


class Words:
    """What the table ``official-writing/names.toml`` says of words that stand for one another in names."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["words"]
        self.tight = _pairs(words["tight"])
        self.loose = _pairs(words["loose"])
        self.bare = _pairs(words["bare"])
        self.short = _pairs(words["short"])
        self.contrast = tuple(words["contrast"])
        self._generic = re.compile("|".join(words["generic"]))
        self._departments = table["departments"]

    @cached_property
    def field(self) -> dict[str, int]:
        """For the name of every listed department its group."""
        groups = self._departments["groups"]
        return {name: number for number, group in enumerate(groups) for name in group}

    def judge(self, d: Difference) -> Difference | None:
        """The difference with its kind, or None where the two differ on purpose."""
        kind = self._kind(d)
        return replace(d, kind=kind) if kind else None

    def _kind(self, d: Difference) -> str:
        a, b = d.a, d.b
        if self._synonyms(d, self.short):
            return "short"
        if self._synonyms(d, self.tight):
            return "synonym"
        if {a, b} <= LINKS:
            return "link"
        if (swapped(a, b) or turned(a, b)) and set(a) - NUMERALS and len(a) > 1:
            return "swap"
        if _on_purpose(a, b, d.after) or self._contrasted(d):
            return ""
        if len(a) == len(b) == 1:
            return "alike" if alike(a, b) else "other"
        return "extra" if not a or not b else "other"

    def own(self, part: str) -> str:
        """What is left of a part of a name without the words that make no name anybody's own."""
        return self._generic.sub("", part)

    def _synonyms(self, d: Difference, pairs: frozenset[tuple[str, str]]) -> bool:
        """Whether the gap, with up to two characters around, is made of two words of one meaning."""
        for left in range(min(len(d.before), 2) + 1):
            for right in range(min(len(d.after), 2) + 1):
                head, tail = d.before[len(d.before) - left :], d.after[:right]
                if (head + d.a + tail, head + d.b + tail) in pairs:
                    return True
        return False

    def _contrasted(self, d: Difference) -> bool:
        around_a, around_b = d.before[-1:] + d.a + d.after[:1], d.before[-1:] + d.b + d.after[:1]
        return any((word in around_a) != (word in around_b) for word in self.contrast)


def _on_purpose(a: str, b: str, after: str) -> bool:
    homophones = len(a) == len(b) == 1 and not {a, b} <= CONTRAST and sounds(a, b)
    if (CONTRAST.intersection(a + b) and not homophones) or (not (a and b) and set(a + b) <= LINKS | LIGHT):
        return True
    if after[:1] in PLACES and after[:1] and len(a) != len(b):
        return True  # 县图书馆 beside 青禾县图书馆
    return not homophones and any(part[-1:] in PLACES or part.isascii() for part in (a, b) if part)


def _pairs(groups: Iterable[Iterable[str]]) -> frozenset[tuple[str, str]]:
    return frozenset((a, b) for group in groups for a in group for b in group if a != b)
