"""Which kind a block is when its format does not say: heading, entry, caption, line of the contents, title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.document import BlockKind, Cell, Marker
from auditor.text import CLOSERS, HAN, SENTENCE_END, width


@dataclass(slots=True)
class Draft:
    """A block in the making; ``style`` tells headings of one rank apart, ``start`` and ``end`` are of the view."""

    kind: BlockKind | None
    level: int
    start: int
    end: int
    cell: Cell | None
    marker: Marker | None = None
    text: str = ""
    style: str = ""
    section: tuple[int, ...] = field(default=())


_SENTENCE = re.compile(f"[{SENTENCE_END}][{re.escape(CLOSERS)}]{{0,3}}")
_MONTH = re.compile("(?:[0-9]{4}年)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}) ?月(?:份|大事记?|要事)?")
_YEAR = re.compile("(?:[0-9]{4}|[二〇○一三四五六七八九零]{4}) ?年(?:度)?")
_CONTENTS_HEAD = re.compile("目[ \u3000]{0,6}[录錄次]|CONTENTS|Contents")
_LEADERS = re.compile("[.．…·‥—-]{3,} ?[（(]?[0-9IVXivx]{0,5}[）)]?$|[ \t\u3000]{2,}[0-9]{1,4}$|……")
_CAPTION = re.compile("[图表]( ?[0-9A-Z]{1,3}(?:[-.—–．][0-9]{1,3}){0,2})(?![0-9])|续表")
_UNIT_NOTE = re.compile("[（(]?(?:金额)?单位[：:].{1,20}")
_DOCUMENT_PART = re.compile(
    "(?:工作)?(?:总结|计划|报告|要点|大事记|纪事|要事|概况|说明|情况表|一览表|统计表|目录|附件|附录|简介|序言|前言|后记|结语|情况)"
    "(?:（[^（）]{1,20}）)?$"
)
_OUTER = ("part", "chapter", "section")


def classify(drafts: Sequence[Draft]) -> None:
    """Give every draft without a kind one, and headings the style that tells their rank."""
    contents = _contents(drafts)
    seen_text = False
    for index, draft in enumerate(drafts):
        if draft.kind is None and draft.cell is not None:
            draft.kind = "cell"
        if draft.kind is None:
            draft.kind = "contents" if index in contents else _kind(drafts, index, seen_text)
        seen_text = True
        if draft.kind == "title" or (draft.kind == "heading" and not draft.level):
            draft.style = _heading_style(draft)
        elif draft.kind == "heading":
            draft.style = ""


def _kind(drafts: Sequence[Draft], index: int, seen_text: bool) -> BlockKind:
    draft = drafts[index]
    if _CAPTION.match(draft.text) and _short(draft) and _beside_cell(drafts, index):
        return "caption"
    if _UNIT_NOTE.fullmatch(draft.text):
        return "caption"
    if draft.marker:
        return "heading" if _is_marked_heading(drafts, index) else "entry"
    if not seen_text and _short(draft):
        return "title"
    return "heading" if _is_plain_heading(drafts, index) else "paragraph"


def _short(draft: Draft, columns: int = 80) -> bool:
    return (
        draft.end - draft.start <= columns
        and width(draft.text) <= columns
        and not _SENTENCE.search(draft.text)
    )


def _beside_cell(drafts: Sequence[Draft], index: int) -> bool:
    near = drafts[max(index - 3, 0) : index + 4]
    return any(draft.cell for draft in near) or bool(re.match("[图表]", drafts[index].text))


def _is_marked_heading(drafts: Sequence[Draft], index: int) -> bool:
    """A marked line heads what follows when it is short, has no end mark and is not one of a plain list."""
    draft = drafts[index]
    marker = draft.marker
    assert marker is not None
    if not _short(draft) or draft.text.endswith(("，", "、", "：", ":", ",")):
        return False
    if marker.style in _OUTER:
        return True
    if marker.explicit and not marker.style.startswith("han"):
        return False
    following = drafts[index + 1] if index + 1 < len(drafts) else None
    if following is None or following.cell is not None:
        return following is not None
    if following.marker and following.marker.style == marker.style:
        return marker.style.startswith("han") and not _run_of_short(drafts, index)
    return True


def _run_of_short(drafts: Sequence[Draft], index: int) -> bool:
    """Whether the next two blocks are short items of the same style: then this is a list, not headings."""
    marker = drafts[index].marker
    nexts = drafts[index + 1 : index + 3]
    return len(nexts) == 2 and all(
        d.marker and marker and d.marker.style == marker.style and _short(d) for d in nexts
    )


def _is_plain_heading(drafts: Sequence[Draft], index: int) -> bool:
    draft = drafts[index]
    if _MONTH.fullmatch(draft.text) or _YEAR.fullmatch(draft.text):
        return True
    if _CONTENTS_HEAD.fullmatch(draft.text):
        return True
    if not _short(draft, 64) or draft.text[-1:] in "，、：:,；" or draft.end == draft.start:
        return False
    return bool(_DOCUMENT_PART.search(draft.text)) and not re.search("[，,]", draft.text)


def _heading_style(draft: Draft) -> str:
    if draft.marker:
        return draft.marker.style
    if _MONTH.fullmatch(draft.text):
        return "month"
    return "year" if _YEAR.fullmatch(draft.text) else "plain"


def _contents(drafts: Sequence[Draft]) -> set[int]:
    """Blocks of the table of contents: lines with leaders, and short lines after 目录 until the text starts."""
    found = {
        i
        for i, d in enumerate(drafts)
        if d.cell is None and d.kind is None and _LEADERS.search(d.text[-24:]) and _short_contents(d)
    }
    for index, draft in enumerate(drafts):
        if draft.cell is None and _CONTENTS_HEAD.fullmatch(draft.text):
            found |= _contents_after(drafts, index)
    return found


def _short_contents(draft: Draft) -> bool:
    return (
        width(draft.text) <= 160 and bool(re.search(f"[{HAN}]", draft.text[:40])) and "。" not in draft.text
    )


def _contents_after(drafts: Sequence[Draft], head: int) -> set[int]:
    first = _bare(drafts[head + 1].text) if head + 1 < len(drafts) else ""
    found: set[int] = set()
    for index in range(head + 1, len(drafts)):
        draft = drafts[index]
        again = index > head + 1 and _bare(draft.text) == first
        if draft.cell is not None or draft.kind == "heading" or again or not _short_contents(draft):
            break
        if not _short(draft, 120) and not _LEADERS.search(draft.text[-24:]):
            break
        found.add(index)
    return found


def _bare(text: str) -> str:
    return re.sub(f"[^{HAN}A-Za-z]", "", _LEADERS.sub("", text))
