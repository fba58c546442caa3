"""The families of paired marks, and which characters of a block are marks of a pair."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.facts.marks_match import Costs, Side, Token

FAMILIES: dict[str, tuple[str, str, str, Costs]] = {
    "double": ("“", "”", '"＂', Costs()),
    "single": ("‘", "’", "", Costs()),
    "round": ("（(", "）)", "", Costs(4, 0.0)),
    "square": ("[［", "]］", "", Costs(3, 0.0)),
    "tortoise": ("〔", "〕", "", Costs(2, 0.6)),
    "lenticular": ("【〖", "】〗", "", Costs(2, 0.6)),
    "title": ("《", "》", "", Costs()),
    "angle": ("〈", "〉", "", Costs()),
    "corner": ("「", "」", "", Costs()),
    "white-corner": ("『", "』", "", Costs()),
}
_OF = {
    char: (name, side)
    for name, (openers, closers, either, _) in FAMILIES.items()
    for side, chars in (("open", openers), ("close", closers), ("either", either))
    for char in chars
}
_TOKEN = re.compile("[" + re.escape("".join(_OF)) + "]")
_LATIN = re.compile("[0-9A-Za-z]")
_LABEL = re.compile(
    "(?:^|[\\s。；;，,、：:（(])[0-9]{1,3}$|(?:^|[\\s。；;，,、：:])[A-Za-z一二三四五六七八九十①-⑳]{1,2}$"
)
_IN_NUMBER = re.compile("[0-9][：:,，][0-9]{2,3}$|[\u3400-\u9fff] [0-9]{1,3}$")
"""The end of a time, of a grouped number or of a number set off by a blank: no label of an item."""
_INSIDE = 60
_INTERVAL = re.compile("[\\[(（][0-9.%]{1,9}[,，] ?(?:[0-9.%]{1,9}|[+]?∞)[\\])）]")
_SIGN = re.compile("[:;=^T][-_^oO]?$")


def tokens_of(text: str, start: int, end: int) -> dict[str, list[Token]]:
    """The marks of ``text[start:end]`` by family, in order of first appearance."""
    families: dict[str, list[Token]] = {}
    intervals = {
        at for found in _INTERVAL.finditer(text, start, end) for at in (found.start(), found.end() - 1)
    }
    for match in _TOKEN.finditer(text, start, end):
        name, side = _OF[match.group()]
        if match.start() not in intervals and not _is_no_mark(text, start, match.start(), name):
            families.setdefault(name, []).append(Token(match.start(), match.group(), _side(side)))
    return {name: _without_inches(text, tokens) for name, tokens in families.items()}


def _side(side: str) -> Side:
    return "open" if side == "open" else "close" if side == "close" else "either"


def _is_no_mark(text: str, start: int, at: int, family: str) -> bool:
    """Apostrophes, the bracket of a label (``1）``), and the mouth of a smiley."""
    if family == "single":
        return at > start and bool(_LATIN.match(text[at - 1])) and text[at] == "’"
    if family == "round" and text[at] in "）)":
        before = text[max(at - 6, start) : at]
        if re.search("[（(]", before) or (_IN_NUMBER.search(before) and _opened(text, start, at)):
            return False
        return bool(_LABEL.search(before) or _SIGN.search(before)) or _lettered(text, start, at)
    return False


def _lettered(text: str, start: int, at: int) -> bool:
    """``适用于a)新建项目；b)改建项目``: a label within a sentence, with the one before or after it near by."""
    letter = text[at - 1] if at > start else ""
    if not "a" <= letter <= "h" or (at - 1 > start and _LATIN.match(text[at - 2])):
        return False
    near = text[max(at - _INSIDE, start) : at + _INSIDE]
    return any(chr(ord(letter) + step) + text[at] in near for step in (-1, 1))


def _opened(text: str, start: int, at: int) -> bool:
    """Whether a bracket stands open in the characters before."""
    inside = text[max(at - _INSIDE, start) : at]
    return max(map(inside.rfind, "（(")) > max(map(inside.rfind, "）)"))


def _without_inches(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Straight marks after a digit are inches where they would leave the others unpaired."""
    straight = [token for token in tokens if token.side == "either"]
    if len(straight) % 2 == 0:
        return list(tokens)
    inches = {token.at for token in straight if token.at and text[token.at - 1] in "0123456789"}
    return [token for token in tokens if token.at not in inches]
