"""不仅 and 不但 without a partner, and 只要……才能."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.sentences import Sentence
from auditor.finding import Hit, Mark

DATA = ("conjunction", "partner")
OPTIONS: dict[str, Any] = {"kind": "lone"}
"""``kind`` is ``lone`` (不仅 without 而且) or ``crossed`` (只要……才能)."""

_FIRST = re.compile("不仅仅|不仅|不但|不光|非但|不单")
_PARTNER = re.compile(
    "而且|并且|且|还|也|更|又|同时|甚至|就|反而|反倒|都|均|即|是|亦|尤|再|兼|乃至|以至|进而|另|均|连|皆|仍|却|关键|重要|一并|并"
)
_NOT_AFTER = ("如此", "限于")
_COMPARES = re.compile("更(?:加|为|好|多|深|全面|直观|清晰)")
# A sentence of one clause must be long enough to have lost its second half.
_WHOLE = 16
_CROSSED = re.compile(
    "(?P<first>只要)(?P<middle>[^。；！？\n只]{2,40}?)，(?P<between>[^，。；！？\n就便都]{0,16}?)(?P<partner>才能|才会|才可以|方能|方可)"
    "|(?<![\u3400-\u9fff])(?P<only>只有)(?P<condition>[^，。；！？\n只才方0-9]{4,40})，(?P<subject>[^，。；！？\n才方]{0,10}?)(?P<then>就能够?|就可以?|就会)"
)
_KINDS = ("paragraph", "entry")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each conjunction that its partner fails."""
    text = facts.document.text
    if options["kind"] == "crossed":
        for match in _CROSSED.finditer(text):
            if match["only"]:
                yield _hit(match.start(), "只有", match.start("then"), match["then"])
            elif not any(partner in match["middle"] for partner in "就便即都"):
                yield _hit(match.start(), "只要", match.start("partner"), match["partner"])
        return
    for sentence in facts.sentences:
        if sentence.closed and facts.document.blocks[sentence.block].kind in _KINDS:
            yield from _lone(text, sentence, facts.document.blocks[sentence.block].end)


def _lone(text: str, sentence: Sentence, end: int) -> Iterator[Hit]:
    for match in _FIRST.finditer(text, sentence.start, sentence.end):
        after = match.end()
        if text.startswith(_NOT_AFTER, after) or text[match.start() - 1 : match.start()] in ("“", "岂"):
            continue
        rest = text[after : sentence.end]
        # 更加 in the only clause there is compares; it answers nothing.
        answer = rest if "，" in rest else _COMPARES.sub("", rest)
        if _PARTNER.search(answer + text[sentence.end : min(sentence.end + 12, end)]):
            continue
        # 不仅 at the end of what is quoted, or alone before a dash, is not the conjunction of a pair.
        if ("，" in rest or len(rest) >= _WHOLE) and text[sentence.end - 1] in "。！”":
            yield _hit(match.start(), match[0], None, "")


def _hit(start: int, conjunction: str, other: int | None, partner: str) -> Hit:
    related = () if other is None else (Mark(other, other + len(partner), "partner"),)
    return Hit(
        Mark(start, start + len(conjunction)), related, {"conjunction": conjunction, "partner": partner}
    )
