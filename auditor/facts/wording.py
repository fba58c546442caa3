"""Wrong words by evidence: what is written is unlikely here, and one small edit makes it likely.

Evidence is the official language (``auditor/data/language.bin``), the document itself and the form of
an enumeration. What the document repeats is never suspected: its own vocabulary outranks the tables.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from auditor.facts.language_model import BOUNDARY, LanguageModel, model, packed, symbols
from auditor.facts.wording_candidates import (
    EXTRA,
    LEAST_COST,
    NEAR,
    Candidate,
    confusions,
    pair_costs,
    unsupported,
)
from auditor.facts.wording_score import Evidence, probability, score, weigh

REPORTED = {"character": 2.4, "word": 2.4, "missing": 2.4, "extra": 3.2, "swap": 2.6}  # log odds that count
FAMILIAR = 0.5  # share of frequent runs from which a text is plainly official language,
ALLOWANCE = 1.1  # where a lapse stands out and these log odds fewer are asked
WATCHED = 0.5  # log odds from which the document is asked
IN_DOCUMENT = 2.5  # log odds gained when the document itself writes the meant string
QUOTED = -1.5  # log odds lost inside a title or a short quotation
LONGEST_QUOTATION = 24
COPIED = 40  # characters from which a line that stands twice is a copy


@dataclass(frozen=True, slots=True)
class Suspect:
    """``text[start:end]`` may stand for ``replacement``.

    ``kind`` is sound, near, shape, missing, extra, swap, document or parallel; ``score`` the estimated
    probability that this is a slip; ``evidence`` says in Chinese what speaks for it; ``witness`` is the
    place (start, end) of the document's own other spelling, if that is the evidence.
    """

    start: int
    end: int
    replacement: str
    kind: str
    score: float
    evidence: str
    witness: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as ids, with a boundary before and after; position i is ``text[starts[i]:starts[i + 1]]``."""

    text: str
    ids: list[int]
    starts: list[int]


def read(language: LanguageModel, text: str) -> Reading:
    found = symbols(text)
    edge = language.identity[BOUNDARY]
    identity = language.identity
    ids = [edge, *(identity.get(s, 0) for s, _, _ in found), edge]
    starts = [0, *(start for _, start, _ in found), len(text), len(text)]
    return Reading(text, ids, starts)


def suspects(text: str, vocabulary: frozenset[str] = frozenset()) -> list[Suspect]:
    """Places that the language and the document agree are slips, in order, none overlapping another.

    ``vocabulary`` holds strings that are right as they stand (names, titles): nothing inside them is
    suspected. Lines (blocks) are read on their own, a repeated line once. Offsets are half-open code
    points of ``text``. Linear in the length of the text.
    """
    language = model()
    lines = text.split("\n")
    readings = {line: read(language, line) for line in dict.fromkeys(lines)}
    # a long line again is a copy, and its slips are copied with it; a short one again is a term
    told = [line for line in readings if len(line) >= COPIED]
    told += [line for line in lines if len(line) < COPIED]
    own = OwnWords(told, vocabulary)
    runs = own_runs(readings[line] for line in told)
    found = {line: _in_line(reading, own, runs) for line, reading in readings.items()}
    placed: list[Suspect] = []
    at = 0
    for line in lines:
        placed += [replace(s, start=s.start + at, end=s.end + at) for s in found[line]]
        at += len(line) + 1
    return placed


def own_runs(readings: Iterable[Reading]) -> frozenset[int]:
    """Runs of three that the document writes more than once, repeated lines apart."""
    counts: Counter[tuple[int, int, int]] = Counter()
    for reading in readings:
        counts.update(zip(reading.ids, reading.ids[1:], reading.ids[2:], strict=False))
    return frozenset(packed(run) for run, count in counts.items() if count > 1)


def _in_line(reading: Reading, own: OwnWords, runs: frozenset[int]) -> list[Suspect]:
    language, text = model(), reading.text
    found: list[tuple[float, Suspect]] = []
    for candidate, evidence in candidates(reading, runs):
        odds = score(candidate, evidence)
        if odds < WATCHED:
            continue
        start, end = reading.starts[candidate.start], reading.starts[candidate.end]
        meant = "".join(language.alphabet[i - 1] for i in candidate.meant)
        if own.keeps(text, start, end):
            continue
        witness = own.writes(text, start, end, meant)
        if quoted(text, start, end):
            odds += QUOTED
        elif witness and candidate.by != EXTRA:
            odds += IN_DOCUMENT
        if odds >= _asked(candidate, evidence):
            found.append((odds, _suspect(text, start, end, meant, candidate.by, odds, evidence, witness)))
    language.tidy()
    return best(found)


def _asked(candidate: Candidate, evidence: Evidence) -> float:
    plain = evidence.familiar >= FAMILIAR and candidate.by != NEAR
    return REPORTED[candidate.family] - (ALLOWANCE if plain else 0.0)


def _suspect(
    text: str, start: int, end: int, meant: str, kind: str, odds: float, evidence: Evidence, witness: str
) -> Suspect:
    why = explain(text, start, end, meant, kind, evidence, witness)
    if start == end:  # what is missing marks its neighbours
        start, end, meant = start - 1, end + 1, text[start - 1] + meant + text[end]
    return Suspect(start, end, meant, kind, round(probability(odds), 4), why)


def candidates(
    reading: Reading, own: frozenset[int] = frozenset(), thorough: bool = False
) -> Iterator[tuple[Candidate, Evidence]]:
    """Every candidate that fits its place better than what is written, with the evidence for it."""
    language, alike, ids = model(), confusions(), reading.ids
    doubtful = unsupported(language, ids, own)
    costs = pair_costs(language, ids)
    for i in range(1, len(ids) - 1):
        if not doubtful[i] or not alike.is_han(ids[i]) or costs[i] < LEAST_COST:
            continue
        singles, shifted = alike.single(ids, i, costs[i]), alike.shifted(ids, i, costs[i])
        for candidate in (*singles, *alike.words(ids, i), *shifted):
            evidence = weigh(language, alike, ids, doubtful, candidate, thorough)
            if evidence is not None:
                yield candidate, evidence


class OwnWords:
    """What the document itself writes ; counted when first asked."""

    def __init__(self, lines: Sequence[str], vocabulary: frozenset[str]) -> None:
        self._lines = lines
        self._vocabulary = sorted(vocabulary)
        self._counts: dict[int, Counter[str]] = {}

    def _count(self, part: str) -> int:
        n = len(part)
        if n not in self._counts:
            counts = self._counts[n] = Counter()
            for line in self._lines:
                counts.update([line[i : i + n] for i in range(len(line) - n + 1)])
        return self._counts[n][part]

    def keeps(self, line: str, start: int, end: int) -> bool:
        """Whether the document repeats line[start:end] with a neighbour, or the vocabulary vouches for it."""
        if start == end:
            start, end = start - 1, end + 1
        return (
            self._repeats(line[max(start - 1, 0) : end], end - start)
            or self._repeats(line[start : end + 1], end - start)
            or any(_covers(line, word, start, end) for word in self._vocabulary)
        )

    def _repeats(self, part: str, size: int) -> bool:
        """Whether the string stands elsewhere too and is not simply a listed word."""
        if len(part) <= size or not part.isalpha() or self._count(part) < 2:
            return False
        language = model()
        return language.word([language.identity.get(c, 0) for c in part]) < 0

    def writes(self, line: str, start: int, end: int, meant: str) -> str:
        """The meant string with its neighbours, as the document writes it elsewhere, or nothing."""
        for a, b in ((2, 2), (1, 2), (2, 1), (1, 1)):
            part = line[max(0, start - a) : start] + meant + line[end : end + b]
            if len(part) == a + b + len(meant) and part.isalpha() and len(part) >= 3 and self._count(part):
                return part
        return ""


def _covers(line: str, word: str, start: int, end: int) -> bool:
    at = line.find(word, max(0, end - len(word)), start + len(word))
    return 0 <= at <= start and end <= at + len(word)


def quoted(text: str, start: int, end: int) -> bool:
    """Whether the place lies in a title 《》 or a short quotation “”."""
    for left, right in ("《》", "“”", "「」"):
        opened = text.rfind(left, max(0, start - LONGEST_QUOTATION), start)
        if opened >= 0 and right not in text[opened:start]:
            return right in text[end : opened + LONGEST_QUOTATION + 2]
    return False


def explain(text: str, start: int, end: int, meant: str, kind: str, evidence: Evidence, witness: str) -> str:
    """The evidence in words, for the finding."""
    written = text[start:end]
    parts = [
        {
            "sound": f"“{written}”与“{meant}”同音",
            "near": f"“{written}”与“{meant}”音近",
            "shape": f"“{written}”与“{meant}”形近",
            "missing": f"疑漏“{meant}”",
            "extra": f"“{written}”疑为衍字",
            "swap": f"“{written}”疑为“{meant}”之倒",
        }[kind]
    ]
    if witness:
        parts.append(f"本文他处作“{witness}”")
    seen = "公文中常见" if evidence.run3 or evidence.run4 else "合于词表"
    context = text[max(0, start - 2) : start] + meant + text[end : end + 2]
    parts.append(f"改作“{context.strip()}”{seen}，原写法未见，可能性相差{_times(evidence)}")
    return "，".join(parts)


def _times(evidence: Evidence) -> str:
    power = (evidence.character_gain + evidence.word_gain) / 2 / math.log(10)
    return f"约 10^{max(1, round(power))} 倍"


def best(found: Sequence[tuple[float, Suspect]]) -> list[Suspect]:
    """The likeliest of overlapping suspects."""
    kept: list[Suspect] = []
    taken: set[int] = set()
    for _, suspect in sorted(found, key=lambda f: (-f[0], f[1].start, f[1].end, f[1].replacement)):
        places = range(suspect.start, suspect.end)
        if taken.isdisjoint(places):
            kept.append(suspect)
            taken.update(places)
    return sorted(kept, key=lambda s: s.start)
