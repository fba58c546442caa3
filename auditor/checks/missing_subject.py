"""通过……，使…… and 在……下，使……: a sentence whose only possible subject is shut up in a phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("opening", "causative")
OPTIONS: dict[str, Any] = {}

_OPENING = re.compile(
    "(?:[一二三四五六七八九十]{1,2}是)?(?:[0-9]{4}年[，,]?|今年[，,]?|近年来[，,]?)?"
    "(?P<opening>通过|经过|由于|随着|在(?=[^，。；]{2,30}下，))"
)
_CAUSE = re.compile(
    "，(?:不仅仅?|不但|既|也|更|切实|有效|真正|进一步|从而)?(?:能够?)?(?P<causative>使得|使(?![用命者劲])|让(?![步位利座]))"
)
_KINDS = ("heading", "title", "paragraph", "entry")
# In these a new subject or another construction may open before 使.
_REACH = 90


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each sentence that opens with such a phrase and goes straight on with 使."""
    text, blocks = facts.document.text, facts.document.blocks
    for sentence in facts.sentences:
        if blocks[sentence.block].kind not in _KINDS:
            continue
        opening = _OPENING.match(text, sentence.start, sentence.end)
        if not opening:
            continue
        cause = _CAUSE.search(text, opening.end("opening") + 2, min(sentence.end, opening.end() + _REACH))
        if cause and _is_one_phrase(text[opening.end("opening") : cause.start()], opening["opening"]):
            yield Hit(
                Mark(cause.start("causative"), cause.end("causative"), "causative"),
                (Mark(opening.start("opening"), opening.end("opening"), "opening"),),
                {"opening": opening["opening"], "causative": cause["causative"]},
            )


def _is_one_phrase(phrase: str, opening: str) -> bool:
    """Whether nothing but the phrase stands before 使: no clause with a subject of its own."""
    if "；" in phrase or "：" in phrase:
        return False
    return phrase.endswith("下") if opening == "在" else "，" not in phrase
