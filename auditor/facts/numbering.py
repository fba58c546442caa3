"""Numbering: the sequences that headings, entries and clauses (一是, 第一，) form.

A sequence is the run of markers of one style under one parent. Levels may restart and styles may nest in
either order, so sequences are found with a stack: a marker of an open style closes what was opened since.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from auditor.document import Block, Document, Marker
from auditor.text import han_ordinal

DEEPEST = 200
"""Open sequences that are looked through for the one an item goes on."""
REOPENED = 12
"""Closed sequences that a later item can still go on."""


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered item: its value, the span of its marker in the text, and the index of its block."""

    number: int
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """Items of one style under one parent, in document order."""

    style: str
    items: tuple[Item, ...]


@dataclass(slots=True)
class _Open:
    style: str
    items: list[Item] = field(default_factory=list)

    @property
    def last(self) -> int:
        return self.items[-1].number

    def freeze(self) -> Sequence:
        return Sequence(self.style, tuple(self.items))


def extract(document: Document) -> tuple[Sequence, ...]:
    """All sequences of ``document``, in order of their first item."""
    found = [*_of_blocks(document), *_of_clauses(document)]
    return tuple(sorted(found, key=lambda sequence: (sequence.items[0].start, sequence.style)))


def _of_blocks(document: Document) -> Iterator[Sequence]:
    stack: list[_Open] = []
    closed: list[_Open] = []
    every: list[_Open] = []
    listed = False
    for index, block in enumerate(document.blocks):
        if listed and block.kind != "contents":  # the report never goes on with the contents page's numbers
            stack, closed = [], []
        listed = block.kind == "contents"
        if block.marker is None:
            if first := _appended(document, index):
                stack.append(first)
                every.append(first)
            elif block.kind in ("heading", "title"):
                closed = [*closed, *stack][-REOPENED:] if _is_period(document.block_text(index)) else []
                stack = []
            continue
        item = Item(block.marker.number, block.marker.start, block.marker.end, index)
        style = _style(document, block, block.marker)
        sequence = _continue(stack, closed, style, item)
        if sequence is None:
            sequence = _Open(style)
            every.append(sequence)
            stack.append(sequence)
        sequence.items.append(item)
    return (sequence.freeze() for sequence in every)


_APPENDED = re.compile("附件[：:][ \u3000]{0,4}1[.．、]")


def _appended(document: Document, index: int) -> _Open | None:
    """``附件：1.… `` opens the list that the next line goes on with 2."""
    block = document.blocks[index]
    following = document.blocks[index + 1].marker if index + 1 < len(document.blocks) else None
    match = _APPENDED.match(document.text, block.start, block.end)
    if match is None or following is None or following.number != 2:
        return None
    return _Open(following.style, [Item(1, match.end() - 2, match.end(), index)])


def _is_period(text: str) -> bool:
    """Month and year headings divide a chronicle but need not restart its numbers."""
    return bool(re.fullmatch("[0-9一二三四五六七八九十〇○零年月份度 ]{2,12}", text))


def _style(document: Document, block: Block, marker: Marker) -> str:
    """Decimal markers (2.1, 2.2) form a sequence per prefix, entries and headings of one style do not mix
    unless the layout is the same."""
    if not marker.style.startswith("decimal"):
        return marker.style
    return f"{marker.style}:{document.text[marker.start : marker.end].rpartition('.')[0]}"


def _continue(stack: list[_Open], closed: list[_Open], style: str, item: Item) -> _Open | None:
    """The sequence that ``item`` goes on, or None when it opens a new one."""
    lowest = max(len(stack) - DEEPEST, 0)
    candidates = [depth for depth in range(len(stack) - 1, lowest - 1, -1) if stack[depth].style == style]
    for depth in candidates:
        if stack[depth].last + 1 == item.number:
            return _back_to(depth, stack, closed)
    if item.number != 1 and not candidates:
        for sequence in reversed(closed):
            if sequence.style == style and sequence.last + 1 == item.number:
                closed.remove(sequence)
                stack.append(sequence)
                return sequence
    if not candidates or (item.number == 1 and not _repeats_first(stack[candidates[0]], item)):
        return None
    return _back_to(candidates[0], stack, closed)


def _back_to(depth: int, stack: list[_Open], closed: list[_Open]) -> _Open:
    """The sequence at ``depth``, with those above it closed; only the last closed can be opened again."""
    closed.extend(stack[depth + 1 :])
    del closed[:-REOPENED]
    del stack[depth + 1 :]
    return stack[depth]


def _repeats_first(sequence: _Open, item: Item) -> bool:
    """A second 1 right below the first is a repeated number, not a list of its own."""
    return len(sequence.items) == 1 and sequence.last == 1 and item.block == sequence.items[0].block + 1


_CLAUSE = re.compile(
    "(?:(?<=[。；;：:，,\n！])|^)[ \u3000]{0,4}(?:(?P<one>[一二三四五六七八九十]{1,3})(?:要|是)(?!否|非)|第(?P<nth>[一二三四五六七八九十]{1,3})[，,、])"
)


def _of_clauses(document: Document) -> Iterator[Sequence]:
    """一是…二是… and 第一，第二， inside paragraphs; a run ends where another 一是 opens or a heading stands."""
    current: dict[str, _Open] = {}
    for index, block in enumerate(document.blocks):
        if block.kind in ("heading", "title", "cell"):
            yield from (sequence.freeze() for sequence in current.values())
            current = {}
            continue
        if block.marker is not None:
            yield from (sequence.freeze() for sequence in current.values())
            current = {}
        for match in _CLAUSE.finditer(document.text, block.start, block.end):
            word = match["one"] or match["nth"]
            number = han_ordinal(word)
            if not number:
                continue
            start = match.start("one") if match["one"] else match.start("nth") - 1
            style = f"clause:{match.group()[-1]}" if match["one"] else "clause:nth"
            if number == 1 and style in current:
                yield current.pop(style).freeze()
            item = Item(number, start, match.end() if match["one"] else match.end("nth"), index)
            current.setdefault(style, _Open(style)).items.append(item)
    yield from (sequence.freeze() for sequence in current.values())
