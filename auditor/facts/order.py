"""Order of intervals: the fewest that have to move for a list to be in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

_BLOCK = 1200
Interval = tuple[Any, Any]


def _keep(items: Sequence[Interval]) -> list[int]:
    """Indices of a longest run in which no item certainly precedes an earlier one; O(n²)."""
    # tails[k]: among runs of k+1 items, the smallest latest first day, and the item the run ends with.
    tails: list[tuple[Any, int]] = []
    links: list[dict[int, int]] = []
    for index, (first, last) in enumerate(items):
        for length in range(len(tails) - 1, -1, -1):
            if tails[length][0] > last:
                continue
            high = max(tails[length][0], first)
            if length + 1 == len(tails):
                tails.append((high, index))
                links.append({})
            elif high < tails[length + 1][0]:
                tails[length + 1] = (high, index)
            else:
                continue
            links[length + 1][index] = tails[length][1]
        if not tails or first < tails[0][0]:
            tails[:1] = [(first, index)]
            if not links:
                links.append({})
    kept: list[int] = []
    at = tails[-1][1]
    for length in range(len(tails) - 1, -1, -1):
        kept.append(at)
        at = links[length].get(at, at)
    return kept[::-1]


def _blocks(items: Sequence[Interval]) -> list[tuple[int, int]]:
    """Cuts where everything before certainly does not disagree with anything after, found in O(n)."""
    size = len(items)
    low_after = [None] * (size + 1)
    lowest: Any = None
    for index in range(size - 1, -1, -1):
        lowest = items[index][1] if lowest is None else min(lowest, items[index][1])
        low_after[index] = lowest
    cuts, highest = [0], None
    for index in range(size):
        if highest is not None and highest <= low_after[index]:
            cuts.append(index)
        highest = items[index][0] if highest is None else max(highest, items[index][0])
    cuts.append(size)
    return list(pairwise(cuts))


def to_move(items: Sequence[Interval]) -> list[int]:
    """Indices of a smallest set of intervals to move so that none certainly ends before an earlier one begins.

    Items are (first, last) pairs of comparable values. A stretch of more than 1200 entangled items is taken
    greedily, so that time stays bounded.
    """
    moved: list[int] = []
    for start, end in _blocks(items):
        if end - start < 2:
            continue
        part = items[start:end]
        kept = _keep_earliest(part) if len(part) <= _BLOCK else _greedy(part)
        moved += [start + index for index in range(len(part)) if index not in kept]
    return moved


def _keep_earliest(items: Sequence[Interval]) -> set[int]:
    """As ``_keep``, but of several longest runs one whose entries stand early: the late ones have to move."""
    rank = {value: index for index, value in enumerate(sorted({value for item in items for value in item}))}
    turned = [(-rank[last], -rank[first]) for first, last in reversed(items)]
    return {len(items) - 1 - index for index in _keep(turned)}


def _greedy(items: Sequence[Interval]) -> set[int]:
    kept: set[int] = set()
    highest: Any = None
    for index, (first, last) in enumerate(items):
        if highest is None or last >= highest:
            kept.add(index)
            highest = first if highest is None else max(highest, first)
    return kept
