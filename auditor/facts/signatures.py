"""Signatures: the lines below a report or notice that are a day and nothing else, under the name of who signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.facts.dates import Date

if TYPE_CHECKING:
    from auditor.facts import Facts

_SENDER, _DAY = 40, 16


def signed(facts: Facts) -> list[tuple[int, Date]]:
    """Block index and day of every signature, in order."""
    document = facts.document
    found = []
    for index in range(2, len(document.blocks)):
        block = document.blocks[index]
        dates = (
            facts.dates_of_block(index) if block.kind != "cell" and block.end - block.start <= _DAY else ()
        )
        if len(dates) != 1 or dates[0].precision != "day" or dates[0].interval() is None:
            continue
        sender = document.block_text(index - 1).strip()
        alone = document.text[block.start : block.end].strip() == document.text[dates[0].start : dates[0].end]
        if alone and len(sender) <= _SENDER and not sender.endswith(("。", "；", "，")):
            found.append((index, dates[0]))
    return found
