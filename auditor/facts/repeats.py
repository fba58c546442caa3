"""Clauses and sentences that stand twice in one paragraph, and clauses whose end the next one begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from auditor.document import Document
from auditor.text import HAN

_CLAUSE = re.compile("[^，。；！？：\n]{2,120}")
_STOPS = "。！？\n"
_ADJACENT, _SAME_SENTENCE, _SAME_PART, _SENTENCE, _TAIL = 4, 9, 5, 10, 5
_SIDE_BY_SIDE, _POINT_LEAST = 16, 3
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
_WHOLE = re.compile("[^。！？\n]{8,300}[。！]")
_FORMULA = re.compile("^(?:答|问)|如下|下列|不得|不予|依照前款|处以?[^，。]{0,12}(?:罚款|拘留|徒刑)")
_SUBJECT, _NOT = 6, re.compile("[不未没再又的]")
_POINT = re.compile(
    "(?:(?<=[：；。，、:;,\n])|^)[ \u3000]?(?:(?P<first>首先|(?:第一[，、是]|其一[，,]?|一[是要]|[（(][1一][）)]|①))|其次|再次|最后|第[二三四五六七八][，、是]|其[二三四五六][，,]?|[二三四五六七八九][是要]|[（(][2-9二三四五六七八九][）)]|[②-⑨])[，,]?(?:[是要])?"
)
_POINT_END = re.compile("[。！？\n]")
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
        found = [
            *_in_block(document.text, start, block.end),
            *_sentences(document.text, start, block.end),
            *_points(document.text, start, block.end),
        ]
        for repeat in sorted(found, key=lambda repeat: repeat.again):
            if repeat.again[0] >= last:
                last = repeat.again[1]
                yield repeat


def _sentences(text: str, start: int, end: int) -> Iterator[Repeat]:
    """Whole sentences that stand exactly twice in a paragraph; a refrain stands more often."""
    seen: dict[str, list[int]] = {}
    for match in _WHOLE.finditer(text, start, end):
        words = match.group().lstrip(" \u3000")
        if len(_HAN.findall(words)) >= _SENTENCE and not _FORMULA.search(words):
            seen.setdefault(words, []).append(match.end() - len(words))
    for words, places in seen.items():
        if len(places) == 2:
            first, again = ((at, at + len(words) - 1) for at in places)
            yield Repeat("sentence", first, again)


def _points(text: str, start: int, end: int) -> Iterator[Repeat]:
    """Points told one by one (一是…，二是…，首先…，最后…) of which two are the same."""
    heads = list(_POINT.finditer(text, start, end))
    seen: dict[str, tuple[int, int]] = {}
    for head, after in zip_longest(heads, heads[1:]):
        stop = _POINT_END.search(text, head.end(), end)
        limit = min(after.start() if after else end, stop.start() if stop else end)
        words = text[head.end() : limit].rstrip(" ，；,;、")
        if head["first"]:
            seen = {}
        if len(_HAN.findall(words)) < _POINT_LEAST:
            continue
        span = (head.end(), head.end() + len(words))
        if words in seen:
            yield Repeat("point", seen[words], span)
        seen.setdefault(words, span)


def _in_block(text: str, start: int, end: int) -> Iterator[Repeat]:
    spans = [_trimmed(text, match) for match in _CLAUSE.finditer(text, start, end)]
    seen: dict[str, tuple[int, int, int]] = {}
    ends: dict[str, tuple[int, int, int]] = {}
    sentence = 0
    for at, span in enumerate(spans):
        clause = text[span[0] : span[1]]
        if at and any(mark in text[spans[at - 1][1] : span[0]] for mark in _STOPS):
            sentence += 1
        size = len(_HAN.findall(clause))
        known = seen.get(clause) or _ending(text, ends.get(clause[-_SAME_PART:]), clause)
        if at and clause == text[slice(*spans[at - 1])] and size >= _ADJACENT and _one_run(text, spans, at):
            yield Repeat("adjacent", spans[at - 1], span)
        elif at and clause == _before(text, spans, at, 2) and _whole_sentence(text, spans, at):
            yield Repeat("sentence", (spans[at - 3][0], spans[at - 2][1]), (spans[at - 1][0], span[1]))
        elif (
            known and known[2] == sentence and size >= _least(text, known, span) and not _AGAIN.search(clause)
        ):
            yield Repeat("sentence", known[:2], span)
        elif at and (found := _tail(text, spans[at - 1], span)):
            yield found
        seen[clause] = ends[clause[-_SAME_PART:]] = (*span, sentence)


def _ending(text: str, known: tuple[int, int, int] | None, clause: str) -> tuple[int, int, int] | None:
    """Where an earlier clause ended in the whole of ``clause``, its subject before it (窗口压缩了时限，…，压缩了时限)."""
    if known is None or not text.endswith(clause, known[0], known[1]):
        return None
    lead = text[known[0] : known[1] - len(clause)]
    return (known[1] - len(clause), *known[1:]) if len(lead) <= _SUBJECT and not _NOT.search(lead) else None


def _least(text: str, known: tuple[int, int, int], span: tuple[int, int]) -> int:
    """How long a clause must be to be told; what ； sets side by side ends alike on purpose (…，各奖一面锦旗；…)."""
    if text.startswith("；", known[1]):
        return _SIDE_BY_SIDE
    return _SAME_SENTENCE if "；" in text[known[1] : span[0]] else _SAME_PART


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
