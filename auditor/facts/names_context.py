"""Whether two names stand in the same surroundings: the evidence that they mean the same thing."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from auditor.facts.names_phrases import squeeze
from auditor.text import shared_start

if TYPE_CHECKING:
    from auditor.facts import Facts

FEW = 8  # places of a name that are looked at
SHORT_TEXT = 600  # characters; in so short a text everything is one section
NEAR = 40

Place = tuple[int, int]


class Evidence(NamedTuple):
    """How much speaks for one thing (``score``), why (in Chinese, for the reader), and a veto against it."""

    score: int
    reasons: tuple[str, ...]
    apart: bool
    beside: bool = False
    """Whether both stand in one clause or list, where nobody names one thing in two ways."""


class Around(NamedTuple):
    """What stands around a place: its sentence and block (indices), their dates and quoted titles."""

    sentence: int
    block: int
    dates: set[tuple[int, int, int]]
    quoted: set[str]


class Surroundings:
    """The surroundings of places of one document."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._text = facts.document.text
        self._sentences = [sentence.start for sentence in facts.sentences]
        self._places: dict[Place, Around] = {}
        self._titles = [p.start for p in facts.marks.pairs if p.family in ("double", "title")]

    def compare(self, first: Sequence[Place], second: Sequence[Place]) -> Evidence:
        """The evidence of the best pair among the first places of two names."""
        best = Evidence(0, (), False)
        apart = beside = False
        others = [(b, self._around(b)) for b in second[:FEW]]
        for a in first[:FEW]:
            here = self._around(a)
            for b, there in others:
                if here.sentence == there.sentence:  # in one sentence stand two things
                    apart = True
                    beside = beside or self._beside(a, b)
                    continue
                score, reasons = self._pair(a, b, here, there)
                if score > best.score:
                    best = Evidence(score, tuple(reasons), False)
        return best._replace(apart=apart, beside=beside)

    def _beside(self, a: Place, b: Place) -> bool:
        """Whether no comma divides the two, or a list joins them."""
        between = self._text[min(a[1], b[1]) : max(a[0], b[0])]
        # A clause of its own says something of the first name; a bare name between commas lists it.
        return not any(len(part) >= 2 for part in re.split("[，；]", between)[:-1]) or "、" in between

    def _around(self, place: Place) -> Around:
        if (around := self._places.get(place)) is None:
            sentence = self._sentence(place[0])
            block = self._facts.document.block_at(place[0])
            dates = self._dates(block, sentence)
            around = self._places[place] = Around(sentence, block, dates, self._quoted(place, sentence))
        return around

    def _sentence(self, at: int) -> int:
        return bisect_right(self._sentences, at) - 1

    def _pair(self, a: Place, b: Place, here: Around, there: Around) -> tuple[int, list[str]]:
        score = 0
        reasons: list[str] = []
        after, before = self._after(a, b), self._before(a, b)
        if after >= 6 or before >= 6:
            score, reasons = score + 4, [*reasons, "前后文字相同"]
        elif after >= 3 or before >= 3:
            score, reasons = score + 2, [*reasons, "前后文字相同"]
        if here.dates & there.dates:
            score, reasons = score + 2, [*reasons, "日期相同"]
        elif here.dates and there.dates:
            score -= 1
        if here.quoted & there.quoted:
            score, reasons = score + 2, [*reasons, "引用同一名称"]
        if self._near(here.block, there.block):
            score, reasons = score + 1, [*reasons, "处在一起"]
        return score, reasons

    def _after(self, a: Place, b: Place) -> int:
        return _common(self._text[a[1] : a[1] + 12], self._text[b[1] : b[1] + 12])

    def _before(self, a: Place, b: Place) -> int:
        low_a, low_b = max(0, a[0] - 12), max(0, b[0] - 12)
        return _common(self._text[low_a : a[0]][::-1], self._text[low_b : b[0]][::-1])

    def _dates(self, block: int, sentence: int) -> set[tuple[int, int, int]]:
        dates = self._facts.dates_of_block(block)[:8]
        return {d.first for d in dates if d.first[1] and self._sentence(d.start) == sentence}

    def _quoted(self, place: Place, sentence: int) -> set[str]:
        """Quoted titles of the same sentence, the name itself left out."""
        low = self._facts.sentences[sentence].start if sentence >= 0 else place[0]
        at = bisect_right(self._titles, max(low, place[0] - NEAR) - 1)
        found = set()
        for start in self._titles[at : at + 6]:
            if start > place[1] + NEAR:
                break
            title = squeeze(self._text[start + 1 : start + 13])[0][:6]
            if not (place[0] - 1 <= start < place[1]) and len(title) >= 3:
                found.add(title)
        return found

    def _near(self, first: int, second: int) -> bool:
        document = self._facts.document
        if len(document.text) <= SHORT_TEXT:
            return True
        cell, other = document.blocks[first].cell, document.blocks[second].cell
        return abs(first - second) <= 1 or bool(cell and other and cell.table == other.table)


def _common(a: str, b: str) -> int:
    """Number of equal characters at the beginning, up to the end of the block."""
    n = shared_start(a, b)
    return n if "\n" not in a[:n] else a.index("\n")
