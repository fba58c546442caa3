"""Phrases: where any of many phrases stands, in one pass over the text whatever their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

_GRAM = 3
_CROWD = 12


class Phrases:
    """An index of phrases of three or more characters by their first three.

    Of phrases that begin alike at most twelve are kept, the shortest, so that the work at one place is bounded.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._posts: dict[str, list[str]] = defaultdict(list)
        for phrase in sorted(set(phrases), key=lambda phrase: (len(phrase), phrase)):
            post = self._posts[phrase[:_GRAM]]
            if len(phrase) >= _GRAM and len(post) < _CROWD:
                post.append(phrase)

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
        """Every phrase that stands within ``text[start:end]``, with its offset, in order."""
        for at in range(start, end - _GRAM + 1):
            for phrase in self._posts.get(text[at : at + _GRAM], ()):
                if text.startswith(phrase, at) and at + len(phrase) <= end:
                    yield phrase, at
