"""HTML cut into tags, comments and text with their places; linear on any input, however broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal, NamedTuple

Kind = Literal["text", "open", "close", "comment", "void"]
_NAME = re.compile("/?([A-Za-z][A-Za-z0-9:-]{0,30})")
_ATTRIBUTE = re.compile(
    "([A-Za-z-]{1,30})[ \t\r\n]{0,20}(?:=[ \t\r\n]{0,20}(\"[^\"]{0,2000}|'[^']{0,2000}|[^ \t\r\n>\"']{1,2000}))?"
)
RAW = frozenset("script style textarea title iframe xmp noembed noframes".split())
"""Elements whose content is no HTML."""
_QUOTED_ENDS = 20


class Token(NamedTuple):
    """``page[start:end]``; ``name`` is the lower-case name of a tag."""

    kind: Kind
    start: int
    end: int
    name: str = ""


def tokens(page: str) -> Iterator[Token]:
    """The tokens of ``page``; together they cover it. Raw elements come as one ``void`` token."""
    at, size = 0, len(page)
    text = 0
    closed = _Finder(page)
    while at < size:
        at = page.find("<", at)
        if at < 0:
            break
        token = _markup(page, at, closed)
        if token is None:
            at += 1
            continue
        if text < at:
            yield Token("text", text, at)
        yield token
        at = text = token.end
    if text < size:
        yield Token("text", text, size)


class _Finder:
    """``str.find`` that does not look twice for what is not there."""

    def __init__(self, page: str) -> None:
        self.page = page
        self._missing: dict[str, int] = {}

    def find(self, what: str, start: int) -> int:
        if start >= self._missing.get(what, len(self.page) + 1):
            return -1
        found = self.page.find(what, start)
        if found < 0:
            self._missing[what] = start
        return found


def _markup(page: str, at: int, closed: _Finder) -> Token | None:
    if page.startswith("<!--", at):
        end = closed.find("-->", at + 4)
        return Token("comment", at, end + 3) if end >= 0 else None
    if page.startswith(("<!", "<?"), at):
        end = closed.find(">", at)
        return Token("void", at, end + 1) if end >= 0 else None
    match = _NAME.match(page, at + 1)
    end = _tag_end(page, match.end(), closed) if match else -1
    if match is None or end < 0:
        return None
    name = match[1].lower()
    if page[at + 1] == "/":
        return Token("close", at, end, name)
    if name in RAW:
        return Token("void", at, _raw_end(page, end, name, closed), name)
    return Token("open", at, end, name)


def _tag_end(page: str, start: int, closed: _Finder) -> int:
    """The offset after the ``>`` that ends a tag; one inside quotes does not, unless the quotes never close."""
    first = end = closed.find(">", start)
    for _ in range(_QUOTED_ENDS):
        if end < 0:
            break
        if end - start > 20_000 or not _open_quote(page, start, end):
            return end + 1
        end = closed.find(">", end + 1)
    return first + 1 if first >= 0 else -1


def _open_quote(page: str, start: int, end: int) -> bool:
    inside = ""
    for char in page[start:end]:
        if inside:
            inside = "" if char == inside else inside
        elif char in "\"'":
            inside = char
    return bool(inside)


def _raw_end(page: str, start: int, name: str, closed: _Finder) -> int:
    """The offset after the end tag; the whole rest where there is none."""
    at = start
    while True:
        at = closed.find("</", at)
        if at < 0:
            return len(page)
        if page[at + 2 : at + 2 + len(name)].lower() == name:
            end = closed.find(">", at)
            return end + 1 if end >= 0 else len(page)
        at += 2


def attributes(page: str, token: Token) -> dict[str, str]:
    """The attributes of an ``open`` token."""
    inner = page[token.start + 1 + len(token.name) : min(token.end - 1, token.start + 8000)]
    return {match[1].lower(): unescape((match[2] or "").strip("\"'")) for match in _ATTRIBUTE.finditer(inner)}
