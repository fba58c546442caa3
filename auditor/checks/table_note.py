"""A note under one table that speaks of another: copied from there and not changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("words", "own", "other")
OPTIONS: dict[str, Any] = {}

_NOTE = re.compile("(?:备?注|说明)[：:]")
_LEAST = 4


class _Title(NamedTuple):
    text: str
    start: int
    end: int


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each note whose telling words stand in another table's title and not in its own."""
    titles: list[_Title] = []
    notes: list[tuple[int, int, _Title]] = []
    for index, block in enumerate(facts.document.blocks):
        text = facts.document.block_text(index)
        if block.kind not in ("cell", "contents") and len(text) <= 45 and text.endswith("表"):
            titles.append(_Title(re.sub("[^\u3400-\u9fff]", "", text), block.start, block.end))
        elif titles and _NOTE.match(text) and len(text) <= 120:
            notes.append((block.start, block.end, titles[-1]))
    for start, end, own in notes:
        yield from _copied(facts.document.text, start, end, own, titles)


def _copied(text: str, start: int, end: int, own: _Title, titles: list[_Title]) -> Iterator[Hit]:
    note = text[start:end]
    told = [(_telling(other.text, own.text, note), other) for other in titles]
    words, other = max(told, key=lambda pair: len(pair[0]))
    if not words or _telling(own.text, other.text, note):
        return
    at = start + note.index(words)
    data = {"words": words, "own": text[own.start : own.end], "other": text[other.start : other.end]}
    marks = (Mark(own.start, own.end, "caption"), Mark(other.start, other.end, "other"))
    yield Hit(Mark(at, at + len(words), "note"), marks, data, confidence="likely")


def _telling(title: str, other: str, note: str) -> str:
    """The longest run of four or more characters that ``title`` and ``note`` share and ``other`` lacks."""
    best = ""
    for at in range(len(title)):
        size = max(len(best) + 1, _LEAST)
        while at + size <= len(title) and title[at : at + size] in note:
            if title[at : at + size] not in other:
                best = title[at : at + size]
            size += 1
    return best
