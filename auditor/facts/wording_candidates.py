"""Which characters and words could have been meant: same sound, near sound, similar shape."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import ne

from auditor.facts.language_model import LanguageModel, model
from auditor.facts.language_tables import BITS, LOG_UNIT

SOUND, NEAR, SHAPE = "sound", "near", "shape"
MISSING, EXTRA, SWAP = "missing", "extra", "swap"
LEAST_COST = 10 * LOG_UNIT  # what the pairs at the place cost as written; cheaper ones are left alone
LEAST_GAIN = 4 * LOG_UNIT  # what these pairs must gain
RAREST = 130  # cost × LOG_UNIT from which a character is too rare to be what was meant
LEAST_GAP = 7 * LOG_UNIT  # cost of a pair between which a character may be missing
PARTICLES = frozenset("的了着过地得之其所也还都就才又再个们等")  # hardly ever wrong by being there
LONGEST = 4
_SHIFT = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """ids[start:end] may stand for ``meant``; ``by`` is how the two are alike or what was done."""

    start: int
    end: int
    meant: tuple[int, ...]
    by: str

    @property
    def family(self) -> str:
        """Which weights judge it: character, word, missing, extra or swap."""
        if self.by in (MISSING, EXTRA, SWAP):
            return self.by
        return "character" if len(self.meant) == 1 else "word"


class Sounding(dict[int, tuple[list[int], ...]]):
    """Listed words by the near sounds of their characters; remembered."""

    def __init__(self, model: LanguageModel) -> None:
        super().__init__()
        self._model = model

    def __missing__(self, key: int) -> tuple[list[int], ...]:
        keys, places = self._model.arrays["sound_keys"], self._model.arrays["sound_words"]
        low = bisect_left(keys, key)
        high = low
        while high < len(keys) and keys[high] == key:
            high += 1
        words = self[key] = tuple(self._model.spelled(place) for place in places[low:high])
        return words


class Confusions:
    """Look-ups over one model; every answer is remembered."""

    def __init__(self, model: LanguageModel) -> None:
        self.model = model
        self._syllables = model.texts["syllables"].split(" ")
        near_of = model.texts["near"].split(" ")
        groups = {s: i for i, s in enumerate(sorted(set(near_of)), 1)}
        self._near_of = [groups[s] for s in near_of]
        self._readings: list[list[int]] = [[]]
        self._readings += [[int(n) for n in r.split()] for r in model.texts["readings"].split(",")]
        self._first_sound = [self._near_of[r[0]] if r else 0 for r in self._readings]
        self._shapes = model.texts["shapes"].split(" ")
        self._same: dict[int, list[int]] = defaultdict(list)
        self._similar: dict[int, list[int]] = defaultdict(list)
        for i, readings in enumerate(self._readings):
            for r in readings if model.rarity(i) < RAREST else ():
                self._same[r].append(i)
                self._similar[self._near_of[r]].append(i)
        self._known: dict[int, dict[int, str]] = {}
        self._sounding = Sounding(model)

    def of(self, i: int) -> dict[int, str]:
        """Ids that may be confused with this one, and by what; empty for what is no Han character."""
        found = self._known.get(i)
        if found is None:
            found = self._known[i] = self._gather(i)
        return found

    def _gather(self, i: int) -> dict[int, str]:
        found: dict[int, str] = {}
        if not i or not self._readings[i]:
            return found
        for c in self._shapes[i - 1] if self._shapes[i - 1] != "-" else "":
            found[self.model.identity[c]] = SHAPE
        found = {j: by for j, by in found.items() if self.model.rarity(j) < RAREST}
        for r in self._readings[i]:
            found.update(dict.fromkeys(self._similar[self._near_of[r]], NEAR))
        for r in self._readings[i]:
            found.update(dict.fromkeys(self._same[r], SOUND))
        found.pop(i, None)
        return found

    def syllable(self, i: int) -> str:
        """The first reading without its tone, or nothing."""
        return self._syllables[self._readings[i][0]] if self._readings[i] else ""

    def sound(self, i: int) -> int:
        """Group of near sounds of the first reading, 0 for what is no Han character."""
        return self._first_sound[i]

    def is_han(self, i: int) -> bool:
        return self._first_sound[i] > 0

    def same_sound(self, a: Sequence[int], b: Sequence[int]) -> bool:
        """Whether the two, of equal length, sound alike but for tones."""
        return all(set(self._readings[x]) & set(self._readings[y]) for x, y in zip(a, b, strict=True))

    def single(self, ids: Sequence[int], i: int, pairs: Sequence[int]) -> Iterator[Candidate]:
        """One character at ``i`` that fits its neighbours better and makes a listed word with one of them.

        ``pairs`` holds the cost (× LOG_UNIT) of each id after the one before.
        """
        model, before, after = self.model, ids[i - 1], ids[i + 1]
        left, right, alike = model.followers(before), model.preceders(after), self.of(ids[i])
        most = pairs[i] + pairs[i + 1] - LEAST_GAIN
        character, backoff = model.arrays["character"], model.arrays["backoff"]
        follow, precede = [d for d in alike if d in left], [d for d in alike if d in right]
        fits = [d for d in follow if d in right and left[d] + right[d] <= most]
        if after:
            least = most - character[after]
            fits += [d for d in follow if left[d] + backoff[d] <= least and d not in right]
        else:
            least = most - model.unseen_cost(0, 0)
            fits += [d for d in follow if left[d] <= least and d not in right]
        least = most - backoff[before]
        fits += [d for d in precede if character[d] + right[d] <= least and d not in left]
        for d in fits:
            if self._makes_word(ids, i, d):
                yield Candidate(i, i + 1, (d,), alike[d])

    def _pairs(self, ids: Sequence[int]) -> int:
        """Cost × LOG_UNIT of each id given the one before, the first left out."""
        return sum(map(self.model.pair_cost, ids, ids[1:]))

    def _makes_word(self, ids: Sequence[int], i: int, d: int) -> bool:
        """Whether ``d`` at ``i`` is part of a listed word of two to four ids."""
        words = self.model.places
        a, b, n = ids[i - 1], ids[i + 1], len(ids)
        ad, db = a << BITS | d, d << BITS | b
        adb = ad << BITS | b
        if words[ad] >= 0 or words[db] >= 0 or words[adb] >= 0:
            return True
        if i > 1:
            zad = ids[i - 2] << 2 * BITS | ad
            if words[zad] >= 0 or words[zad << BITS | b] >= 0:
                return True
            if i > 2 and words[ids[i - 3] << 3 * BITS | zad] >= 0:
                return True
        if i + 2 < n:
            dbe = db << BITS | ids[i + 2]
            if words[dbe] >= 0 or words[adb << BITS | ids[i + 2]] >= 0:
                return True
            return i + 3 < n and words[dbe << BITS | ids[i + 3]] >= 0
        return False

    def words(self, ids: Sequence[int], i: int, pairs: Sequence[int]) -> Iterator[Candidate]:
        """Listed words that sound like the two to four characters from ``i`` and differ in two."""
        key = 0
        for end in range(i + 1, min(i + LONGEST, len(ids)) + 1):
            if not (sound := self._first_sound[ids[end - 1]]):
                return
            key = key << _SHIFT | sound
            if end == i + 1:
                continue
            written = ids[i:end]
            for meant in self._sounding[key]:
                if sum(map(ne, meant, written)) == 2 and self._better(ids, i, meant, pairs):
                    by = SOUND if self.same_sound(meant, written) else NEAR
                    yield Candidate(i, end, tuple(meant), by)

    def _better(self, ids: Sequence[int], i: int, meant: Sequence[int], pairs: Sequence[int]) -> bool:
        end = i + len(meant)
        old = sum(pairs[i : end + 1])
        new = [ids[i - 1], *meant, *ids[end : end + 1]]
        return old >= LEAST_COST and old - self._pairs(new) >= LEAST_GAIN

    def shifted(self, ids: Sequence[int], i: int, pairs: Sequence[int]) -> Iterator[Candidate]:
        """A character at ``i`` too many, one missing before it, or it and the next the wrong way round."""
        model = self.model
        if not 1 < i < len(ids) - 2:
            return
        a, c, b = ids[i - 1 : i + 2]
        cost = pairs[i] + pairs[i + 1]
        removable = model.alphabet[c - 1] not in PARTICLES and model.pair_cost(a, b) <= cost - LEAST_GAIN
        if removable and self._joins(ids, i):
            yield Candidate(i, i + 1, (), EXTRA)
        if b != c and self._first_sound[b] and self._swaps(ids, i, cost + pairs[i + 2]):
            yield Candidate(i, i + 2, (b, c), SWAP)
        if self._first_sound[a] and pairs[i] >= LEAST_GAP:
            yield from self._missing(ids, i)

    def _swaps(self, ids: Sequence[int], i: int, cost: int) -> bool:
        return cost - self._pairs([ids[i - 1], ids[i + 1], ids[i], ids[i + 2]]) >= LEAST_GAIN

    def _joins(self, ids: Sequence[int], i: int) -> bool:
        """Whether what stands around ``i`` is known together."""
        z, a, _, b, e = ids[i - 2 : i + 3]
        return (
            self.model.word((a, b)) >= 0 or self.model.count((z, a, b)) > 0 or self.model.count((a, b, e)) > 0
        )

    def _missing(self, ids: Sequence[int], i: int) -> Iterator[Candidate]:
        """What is known to follow the two before ``i`` and to stand before it."""
        z, a, b, e = ids[i - 2 : i + 2]
        before, seen, sounds = self.model.preceders(b), self.model.seen[3], self._first_sound
        left, right = a << 2 * BITS | b, b << BITS | e
        for d in [d for d in self.model.after(z, a) if d in before and sounds[d]]:
            if not (seen[left | d << BITS] or seen[d << 2 * BITS | right]):
                continue
            if self._makes_word([*ids[max(0, i - 3) : i], d, *ids[i : i + 3]], min(i, 3), d):
                yield Candidate(i, i, (d,), MISSING)


def unsupported(model: LanguageModel, ids: Sequence[int], own: frozenset[int] = frozenset()) -> bytes:
    """Whether no frequent run of three, of the language or the document's ``own``, speaks for a position.

    One byte for each position, 1 where nothing speaks for it.
    """
    keys = [a << 2 * BITS | b << BITS | c for a, b, c in zip(ids, ids[1:], ids[2:], strict=False)]
    known = model.frequent_among(keys)
    if own and False in known:
        known = [often or key in own for often, key in zip(known, keys, strict=True)]
    three = bytes([0, 0, *known, 0, 0])
    # three[i] ends at i, three[i + 1] has i in its middle, three[i + 2] begins at i
    return bytes([not (b or (a and c)) for a, b, c in zip(three, three[1:], three[2:], strict=False)])


def marked(doubtful: bytes, start: int, end: int) -> Iterator[int]:
    """The marked positions from ``start`` up to ``end``."""
    at = doubtful.find(1, start, end)
    while at >= 0:
        yield at
        at = doubtful.find(1, at + 1, end)


@cache
def confusions() -> Confusions:
    return Confusions(model())
