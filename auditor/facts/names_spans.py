"""Where names stand: runs of characters before a head (图书馆, 故居, 朗诵会), and quoted titles with their heads.

The left border of a name is a guess (no dictionary of names exists): it is cut after the last word that
cannot belong to a name. Whoever compares names must expect a few characters too many on the left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from auditor.facts.names_phrases import squeeze
from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts

LONGEST = 24  # characters of a name before its head
_RUN = re.compile(f"[{HAN}0-9A-Za-z·]{{1,{LONGEST}}}$")
_LINK = re.compile("[和与及暨]")
_COUNTED = (
    "[0-9一二三四五六七八九十百两多余]{1,8}[个座家所处场次期名位项条批支间]"
    "|(?:[0-9]{2,4}年度?|[0-9]{1,2}[月日])(?:全年)?|全年|今年|去年"
)
_TAIL = "[—–-]{{0,2}}([{han}0-9]{{0,14}}?(?:{heads}))"
_QUOTES = {"double": "title", "title": "work"}


@dataclass(frozen=True, slots=True)
class Found:
    """A name in place: ``text[start:end]``; ``form`` is what is compared, without marks and blanks.

    ``kind`` is body, place or activity by the head, title for what stands in “”, work for 《》, headed for a
    title with what follows it up to a head (“…”主题朗诵会: the marks are part of the span, ``tail`` is what
    follows); ``head`` is the head of the name.
    """

    kind: str
    start: int
    end: int
    form: str
    head: str = ""
    tail: str = ""


class Heads:
    """The heads and borders of names, compiled from the table ``official-writing/names.toml``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        heads = table["heads"]
        self.kind = {head: kind for kind in ("body", "place", "activity") for head in heads[kind]}
        self._followers, self._leaders = heads["followers"], heads["leaders"]
        longest = sorted(self.kind, key=lambda head: (-len(head), head))
        joined = "|".join(longest)
        self._head = re.compile(joined)
        self._ending = re.compile(f"(?:{joined})$")
        tails = "|".join(sorted({*self.kind, *heads["tail"]}, key=lambda head: (-len(head), head)))
        self._tail = re.compile(_TAIL.format(han=HAN, heads=tails))
        borders = table["borders"]
        inside = sorted(borders["inside"], key=len, reverse=True)
        words = "|".join(borders["words"])
        # What is inside a word of names is consumed first and so never cuts.
        self._border = re.compile(f"(?:{'|'.join(inside)})|({words}|[{borders['tight']}]|{_COUNTED})")

    def in_block(self, text: str, start: int, end: int) -> Iterator[Found]:
        """The names with heads in ``text[start:end]``."""
        for match in self._head.finditer(text, start, end):
            head = match.group()
            if match.end() < end and text[match.end()] in self._followers.get(head, ""):
                continue
            if match.start() > start and text[match.start() - 1] in self._leaders.get(head, ""):
                continue
            run = _RUN.search(text, max(start, match.start() - LONGEST), match.start())
            at = self._left(text, run.start(), match.start()) if run else match.start()
            if at < match.start():
                yield Found(self.kind[head], at, match.end(), text[at : match.end()], head)

    def _left(self, text: str, start: int, end: int) -> int:
        for match in self._border.finditer(text, start, end):
            if match.group(1):
                start = match.end()
        for match in _LINK.finditer(text, start, end):
            if self._ending.search(text, start, match.start()):
                start = match.end()
        return start

    def tail(self, text: str, start: int, end: int) -> tuple[str, int]:
        """The words right after a title up to its head, and where they end; nothing where there is none."""
        match = self._tail.match(text, start, min(end, start + LONGEST))
        return (match[1], match.end()) if match else ("", start)


def extract(facts: Facts, heads: Heads) -> tuple[Found, ...]:
    """All names of a document, by place: of prose, headings and cells; contents lines are left out."""
    document = facts.document
    found: list[Found] = []
    for block in document.blocks:
        if block.kind != "contents" and block.end > block.start:
            start = block.marker.end if block.marker else block.start
            found += heads.in_block(document.text, start, block.end)
    found += _titles(facts, heads)
    return tuple(sorted(found, key=lambda name: (name.start, name.end, name.kind)))


def _titles(facts: Facts, heads: Heads) -> Iterator[Found]:
    text, blocks = facts.document.text, facts.document.blocks
    for pair in facts.marks.pairs:
        kind = _QUOTES.get(pair.family)
        if kind is None or pair.end - pair.start > 60 or pair.end - pair.start < 3:
            continue
        form = squeeze(text[pair.start + 1 : pair.end])[0]
        block = blocks[facts.document.block_at(pair.start)]
        if form and block.kind != "contents":
            yield Found(kind, pair.start + 1, pair.end, form)
            tail, end = heads.tail(text, pair.end + 1, block.end)
            if tail and kind == "title":
                yield Found("headed", pair.start, end, form, "", tail)
