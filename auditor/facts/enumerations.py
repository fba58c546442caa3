"""Enumerations: the items of a list written with 、, and how many there are at least and at most."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPEN = {"“": "”", "《": "》", "（": "）", "(": ")", "〈": "〉", "「": "」", "‘": "’", "【": "】"}
_AND = re.compile("(?<!参)(?:以及|及其|[和与及])(?![平谐睦气解善煦田硕县县龙])")
_VERB = re.compile(
    "开展|组织|举办|提供|进行|参加|召开|邀请|接待|走进|完成|实施|获得|签订|建立|建成|发放|推出|印发|制定|成立|加强|推进|实现|联合|负责|参观|宣传|坚持|贯彻|落实|[^土场园基本产属]地(?!方|区|点|址|图|铁|理)|达到|覆盖|共有|共计|涉及"
)


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
    # The last 和 of a list joins two items; any other may belong to a name.
    least = len(pieces)
    most = least + sum(joints)
    if any(not piece.strip() for piece in pieces):
        return None
    return Enumeration(start, start + len(body), tuple(pieces), least, most, more)


def split(text: str, mark: str) -> list[str]:
    """``text`` cut at ``mark`` outside quotation marks, 《》 and brackets."""
    masked = _masked(text)
    pieces, at = [], 0
    for match in re.finditer(re.escape(mark), masked):
        pieces.append(text[at : match.start()])
        at = match.end()
    return [*pieces, text[at:]]


def _masked(text: str) -> str:
    """``text`` with everything in quotes and brackets blanked, length kept."""
    out, waiting = [], ""
    for char in text:
        if waiting:
            out.append("\u0001")
            waiting = "" if char == waiting else waiting
        else:
            waiting = _OPEN.get(char, "")
            out.append("\u0001" if waiting else char)
    return "".join(out)


def clean(pieces: tuple[str, ...], limit: int = 26) -> bool:
    """Whether the items after the first are short and hold no verb, as the items of a plain list do."""
    return all(
        len(_masked(piece).replace("\u0001", "")) <= limit + 20 and not _VERB.search(_masked(piece))
        for piece in pieces[1:]
    )


def adjacent_quotes(text: str) -> int:
    """How many quoted or 《》 items stand side by side or between 、 in ``text``."""
    return len(re.findall("“[^“”]{1,40}”|《[^《》]{1,60}》", text))
