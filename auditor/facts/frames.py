"""Frames: two wordings that may not go together in one sentence, kept as data.

The fields of a frame are told at the head of rules/general/frames.toml. All lengths count code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from auditor.text import CLOSERS

_STOP = re.compile("[。！？!?；;\n]")
_NUMBER = re.compile(
    "(?:了|到|至)?(?:将近|接近|超过|近|约|逾|整整|大约)?"
    "(?:[0-9]{1,9}(?:[.][0-9]{1,4})?|[一二三四五六七八九十百千两半几数]{1,8})(?:余|多|几)?(?:个)?"
)
_LONGEST_NUMBER = 24


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame with its placeholders filled in; see the head of the data file."""

    kind: str
    open: tuple[str, ...]
    close: tuple[str, ...]
    right: str
    reason: str
    min: int = 0
    max: int = _LONGEST_NUMBER
    number: bool = False
    bar: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    not_start: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    then: str = ""


@dataclass(frozen=True, slots=True)
class Framed:
    """Both ends of a frame found in the text: ``text[start:open_end]`` … ``text[close_start:end]``."""

    start: int
    open_end: int
    close_start: int
    end: int
    frame: Frame


def frames(table: Mapping[str, Any], kind: str) -> tuple[Frame, ...]:
    """The frames of one kind. Raises TypeError for a field that frames do not have."""
    return tuple(
        _frame(entry, noun)
        for entry in table["frame"]
        if entry["kind"] == kind
        for noun in entry.get("each", ("",))
    )


def _frame(entry: Mapping[str, Any], noun: str) -> Frame:
    fields = {key: value for key, value in entry.items() if key != "each"}
    for key, value in fields.items():
        if isinstance(value, list):
            fields[key] = tuple(item.replace("{n}", noun) for item in value)
    return Frame(**fields)


def search(text: str, wanted: tuple[Frame, ...]) -> tuple[Framed, ...]:
    """All places of the frames, in order; of several that share text only the first, then the longest opening."""
    found = sorted(
        (framed for frame in wanted for framed in _of_frame(text, frame)),
        key=lambda f: (f.close_start, -f.start, -f.end),
    )
    kept: list[Framed] = []
    for framed in found:
        if not kept or framed.close_start >= kept[-1].end:
            kept.append(framed)
    return tuple(kept)


def _of_frame(text: str, frame: Frame) -> Iterator[Framed]:
    for opening in frame.open:
        start = text.find(opening)
        while start >= 0:
            after = start + len(opening)
            if not any(text.endswith(word, max(start - len(word), 0), start) for word in frame.not_before):
                closing = _closing(text, after, frame)
                if closing:
                    yield Framed(start, after, closing[0], closing[1], frame)
            start = text.find(opening, after)


def _closing(text: str, after: int, frame: Frame) -> tuple[int, int] | None:
    """The nearest close that fits, as (start, end)."""
    if text.startswith(frame.not_start, after):
        return None
    if frame.number:
        return _after_number(text, after, frame)
    limit = after + frame.max
    stop = _STOP.search(text, after, limit + 8)
    window = text[after : stop.end() if stop else limit + 8]
    for bar in frame.bar:
        at = window.find(bar)
        limit = min(limit, after + at) if at >= 0 else limit
    places = sorted(
        (at, -len(close))
        for close in frame.close
        if (at := window.find(close, frame.min)) >= 0 and after + at <= limit
    )
    for at, negative in places:
        end = after + at - negative
        if _fits(text, after, after + at, end, frame):
            return after + at, end
    return None


def _after_number(text: str, after: int, frame: Frame) -> tuple[int, int] | None:
    number = _NUMBER.match(text, after, after + _LONGEST_NUMBER)
    for close in frame.close if number else ():
        if number and text.startswith(close, number.end()):
            end = number.end() + len(close)
            return (number.end(), end) if not text.startswith(frame.not_after, end) else None
    return None


def _fits(text: str, after: int, close: int, end: int, frame: Frame) -> bool:
    if text.startswith(frame.not_after, end):
        return False
    if frame.must and not any(word in text[after:close] for word in frame.must):
        return False
    following = text[end : end + 1]
    return not frame.then or following in ("", "\n") or following in frame.then or following in CLOSERS
