"""How entries and paragraphs end: no end mark where their siblings have one, or a mark that ends nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Any

from auditor.checks.habits import gather
from auditor.document import Block
from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("mark", "ended", "entries", "excerpt", "count", "places")
OPTIONS: dict[str, Any] = {"kind": "missing"}
"""``kind`` is ``missing`` (no end mark among siblings that have one) or ``wrong`` (ends with ，、；)."""

_ENDED = re.compile("[。！？!?…；;.][”’」』）)》】]{0,3}$|[”』」][。！？]?$")
_STOP = re.compile("[。！？!?…][”’」』）)》】]{0,3}$|[。！？!?…]$")
_CLOSED = re.compile(f"{_STOP.pattern}|[；;]$")
_OPEN = re.compile("[\u3400-\u9fff〇0-9A-Za-z%％）)”》』」]$")
_DANGLING = re.compile("(?:以及|并且|而且|由于|因为|(?<![总共温饱])和|(?<![参给])与|(?<!合)并|主要有)$")
_SALUTATION = re.compile("(?:同志|代表|委员|先生|女士|领导|来宾|朋友|老师|读者|各位|们|您好)[，,：:]?$")
_OPENING = re.compile(
    "下一步|下一阶段|今后|此外|其次|最后|(?:[二三四五六七八]|[0-9]{1,2}月[0-9]{1,2})[是日]|第[二三四五六七八][，、]"
)
"""What opens a thought of its own: the paragraph before it was to end."""
_TAIL = 6
_SHORT = 5


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each entry that ends the wrong way, or one for a habit."""
    hits = _missing(facts) if options["kind"] == "missing" else _wrong(facts)
    yield from gather(hits, lambda hit: hit.data["mark"])


def _missing(facts: Facts) -> Iterator[Hit]:
    found: dict[int, Hit] = {}
    for group in _groups(facts):
        lacking = [index for index in group if _lacks(facts, index)]
        ended = [index for index in group if _CLOSED.search(facts.document.block_text(index))]
        few = len(lacking) * 4 <= len(group) or (len(lacking) == 1 and len(ended) >= 2)
        if lacking and few and len(ended) >= 2 and len(ended) + len(lacking) >= len(group) * 0.8:
            for index in lacking:
                found.setdefault(index, _hit(facts, index, "", len(ended), len(group)))
    for index in range(len(facts.document.blocks)):
        if index not in found and _breaks_off(facts, index):
            found[index] = _hit(facts, index, "", 1, 1)
    yield from (found[index] for index in sorted(found))


def _groups(facts: Facts) -> Iterator[Sequence[int]]:
    """Blocks that are siblings: items of one numbered sequence, and the entries of a chronicle."""
    blocks = facts.document.blocks
    for sequence in facts.sequences:
        if not sequence.style.startswith("clause"):
            own = {item.block for item in sequence.items}
            yield [index for index in sorted(own) if _is_entry(blocks, index, own)]
    for chronicle in facts.chronicles:
        yield [event.block for event in chronicle.events if blocks[event.block].cell is None]


def _is_entry(blocks: Sequence[Block], index: int, own: Set[int]) -> bool:
    """An entry without end mark is read as a heading; with the next item right below it, it is an entry."""
    return blocks[index].kind == "entry" or (blocks[index].kind == "heading" and index + 1 in own)


def _lacks(facts: Facts, index: int) -> bool:
    """The block ends without a mark and nothing goes on with it."""
    block = facts.document.blocks[index]
    text = facts.document.block_text(index)
    if _DANGLING.search(text):
        return False  # more than the end mark is missing there
    start = block.marker.end - block.start if block.marker else 0
    return (
        bool(_OPEN.search(text))
        and not _ENDED.search(text)
        and len(text) - start >= _SHORT
        and _is_last(facts, index)
    )


def _is_last(facts: Facts, index: int) -> bool:
    """Whether the next block is a new item, a heading, or nothing: then this one is complete as it stands."""
    blocks = facts.document.blocks
    if index + 1 == len(blocks):
        return True
    following = blocks[index + 1]
    if following.marker is not None:
        return following.marker.style == _style(blocks[index]) or following.kind == "heading"
    return following.kind in ("heading", "title") or (
        blocks[index].marker is None and following.kind == "paragraph"
    )


def _style(block: Block) -> str:
    return block.marker.style if block.marker else ""


def _breaks_off(facts: Facts, index: int) -> bool:
    """A prose block of several closed sentences whose last sentence has no end mark."""
    block = facts.document.blocks[index]
    if block.kind not in ("paragraph", "entry") or facts.document.wrapped:
        return False
    text = facts.document.block_text(index)
    following = facts.document.blocks[index + 1] if index + 1 < len(facts.document.blocks) else None
    if following is not None and following.kind == "paragraph":
        return False  # a line that was cut in two looks the same
    last = max(text.rfind(mark) for mark in "。！？")
    if last < 12 or not _OPEN.search(text) or _ENDED.search(text) or not 10 <= len(text) - last <= 200:
        return False
    return (
        "，" in text[last:]
        and text.count("。") >= 2
        and _is_last(facts, index)
        and not _is_signed(text[last + 1 :])
    )


def _is_signed(tail: str) -> bool:
    """A source or a signature after the last sentence needs no end mark."""
    return bool(re.search("[（(][^（()）]{2,30}[)）]$|[0-9]日$|(?:摘自|来源|供稿|记者|负责)", tail))


def _wrong(facts: Facts) -> Iterator[Hit]:
    blocks = facts.document.blocks
    for index, block in enumerate(blocks):
        text = facts.document.block_text(index)
        if block.kind not in ("paragraph", "entry", "title") or text[-1:] not in tuple("，、,；;"):
            continue
        if len(text) < _SHORT or _SALUTATION.search(text) or not _closes_nothing(facts, index, text[-1]):
            continue
        yield _hit(facts, index, text[-1], 0, 0)


def _closes_nothing(facts: Facts, index: int, mark: str) -> bool:
    """Whether the mark stands where the text ends: before a heading, a new item, or the end of the report."""
    blocks = facts.document.blocks
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if following is not None and following.cell is not None:
        return False
    new = following is None or following.kind in ("heading", "title")
    if mark in "；;":
        if len(blocks) == 1:
            return False  # one item of a list, quoted by itself
        return new or (_alone(facts, index) and following is not None and following.marker is not None)
    if new:
        return True
    opens = following is not None and _OPENING.match(facts.document.text, following.start, following.end)
    if mark == "，" and opens and not facts.document.wrapped:
        return True
    return following is not None and following.marker is not None and blocks[index].marker is not None


def _alone(facts: Facts, index: int) -> bool:
    """A semicolon among siblings none of which ends with one."""
    blocks = facts.document.blocks
    near = [i for i in range(max(index - 3, 0), min(index + 4, len(blocks))) if i != index]
    siblings = [
        i for i in near if blocks[i].kind == blocks[index].kind and _style(blocks[i]) == _style(blocks[index])
    ]
    return len(siblings) >= 3 and not any(
        facts.document.block_text(i).endswith(("；", ";")) for i in siblings
    )


def _hit(facts: Facts, index: int, mark: str, ended: int, entries: int) -> Hit:
    block = facts.document.blocks[index]
    start = max(block.end - _TAIL, block.marker.end if block.marker else block.start)
    data = {
        "mark": mark,
        "ended": str(ended),
        "entries": str(entries),
        "excerpt": facts.document.text[start : block.end],
    }
    return Hit(Mark(start, block.end, "end"), data=data, suggestion="。")
