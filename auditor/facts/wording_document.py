"""Evidence of the document itself: a rare string one edit away from a string that the document repeats."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from auditor.facts.language_model import model
from auditor.facts.language_tables import BITS, MASK, packed
from auditor.facts.wording_candidates import EXTRA, MISSING, SWAP, Candidate, Confusions, confusions, marked
from auditor.facts.wording_evidence import Evidence, Places, weigh
from auditor.facts.wording_own import OwnWords, Reading, batches, quoted, runs

REPEATED = 3  # times a string must stand in the document to speak for itself
REPORTED = 2.4  # log odds that count
BASE = -2.0
REAL_WORD = 3.0  # log odds lost where what is written is a word, or what is meant is none
LIKENESS = {"sound": 2.0, "near": 2.0, "shape": 2.0, SWAP: 1.5, MISSING: 1.0, EXTRA: 1.0}
CONTEXT = {2: -1.0, 3: 1.0, 4: 2.5}  # log odds by the characters around that agree
CONTRAST = frozenset(
    "一二三四五六七八九十百千万亿两零〇上下左右前后东西南北中春夏秋冬内外大小男女年月日老新旧甲乙丙丁首次再初末高低"
    "省市县区乡镇村院所局厅部处科室组队站馆校班"
)
"""Characters that stand for one another on purpose: numbers, directions, seasons, kinds of places."""


@dataclass(frozen=True, slots=True)
class Lead:
    """text[start:end] of a line may stand for ``meant``, as the document writes ``count`` times in ``witness``."""

    start: int
    end: int
    meant: str
    by: str
    witness: str
    count: int


@dataclass(slots=True)
class Repeats:
    """The document's repeated strings of three and four Han characters, by what is left when one is hidden."""

    four: dict[int, int] = field(default_factory=dict)
    hidden: dict[int, tuple[int, int]] = field(
        default_factory=dict
    )  # with 0 at the place → (count, character)
    dropped: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def candidates(self, ids: Sequence[int], i: int, alike: Confusions) -> Iterator[Candidate]:
        """What the document would write at ``i``; needs two ids on either side."""
        if not self.four or not 2 <= i < len(ids) - 2:
            return
        yield from self._other(ids, i, alike)
        z, a, c, b, e = ids[i - 2 : i + 3]
        if a == c and packed((z, a, b, e)) in self.four:
            yield Candidate(i, i + 1, (), EXTRA)
        if (a << 3 * BITS | b << 2 * BITS | c << BITS | e) in self.four and b != c:
            yield Candidate(i, i + 2, (b, c), SWAP)
        ac = a << BITS | c
        for at, run in ((1, ac << BITS | b), (2, z << 2 * BITS | ac)):
            if found := self.dropped.get((at, run)):
                yield Candidate(i, i, (found[1],), MISSING)

    def _other(self, ids: Sequence[int], i: int, alike: Confusions) -> Iterator[Candidate]:
        a, b, e = ids[i - 1], ids[i + 1], ids[i + 2]
        za, be = ids[i - 2] << BITS | a, b << BITS | e
        keys = [za << 2 * BITS | b, a << 3 * BITS | be]  # four ids with 0 in the third, in the second place
        if i > 2:
            keys.insert(0, (ids[i - 3] << 2 * BITS | za) << BITS)
        if i + 3 < len(ids):
            keys.append(be << BITS | ids[i + 3])
        places = [key << 3 | 4 for key in keys] + [(a << 2 * BITS | b) << 3 | 3]
        for found in map(self.hidden.get, places):
            if found and (by := alike.of(ids[i]).get(found[1])):
                yield Candidate(i, i + 1, (found[1],), by)


def from_document(
    reading: Reading, own: OwnWords, repeated: Repeats, doubtful: bytes
) -> Iterator[tuple[float, Lead]]:
    """Leads with their log odds, where the document's repeated strings alone are evidence enough."""
    language, alike, ids, text = model(), confusions(), reading.ids, reading.text
    places = Places(language, ids)
    for i in marked(doubtful, 2, len(ids) - 2):
        if not alike.is_han(ids[i]):
            continue
        for c in dict.fromkeys(repeated.candidates(ids, i, alike)):
            start, end, meant = reading.start(c.start), reading.start(c.end), language.spell(c.meant)
            contrast = c.by != MISSING and CONTRAST.intersection(text[start:end] + meant)
            if contrast or quoted(text, start, end) or own.keeps(text, start, end):
                continue
            witness, count = own.writes(text, start, end, meant, REPEATED)
            if count < REPEATED and c.by not in (MISSING, SWAP):
                witness, count = own.writes_beside(text, start, end, meant)
            evidence = None
            if count >= REPEATED:
                evidence = weigh(language, alike, ids, doubtful, c, places, -math.inf)
            if evidence and (odds := _odds(c, evidence, witness, count)) >= REPORTED:
                yield odds, Lead(start, end, meant, c.by, witness, count)


def _odds(c: Candidate, e: Evidence, witness: str, count: int) -> float:
    """Log odds by hand: how often, how much of the surroundings agrees, how alike, and what the language says."""
    agreeing = len(witness) - len(c.meant)
    odds = BASE + math.log(count) + LIKENESS[c.by] + CONTEXT[min(agreeing, 4)]
    if c.by != MISSING:  # one character more always costs more
        odds += max(-5.0, min(10.0, e.character_gain)) / 4
    if e.old_word > 1 and c.by != EXTRA:
        odds -= REAL_WORD
    if e.new_word < (3 if c.by == MISSING and agreeing < 4 else 2):
        odds -= REAL_WORD
    return odds


def repeats(lines: Iterable[Sequence[int]], alike: Confusions) -> Repeats:
    """Counts only what can still be repeated: longer strings of repeated shorter ones."""
    texts = list(lines)
    two: Counter[int] = Counter()
    for ids in batches(texts):  # what runs from one line into the next holds a boundary, which is no Han
        two.update([a << BITS | b for a, b in pairwise(ids)])
    often = [key for key, count in two.items() if count >= REPEATED]
    kept = {key for key in often if alike.is_han(key >> BITS) and alike.is_han(key & MASK)}
    three = _longer(texts, 3, kept)
    four = _longer(texts, 4, three.keys())
    found = Repeats(four=four)
    for key, count in three.items():
        _hide(found, key, 3, 1, count)
    for key, count in four.items():
        for at in range(4):
            _hide(found, key, 4, at, count)
        for at in (1, 2):
            character, before, after = _parted(key, 4, at)
            place = (at, before << (3 - at) * BITS | after)
            found.dropped[place] = max(found.dropped.get(place, (0, 0)), (count, character))
    return found


def _longer(texts: Sequence[Sequence[int]], size: int, shorter: Iterable[int]) -> dict[int, int]:
    """Repeated runs of ``size`` whose first and last part are repeated runs of one less."""
    known = frozenset(shorter)
    mask = (1 << (size - 1) * BITS) - 1
    counts: Counter[int] = Counter()
    for ids in batches(texts):
        counts.update([k for k in runs(ids, size) if k >> BITS in known and k & mask in known])
    return {k: n for k, n in counts.items() if n >= REPEATED}


def _parted(key: int, size: int, at: int) -> tuple[int, int, int]:
    """The id at a place of a run, what stands before it and what after."""
    shift = (size - 1 - at) * BITS
    return key >> shift & MASK, key >> shift + BITS, key & (1 << shift) - 1


def _hide(found: Repeats, key: int, size: int, at: int, count: int) -> None:
    character = _parted(key, size, at)[0]
    place = (key ^ character << (size - 1 - at) * BITS) << 3 | size
    found.hidden[place] = max(found.hidden.get(place, (0, 0)), (count, character))
