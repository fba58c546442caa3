"""Pieces → Document: builds the reading view and gives every block its kind, level and section.

Every reader cuts its format into pieces (a paragraph, a heading, a cell, given as source ranges) with what
the format itself says about them; what it does not say is told here, in one way for all formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from auditor.document import Block, BlockKind, Cell, Document, Marker, Span, ViewBuilder
from auditor.markers import Opening, opening
from auditor.text import CLOSERS, HAN, SENTENCE_END, width


@dataclass(slots=True)
class Piece:
    """One logical paragraph or cell: source ranges in order, and what the format says of it.

    ``label`` is the length in code points of a list number that the layout sets apart at the start of the
    first range (alone on its line, or a word processor's automatic number).
    """

    ranges: Sequence[tuple[int, int]]
    kind: BlockKind | None = None
    level: int = 0
    cell: Cell | None = None
    label: int = 0


@dataclass(slots=True)
class _Draft:
    kind: BlockKind | None
    level: int
    start: int
    end: int
    cell: Cell | None
    marker: Marker | None = None
    text: str = ""
    style: str = ""
    section: tuple[int, ...] = field(default=())


def assemble(
    source: str,
    pieces: Iterable[Piece],
    path: str,
    *,
    furniture: Iterable[tuple[int, int]] = (),
    markup: Iterable[tuple[int, int]] = (),
    locators: Sequence[tuple[int, str]] = (),
    wrapped: bool = False,
    format: str = "text",
    notes: Sequence[str] = (),
) -> Document:
    """Build the document from pieces in source order (see Document for the other arguments)."""
    view = ViewBuilder(source)
    drafts = [draft for piece in pieces if (draft := _lay_out(view, piece)) is not None]
    text = view.text()
    for draft in drafts:
        draft.text = text[draft.start : draft.end]
    _mark(drafts)
    _classify(drafts)
    _nest(drafts)
    blocks = tuple(
        Block(d.kind or "paragraph", d.start, d.end, d.level, d.section, d.marker, d.cell) for d in drafts
    )
    return Document(
        path=path,
        source=source,
        text=text,
        origin=view.origin,
        blocks=blocks,
        furniture=tuple(Span(*span) for span in sorted(furniture)),
        markup=tuple(Span(*span) for span in sorted(markup)),
        locators=tuple(locators),
        wrapped=wrapped,
        format=format,
        notes=tuple(notes),
    )


def _lay_out(view: ViewBuilder, piece: Piece) -> _Draft | None:
    ranges = [trimmed for span in piece.ranges if (trimmed := view.trim(*span))[0] < trimmed[1]]
    if not ranges and piece.cell is None:
        return None
    if len(view) and ranges:
        _separate(view, ranges[0][0])
    # A number that ends in its own mark (一、 1.) needs no blank to be told from the text.
    bare = bool(piece.label) and view.source[ranges[0][0] + piece.label - 1].isalnum()
    span = view.paragraph(ranges, spaced=bare)
    draft = _Draft(piece.kind, piece.level, span.start, span.end, piece.cell)
    if piece.label:
        draft.style = "label"
    return draft


def _separate(view: ViewBuilder, start: int) -> None:
    """A newline in the view stands for the first source character after the block before."""
    at = view.origin[-1] + 1
    if at >= start:
        raise ValueError(f"blocks touch at source offset {start}")
    view.separator("\n", at)


def _mark(drafts: Sequence[_Draft]) -> None:
    """Find the markers; ``9.7月6日`` is entry 9 only where 8 came last in its style."""
    last: dict[str, int] = {}
    for draft in drafts:
        if draft.cell is not None or draft.kind == "caption":
            continue
        found = opening(draft.text)
        if found is None and draft.style == "label":
            found = _bare_label(draft.text)
        if found is None or not (found.sure or draft.style == "label" or _next_in(last, found)):
            continue
        if _is_level_number(draft, found):
            continue
        last[found.style] = found.number
        draft.marker = Marker(
            found.style, found.number, draft.start, draft.start + found.length, draft.style == "label"
        )


def _is_level_number(draft: _Draft, found: Opening) -> bool:
    """``2021.`` or ``100、`` at the start of prose is a number that ends a clause, not an entry's."""
    return found.style.startswith("arabic") and found.number > 999 and draft.style != "label"


def _bare_label(text: str) -> Opening | None:
    match = re.match("[0-9]{1,4}", text)
    return Opening("arabic-dot", int(match.group()), match.end()) if match else None


def _next_in(last: dict[str, int], found: Opening) -> bool:
    return last.get(found.style, 0) + 1 == found.number


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


def _classify(drafts: Sequence[_Draft]) -> None:
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


def _kind(drafts: Sequence[_Draft], index: int, seen_text: bool) -> BlockKind:
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


def _short(draft: _Draft, columns: int = 80) -> bool:
    return (
        draft.end - draft.start <= columns
        and width(draft.text) <= columns
        and not _SENTENCE.search(draft.text)
    )


def _beside_cell(drafts: Sequence[_Draft], index: int) -> bool:
    near = drafts[max(index - 3, 0) : index + 4]
    return any(draft.cell for draft in near) or bool(re.match("[图表]", drafts[index].text))


def _is_marked_heading(drafts: Sequence[_Draft], index: int) -> bool:
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


def _run_of_short(drafts: Sequence[_Draft], index: int) -> bool:
    """Whether the next two blocks are short items of the same style: then this is a list, not headings."""
    marker = drafts[index].marker
    nexts = drafts[index + 1 : index + 3]
    return len(nexts) == 2 and all(
        d.marker and marker and d.marker.style == marker.style and _short(d) for d in nexts
    )


def _is_plain_heading(drafts: Sequence[_Draft], index: int) -> bool:
    draft = drafts[index]
    if _MONTH.fullmatch(draft.text) or _YEAR.fullmatch(draft.text):
        return True
    if _CONTENTS_HEAD.fullmatch(draft.text):
        return True
    if not _short(draft, 64) or draft.text[-1:] in "，、：:,；" or draft.end == draft.start:
        return False
    return bool(_DOCUMENT_PART.search(draft.text)) and not re.search("[，,]", draft.text)


def _heading_style(draft: _Draft) -> str:
    if draft.marker:
        return draft.marker.style
    if _MONTH.fullmatch(draft.text):
        return "month"
    return "year" if _YEAR.fullmatch(draft.text) else "plain"


def _contents(drafts: Sequence[_Draft]) -> set[int]:
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


def _short_contents(draft: _Draft) -> bool:
    return (
        width(draft.text) <= 160 and bool(re.search(f"[{HAN}]", draft.text[:40])) and "。" not in draft.text
    )


def _contents_after(drafts: Sequence[_Draft], head: int) -> set[int]:
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


def _nest(drafts: Sequence[_Draft]) -> None:
    """Levels by the order in which heading styles first nest: a style seen again closes what it opened."""
    stack: list[tuple[str, int]] = []
    for index, draft in enumerate(drafts):
        if draft.kind in ("heading", "title"):
            _close(stack, draft, drafts)
            draft.level = draft.level or len(stack) + 1
            draft.section = tuple(at for _, at in stack)
            stack.append((draft.style or f"level{draft.level}", index))
        else:
            draft.section = tuple(at for _, at in stack)


def _close(stack: list[tuple[str, int]], draft: _Draft, drafts: Sequence[_Draft]) -> None:
    if not draft.style:
        while stack and drafts[stack[-1][1]].level >= draft.level:
            stack.pop()
        return
    rank = _RANK.get(draft.style)
    for depth, (style, _) in enumerate(stack):
        if (
            style == draft.style
            or draft.style == "plain"
            or (rank is not None and _RANK.get(style, -1) >= rank)
        ):
            del stack[depth:]
            return


_RANK = {"part": 0, "chapter": 1, "section": 2, "year": 3, "month": 4}
