"""What a date does in its sentence: cut-off, beginning, occasion, plan, part of a title."""

from __future__ import annotations

import re
from bisect import bisect_left

_BEFORE = 14
_AFTER = 36

_CUTOFF = re.compile("截[至止](?:到|至|于)?[（(]?$")
_SINCE = re.compile("(?:自从?|从)$")
_SINCE_END = re.compile("(?:以来|起|至今|开始|到现在)")
_EFFECTIVE = re.compile("起?(?:正式|开始|全面)?(?:施行|实施|生效|执行)")
_FOUNDING = re.compile(
    "(?:成立|始建|建成|兴建|重建|新建|组建|创办|创建|创立|生|出生|诞生|落成|开馆|建)(?:日期)?[于：:]$"
)
_FOUNDED = re.compile("(?:出生|生(?=[，,）)])|正式成立|建馆|建校|建院|始建)")
_OCCASION = re.compile("(?:[“《][^“”《》\n]{1,20}[”》])?[^，。；、\n]{0,12}(?:到来|来临|将至|之际|前夕|前后)")
_PLAN = re.compile("(?:计划|拟|预计|将|拟定|力争|争取|预定|原定)[于在到]?$")
_QUOTES = re.compile("“[^“”\n]{1,80}”|《[^《》\n]{1,80}》|「[^「」\n]{1,80}」|‘[^‘’\n]{1,80}’")
_BRACKETS = re.compile("（[^（）\n]{1,80}）|\\([^()\n]{1,80}\\)")

HISTORY = frozenset({"founding", "effective", "since"})
ASIDE = frozenset({"quoted", "occasion", "effective", "founding", "bracketed", "since", "cutoff"})


def enclosed(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Spans of quotations or titles, and of round brackets, in ``text[start:end]``."""
    quotes = [match.span() for match in _QUOTES.finditer(text, start, end)]
    return quotes, [match.span() for match in _BRACKETS.finditer(text, start, end)]


def _inside(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(spans, (start, 0)) - 1
    return at >= 0 and spans[at][0] < start and end < spans[at][1]


def roles(
    text: str,
    block: tuple[int, int],
    span: tuple[int, int],
    marks: tuple[list[tuple[int, int]], list[tuple[int, int]]],
) -> tuple[str, ...]:
    """Roles of the date ``text[span]`` in the block ``text[block]``; ``marks`` come from ``enclosed``."""
    start, end = span
    before = text[max(block[0], start - _BEFORE) : start]
    after = text[end : min(block[1], end + _AFTER)]
    found = []
    if _CUTOFF.search(before) or after.startswith("止"):
        found.append("cutoff")
    if (_SINCE.search(before) and _SINCE_END.search(after[:12])) or after.startswith(("以来", "起")):
        found.append("since")
    if _EFFECTIVE.match(after):
        found.append("effective")
    if _FOUNDING.search(before) or _FOUNDED.match(after):
        found.append("founding")
    if _OCCASION.match(after):
        found.append("occasion")
    if _PLAN.search(before):
        found.append("plan")
    if _inside(marks[0], start, end):
        found.append("quoted")
    if _inside(marks[1], start, end):
        found.append("bracketed")
    return tuple(found)
