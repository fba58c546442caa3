"""A small model of official Chinese: how likely a run of characters is, by characters and by words."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any

from auditor.facts.language_tables import BITS, COUNT_UNIT, LOG_UNIT, MASK, Tables, load, packed

LONGEST_WORD = 4
_COUNT: list[float] = [0.0, *(2.0 ** ((q - 1) / COUNT_UNIT) for q in range(1, 256))]
_UNKNOWN_COST = 18.4
_SMOOTHING = 4.0  # pseudo-counts that the shorter history is worth
_HISTORY = 3
_REMEMBERED = 200_000
_STEP = 64
_MUCH = 60_000  # runs of three for which building a set of all frequent ones pays


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


class Remembered(dict[int, float]):
    """How often a run was seen, by its packed key; looked up once and remembered."""

    def __init__(self, keys: Sequence[int], counts: Sequence[int]) -> None:
        super().__init__()
        self._place, self._counts = Sorted(keys).place, counts

    def __missing__(self, key: int) -> float:
        at = self._place(key)
        value = self[key] = _COUNT[self._counts[at]] if at >= 0 else 0.0
        return value


class Places(dict[int, int]):
    """The place of a packed key in a sorted array, -1 where it is not in it; remembered."""

    def __init__(self, keys: Sequence[int]) -> None:
        super().__init__()
        self._place = Sorted(keys).place

    def __missing__(self, key: int) -> int:
        place = self[key] = self._place(key)
        return place


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
        self.seen = {n: Remembered(keys, arrays[f"count{n}"]) for n, keys in self._keys.items()}
        self.places = Places(arrays["words"])
        self._pair_place = Sorted(self._keys[2]).place
        self._cost2, self._words, self._word_cost = arrays["cost2"], arrays["words"], arrays["word_cost"]
        self._word_total, self._word_types = arrays["word_total"], arrays["word_types"]
        self._pairs, self._pair_count = arrays["pairs"], arrays["pair_count"]
        self._cost_cache: dict[int, float] = {}
        self._word_cost_cache: dict[int, float] = {}
        self._pair_cache: dict[int, int] = {}
        self._word_pair_cache: dict[int, float] = {}
        self._asked = 0
        self._followers: dict[int, dict[int, int]] = {}
        self._preceders: dict[int, dict[int, int]] = {}

    def tidy(self) -> None:
        """Drops what was remembered once it is much; call between documents or now and then within one."""
        memories: tuple[dict[int, Any], ...] = (
            self._cost_cache, self._word_cost_cache, self._pair_cache, self._word_pair_cache,
            self.places, *self.seen.values(),
        )  # fmt: skip
        for memory in memories:
            if len(memory) > _REMEMBERED:
                memory.clear()

    def count(self, ids: Sequence[int]) -> float:
        """How often this run of one to four ids was seen; rare runs of three and four count as unseen."""
        n = len(ids)
        if n == 1:
            return _COUNT[self._one[ids[0]]]
        return self.seen[n][packed(ids)]

    def followers(self, i: int) -> dict[int, int]:
        """Ids seen right after this one, in the corpus or inside a listed word, with their cost × LOG_UNIT."""
        if (found := self._followers.get(i)) is None:
            found = self._followers[i] = self._beside("keys2", "cost2", i)
            for d in [d for d, cost in found.items() if not cost]:  # rounded away
                found[d] = self.unseen_cost(i, d)
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

    @cached_property
    def frequent(self) -> frozenset[int]:
        """Packed runs of three that were seen more than once."""
        return frozenset(self._keys[3])

    def frequent_among(self, runs: Sequence[int]) -> list[bool]:
        """Which of these packed runs of three were seen more than once: looked up, until asking is much."""
        self._asked += len(runs)
        if self._asked > _MUCH:
            return list(map(self.frequent.__contains__, runs))
        seen = self.seen[3]
        return [seen[run] > 0 for run in runs]

    def _character_cost(self, ids: Sequence[int], i: int) -> float:
        first = i - _HISTORY if i > _HISTORY else 0
        key = 0
        for c in ids[first : i + 1]:
            key = key << BITS | c
        if (cost := self._cost_cache.get(key)) is None:
            cost = self._cost_cache[key] = self._fresh_cost(ids, i, first)
        return cost

    def _fresh_cost(self, ids: Sequence[int], i: int, first: int) -> float:
        c = ids[i]
        cost = self._character[c] / LOG_UNIT if c else _UNKNOWN_COST
        if i == first:
            return cost
        p = math.exp(-self.pair_cost(ids[i - 1], c) / LOG_UNIT)
        history = ids[i - 1]
        for start in range(i - 2, first - 1, -1):
            history |= ids[start] << BITS * (i - 1 - start)
            total = self.seen[i - start][history]
            if not total:
                break
            p = (self.seen[i - start + 1][history << BITS | c] + _SMOOTHING * p) / (total + _SMOOTHING)
        return -math.log(p)

    def pair_cost(self, a: int, b: int) -> int:
        """Cost × LOG_UNIT of b after a."""
        key = a << BITS | b
        if (cost := self._pair_cache.get(key)) is None:
            at = self._pair_place(key)
            cost = self._pair_cache[key] = self._cost2[at] if at >= 0 else self.unseen_cost(a, b)
        return cost

    def character_cost(self, ids: Sequence[int], start: int, end: int) -> float:
        """Cost of ids[start:end] given up to three ids before each."""
        end = min(end, len(ids))
        return sum([self._character_cost(ids, i) for i in range(start, end)])

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

    def _word_pair_cost(self, before: int, place: int) -> float:
        key = before << 20 | place + 1
        if (cost := self._word_pair_cache.get(key)) is None:
            cost = self._word_pair_cache[key] = self._fresh_pair_cost(before, place)
        return cost

    def _fresh_pair_cost(self, before: int, place: int) -> float:
        cost = self.word_cost(place)
        if before < 0 or not (total := _COUNT[self._word_total[before]]):
            return cost
        key = before << 20 | place
        at = bisect_left(self._pairs, key) if place >= 0 else len(self._pairs)
        seen = _COUNT[self._pair_count[at]] if at < len(self._pairs) and self._pairs[at] == key else 0.0
        weight = _COUNT[self._word_types[before]] * 0.5 + 3
        return -math.log((seen + weight * math.exp(-cost)) / (total + weight))

    def loose_cost(self, ids: Sequence[int]) -> float:
        """Cost of the cheapest division of ids into words, each by itself: a quick bound for ``divide``."""
        known, words = self._word_cost_cache, self.places
        n = len(ids)
        least = [0.0] + [math.inf] * n
        for i in range(n):
            here, key = least[i], 0
            for j in range(i, min(i + LONGEST_WORD, n)):
                key = key << BITS | ids[j]
                cost = known.get(key)
                if cost is None:
                    place = words[key]
                    cost = known[key] = self.word_cost(place) if place >= 0 or i == j else math.inf
                if here + cost < least[j + 1]:
                    least[j + 1] = here + cost
        return least[n]

    def divide(self, ids: Sequence[int], start: int, end: int) -> tuple[float, list[int]]:
        """The cheapest division of ids[start:end] into words, each given the word before: cost and word ends."""
        end = min(end, len(ids))
        # per end: word place → (cost, start of the word, place of the word before)
        ends: list[dict[int, tuple[float, int, int]]] = [{-2: (0.0, start, -2)}]
        ends += [{} for _ in range(end - start)]
        for i in range(start, end):
            before, key = ends[i - start], 0
            for j in range(i + 1, min(i + LONGEST_WORD, end) + 1):
                key = key << BITS | ids[j - 1]
                place = self.places[key]
                if place < 0 and j > i + 1:
                    continue
                cost, b = min([(c[0] + self._word_pair_cost(b, place), b) for b, c in before.items()])
                ends[j - start][place] = (cost, i, b)
        place = min(ends[-1], key=lambda p: ends[-1][p][0])
        total, cuts, at = ends[-1][place][0], [end], end
        while at > start:
            _, at, place = ends[at - start][place]
            cuts.append(at)
        return total, cuts[::-1]


@cache
def model() -> LanguageModel:
    """The shipped model, loaded at its first use; OSError when its file is absent, ValueError when damaged."""
    return LanguageModel(load())
