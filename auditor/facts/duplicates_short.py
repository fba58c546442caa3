"""Short items that stand twice in one list: too short to be compared across a document, plain within a list.

A list is a run of blocks next to each other that open with one style of number or with one bullet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.document import Block, Document
from auditor.text import HAN

_BULLET = re.compile("(?P<mark>[-*•●○■□◆◇▪·➢✓√])[ \u3000]*(?=[^-*])")
_KEPT = re.compile(f"[^{HAN}0-9A-Za-z]+")
_FIGURES, _ROW = re.compile("[0-9０-９，。；：、—%一二三四五六七八九十]"), 30
_FEW, _LEAST = 5, 3
# What a programme or a form holds more than once.
_RECURS = re.compile("休息|茶歇|[早午晚]餐|讨论|自由|合影|签到|答疑|提问|其他|点评|奏唱|[是否无]$")


def _opening(document: Document, block: Block) -> tuple[str, int, int]:
    """The style of a list item, its number (0 for a bullet) and where its words begin."""
    if block.marker and block.kind in ("entry", "heading"):
        words = document.text[block.marker.end : block.end]
        blanks = len(words) - len(words.lstrip(" \u3000"))
        return block.marker.style, block.marker.number, block.marker.end + blanks
    if block.kind in ("paragraph", "entry", "title"):
        bullet = _BULLET.match(document.text, block.start, block.end)
        if bullet:
            return bullet["mark"], 0, bullet.end()
        fields = document.text[block.start : block.end].split() if block.end - block.start <= _ROW else []
        if len(fields) >= 2 and block.kind == "paragraph" and not _FIGURES.search("".join(fields)):
            return f"{len(fields)} fields", 0, block.start  # a list of names with their bodies
    return "", 0, block.start


def _lists(document: Document) -> Iterator[list[tuple[int, int]]]:
    """Runs of items as (block, start of its words); a number that does not go up opens another list."""
    run: list[tuple[int, int]] = []
    style, number = "", 0
    for index, block in enumerate(document.blocks):
        mark, value, start = _opening(document, block)
        if mark != style or (value and value <= number):
            yield run
            run, style = [], mark
        number = value
        if mark:
            run.append((index, start))
    yield run


def short_copies(document: Document) -> Iterator[tuple[tuple[int, int], ...]]:
    """Groups of (block, start) in one list whose words are the same."""
    for run in _lists(document):
        if len(run) < _LEAST:
            continue
        seen: dict[str, list[tuple[int, int]]] = {}
        for index, start in run:
            words = _KEPT.sub("", document.text[start : document.blocks[index].end])
            if len(words) >= _FEW and not _RECURS.search(words):
                seen.setdefault(words, []).append((index, start))
        yield from (tuple(places) for places in seen.values() if len(places) == 2)


_LEAD = re.compile(f"[{HAN}]{{2,16}}[。：]")
_MIN_BODY = 24


def same_body(one: str, other: str) -> bool:
    """Whether two items with leads of their own (强化宣传。…) go on with the same text."""
    first, second = _LEAD.match(one), _LEAD.match(other)
    if not first or not second:
        return False
    body = one[first.end() :].strip()
    return len(body) >= _MIN_BODY and body == other[second.end() :].strip()
