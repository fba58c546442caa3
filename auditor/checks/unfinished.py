"""Text that stops too early: an entry ending in a word that needs more, a heading with nothing under it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.document import Block
from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("excerpt",)
OPTIONS: dict[str, Any] = {"kind": "sentence"}
"""``kind`` is ``sentence`` or ``heading``."""

# Words that introduce something: nothing may end with them, with a full stop or without.
_TAIL = re.compile(
    "(?:并且|而且|但是|然而|因此|从而|因为|对于|通过对|不仅|此外|另外|于是|如果|虽然|尽管|或者|按照|为进一步|主要有|主要包括|并在|并对|并将)。?$"
    "|(?<=[，；])(?:确保|力争|做到|以便|使得?|切实|进一步|努力|全面|不断|着力|为了|通过|经过|随着|针对|围绕|其中|同时|特别是|尤其是|包括)$"
    "|(?:^|[：:；;，,。])[ \u3000]{0,2}(?:[一二三四五六七八九][是要]|第[一二三四五六七八九][，、]?)。?$"
    # With a full stop these are reported as slots that nothing fills.
    "|(?:以及|由于|关于|分别为|分别是)$"
)
# Single characters end words too (参与, 总和, 行为), and only where the end mark is missing as well.
_LAST = re.compile(
    "(?:(?<![参给付授赋])与|(?<![总共温饱平谐调缓暖柔祥亲])和|(?<![倘抑])或|(?<![合兼吞一])并|(?<![自理事缘由因])由|(?<![名主大干健])将|(?<![一火])把|(?<!棉)被"
    "|(?<![行认作成因以人所称名何更较极最稍尤颇视分大])为|(?<![终由对关等属大小善勇敢便利处位基至过])于|(?<![实存现正内外潜所好健自旨意])在"
    "|(?<![核反面应相绝校查比配成派])对|(?<![方走面倾导动志去趋])向|(?<![服听依])从)$"
)
_COLON = re.compile("(?:如下|下列|以下|包括|主要有|分别为|分别是|名单|事项)[^，。；：]{0,8}[：:]$")
_CUT = re.compile(
    "(?:进行|实施|制定|编制|采取|引进|推出|打造|构建|提供|组织开展|(?:先后|共|累计)(?:开展|举办|组织|召开|接待|发放))了。?$|(?:先后|共|累计)(?:举办|开展|召开|接待|发放)。?$"
)
# 开展“双报到”，通过联席会议等活动。: a means that nothing is done by.
_MEANS = re.compile(
    "(?<=[，；])通过(?![了率])[^，。；！？\n]{2,60}等[^，。；、！？\n“”]{0,8}(?:活动|形式|方式|途径|渠道|手段|措施|方法)。"
)
_PASSIVE = re.compile(
    "(?:如期|顺利|已|正在|继续|稳步|有序|照常|同步|逐步|扎实|全面|按时|按期|[被由得予])[^，。]{0,4}$"
)


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each place of the wanted kind."""
    yield from _sentences(facts) if options["kind"] == "sentence" else _headings(facts)


def _sentences(facts: Facts) -> Iterator[Hit]:
    blocks, document = facts.document.blocks, facts.document
    for index, block in enumerate(blocks):
        if block.kind in ("paragraph", "entry"):
            for means in _MEANS.finditer(document.text, block.start, block.end):
                yield _hit(facts, means.start(), means.end())
        if block.kind not in ("paragraph", "entry", "title") or not _ends_here(facts, index):
            continue
        start = block.marker.end if block.marker else block.start
        body = document.text[max(start, block.end - 40) : block.end]
        if block.end - start < (6 if body.endswith(("：", ":")) else 10):
            continue
        cut = _CUT.search(body)
        found = (
            (_COLON.search(body) if _nothing_follows(blocks, index) else None)
            or _TAIL.search(body)
            or _LAST.search(body)
            or (cut if cut and not _PASSIVE.search(body[: cut.start()]) else None)
        )
        if found:
            yield _hit(facts, block.end - len(body) + max(found.start() - 4, 0), block.end)


def _hit(facts: Facts, start: int, end: int) -> Hit:
    data = {"excerpt": facts.document.text[start:end]}
    return Hit(Mark(start, end, "end"), data=data, confidence="likely")


def _nothing_follows(blocks: tuple[Block, ...], index: int) -> bool:
    """Whether no list can follow: the end, or the second or a later item of what the block belongs to."""
    if index + 1 == len(blocks):
        return True
    following = blocks[index + 1]
    return following.cell is None and following.marker is not None and following.marker.number > 1


def _ends_here(facts: Facts, index: int) -> bool:
    """Whether the text really stops: the next block is a heading, a new item, or nothing."""
    blocks = facts.document.blocks
    if facts.document.block_text(index).endswith("。"):
        return True
    if index + 1 == len(blocks):
        return True
    following = blocks[index + 1]
    return following.kind in ("heading", "title") or (following.marker is not None and following.cell is None)


def _headings(facts: Facts) -> Iterator[Hit]:
    """Headings directly followed by one of the same or a higher level, where most of their like have text."""
    blocks = facts.document.blocks
    empty: dict[tuple[int, str], list[int]] = defaultdict(list)
    filled: dict[tuple[int, str], int] = defaultdict(int)
    for index, block in enumerate(blocks):
        if block.kind != "heading" or block.marker is None:
            continue
        key = (block.level, block.marker.style)
        if _is_empty(blocks, index):
            empty[key].append(index)
        else:
            filled[key] += 1
    for key, indices in empty.items():
        # Two like it show the custom; one does where the headings are those of a short text (一、……).
        if filled[key] >= (1 if key[1] == "han" else 2) and len(indices) * 2 <= filled[key] + len(indices):
            for index in indices:
                block = blocks[index]
                data = {"excerpt": facts.document.block_text(index)}
                yield Hit(Mark(block.start, block.end, "heading"), data=data, confidence="likely")


def _is_empty(blocks: tuple[Block, ...], index: int) -> bool:
    if index + 1 == len(blocks):
        return True
    following = blocks[index + 1]
    return following.kind == "title" or (
        following.kind == "heading" and following.level <= blocks[index].level
    )
