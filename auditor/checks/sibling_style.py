"""Marks in which one item differs from its siblings: a heading with 。, an opening date without comma."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.checks.habits import gather
from auditor.facts import Facts
from auditor.finding import Fix, Hit, Mark

DATA = ("excerpt", "siblings", "count", "places")
OPTIONS: dict[str, Any] = {"kind": "heading-stop"}
"""``kind`` is ``heading-stop`` or ``date-comma``."""

_HEADING = 30
_DATE = "(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:[上下中]午|晚上?|[早清]晨|凌晨)?|(?:[0-9]{4}年)?[0-9]{1,2}月份?"
_OPENING = re.compile(f"[ \u3000]{{0,3}}(?:{_DATE})(?P<after>，|[“《]|[ ]?[\u3400-\u9fff]|$)")
_GOES_ON = re.compile("[起至到前后以是的在于至间底初中旬份内，、—]|是日|当[天日]|期间|左右")
_SUBJECT = re.compile("(?:[我本全][馆院校局会]|[省市县区][\u3400-\u9fff]{0,12}(?:馆|局|院|校|委|政府|部|会))")
_MIN = 3
_MIN_HEADINGS = 2
_SHARE = 0.75


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each item that differs from its siblings, or one for a habit."""
    yield from gather(_headings(facts) if options["kind"] == "heading-stop" else _dates(facts))


def _headings(facts: Facts) -> Iterator[Hit]:
    blocks, document = facts.document.blocks, facts.document
    for sequence in facts.sequences:
        if sequence.style.startswith("clause"):
            continue
        indices = [item.block for item in sequence.items]
        plain = [index for index in indices if blocks[index].kind == "heading"]
        stopped = [index for index in indices if _is_stopped_heading(facts, index)]
        if len(plain) < _MIN_HEADINGS or not stopped or len(stopped) * 2 > len(plain):
            continue
        for index in stopped:
            block = blocks[index]
            data = {"excerpt": document.block_text(index), "siblings": str(len(plain))}
            start = max(block.end - 6, block.marker.end if block.marker else block.start)
            yield Hit(Mark(start, block.end, "stop"), data=data, fixes=(Fix(block.end - 1, block.end, ""),))


def _is_stopped_heading(facts: Facts, index: int) -> bool:
    """A short numbered block of one sentence with 。 under which unnumbered text or lower entries stand."""
    blocks = facts.document.blocks
    text = facts.document.block_text(index)
    if len(text) > _HEADING or text[-1:] != "。" or text.count("。") > 1 or index + 1 >= len(blocks):
        return False
    block, following = blocks[index], blocks[index + 1]
    if block.kind == "cell" or following.cell is not None or following.kind == "heading":
        return False
    return following.marker is None or (
        block.marker is not None and following.marker.style != block.marker.style
    )


def _dates(facts: Facts) -> Iterator[Hit]:
    text, blocks = facts.document.text, facts.document.blocks
    for chronicle in facts.chronicles:
        with_comma: list[int] = []
        without: list[tuple[int, int]] = []
        for event in chronicle.events:
            if blocks[event.block].cell is not None:
                continue
            match = _OPENING.match(text, event.start, event.end)
            if match is None or not match["after"]:
                continue
            if match["after"] == "，":
                with_comma.append(event.block)
            elif _lacks_comma(text, match.start("after"), event.end):
                without.append((event.start, match.start("after")))
        if len(with_comma) >= _MIN and len(with_comma) >= _SHARE * (len(with_comma) + len(without)):
            for start, at in without:
                yield _missing_comma(text, start, at, len(with_comma))


def _lacks_comma(text: str, at: int, end: int) -> bool:
    """What follows the date opens a clause of its own: a title in quotes, or an institution as subject."""
    while at < end and text[at] in " \u3000":
        at += 1
    if _GOES_ON.match(text, at):
        return False
    return text[at] in "“《" or bool(_SUBJECT.match(text, at, min(end, at + 20)))


def _missing_comma(text: str, start: int, at: int, siblings: int) -> Hit:
    first = max(start, at - 6)
    data = {"excerpt": text[first : at + 3], "siblings": str(siblings)}
    return Hit(
        Mark(first, min(at + 2, len(text)), "date"), data=data, fixes=(Fix(at - 1, at, text[at - 1] + "，"),)
    )
