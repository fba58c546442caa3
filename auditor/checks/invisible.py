"""Characters that nobody sees or nobody can read: zero-width, control and replacement characters in the source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.checks.habits import gather
from auditor.document import Document
from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("code", "name", "excerpt", "count", "places")
OPTIONS: dict[str, Any] = {"kind": "invisible"}
"""``kind`` is ``invisible``, or ``garbled`` (U+FFFD and runs of replacement signs)."""

_INVISIBLE = re.compile(
    "[\u0001-\u0008\u000e-\u001b\u007f\u0080-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]{1,64}"
)
_GARBLED = re.compile("[\ufffd]{1,64}|(?:锟斤拷|烫烫烫|屯屯屯){1,20}|[\ue000-\uf8ff]{1,64}")
_NAMES = {
    0x200B: "零宽空格",
    0x200C: "零宽不连字",
    0x200D: "零宽连字",
    0x200E: "左至右标记",
    0x200F: "右至左标记",
    0x00AD: "软连字符",
    0xFEFF: "字节序标记",
    0x2060: "词连接符",
    0xFFFD: "替换字符",
}
_JOINING = re.compile("[\u0600-\u0dff\u0f00-\u0fff\u1800-\u18af\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each run of such characters, or one for a habit; the visible neighbour is marked."""
    hits = _unseen(facts.document) if options["kind"] == "invisible" else _garbled(facts.document)
    yield from gather(hits, lambda hit: hit.data["code"])


def _unseen(document: Document) -> Iterator[Hit]:
    source = document.source
    for match in _INVISIBLE.finditer(source):
        beside = source[max(match.start() - 1, 0) : match.start()] + source[match.end() : match.end() + 1]
        if match.start() == 0 or _JOINING.search(beside):
            continue
        mark = _neighbours(document, match.start(), match.end())
        if mark:
            yield _hit(document, mark, ord(match.group()[0]))


def _neighbours(document: Document, start: int, end: int) -> Mark | None:
    """The visible characters on both sides on the same line of the source, as one mark."""
    origin, source = document.origin, document.source
    at = bisect_left(origin, start)
    after = at < len(origin) and "\n" not in source[end : origin[at]] and document.text[at] != "\n"
    before = at > 0 and "\n" not in source[origin[at - 1] : start] and document.text[at - 1] != "\n"
    if not (before or after):
        return None
    return Mark(at - 1 if before else at, at + 1 if after else at, "neighbour")


def _garbled(document: Document) -> Iterator[Hit]:
    for match in _GARBLED.finditer(document.text):
        first = document.text[match.start()]
        if "\ue000" <= first <= "\uf8ff" and not _in_words(document.text, match):
            continue
        yield _hit(document, Mark(match.start(), match.end(), "garbled"), ord(first))


def _in_words(text: str, match: re.Match[str]) -> bool:
    """A private-use character between Han stands for a lost one; at a line's start it is a word processor's bullet."""
    return bool(re.fullmatch("[\u3400-\u9fff，。、]", text[max(match.start() - 1, 0) : match.start()] or " "))


def _hit(document: Document, mark: Mark, code: int) -> Hit:
    excerpt = document.text[max(mark.start - 4, 0) : mark.end + 4].replace("\n", " ")
    name = _NAMES.get(code, "乱码" if code > 0xE000 else "控制字符")
    return Hit(mark, data={"code": f"U+{code:04X}", "name": name, "excerpt": excerpt})
