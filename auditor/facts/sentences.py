"""Sentences: where each sentence of a block begins and ends.

A block is a paragraph, so a wrapped line end never ends a sentence; the end of a block always does. Cells,
headings and contents lines are given too: whoever reads prose only asks the block for its kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.document import Block, Document

_PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "(": ")", "【": "】", "「": "」", "『": "』"}
_TOKEN = re.compile("[。！？!?]+[”’」』）)》】]{0,3}|[“‘《（(【「『”’》）)】」』]")
_MARKS = "。！？!?"
# An opener whose partner is farther away than this, or missing, does not hold sentences together.
_REACH = 300
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text[start:end]`` of block ``block``: without the block's marker and outer blanks, with its end mark.

    ``closed`` tells that an end mark (。！？, quotes and brackets after it counted in) stands at the end; the
    last sentence of a block may be open.
    """

    block: int
    start: int
    end: int
    closed: bool


def extract(document: Document) -> tuple[Sentence, ...]:
    """All sentences, in order; blocks without text give none. Offsets are those of ``document.text``."""
    return tuple(
        sentence
        for index, block in enumerate(document.blocks)
        for sentence in _of_block(document.text, index, block)
    )


def _of_block(text: str, index: int, block: Block) -> Iterator[Sentence]:
    start = block.marker.end if block.marker else block.start
    for cut in _cuts(text, start, block.end):
        yield from _trimmed(text, index, start, cut, closed=True)
        start = cut
    yield from _trimmed(text, index, start, block.end, closed=False)


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Ends of the closed sentences of ``text[start:end]``.

    Inside brackets and 《》 nothing ends; ？ and ！ before a closing quote end a sentence only where a new one
    can begin, because 《…？》 and “…吗？”为题 go on.
    """
    awaited: list[str] = []
    for match in _TOKEN.finditer(text, start, end):
        token = match.group()
        if token[0] not in _MARKS:
            if (
                token not in _PAIRS
                or text.find(_PAIRS[token], match.end(), min(end, match.end() + _REACH)) >= 0
            ):
                _nest(awaited, token)
            continue
        closers = token.lstrip(_MARKS)
        for closer in closers:
            _nest(awaited, closer)
        inside = any(closer not in "”’」』" for closer in awaited)
        if not inside and _ends(text, match.end(), end, token, closers):
            yield match.end()


def _nest(awaited: list[str], mark: str) -> None:
    if mark in _PAIRS:
        awaited.append(_PAIRS[mark])
        del awaited[:-_DEPTH]
    elif mark in awaited:
        # A closer also closes what was left open inside it.
        del awaited[len(awaited) - 1 - awaited[::-1].index(mark) :]


def _ends(text: str, at: int, end: int, token: str, closers: str) -> bool:
    if at >= end:
        return True
    if text[at] in "，、；：,;:）)》】”’—":
        return False
    if any(closer in "）)》】" for closer in closers):
        return False
    return not closers or "。" in token or text[at] in "“‘《 \u3000"


def _trimmed(text: str, index: int, start: int, end: int, closed: bool) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Sentence(index, start, end, closed)
