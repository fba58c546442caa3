"""“……”为主题 without the 以 that 为 needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("quoted", "closing")
OPTIONS: dict[str, Any] = {}

_QUOTED = re.compile(
    "[“《「][^“”《》「」\n]{1,60}[”》」](?P<closing>为(?:主题|题|主线|中心|抓手|载体|契机|口号))"
)
_CLAUSE = re.compile("[，,。！？；;：:\n]")
# With one of these in the clause the 为 has its partner, or it is the verb of the sentence (主题为“…”).
_PARTNERS = re.compile("以|用|把|将|拿|作|依|是|确定|命名|选|定|主题|借")
_REACH = 60


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each theme whose clause has nothing that governs it."""
    text = facts.document.text
    for match in _QUOTED.finditer(text):
        start = _first_of_row(text, match.start())
        before = _clause(text, start)
        if _ungoverned(text, start, before, match):
            data = {"quoted": text[start : match.start("closing")], "closing": match["closing"]}
            yield Hit(Mark(start, match.end()), data=data, suggestion="以" + text[start : match.end()])


def _first_of_row(text: str, start: int) -> int:
    """The start of the first of several quotations in a row (“甲”“乙”为主题)."""
    while start >= 2 and text[start - 1] in "”》」、和与":
        opener = max(text.rfind(mark, max(start - _REACH, 0), start - 1) for mark in "“《「")
        if opener < 0 or "\n" in text[opener:start]:
            break
        start = opener
    return start


def _clause(text: str, start: int) -> str:
    first = max(start - _REACH, 0)
    cuts = [match.end() for match in _CLAUSE.finditer(text, first, start)]
    return text[cuts[-1] if cuts else first : start]


def _ungoverned(text: str, start: int, before: str, match: re.Match[str]) -> bool:
    if not before.strip():
        # After a comma the 以 of the clause before may still govern: 以“甲”为主线，“乙”为主题.
        opens = start == 0 or text[start - 1] in "。！？；\n"
        return opens and match["closing"] == "为主题" and text.startswith("的", match.end())
    return not _PARTNERS.search(before) and _goes_on(text, match.end())


def _goes_on(text: str, end: int) -> bool:
    """为主题 governs what follows (的, a verb); 该展览“春华”为主题展 is another word."""
    return not text.startswith(("展", "曲", "歌", "馆", "公园", "词", "餐"), end)
