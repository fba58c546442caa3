"""What the document itself writes: its own vocabulary outranks the statistics of the language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from auditor.facts.language_model import LanguageModel, model
from auditor.facts.language_tables import BITS, BOUNDARY, symbols

LONGEST_QUOTATION = 24
SHORT_LINE = 9  # characters; a shorter line gives no context to judge by
LONGEST_NAME = 12
PLACES = frozenset("市县旗镇乡村屯路街巷")  # what closes the name of a place
FIRMS = ("有限公司", "股份公司", "集团")


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


def own_runs(readings: Iterable[Reading]) -> frozenset[int]:
    """Runs of three that the document writes more than once, repeated lines apart."""
    counts: Counter[int] = Counter()
    for reading in readings:
        ids = reading.ids
        runs = zip(ids, ids[1:], ids[2:], strict=False)
        counts.update([a << 2 * BITS | b << BITS | c for a, b, c in runs])
    return frozenset([run for run, count in counts.items() if count > 1])


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

    def keeps(self, line: str, start: int, end: int, worded: bool = False) -> bool:
        """Whether the document repeats line[start:end] with a neighbour, or the vocabulary vouches for it.

        ``worded``: the place is part of a listed word as written, so a repeated word counts as well.
        """
        if start == end:
            start, end = start - 1, end + 1
        return (
            self._repeats(line[max(start - 1, 0) : end], end - start, worded)
            or self._repeats(line[start : end + 1], end - start, worded)
            or (worded and end - start > 1 and self._count(line[start:end]) > 1)
            or any(_covers(line, word, start, end) for word in self._vocabulary)
        )

    def _repeats(self, part: str, size: int, worded: bool) -> bool:
        """Whether the string stands elsewhere too and is not simply a listed word."""
        if len(part) <= size or not part.isalpha() or self._count(part) < 2:
            return False
        language = model()
        return worded or language.word([language.identity.get(c, 0) for c in part]) < 0

    def writes(self, line: str, start: int, end: int, meant: str, least: int = 1) -> tuple[str, int]:
        """The meant string with neighbours on both sides, as the document writes it elsewhere, and how often.

        The longest of at least ``least`` places; an empty string where there is none.
        """
        for a, b in ((2, 2), (3, 1), (1, 3), (1, 2), (2, 1), (1, 1)):
            part = self.beside(line, start, end, meant, a, b)
            if len(part) >= 3 and (count := self._count(part)) >= least:
                return part, count
        return "", 0

    def writes_beside(self, line: str, start: int, end: int, meant: str) -> tuple[str, int]:
        """The meant string with three neighbours on one side, as ``writes``."""
        for a, b in ((0, 3), (3, 0)):
            part = self.beside(line, start, end, meant, a, b)
            if part and (count := self._count(part)):
                return part, count
        return "", 0

    @staticmethod
    def beside(line: str, start: int, end: int, meant: str, before: int, after: int) -> str:
        """The meant string with so many characters before and after, or nothing where these are no letters."""
        part = line[max(0, start - before) : start] + meant + line[end : end + after]
        return part if len(part) == before + after + len(meant) and part.isalpha() else ""


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


def proper(text: str, start: int, end: int) -> bool:
    """Whether the place is likely part of a proper name: of a place, a firm, or alone in a short line."""
    if len(text) < SHORT_LINE or any(c in PLACES for c in text[end : end + 2]):
        return True
    rest = text[end : end + LONGEST_NAME]
    stop = next((i for i, c in enumerate(rest) if not c.isalpha()), len(rest))
    return any(firm in rest[:stop] for firm in FIRMS)
