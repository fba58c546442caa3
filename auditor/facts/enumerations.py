"""Enumerations: the items of a list written with 、, and how many there are at least and at most."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPEN = {"“": "”", "《": "》", "（": "）", "(": ")", "〈": "〉", "「": "」", "‘": "’", "【": "】"}
_AND = re.compile("(?<=.)(?<!参)(?:以及|及其|[和与及])(?!$)(?![平谐睦气解善煦田硕县县龙])")
_VERB = re.compile(
    "开展|组织|举办|提供|进行|参加|召开|邀请|接待|走进|完成|实施|获得|签订|建立|建成|发放|推出|印发|制定|成立|加强|推进|实现|联合|负责|参观|宣传|坚持|贯彻|落实|[^土场园基本产属]地(?!方|区|点|址|图|铁|理)|达到|覆盖|共有|共计|涉及"
)

_WORDS = re.compile("[\u3400-\u9fff]{2,8}")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list at ``text[start:end]``: its items as the marks cut them; `least` and `most` count them.

    The two differ where 和, 与, 及 may join two items or stand inside one. `more` tells that 等 follows.
    """

    start: int
    end: int
    items: tuple[str, ...]
    least: int
    most: int
    more: bool


def read(text: str, start: int, end: int) -> Enumeration | None:
    """The list that ``text[start:end]`` is, or None when it is no list of two or more items."""
    raw = text[start:end]
    body = raw.rstrip(" 。；;，,、）)")
    more = bool(re.search("等(?:等|[^级次高待、][^、]{0,14})?$", body))
    body = re.sub("等(?:等|[^级次高待、][^、]{0,14})?$", "", body)
    pieces = split(body, "、")
    if len(pieces) < 2 and not _AND.search(_masked(body)):
        return None
    joints = [len(_AND.findall(_masked(piece))) for piece in pieces]
    # A 和 may belong to a name; in the last place it surely joins two items that look like the others.
    least = len(pieces) + (joints[-1] == 1 and _joins(pieces))
    most = len(pieces) + sum(joints)
    if any(not piece.strip() for piece in pieces):
        return None
    return Enumeration(start, start + len(body), tuple(pieces), least, most, more)


def _joins(pieces: list[str]) -> bool:
    """Whether the 和 of the last piece joins two items: both are titles, or both are of the others' form."""
    one, _, other = _AND.sub("\n", _masked(pieces[-1]), count=1).partition("\n")
    if one.endswith(("》", "”")) and other.startswith(("《", "“")):
        return True
    inner = [_masked(piece) for piece in (pieces[1:-1] or pieces[:1])]
    if not inner or not all(_WORDS.fullmatch(piece) for piece in (*inner, one, other)):
        return False
    return one[-1] == other[-1] and all(piece[-1] == one[-1] for piece in inner)


def split(text: str, mark: str) -> list[str]:
    """``text`` cut at ``mark`` outside quotation marks, 《》 and brackets."""
    masked = _masked(text)
    pieces, at = [], 0
    # Titles side by side (《甲》《乙》) are set apart by their own marks.
    for match in re.finditer(
        f"{re.escape(mark)}|(?<=》)(?=《)|(?<=”)(?=“)" if mark == "、" else mark, masked
    ):
        pieces.append(text[at : match.start()])
        at = match.end()
    return [*pieces, text[at:]]


def _masked(text: str) -> str:
    """``text`` with everything in quotes and brackets blanked, length kept."""
    out, waiting = [], ""
    for char in text:
        if waiting:
            out.append(char if char == waiting and char in "》”" else "\u0001")
            waiting = "" if char == waiting else waiting
        else:
            waiting = _OPEN.get(char, "")
            out.append("\u0001" if waiting and char not in "《“" else char)
    return "".join(out)


def clean(pieces: tuple[str, ...], limit: int = 26) -> bool:
    """Whether the items after the first are short and hold no verb, as the items of a plain list do."""
    return uniform(pieces) or all(
        len(_masked(piece).replace("\u0001", "")) <= limit + 20 and not _VERB.search(_masked(piece))
        for piece in pieces[1:]
    )


def uniform(pieces: tuple[str, ...]) -> bool:
    """Whether what stands between the first and the last item is of one form: all end alike, or all are short names."""
    inner = pieces[1:-1]
    if not inner or not all(_WORDS.fullmatch(piece) for piece in inner):
        return False
    last = inner[0][-1]
    alike = all(piece.endswith(last) for piece in inner)
    if (
        alike
        and len(inner[0]) > 1
        and pieces[0].endswith(last)
        and (last in pieces[-1][1:] or len(pieces[-1]) <= 6)
    ):
        return True
    short = [len(piece) for piece in inner]
    return min(short) >= 2 and max(short) <= 3 and not any(_VERB.search(piece) for piece in inner)


def has_verb(words: str) -> bool:
    """Whether a stretch of text holds a verb, as a clause does and an item does not."""
    return _VERB.search(_masked(words)) is not None


def adjacent_quotes(text: str) -> int:
    """How many quoted or 《》 items stand side by side or between 、 in ``text``."""
    return len(re.findall("“[^“”]{1,40}”|《[^《》]{1,60}》", text))
