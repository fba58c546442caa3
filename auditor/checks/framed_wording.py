"""Two wordings of one sentence that say the same twice or belong to two constructions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.frames import Framed, frames, search
from auditor.finding import Hit, Mark

DATA = ("opening", "closing", "right", "reason")
OPTIONS: dict[str, Any] = {"table": "general/frames.toml", "kind": ""}
"""``table`` is the list of frames, ``kind`` picks those of one kind."""

_NEAR = 12


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each place: the whole where it is short, else its end with the beginning as the other side."""
    text = facts.document.text
    for framed in search(text, frames(facts.resources.table(options["table"]), options["kind"])):
        yield _hit(text, framed)


def _hit(text: str, framed: Framed) -> Hit:
    data = {
        "opening": text[framed.start : framed.open_end],
        "closing": text[framed.close_start : framed.end],
        "right": framed.frame.right,
        "reason": framed.frame.reason,
    }
    if framed.close_start - framed.open_end <= _NEAR:
        return Hit(Mark(framed.start, framed.end), data=data)
    opening = Mark(framed.start, framed.open_end, "opening")
    return Hit(Mark(framed.close_start, framed.end, "closing"), (opening,), data)
