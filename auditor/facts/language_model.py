"""A small model of official Chinese: how likely a run of characters is, by characters and by words."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property

from auditor.facts.language_tables import BITS, COUNT_UNIT, LOG_UNIT, MASK, Tables, load, packed

LONGEST_WORD = 4
_COUNT: list[float] = [0.0, *(2.0 ** ((q - 1) / COUNT_UNIT) for q in range(1, 256))]
_UNKNOWN_COST = 18.4
_SMOOTHING = 4.0  # pseudo-counts that the shorter history is worth
_HISTORY = 3
_REMEMBERED = 200_000


class LanguageModel:
    """Costs are in nats (negative natural logarithms of probabilities); ids are indices into the alphabet + 1."""

    def __init__(self, tables: Tables) -> None:
        self.texts, self.arrays = tables.texts, tables.arrays
        self.alphabet = self.texts["alphabet"]
        self.identity = {c: i for i, c in enumerate(self.alphabet, 1)}
        arrays = self.arrays
        self._character, self._one, self._backoff = arrays["character"], arrays["count1"], arrays["backoff"]
        self._keys = {n: arrays[f"keys{n}"] for n in (2, 3, 4)}
        self._counts = {n: arrays[f"count{n}"] for n in (2, 3, 4)}
        self._cost2, self._words, self._word_cost = arrays["cost2"], arrays["words"], arrays["word_cost"]
        self._word_total, self._word_types = arrays["word_total"], arrays["word_types"]
        self._pairs, self._pair_count = arrays["pairs"], arrays["pair_count"]
        self._cost_cache: dict[int, float] = {}
        self._word_cost_cache: dict[int, float] = {}
        self._place_cache: dict[int, int] = {}
        self._pair_cache: dict[int, int] = {}
        self._beside_cache: dict[tuple[str, int], dict[int, int]] = {}

    def tidy(self) -> None:
        """Drops what was remembered once it is much; call between documents or now and then within one."""
        memories = (self._cost_cache, self._place_cache, self._word_cost_cache, self._pair_cache)
        if max(map(len, memories)) > _REMEMBERED:
            for memory in memories:
                memory.clear()

    def count(self, ids: Sequence[int]) -> float:
        """How often this run of one to four ids was seen; rare runs of three and four count as unseen."""
        n = len(ids)
        if n == 1:
            return _COUNT[self._one[ids[0]]]
        key = packed(ids)
        keys = self._keys[n]
        at = bisect_left(keys, key)
        return _COUNT[self._counts[n][at]] if at < len(keys) and keys[at] == key else 0.0

    def followers(self, i: int) -> dict[int, int]:
        """Ids seen right after this one, in the corpus or inside a listed word, with their cost × LOG_UNIT."""
        return self._beside("keys2", "cost2", i)

    def preceders(self, i: int) -> dict[int, int]:
        """Ids seen right before this one, with the cost of this one after them × LOG_UNIT."""
        return self._beside("mirrored2", "mirrored_cost2", i)

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
        if (found := self._beside_cache.get((name, i))) is None:
            keys = self.arrays[name]
            low, high = bisect_left(keys, i << BITS), bisect_left(keys, (i + 1) << BITS)
            pairs = zip([k & MASK for k in keys[low:high]], self.arrays[costs][low:high], strict=True)
            found = self._beside_cache[name, i] = dict(pairs)
        return found

    @cached_property
    def frequent(self) -> frozenset[int]:
        """Packed runs of three that were seen more than once."""
        return frozenset(self._keys[3])

    def _character_cost(self, ids: Sequence[int], i: int) -> float:
        first = max(0, i - _HISTORY)
        key = packed(ids[first : i + 1])
        if (cost := self._cost_cache.get(key)) is None:
            cost = self._cost_cache[key] = self._fresh_cost(ids, i, first)
        return cost

    def _fresh_cost(self, ids: Sequence[int], i: int, first: int) -> float:
        c = ids[i]
        cost = self._character[c] / LOG_UNIT if c else _UNKNOWN_COST
        if i == first:
            return cost
        p = math.exp(-self.pair_cost(ids[i - 1], c) / LOG_UNIT)
        for start in range(i - 2, first - 1, -1):
            total = self.count(ids[start:i])
            if not total:
                break
            p = (self.count(ids[start : i + 1]) + _SMOOTHING * p) / (total + _SMOOTHING)
        return -math.log(p)

    def pair_cost(self, a: int, b: int) -> int:
        """Cost × LOG_UNIT of b after a."""
        key = a << BITS | b
        if (cost := self._pair_cache.get(key)) is None:
            keys = self._keys[2]
            at = bisect_left(keys, key)
            seen = at < len(keys) and keys[at] == key
            cost = self._pair_cache[key] = self._cost2[at] if seen else self.unseen_cost(a, b)
        return cost

    def character_cost(self, ids: Sequence[int], start: int, end: int) -> float:
        """Cost of ids[start:end] given up to three ids before each."""
        end = min(end, len(ids))
        return sum(self._character_cost(ids, i) for i in range(start, end))

    def word(self, ids: Sequence[int]) -> int:
        """Place of the word (one to four ids) in the word list, or -1."""
        key = packed(ids)
        if (place := self._place_cache.get(key)) is None:
            at = bisect_left(self._words, key)
            place = at if at < len(self._words) and self._words[at] == key else -1
            self._place_cache[key] = place
        return place

    def spelled(self, place: int) -> list[int]:
        """The ids of a listed word."""
        key = self._words[place]
        return [k for shift in range(LONGEST_WORD - 1, -1, -1) if (k := key >> shift * BITS & MASK)]

    def spell(self, ids: Sequence[int]) -> str:
        """The characters of known ids."""
        return "".join(self.alphabet[i - 1] for i in ids)

    def word_cost(self, place: int) -> float:
        return self._word_cost[place] / LOG_UNIT if place >= 0 else _UNKNOWN_COST

    def _pair_cost(self, before: int, place: int) -> float:
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
        known = self._word_cost_cache
        n = len(ids)
        least = [0.0] + [math.inf] * n
        for i in range(n):
            here, key = least[i], 0
            for j in range(i, min(i + LONGEST_WORD, n)):
                key = key << BITS | ids[j]
                cost = known.get(key)
                if cost is None:
                    place = self.word(ids[i : j + 1])
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
            before = ends[i - start]
            for j in range(i + 1, min(i + LONGEST_WORD, end) + 1):
                place = self.word(ids[i:j])
                if place < 0 and j > i + 1:
                    continue
                cost, b = min((c[0] + self._pair_cost(b, place), b) for b, c in before.items())
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
