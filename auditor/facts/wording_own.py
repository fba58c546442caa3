"""What the document itself writes: its own vocabulary outranks the statistics of the language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import add

from auditor.facts.language_model import LanguageModel, model
from auditor.facts.language_tables import BITS, BOUNDARY, folded

LONGEST_QUOTATION = 24
SHORT_LINE = 9  # characters; a shorter line gives no context to judge by
LONGEST_NAME = 12
PLACES = frozenset("市县旗镇乡村屯路街巷")  # what closes the name of a place
FIRMS = ("有限公司", "股份公司", "集团")
BATCH = 1 << 15  # characters
HEAD = 2  # characters by which a string is sought
FEW = 60  # strings that are sooner searched for one by one
_BOTH = ((2, 2), (3, 1), (1, 3), (1, 2), (2, 1), (1, 1))  # characters before and after what is meant
_ONE = ((0, 3), (3, 0))


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as ids, with a boundary before and after; position i is ``text[start(i):start(i + 1)]``."""

    text: str
    ids: list[int]
    starts: Sequence[int]  # of the symbols without the boundaries

    def start(self, i: int) -> int:
        """Where position ``i`` starts, boundaries counted."""
        return 0 if not i else self.starts[i - 1] if i <= len(self.starts) else len(self.text)


def read(language: LanguageModel, text: str) -> Reading:
    symbols, starts = folded(text)
    identity = language.identity
    edge = identity[BOUNDARY]
    return Reading(text, [edge, *map(identity.__getitem__, symbols), edge], starts)


def batches(lines: Iterable[Sequence[int]]) -> Iterator[list[int]]:
    """The ids of many lines at a time: work done on a list costs less than on its pieces."""
    batch: list[int] = []
    for ids in lines:
        batch += ids
        if len(batch) >= BATCH:
            yield batch
            batch = []
    yield batch


def runs(ids: Sequence[int], size: int) -> list[int]:
    """All runs of three or four ids, packed."""
    if size == 3:
        return [a << 2 * BITS | b << BITS | c for a, b, c in zip(ids, ids[1:], ids[2:], strict=False)]
    four = zip(ids, ids[1:], ids[2:], ids[3:], strict=False)
    return [a << 3 * BITS | b << 2 * BITS | c << BITS | d for a, b, c, d in four]


def own_runs(readings: Iterable[Reading]) -> frozenset[int]:
    """Runs of three that the language does not know and the document writes more than once, repeated lines apart."""
    language = model()
    counts: Counter[int] = Counter()
    for ids in batches(reading.ids for reading in readings):
        keys = runs(ids, 3)
        often = language.frequent_among(keys)
        counts.update([key for key, known in zip(keys, often, strict=True) if not known])
    return frozenset([run for run, count in counts.items() if count > 1])


class OwnWords:
    """What the document itself writes.

    Strings that are told beforehand (``expect``) are counted in one pass over the lines; a string that
    is asked untold is searched for by itself.
    """

    def __init__(self, lines: Sequence[str], vocabulary: frozenset[str]) -> None:
        self._lines = lines
        self._text = "\n".join(lines)
        self._vocabulary = vocabulary
        self._lengths = sorted(set(map(len, vocabulary)))
        self._expected: dict[int, set[str]] = defaultdict(set)
        self._counts: dict[str, int] = {}

    def expect(self, line: str, start: int, end: int, meant: str) -> None:
        """Tell that this place will be asked about."""
        parts = [line[a:b] for a, b in _around(start, end)]
        parts += [self.beside(line, start, end, meant, a, b) for a, b in (*_BOTH, *_ONE)]
        for part in parts:
            if len(part) >= HEAD and part not in self._counts:
                self._expected[len(part)].add(part)

    def _count(self, part: str) -> int:
        if self._expected:
            self._tally()
        if (count := self._counts.get(part)) is None:
            count = self._counts[part] = self._find(part)
        return count

    def _find(self, part: str) -> int:
        at, count = self._text.find(part), 0
        while at >= 0:
            count += 1
            at = self._text.find(part, at + 1)
        return count

    def _tally(self) -> None:
        """Count what is expected in one walk over the places where any of it may begin."""
        sizes = {size: parts for size, parts in self._expected.items() if len(parts) >= FEW}
        self._expected.clear()
        heads = {part[:HEAD] for parts in sizes.values() for part in parts}
        counts = Counter(dict.fromkeys(chain.from_iterable(sizes.values()), 0))
        for line in self._lines:
            pairs = map(add, line, line[1:])
            for i in [i for i, pair in enumerate(pairs) if pair in heads]:
                for size, parts in sizes.items():
                    if (part := line[i : i + size]) in parts:
                        counts[part] += 1
        self._counts.update(counts)

    def keeps(self, line: str, start: int, end: int, worded: bool = False) -> bool:
        """Whether the document repeats line[start:end] with a neighbour, or the vocabulary vouches for it.

        ``worded``: the place is part of a listed word as written, so a repeated word counts as well.
        """
        left, right, place = (line[a:b] for a, b in _around(start, end))
        return (
            self._repeats(left, len(place), worded)
            or self._repeats(right, len(place), worded)
            or (worded and len(place) > 1 and self._count(place) > 1)
            or self._vouched(line, *_around(start, end)[2])
        )

    def _vouched(self, line: str, start: int, end: int) -> bool:
        """Whether a string of the vocabulary covers the place."""
        return any(
            line[at : at + size] in self._vocabulary
            for size in self._lengths
            for at in range(max(0, end - size), start + 1)
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
        for a, b in _BOTH:
            part = self.beside(line, start, end, meant, a, b)
            if len(part) >= 3 and (count := self._count(part)) >= least:
                return part, count
        return "", 0

    def writes_beside(self, line: str, start: int, end: int, meant: str) -> tuple[str, int]:
        """The meant string with three neighbours on one side, as ``writes``."""
        for a, b in _ONE:
            part = self.beside(line, start, end, meant, a, b)
            if part and (count := self._count(part)):
                return part, count
        return "", 0

    @staticmethod
    def beside(line: str, start: int, end: int, meant: str, before: int, after: int) -> str:
        """The meant string with so many characters before and after, or nothing where these are no letters."""
        part = line[max(0, start - before) : start] + meant + line[end : end + after]
        return part if len(part) == before + after + len(meant) and part.isalpha() else ""


def _around(start: int, end: int) -> tuple[tuple[int, int], tuple[int, int], tuple[int, int]]:
    """The place with the character before it, with the one after it, and by itself; between two, both of them."""
    if start == end:
        start, end = start - 1, end + 1
    return (max(start - 1, 0), end), (start, end + 1), (start, end)


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
