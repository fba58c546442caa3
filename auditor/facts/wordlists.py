"""Lists of wrong wordings kept as data, and one pass that finds all of them in a text.

A list is a TOML table of groups; an entry is ``[wrong, right, exception, …]``. An exception is a longer run
of characters that holds the wrong one and is right (two words that meet: 发布|署名), or, with ``…`` before
it, something that makes the entry right when it follows in the same sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import add
from typing import Any

from auditor.text import SENTENCE_END

AHEAD = "…"
_REACH = 120


@dataclass(frozen=True, slots=True)
class Wording:
    """One entry: what is wrong, what to write (empty: drop it), why, and where it is right after all."""

    wrong: str
    right: str
    reason: str
    safe: bool = False
    around: tuple[tuple[int, str], ...] = ()
    ahead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """``text[start:end]`` is the wrong wording of ``wording``."""

    start: int
    end: int
    wording: Wording


def wordings(tables: Iterable[Mapping[str, Any]], kind: str = "") -> tuple[Wording, ...]:
    """The entries of all groups of ``tables``, or of those groups whose ``kind`` is the given one.

    Raises ValueError for an exception that does not hold the wrong wording.
    """
    found = []
    for table in tables:
        for group in table["group"]:
            if group.get("kind", "") == kind:
                found += [_wording(group, entry) for entry in group["entries"]]
    return tuple(found)


def _wording(group: Mapping[str, Any], entry: list[str]) -> Wording:
    wrong, right, *exceptions = entry
    around, ahead = [], []
    for exception in exceptions:
        if exception.startswith(AHEAD):
            ahead.append(exception[1:])
        elif wrong in exception:
            around.append((exception.index(wrong), exception))
        else:
            raise ValueError(f"{exception!r} does not hold {wrong!r}")
    return Wording(wrong, right, group["reason"], bool(group.get("safe")), tuple(around), tuple(ahead))


def search(text: str, entries: Iterable[Wording]) -> tuple[Match, ...]:
    """All places of ``entries`` in ``text``, in order; of two that overlap only the longer one."""
    present = _bigrams(text)
    found = [
        Match(start, start + len(entry.wrong), entry)
        for entry in entries
        if entry.wrong[:2] in present
        for start in _places(text, entry.wrong)
        if not _excepted(text, start, entry)
    ]
    return _longest(found)


@lru_cache(maxsize=1)
def _bigrams(text: str) -> set[str]:
    """The pairs of neighbours in ``text``: they tell of every entry whether a search can find it at all.

    The last answer is kept, because several lists are looked up in one report.
    """
    return set(map(add, text, text[1:]))


def _places(text: str, wrong: str) -> Iterator[int]:
    start = text.find(wrong)
    while start >= 0:
        yield start
        start = text.find(wrong, start + len(wrong))


def _excepted(text: str, start: int, entry: Wording) -> bool:
    if any(start >= before and text.startswith(words, start - before) for before, words in entry.around):
        return True
    if not entry.ahead:
        return False
    rest = text[start : start + _REACH]
    end = next((i for i, char in enumerate(rest) if char in SENTENCE_END or char == "\n"), len(rest))
    return any(rest.find(words, 0, end) >= 0 for words in entry.ahead)


def _longest(found: list[Match]) -> tuple[Match, ...]:
    kept: list[Match] = []
    starts: list[int] = []
    for match in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        at = bisect_left(starts, match.start)
        clear_left = at == 0 or kept[at - 1].end <= match.start
        clear_right = at == len(kept) or kept[at].start >= match.end
        if clear_left and clear_right:
            kept.insert(at, match)
            starts.insert(at, match.start)
    return tuple(kept)
