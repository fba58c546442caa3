"""Sentence and clause round a place in a block, looked for within a bounded distance."""

from __future__ import annotations

import re

from auditor.document import Block

_REACH = 400
_STOP = re.compile("[。；;！!？?\n]")
_COMMA = re.compile("[。；;！!？?\n，,]")


def _round(text: str, block: Block, at: int, stop: re.Pattern[str]) -> tuple[int, int]:
    low = max(block.start, at - _REACH)
    start = low
    for match in stop.finditer(text, low, at):
        start = match.end()
    end = stop.search(text, at, min(block.end, at + _REACH))
    return start, end.start() if end else min(block.end, at + _REACH)


def sentence(text: str, block: Block, at: int) -> tuple[int, int]:
    """The sentence (up to 。；！？) of ``block`` that holds offset ``at``, cut at 400 characters either side."""
    return _round(text, block, at, _STOP)


def clause(text: str, block: Block, at: int) -> tuple[int, int]:
    """The clause (up to a comma too) of ``block`` that holds offset ``at``."""
    return _round(text, block, at, _COMMA)
