"""Wrong words by evidence: what is written is unlikely here, and one small edit makes it likely.

Evidence is the official language (``auditor/data/language.bin``), the document itself and the form of
an enumeration. What the document repeats is never suspected: its own vocabulary outranks the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from auditor.facts.language_model import model
from auditor.facts.wording_border import unheard
from auditor.facts.wording_candidates import (
    EXTRA,
    LEAST_COST,
    LONGEST,
    MISSING,
    NEAR,
    Candidate,
    confusions,
    marked,
    unsupported,
)
from auditor.facts.wording_document import Repeats, from_document, repeats
from auditor.facts.wording_evidence import Evidence, Places, weigh
from auditor.facts.wording_explain import explain
from auditor.facts.wording_own import OwnWords, Reading, own_runs, proper, quoted, read
from auditor.facts.wording_score import probability, score
from auditor.text import is_traditional

REPORTED = {"character": 2.4, "word": 2.4, "missing": 5.5, "extra": 5.5, "swap": 2.6}  # log odds that count
FAMILIAR = 0.5  # share of frequent runs from which a text is plainly official language,
ALLOWANCE = 1.1  # where a lapse stands out and these log odds fewer are asked
FOREIGN = 0.25  # share below which the tables know little of what is spoken of,
CAUTION = 1.3  # where these log odds more are asked of a single character
WATCHED = 0.5  # log odds from which the document is asked
VOUCHING = 3  # neighbours that must agree for the document to vouch for the other spelling
IN_DOCUMENT = 2.5  # log odds gained when the document itself writes the meant string
QUOTED = -1.5  # log odds lost inside a title or a short quotation
SUREST = 0.999
COPIED = 40  # characters from which a line that stands twice is a copy


@dataclass(frozen=True, slots=True)
class Suspect:
    """``text[start:end]`` may stand for ``replacement``.

    ``kind`` is sound, near, shape, missing, extra, swap, document or parallel; ``score`` the estimated
    probability that this is a slip; ``evidence`` says in Chinese what speaks for it; ``repeats`` is how
    often the document writes ``other``, its own string that the replacement would make, and ``witness``
    where first; 0, empty and None when the language alone speaks.
    """

    start: int
    end: int
    replacement: str
    kind: str
    score: float
    evidence: str
    repeats: int = 0
    other: str = ""
    witness: tuple[int, int] | None = None


def suspects(text: str, vocabulary: frozenset[str] = frozenset()) -> list[Suspect]:
    """Places that the language and the document agree are slips, in order, none overlapping another.

    ``vocabulary`` holds strings that are right as they stand (names, titles): nothing inside them is
    suspected. Lines (blocks) are read on their own, a repeated line once. Offsets are half-open code
    points of ``text``. Linear in the length of the text.
    """
    lines = text.split("\n")
    readings = {line: read(model(), line) for line in dict.fromkeys(lines)}
    # a long line again is a copy, and its slips are copied with it; a short one again is a term
    told = [line for line in readings if len(line) >= COPIED]
    told += [line for line in lines if 0 < len(line) < COPIED]
    own = OwnWords(told, vocabulary)
    runs = own_runs(readings[line] for line in told)
    repeated = repeats([readings[line].ids for line in told], confusions())
    leads = {line: _leads(reading, own, runs) for line, reading in readings.items()}
    found = {line: _in_line(reading, leads[line], own, repeated) for line, reading in readings.items()}
    placed: list[Suspect] = []
    at = 0
    for line in lines:
        for s in found[line]:
            witness = _first(text, s.other) if s.other else None
            placed.append(replace(s, start=s.start + at, end=s.end + at, witness=witness))
        at += len(line) + 1
    return placed


def _first(text: str, other: str) -> tuple[int, int]:
    at = text.find(other)
    return at, at + len(other)


@dataclass(frozen=True, slots=True)
class Leads:
    """What the language alone finds in a line, and the positions that nothing speaks for."""

    doubtful: bytes
    weighed: Sequence[tuple[float, Candidate, Evidence]]


def _leads(reading: Reading, own: OwnWords, runs: frozenset[int]) -> Leads:
    """The candidates worth asking the document about; it is told which strings will be asked."""
    language = model()
    doubtful = unsupported(language, reading.ids, runs)
    weighed: list[tuple[float, Candidate, Evidence]] = []
    for candidate, evidence in candidates(reading, doubtful):
        start, end = reading.start(candidate.start), reading.start(candidate.end)
        odds = score(candidate, evidence)
        if odds >= WATCHED and not proper(reading.text, start, end):
            weighed.append((odds, candidate, evidence))
            own.expect(reading.text, start, end, language.spell(candidate.meant))
    language.tidy()
    return Leads(doubtful, weighed)


def _in_line(reading: Reading, leads: Leads, own: OwnWords, repeated: Repeats) -> list[Suspect]:
    text, language = reading.text, model()
    found: list[tuple[float, Suspect]] = []
    for odds, candidate, evidence in leads.weighed:
        start, end = reading.start(candidate.start), reading.start(candidate.end)
        if own.keeps(text, start, end, evidence.old_word > 1):
            continue
        if text[start:end].endswith("时") and text[end : end + 1] == "，":
            continue  # 执行定期试验时，……
        meant = language.spell(candidate.meant)
        witness, count = own.writes(text, start, end, meant)
        if quoted(text, start, end):
            odds += QUOTED
        elif len(witness) >= len(meant) + VOUCHING and candidate.by != EXTRA:
            odds += IN_DOCUMENT
        if odds >= _asked(candidate, evidence) or unheard(reading.ids, candidate, evidence, odds):
            why = explain(text, start, end, meant, candidate.by, witness, count, evidence)
            found.append((odds, _suspect(text, start, end, meant, candidate.by, odds, why, count, witness)))
    for odds, lead in from_document(reading, own, repeated, leads.doubtful):
        why = explain(text, lead.start, lead.end, lead.meant, lead.by, lead.witness, lead.count)
        place = (lead.start, lead.end, lead.meant, lead.by)
        found.append((odds, _suspect(text, *place, odds, why, lead.count, lead.witness)))
    language.tidy()
    # The tables know simplified characters only.
    return [] if found and is_traditional(text) else best(found)


def _suspect(
    text: str, start: int, end: int, meant: str, by: str, odds: float, why: str, count: int, other: str
) -> Suspect:
    if start == end:  # what is missing marks its neighbours
        start, end, meant = start - 1, end + 1, text[start - 1] + meant + text[end]
    return Suspect(start, end, meant, by, min(round(probability(odds), 3), SUREST), why, count, other)


def _asked(candidate: Candidate, evidence: Evidence) -> float:
    asked = REPORTED[candidate.family]
    if evidence.familiar < FOREIGN and candidate.family == "character":
        return asked + CAUTION
    plain = evidence.familiar >= FAMILIAR and not evidence.named and candidate.by not in (NEAR, MISSING)
    return asked - (ALLOWANCE if plain else 0.0)


def candidates(
    reading: Reading, doubtful: bytes | None = None, least: float | None = None
) -> Iterator[tuple[Candidate, Evidence]]:
    """Every candidate that fits its place better than what is written, with the evidence for it.

    ``doubtful`` marks the positions to look at (see ``unsupported``); the language alone tells them where
    it is not given.
    """
    language, alike, ids = model(), confusions(), reading.ids
    doubtful = unsupported(language, ids) if doubtful is None else doubtful
    places = Places(language, ids)
    pairs = [0] * len(ids)
    done = 0
    for i in marked(doubtful, 1, len(ids) - 1):
        for j in range(max(done, i), min(i + LONGEST + 1, len(ids))):
            pairs[j] = language.pair_cost(ids[j - 1], ids[j])
        done = i + LONGEST + 1
        if not alike.is_han(ids[i]) or pairs[i] + pairs[i + 1] < LEAST_COST:
            continue
        here = (alike.single, alike.words, alike.shifted)
        for candidate in chain.from_iterable(source(ids, i, pairs) for source in here):
            evidence = weigh(language, alike, ids, doubtful, candidate, places, least)
            if evidence is not None:
                yield candidate, evidence


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
