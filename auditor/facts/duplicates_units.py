"""What duplicates are told between: one entry or paragraph without its marker, and what makes it its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.document import Block, Document
from auditor.text import HAN

_KEPT = re.compile(f"[^{HAN}0-9A-Za-z]+")
_DIGITS = re.compile(
    "[0-9]+|[第初][一二三四五六七八九十]{1,3}|[特一二三四五六]等奖|[一二三四五六七八九十]{1,3}(?=[次场期批届号季])"
)
_TITLES = re.compile("[“《「『]([^“”《》「」『』\n]{2,60})[”》」』]")
_MIN_ENTRY, _MIN_PARAGRAPH = 10, 15
_SHORT_PARAGRAPH = 24
DATED = re.compile("(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日[，,]?(?![至到—-])")
_CLAUSE_MARK = re.compile(
    "[一二三四五六七八九十]{1,3}[是要]|第[一二三四五六七八九十]{1,3}[，、]|其[一二三四五]，"
)
# Formulas that every section of a notice or report may hold.
_FORMULA = re.compile("不存在|不适用|不涉及|没有|无|特此|此件|同意|另行|如下|以上|略")


@dataclass(frozen=True, slots=True)
class Copy:
    """One block of a cluster: its index, and the span of its text without the marker."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    copy: Copy
    text: str
    plain: str
    digits: tuple[str, ...]
    titles: frozenset[str]
    section: tuple[int, ...]
    part: int
    entry: bool


def unit_of(document: Document, index: int, block: Block) -> Unit | None:
    """The unit that a block is, or None where it is too short or a formula."""
    if block.kind not in ("entry", "paragraph"):
        return None
    start = block.marker.end if block.marker else block.start
    text = document.text[start : block.end]
    start += len(text) - len(text.lstrip(" \u3000"))
    text = document.text[start : block.end]
    if clause := _CLAUSE_MARK.match(text):
        start += clause.end()
        text = text[clause.end() :]
    plain = _KEPT.sub("", text)
    least = _MIN_ENTRY if block.kind == "entry" else _MIN_PARAGRAPH
    if len(plain) < least or text.startswith(
        ("注", "备注", "说明：", "资料来源", "数据来源", "单位：", "来源")
    ):
        return None
    if (
        block.kind == "paragraph"
        and len(plain) < _SHORT_PARAGRAPH
        and (_FORMULA.search(text) or not text.rstrip().endswith("。"))
    ):
        return None
    digits = tuple(_DIGITS.findall(text))
    titles = frozenset(_TITLES.findall(text))
    return Unit(
        Copy(index, start, block.end),
        text,
        plain,
        digits,
        titles,
        block.section,
        _part(document, block),
        block.kind == "entry" or bool(DATED.match(text)),
    )


def _part(document: Document, block: Block) -> int:
    """Index of the outermost heading without a number (the plan, the summary, the chronicle), or -1."""
    return next((index for index in block.section if document.blocks[index].marker is None), -1)
