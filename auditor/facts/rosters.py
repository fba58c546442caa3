"""Rosters: lists that name members of one kind, such as the outlets a report says were set up, where they stand.

Three forms: a count with its list (新设3个服务点：甲、乙、丙), places in which a kind of thing was set up
(在甲、乙和丙建立了服务点), and the dated entries of a chronicle that open one each (甲服务点揭牌).
Lists of those who joined in something (联合甲、乙、丙三家单位) are none: the next event has others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.facts.enumerations import Enumeration, split
from auditor.facts.mentions import Mention
from auditor.facts.phrases import Phrases
from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts

SET_UP = "新?(?:建立|建成|建设|设立|开设|设置|增设|成立|挂牌|开通|开办|布设|投放|增|建|设)"
"""Verbs that say that something new is there."""
_PLACED = re.compile(
    f"[在于](?P<items>[^，。；：\n]{{5,160}}?)(?P<more>等[地处]?)?(?:分别|先后|陆续|相继|各|共)?{SET_UP}了?"
    f"(?P<head>[{HAN}]{{3,14}})(?=[。；，]|$)"
)
_ONE_PLACED = re.compile(f"[在于](?P<item>[{HAN}]{{2,16}}){SET_UP}了?(?:首[个家座所处])?$")
_STANDS = re.compile(
    f"{SET_UP}|[共现拥]有|下设|[下所]辖|下属|分别[为是]|包括|签[约订]|命名|认定|[共合总]计?$"
)
_JOINED = re.compile(
    "联合|会同|邀请|来自|走进|深入|前往|赶赴|携手|参加|参与|走访|慰问|考察|调研|抽查|检查|分赴|选派|组织[^，。]{0,6}[、和]"
)
_LABEL = re.compile(
    f".*(?:{SET_UP}|[共现拥]?有|下设|下辖|所属|为|(?<![医公])共(?![体享建同])计?)(?:了|各类)?"
)
_OPENED = re.compile(
    f"[{HAN}]{{0,6}}?(?:揭牌|挂牌|建成|开放|启用|投用|落成|开馆|开业|成立|开通|建立|设立|投入(?:使用|运行)|竣工)"
)
_HEAD = re.compile(f"[{HAN}]{{3,14}}")
_AND = re.compile("以及|[和与及](?!平|谐|睦|田|县)")
_NEW = re.compile("^(?:新建|新设|新增|新)")


@dataclass(frozen=True, slots=True)
class Roster:
    """Members of one kind: what they are (`head`), the spans of their names, the span of the whole.

    `complete` tells that a count beside the list says that it names all. `block` and `sentence` are indices,
    −1 where the members stand in several places.
    """

    head: str
    items: tuple[tuple[int, int], ...]
    start: int
    end: int
    complete: bool
    block: int
    sentence: int


def extract(facts: Facts) -> tuple[Roster, ...]:
    """The rosters of the prose, in order of place."""
    found = [*_counted(facts), *_placed(facts)]
    found += _singles(facts, {roster.head for roster in found if roster.complete})
    return tuple(sorted(found, key=lambda roster: (roster.start, roster.end)))


def _counted(facts: Facts) -> Iterator[Roster]:
    for mention, listed in facts.counted_lists:
        head = _head_of(mention)
        size = int(mention.quantity.point)
        if not _HEAD.fullmatch(head) or len(listed.items) < 3 or not any(listed.items):
            continue
        items = tuple(_spans(facts.document.text, listed))
        if _stands(facts, mention, listed):
            complete = not listed.more and listed.least <= size <= listed.most
            yield Roster(head, items, listed.start, listed.end, complete, mention.block, mention.sentence)


def _head_of(mention: Mention) -> str:
    noun = mention.noun if len(mention.noun) >= 3 else _LABEL.sub("", mention.label.strip())
    return _NEW.sub("", re.sub(f"[^{HAN}]", "", noun))


def _stands(facts: Facts, mention: Mention, listed: Enumeration) -> bool:
    """Whether the sentence says that the members are there, or were set up, rather than that they took part."""
    sentence = facts.sentences[mention.sentence]
    low = max(sentence.start, min(listed.start, mention.start) - 40)
    lead = facts.document.text[low : min(listed.start, mention.start)]
    around = lead + facts.document.text[mention.label_start : mention.start].rstrip()
    after = facts.document.text[mention.noun_end : mention.noun_end + 8]
    return not _JOINED.search(lead + after) and (
        mention.end < listed.start or bool(_STANDS.search(around) or _STANDS.search(after))
    )


def _spans(text: str, listed: Enumeration) -> Iterator[tuple[int, int]]:
    at = listed.start
    for number, item in enumerate(listed.items):
        yield from _joined(text, at, at + len(item), last=number == len(listed.items) - 1)
        at += len(item) + 1


def _joined(text: str, start: int, end: int, *, last: bool) -> Iterator[tuple[int, int]]:
    """An item, or the two that 和 joins at the end of a list."""
    match = _AND.search(text, start + 2, end - 1) if last else None
    yield start, match.start() if match else end
    if match:
        yield match.end(), end


def _placed(facts: Facts) -> Iterator[Roster]:
    text = facts.document.text
    for number, sentence in enumerate(facts.sentences):
        if "、" not in text[sentence.start : sentence.end]:
            continue
        for match in _PLACED.finditer(text, sentence.start, sentence.end):
            body = match["items"]
            if "、" in body and not _JOINED.search(body):
                items = tuple(_every(text, match.start("items"), body))
                yield Roster(
                    _NEW.sub("", match["head"]), items, *match.span("items"), False, sentence.block, number
                )


def _every(text: str, start: int, body: str) -> Iterator[tuple[int, int]]:
    for piece in split(body, "、"):
        yield from _joined(text, start, start + len(piece), last=True)
        start += len(piece) + 1


def _singles(facts: Facts, heads: set[str]) -> Iterator[Roster]:
    """Members that entries of the chronicles tell of one by one, for the kinds of which a full list exists."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    phrases = Phrases(heads)
    for event in facts.events if heads else ():
        if event.date is None:
            continue
        for head, at in phrases.find(facts.document.text, event.start, event.end):
            item = opened(facts.document.text, event.start, head, at)
            if item:
                found[head].append(item)
    for head, items in found.items():
        if len(items) >= 2:
            yield Roster(head, tuple(items), items[0][0], items[-1][1], False, -1, -1)


def opened(text: str, low: int, head: str, at: int) -> tuple[int, int] | None:
    """The span of the name of the one that is opened where its kind, ``head``, stands at ``at``."""
    lead = text[max(low, at - 24) : at]
    placed = _ONE_PLACED.search(lead)
    if placed:
        return at - len(lead) + placed.start("item"), at - len(lead) + placed.end("item")
    name = re.search(f"[{HAN}“”]{{2,16}}$", lead)
    if name is None or not _OPENED.match(text, at + len(head), at + len(head) + 14):
        return None
    return at - len(name.group()), at
