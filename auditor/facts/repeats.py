"""Clauses and sentences that stand twice in one paragraph, and clauses whose end the next one begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.document import Document
from auditor.text import HAN

_CLAUSE = re.compile("[^，。；！？：\n]{2,120}")
_STOPS = "。！？\n"
_ADJACENT, _SAME_SENTENCE, _SENTENCE, _TAIL = 4, 9, 10, 5
_HAN = re.compile(f"[{HAN}]")
# What may be said again of another thing: figures, ranks, set formulas, and who is spoken of.
_AGAIN = re.compile(
    "[0-9０-９]|同比|增长|下降|百分|其中|以下|如下|同上|不变|合格|符合|不得|应当|可以|根据|按照|依据|必须|年|月|第|[的时后前中内下上]$|期间$|方面$"
)
# Rhetoric takes up the last words to go on with them (…的发展，的发展又…); a slip stops or brings a figure.
_GOES_ON = re.compile("$|[0-9０-９共约近]|等")
# Six characters and more are no figure of speech where a verb follows that does not lean on them.
_LEANS = re.compile("[的又是就才还也而下上中之与和后前里时则便更方既，]")
_LONG = 6
_CALL = re.compile("^(?:各位|同志们|谢谢|万岁|加油|是|不|无|有)")


@dataclass(frozen=True, slots=True)
class Repeat:
    """``text[first[0]:first[1]]`` stands again at ``again``; kind is adjacent, sentence or tail."""

    kind: str
    first: tuple[int, int]
    again: tuple[int, int]


def repeats(document: Document) -> Iterator[Repeat]:
    """The repeats of all paragraphs and entries, in order, none inside another."""
    for block in document.blocks:
        if block.kind not in ("paragraph", "entry"):
            continue
        start = block.marker.end if block.marker else block.start
        last = -1
        for repeat in _in_block(document.text, start, block.end):
            if repeat.again[0] >= last:
                last = repeat.again[1]
                yield repeat


def _in_block(text: str, start: int, end: int) -> Iterator[Repeat]:
    spans = [_trimmed(text, match) for match in _CLAUSE.finditer(text, start, end)]
    seen: dict[str, tuple[int, int, int]] = {}
    sentence = 0
    for at, span in enumerate(spans):
        clause = text[span[0] : span[1]]
        if at and any(mark in text[spans[at - 1][1] : span[0]] for mark in _STOPS):
            sentence += 1
        size = len(_HAN.findall(clause))
        known = seen.get(clause)
        if at and clause == text[slice(*spans[at - 1])] and size >= _ADJACENT and _one_run(text, spans, at):
            yield Repeat("adjacent", spans[at - 1], span)
        elif at and clause == _before(text, spans, at, 2) and _whole_sentence(text, spans, at):
            yield Repeat("sentence", (spans[at - 3][0], spans[at - 2][1]), (spans[at - 1][0], span[1]))
        elif known and known[2] == sentence and size >= _SAME_SENTENCE and not _AGAIN.search(clause):
            yield Repeat("sentence", known[:2], span)
        elif at and (found := _tail(text, spans[at - 1], span)):
            yield found
        seen[clause] = (*span, sentence)


def _before(text: str, spans: list[tuple[int, int]], at: int, back: int) -> str:
    return text[slice(*spans[at - back])] if at >= back else ""


def _whole_sentence(text: str, spans: list[tuple[int, int]], at: int) -> bool:
    """Whether the two clauses that end at ``at`` are one sentence that stood just before (甲，乙。甲，乙。)."""
    if at < 3 or _before(text, spans, at, 1) != _before(text, spans, at, 3):
        return False
    between = [text[spans[n - 1][1] : spans[n][0]].strip(" \u3000") for n in (at - 2, at - 1, at)]
    return between == ["，", "。", "，"] and len(text[slice(*spans[at])]) >= _ADJACENT


def _trimmed(text: str, match: re.Match[str]) -> tuple[int, int]:
    clause = match.group()
    lead = len(clause) - len(clause.lstrip(" \u3000"))
    return match.start() + lead, match.start() + len(clause.rstrip(" \u3000"))


def _one_run(text: str, spans: list[tuple[int, int]], at: int) -> bool:
    """Two in a row are a slip, three a refrain; quoted words and calls may be said twice."""
    clause = text[slice(*spans[at])]
    thrice = (at >= 2 and text[slice(*spans[at - 2])] == clause) or (
        at + 1 < len(spans) and text[slice(*spans[at + 1])] == clause
    )
    between = text[spans[at - 1][1] : spans[at][0]].strip(" \u3000")
    return not thrice and not _CALL.match(clause) and between in ("，", "；", "。")


def _tail(text: str, before: tuple[int, int], after: tuple[int, int]) -> Repeat | None:
    """发放助学金，发放助学金46万元: the clause begins again with the end of the one before."""
    if text[before[1] : after[0]].strip(" \u3000") != "，":
        return None
    clause = text[slice(*after)]
    limit = min(before[1] - before[0], len(clause), 30)
    for size in range(limit, _TAIL - 1, -1):
        words = clause[:size]
        goes_on = _GOES_ON.match(clause, size) or (size >= _LONG and not _LEANS.match(clause, size))
        if goes_on and text.endswith(words, before[0], before[1]):
            plain = len(_HAN.findall(words)) == size
            return (
                Repeat("tail", (before[1] - size, before[1]), (after[0], after[0] + size)) if plain else None
            )
    return None
