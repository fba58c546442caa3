"""The one small difference between a piece of text and a fixed wording: swapped, other, missing, extra."""

from __future__ import annotations

from typing import NamedTuple

from auditor.facts.names_alike import LINKS, NUMERALS, alike
from auditor.text import shared_start

END = 2  # characters that must stand at either end
LIGHT = frozenset("的和与及、地得了之")
"""Words that writers put in and leave out of a phrase at will."""
LEAST = {"swap": 6, "other": 7, "missing": 8, "extra": 7}
"""Length (characters) from which a difference of a kind counts; an alike character counts from LEAST_ALIKE."""
LEAST_ALIKE = 5
_TWO = 10
_LONG = 12


class Edit(NamedTuple):
    """``core[start:end]`` of the text stands where the phrase has ``meant``; kind: swap, other, missing, extra."""

    start: int
    end: int
    meant: str
    kind: str


def whole(start: int, written: str, phrase: str) -> Edit:
    """What differs between a listed wrong wording at ``start`` and its phrase."""
    a = shared_start(written, phrase)
    b = min(shared_start(written[::-1], phrase[::-1]), min(len(written), len(phrase)) - a)
    return Edit(start + a, start + len(written) - b, phrase[a : len(phrase) - b], "other")


def difference(window: str, phrase: str) -> Edit | None:
    """The one small difference between a window of the text and a phrase, or None when it is another text."""
    a = shared_start(window, phrase)
    b = min(shared_start(window[::-1], phrase[::-1]), min(len(window), len(phrase)) - a)
    written, meant = window[a : len(window) - b], phrase[a : len(phrase) - b]
    if not written and not meant:
        return None
    edit = Edit(a, len(window) - b, meant, _kind(written, meant))
    if len(window) == len(phrase):
        return edit if _replaced(window, phrase, edit, a, b) else None
    if a < END or b < 1 or (written and meant) or set(written + meant) & LIGHT:
        return None
    size = len(written) + len(meant)
    least = LEAST[edit.kind] + (2 if size > 1 or b < END else 0)
    return edit if size <= 2 and len(phrase) >= least and not _counts(written + meant) else None


def _kind(written: str, meant: str) -> str:
    if not meant:
        return "extra"
    if not written:
        return "missing"
    return "swap" if len(meant) > 1 and (swapped(written, meant) or turned(written, meant)) else "other"


def _replaced(window: str, phrase: str, edit: Edit, a: int, b: int) -> bool:
    written, n = window[edit.start : edit.end], len(phrase)
    if edit.kind == "swap":
        named = set(written) - NUMERALS and not set(written[:1] + written[-1:]) & LIGHT
        return bool(named) and n >= (LEAST["swap"] if len(written) <= 6 else _TWO) and max(a, b) >= END
    if len(written) == 1:
        if written in LINKS and edit.meant in LINKS:
            return min(a, b) >= END
        if written in LIGHT or edit.meant in LIGHT or _counts(written + edit.meant):
            return False
        if alike(written, edit.meant):
            return n >= LEAST_ALIKE and a + b >= 4
        return n >= LEAST["other"] and a >= END and b >= (1 if n >= LEAST["other"] + 2 else END)
    wrong = [(x, y) for x, y in zip(window, phrase, strict=True) if x != y]
    return n >= _TWO and len(wrong) == 2 and all(alike(x, y) for x, y in wrong)


def turned(written: str, meant: str) -> bool:
    """Whether two words at the head are swapped and one alike character is wrong besides."""
    if len(written) != len(meant) or len(meant) > _LONG or len(set(written) - set(meant)) > 1:
        return False
    for k in (2, 3):
        for m in (2, 3):
            other = meant[k : k + m] + meant[:k] + meant[k + m :]
            wrong = [(x, y) for x, y in zip(written, other, strict=True) if x != y]
            if len(wrong) == 1 and alike(*wrong[0]):
                return True
    return False


def swapped(a: str, b: str) -> bool:
    """Whether ``b`` is ``a`` with two of its parts in the other order, side by side or around a third."""
    n = len(a)
    if n != len(b) or a == b or n > _LONG or set(a) != set(b):
        return False
    if any(b == a[k:] + a[:k] for k in range(1, n)):
        return True
    return any(b == a[n - k :] + a[k : n - k] + a[:k] for k in (2, 3) if 2 * k < n)


def _counts(part: str) -> bool:
    return bool(NUMERALS.intersection(part))
