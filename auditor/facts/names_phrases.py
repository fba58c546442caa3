"""Set phrases of official language that stand one or two characters away from their canonical wording.

Only Han characters, letters and digits are compared: marks and blanks inside a phrase differ rightly. What
is looked for keeps both ends of the phrase, or swaps its first two words; the wording is never corrected.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import add
from typing import Any, NamedTuple

from auditor.facts.names_edits import END, Edit, difference, whole
from auditor.text import HAN

_KEPT = re.compile(f"[{HAN}A-Za-z0-9]+")
_BREAK = re.compile("[，、；：。,;:（(]")
_MARK = re.compile("[，、；：。,;:（( \u3000]")
_DROPPED = re.compile(f"[^{HAN}A-Za-z0-9\n]+")
_LONG = 12
_REMEMBERED = 20_000
_SWAPPED = 3  # words of up to so many characters are looked for before the place where they belong


class Phrase(NamedTuple):
    """A phrase as printed, its characters without marks, and the group that tells its source.

    ``free`` are the kinds of difference that make another right name of it (居民/常住居民).
    """

    printed: str
    core: str
    group: str
    free: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Misquote:
    """``text[start:end]`` is nearly ``phrase``; ``written`` and ``meant`` are what differs."""

    start: int
    end: int
    phrase: Phrase
    written: str
    meant: str
    kind: str


def squeeze(text: str) -> tuple[str, Sequence[int]]:
    """The text without marks and blanks, newlines kept as borders, and the offset of each character."""
    places = array("I")
    parts: list[str] = []
    last = 0
    for match in _KEPT.finditer(text):
        if "\n" in text[last : match.start()]:
            parts.append("\n")
            places.append(text.index("\n", last))
        parts.append(match.group())
        places.extend(range(match.start(), match.end()))
        last = match.end()
    return "".join(parts), places


class Phrases:
    """The listed phrases, looked up by their first characters."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.phrases: list[Phrase] = []
        self.allowed: set[str] = set()
        self._wrong: dict[str, Phrase] = {}
        self._seen: dict[tuple[str, str], Edit | None] = {}
        for group in table["group"]:
            self.allowed.update(_DROPPED.sub("", other) for other in group.get("also", ()))
            free = frozenset(group.get("free", ()))
            for printed in group["phrases"]:
                self.phrases.append(Phrase(printed, _DROPPED.sub("", printed), group["name"], free))
            for wrong, printed in group.get("wrong", ()):
                self._wrong[_DROPPED.sub("", wrong)] = Phrase(
                    printed, _DROPPED.sub("", printed), group["name"]
                )
        self._heads: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, phrase in enumerate(self.phrases):
            for at in (0, 1, 2, 3) if len(phrase.core) < _LONG else (0, 1, 2, 3, 4, 6):
                self._heads[phrase.core[at : at + END]].append((number, at))
        exact = [*(phrase.core for phrase in self.phrases), *self.allowed]
        self._exact: dict[str, list[str]] = defaultdict(list)
        for core in sorted(set(exact)):
            self._exact[core[:END]].append(core)

    def misquotes(self, text: str) -> tuple[Misquote, ...]:
        """All misquoted phrases of a text, in order, none overlapping another."""
        core, places = squeeze(text)
        near: list[tuple[int, int, Phrase, Edit]] = []
        right: list[tuple[int, int]] = []
        keys = self._heads.keys() | self._exact.keys()
        pairs = map(add, core, core[1:])
        for i, key in [(i, pair) for i, pair in enumerate(pairs) if pair in keys]:
            exact = self._exact.get(key, ())
            right += [(i, i + len(phrase)) for phrase in exact if core.startswith(phrase, i)]
            for number, at in self._heads.get(key, ()):
                near += self._near(core, i, self.phrases[number], at)
        near = [item for item in near if not _covered(item, right) and not _broken(text, places, item)]
        near += [
            (m.start(), m.end(), phrase, whole(m.start(), m.group(), phrase.core))
            for m, phrase in self._listed(core)
        ]
        kept = _best(near)
        return tuple(
            Misquote(places[s], places[e - 1] + 1, phrase, core[edit.start : edit.end], edit.meant, edit.kind)
            for s, e, phrase, edit in kept
        )

    def _edit(self, window: str, core: str) -> Edit | None:
        """``difference``, remembered: a text that repeats itself costs no more than one that does not."""
        if len(self._seen) > _REMEMBERED:
            self._seen.clear()
        if (window, core) not in self._seen:
            self._seen[window, core] = difference(window, core) if "\n" not in window else None
        return self._seen[window, core]

    def _listed(self, core: str) -> Iterator[tuple[re.Match[str], Phrase]]:
        for wrong, phrase in self._wrong.items():
            for match in re.finditer(re.escape(wrong), core):
                yield match, phrase

    def _near(self, core: str, i: int, phrase: Phrase, at: int) -> Iterator[tuple[int, int, Phrase, Edit]]:
        n = len(phrase.core)
        if at == 0:
            spans = [(i, i + n + more) for more in (0, -1, 1, -2, 2)]
        elif at < _SWAPPED:
            spans = [(i - at, i - at + n), (i, i + n)][: at or None]
        else:
            spans = [(i, i + n)]
        for start, end in spans:
            if start < 0 or end > len(core) or not _worth(core, start, end, phrase.core):
                continue
            window = core[start:end]
            edit = self._edit(window, phrase.core)
            if edit and (at < 2 or start < i or edit.kind == "swap") and edit.kind not in phrase.free:
                moved = Edit(start + edit.start, start + edit.end, edit.meant, edit.kind)
                yield start, end, phrase, moved


def _covered(item: tuple[int, int, Phrase, Edit], right: Sequence[tuple[int, int]]) -> bool:
    """Whether a phrase that is right as it stands holds the place that differs."""
    _, _, _, edit = item
    at = bisect_right(right, (edit.start, 1 << 40))
    for start, end in right[max(0, at - 8) : at]:
        if start <= edit.start and edit.end <= end and (edit.start < edit.end or start < edit.start < end):
            return True
    return False


def _broken(text: str, places: Sequence[int], item: tuple[int, int, Phrase, Edit]) -> bool:
    """Whether a mark divides the text where the phrase is one piece: two things, not a misquotation."""
    start, end, phrase, _ = item
    return bool(_BREAK.search(text, places[start], places[end - 1])) and not _MARK.search(phrase.printed)


def _worth(core: str, start: int, end: int, phrase: str) -> bool:
    """A quick look: the last character, or those right behind the head, must be the phrase's."""
    if core[end - 1] == phrase[-1]:
        return True
    return end - start == len(phrase) and core[start + 3 : start + 5] == phrase[3:5]


def _best(found: list[tuple[int, int, Phrase, Edit]]) -> list[tuple[int, int, Phrase, Edit]]:
    """Of overlapping candidates the longest."""
    kept: list[tuple[int, int, Phrase, Edit]] = []
    starts: list[int] = []
    for item in sorted(found, key=lambda f: (f[0] - f[1], f[0], f[2].core)):
        at = bisect_left(starts, item[0])
        clear_left = at == 0 or kept[at - 1][1] <= item[0]
        if clear_left and (at == len(kept) or kept[at][0] >= item[1]):
            kept.insert(at, item)
            starts.insert(at, item[0])
    return kept
