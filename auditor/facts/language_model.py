"""A small model of official Chinese: how likely a run of characters is, by characters and by words."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from auditor.facts.language_tables import BITS, COUNT_UNIT, LOG_UNIT, MASK, Tables, load, packed

LONGEST_WORD = 4
_COUNT: list[float] = [0.0, *(2.0 ** ((q - 1) / COUNT_UNIT) for q in range(1, 256))]
_UNKNOWN_COST = 18.4
_SMOOTHING = 4.0  # pseudo-counts that the shorter history is worth
_HISTORY = 3
_WITH_HISTORY = (1 << (_HISTORY + 1) * BITS) - 1
_CHANCE = [math.exp(-cost / LOG_UNIT) for cost in range(512)]
_REMEMBERED = 200_000
_STEP = 64
_PATIENCE = 4  # a table is read once a quarter of its length was asked for
_MUCH = 60_000  # runs of three for which reading all frequent ones pays

T = TypeVar("T")
States = dict[int, tuple[float, int, int]]
"""Place of the last word → the cost up to its end, where it starts, the place of the word before it."""


class Sorted:
    """A sorted array of packed keys to look up in: first in every 64th of them, a list, then near by."""

    def __init__(self, keys: Sequence[int]) -> None:
        self._keys, self._steps = keys, list(keys[::_STEP])

    def place(self, key: int) -> int:
        """Where ``key`` stands, or -1."""
        step = bisect_right(self._steps, key)
        if not step:
            return -1
        end = min(step * _STEP, len(self._keys))
        at = bisect_left(self._keys, key, (step - 1) * _STEP, end)
        return at if at < end and self._keys[at] == key else -1


class Remembered(dict[int, T]):
    """Values by packed key, ``scale[codes[place of the key]]``: looked up once and remembered.

    After so many questions that looking up costs more than reading, everything is read.
    """

    def __init__(self, keys: Sequence[int], codes: Sequence[int], scale: Sequence[T], absent: T) -> None:
        super().__init__()
        self._place, self._keys, self._codes, self._scale = Sorted(keys).place, keys, codes, scale
        self._absent = absent
        self.whole = False

    def __missing__(self, key: int) -> T:
        if self.whole:
            return self._absent
        if len(self) * _PATIENCE > len(self._keys):
            self.fill()
            return self[key]
        at = self._place(key)
        value = self[key] = self._scale[self._codes[at]] if at >= 0 else self._absent
        return value

    def fill(self) -> None:
        """Read everything: what is not here from now on is absent."""
        self.clear()
        self.update(zip(self._keys, map(self._scale.__getitem__, self._codes), strict=True))
        self.whole = True

    def tidy(self) -> None:
        """Drop what was remembered once it is much; what was read whole stays."""
        if not self.whole and len(self) > _REMEMBERED:
            self.clear()


class Identity(dict[str, int]):
    """Ids of symbols; 0 for a symbol that is not in the alphabet."""

    def __missing__(self, symbol: str) -> int:
        return 0


class LanguageModel:
    """Costs are in nats (negative natural logarithms of probabilities); ids are indices into the alphabet + 1."""

    def __init__(self, tables: Tables) -> None:
        self.texts, self.arrays = tables.texts, tables.arrays
        self.alphabet = self.texts["alphabet"]
        self.identity = Identity(zip(self.alphabet, range(1, len(self.alphabet) + 1), strict=True))
        arrays = self.arrays
        self._character, self._one, self._backoff = arrays["character"], arrays["count1"], arrays["backoff"]
        self._keys = {n: arrays[f"keys{n}"] for n in (2, 3, 4)}
        self.seen = {n: Remembered(keys, arrays[f"count{n}"], _COUNT, 0.0) for n, keys in self._keys.items()}
        places = range(len(arrays["words"]))
        self.places = Remembered(arrays["words"], places, places, -1)
        self._words, self._word_cost = arrays["words"], arrays["word_cost"]
        self._word_total, self._word_types = arrays["word_total"], arrays["word_types"]
        self._pairs, self._pair_count = arrays["pairs"], arrays["pair_count"]
        self._cost_cache: dict[int, float] = {}
        self._word_cost_cache: dict[int, float] = {}
        self._word_pair_cache: dict[int, float] = {}
        self._asked = 0
        self._costs_after: dict[int, dict[int, int]] = {}
        self._followers: dict[int, dict[int, int]] = {}
        self._preceders: dict[int, dict[int, int]] = {}

    def tidy(self) -> None:
        """Drops what was remembered once it is much; call between documents or now and then within one."""
        caches: tuple[dict[int, Any], ...] = (
            self._cost_cache, self._word_cost_cache, self._word_pair_cache,
        )  # fmt: skip
        for memory in caches:
            if len(memory) > _REMEMBERED:
                memory.clear()
        self.places.tidy()
        for seen in self.seen.values():
            seen.tidy()

    def count(self, ids: Sequence[int]) -> float:
        """How often this run of one to four ids was seen; rare runs of three and four count as unseen."""
        n = len(ids)
        if n == 1:
            return _COUNT[self._one[ids[0]]]
        return self.seen[n][packed(ids)]

    def followers(self, i: int) -> dict[int, int]:
        """Ids seen right after this one, in the corpus or inside a listed word, with their cost × LOG_UNIT."""
        if (found := self._followers.get(i)) is None:
            found = self._followers[i] = dict(self._after(i))
            for d in [d for d, cost in found.items() if not cost]:  # rounded away
                found[d] = self.unseen_cost(i, d)
        return found

    def _after(self, i: int) -> dict[int, int]:
        if (found := self._costs_after.get(i)) is None:
            found = self._costs_after[i] = self._beside("keys2", "cost2", i)
        return found

    def preceders(self, i: int) -> dict[int, int]:
        """Ids seen right before this one, with the cost of this one after them × LOG_UNIT."""
        if (found := self._preceders.get(i)) is None:
            found = self._preceders[i] = self._beside("mirrored2", "mirrored_cost2", i)
            for d in [d for d, cost in found.items() if not cost]:
                found[d] = self.unseen_cost(d, i)
        return found

    def after(self, a: int, b: int) -> list[int]:
        """Ids seen more than once after these two."""
        keys, first = self._keys[3], (a << BITS | b) << BITS
        low = bisect_left(keys, first)
        return [k & MASK for k in keys[low : bisect_left(keys, first + MASK + 1, low)]]

    def rarity(self, i: int) -> int:
        """Cost × LOG_UNIT of the character by itself."""
        return self._character[i] if i else 184

    def unseen_cost(self, a: int, b: int) -> int:
        """Cost × LOG_UNIT of b after a where the two were never seen together."""
        return self._character[b] + self._backoff[a] if b else 184

    def _beside(self, name: str, costs: str, i: int) -> dict[int, int]:
        keys = self.arrays[name]
        low, high = bisect_left(keys, i << BITS), bisect_left(keys, (i + 1) << BITS)
        return dict(zip([k & MASK for k in keys[low:high]], self.arrays[costs][low:high], strict=True))

    def frequent_among(self, runs: Sequence[int]) -> list[bool]:
        """Which of these packed runs of three were seen more than once: looked up, until asking is much."""
        seen = self.seen[3]
        if seen.whole:
            return list(map(seen.__contains__, runs))
        self._asked += len(runs)
        if self._asked > _MUCH:
            seen.fill()
        return [seen[run] > 0 for run in runs]

    def _fresh_cost(self, ids: Sequence[int], i: int) -> float:
        c = ids[i]
        if not i:
            return self._character[c] / LOG_UNIT if c else _UNKNOWN_COST
        p = _CHANCE[self.pair_cost(ids[i - 1], c)]
        history = ids[i - 1]
        for n in range(2, min(i, _HISTORY) + 1):
            history |= ids[i - n] << BITS * (n - 1)
            total = self.seen[n][history]
            if not total:
                break
            p = (self.seen[n + 1][history << BITS | c] + _SMOOTHING * p) / (total + _SMOOTHING)
        return -math.log(p)

    def pair_cost(self, a: int, b: int) -> int:
        """Cost × LOG_UNIT of b after a."""
        cost = (self._costs_after.get(a) or self._after(a)).get(b)
        return self.unseen_cost(a, b) if cost is None else cost

    def character_cost(self, ids: Sequence[int], start: int, end: int) -> float:
        """Cost of ids[start:end] given up to three ids before each."""
        known, costs = self._cost_cache, []
        key = packed(ids[max(0, start - _HISTORY) : start])
        for i in range(start, min(end, len(ids))):
            key = (key << BITS | ids[i]) & _WITH_HISTORY
            if (cost := known.get(key)) is None:
                cost = known[key] = self._fresh_cost(ids, i)
            costs.append(cost)
        return sum(costs)

    def word(self, ids: Sequence[int]) -> int:
        """Place of the word (one to four ids) in the word list, or -1."""
        return self.places[packed(ids)]

    def spelled(self, place: int) -> list[int]:
        """The ids of a listed word."""
        key = self._words[place]
        return [k for shift in range(LONGEST_WORD - 1, -1, -1) if (k := key >> shift * BITS & MASK)]

    def spell(self, ids: Sequence[int]) -> str:
        """The characters of known ids."""
        return "".join(self.alphabet[i - 1] for i in ids)

    def word_cost(self, place: int) -> float:
        return self._word_cost[place] / LOG_UNIT if place >= 0 else _UNKNOWN_COST

    def _fresh_pair_cost(self, before: int, place: int) -> float:
        cost = self.word_cost(place)
        if before < 0 or not (total := _COUNT[self._word_total[before]]):
            return cost
        key = before << 20 | place
        at = bisect_left(self._pairs, key) if place >= 0 else len(self._pairs)
        seen = _COUNT[self._pair_count[at]] if at < len(self._pairs) and self._pairs[at] == key else 0.0
        weight = _COUNT[self._word_types[before]] * 0.5 + 3
        return -math.log((seen + weight * math.exp(-cost)) / (total + weight))

    def loose_costs(self, ids: Sequence[int], same: Sequence[float] = ()) -> list[float]:
        """For every end the cost of the cheapest division into words, each by itself: a bound for ``divide``.

        ``same`` holds the costs of another run for the ends up to which it reads the same.
        """
        known, words = self._word_cost_cache, self.places
        n, done = len(ids), max(len(same) - 1, 0)
        least = [0.0, *same[1:], *[math.inf] * (n - done)]
        for i in range(max(0, done - LONGEST_WORD + 1), n):
            here, key = least[i], 0
            for j in range(i, min(i + LONGEST_WORD, n)):
                key = key << BITS | ids[j]
                if j < done:
                    continue
                cost = known.get(key)
                if cost is None:
                    place = words[key]
                    cost = known[key] = self.word_cost(place) if place >= 0 or i == j else math.inf
                if here + cost < least[j + 1]:
                    least[j + 1] = here + cost
        return least

    def divide(self, ids: Sequence[int], start: int, end: int) -> tuple[float, list[int]]:
        """The cheapest division of ids[start:end] into words, each given the word before: cost and word ends."""
        total, cuts = cheapest(self.divisions(ids[start : min(end, len(ids))]))
        return total, [start + cut for cut in cuts]

    def divisions(self, ids: Sequence[int], same: Sequence[States] = ()) -> list[States]:
        """For every end the cheapest division by its last word.

        ``same`` holds those of another run for the ends up to which it reads the same.
        """
        n, done, places = len(ids), max(len(same) - 1, 0), self.places
        ends: list[States] = [{-2: (0.0, 0, -2)}, *same[1:], *({} for _ in range(n - done))]
        for i in range(max(0, done - LONGEST_WORD + 1), n):
            before, key = [(b, cost) for b, (cost, _, _) in ends[i].items()], 0
            for j in range(i + 1, min(i + LONGEST_WORD, n) + 1):
                key = key << BITS | ids[j - 1]
                if j > done and ((place := places[key]) >= 0 or j == i + 1):
                    ends[j][place] = self._joined(before, place, i)
        return ends

    def _joined(self, before: Sequence[tuple[int, float]], place: int, start: int) -> tuple[float, int, int]:
        """How the word at a place goes on from the cheapest of the words before it."""
        known, least, by = self._word_pair_cache, math.inf, 0
        for b, cost in before:
            key = b << 20 | place + 1
            if (more := known.get(key)) is None:
                more = known[key] = self._fresh_pair_cost(b, place)
            cost += more
            if cost < least or (cost == least and b < by):
                least, by = cost, b
        return least, start, by


def cheapest(ends: Sequence[States]) -> tuple[float, list[int]]:
    """The cost and the word ends, the start among them, of the cheapest of ``divisions``."""
    last = ends[-1]
    place = min(last, key=lambda p: last[p][0])
    total, at = last[place][0], len(ends) - 1
    cuts = [at]
    while at:
        _, at, place = ends[at][place]
        cuts.append(at)
    return total, cuts[::-1]


@cache
def model() -> LanguageModel:
    """The shipped model, loaded at its first use; OSError when its file is absent, ValueError when damaged."""
    return LanguageModel(load())
