"""Where the chronicles are: runs of entries under a heading that says so, under date headings, or dated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from auditor.document import Block, Document
from auditor.facts.dates import Date
from auditor.facts.dates_bounds import days_in
from auditor.facts.dates_context import Context, date_heading, dated_entry

CHRONICLE = re.compile("大事记|大事|纪事|要事|年表|时间线|编年|纪要|日志|活动一览|动态")
_NO_CHRONICLE = re.compile("会议纪要|会谈纪要|重大事项|要事项|重大事[故件]|大事业")
_SHORT = re.compile(
    "[ \t]*(?P<month>1[0-2]|0?[1-9])[./](?P<day>3[01]|[12][0-9]|0?[1-9])(?:[-—–~～至](?:(?:1[0-2]|0?[1-9])[./])?(?:3[01]|[12][0-9]|0?[1-9]))?(?=[日 \u3000，,：:、]|(?![万亿元米公千个百分倍版度平])[\u4e00-\u9fff])"
)
_MIN_LIST, _SHARE = 5, 0.6


@dataclass(frozen=True, slots=True)
class Group:
    """Entries of one chronicle as (first block, last block) pairs, and how it was recognised."""

    heading: int
    kind: str
    entries: tuple[tuple[int, int], ...]
    numbered: bool
    short: bool = False


def short_date(document: Document, index: int, context: Context) -> Date | None:
    """The date of an entry that opens with ``7.15`` or ``7/15``, or None."""
    block = document.blocks[index]
    match = _SHORT.match(document.text, block.start, block.end)
    if match is None:
        return None
    month, day = int(match["month"]), int(match["day"])
    if day > days_in(context.year, month):
        return None
    fields = (context.year, month, day)
    start = match.start("month")
    return Date(start, match.end(), fields, fields, "day", index, context.year_from, "text")


def opens_with_date(document: Document, block: Block, dates: Sequence[Date]) -> bool:
    """Whether an entry opens with a date of a month or finer."""
    if not dates:
        return False
    first = dates[0]
    start = block.marker.end if block.marker else block.start
    lead = document.text[start : first.start].strip(" \u3000“【[（(*")
    return lead in ("", "于", "在", "自") and bool(first.first[1]) and first.precision != "year"


def _entry_like(document: Document, index: int) -> bool:
    """Whether a block read as a heading is an entry: it opens with a date (``7.15`` counts in a chronicle)."""
    block = document.blocks[index]
    if dated_entry(document.text, block):
        return True
    short = _SHORT.match(document.text, block.start, block.end)
    return bool(short) and any(CHRONICLE.search(text) for text in document.heading_texts(block))


def _parent(document: Document, index: int) -> int:
    """The nearest heading above a block that is not itself a date, or −1."""
    for at in reversed(document.blocks[index].section):
        text = document.block_text(at)
        fields = date_heading(text)
        title = fields is None or (not fields[1] and CHRONICLE.search(text))
        if title and not _entry_like(document, at):
            return at
    return -1


def _says_chronicle(document: Document, index: int) -> bool:
    sections = (*document.blocks[index].section, index) if index >= 0 else ()
    texts = [document.block_text(at) for at in sections]
    return any(CHRONICLE.search(text) and not _NO_CHRONICLE.search(text) for text in texts)


def _body(document: Document, surroundings: Sequence[Context]) -> list[int]:
    """Indices of the blocks that can be entries."""
    return [
        index
        for index, block in enumerate(document.blocks)
        if (
            block.kind in ("entry", "paragraph") or (block.kind == "heading" and _entry_like(document, index))
        )
        and block.end > block.start
        and surroundings[index].heading != index
    ]


def _entries(document: Document, indices: Sequence[int]) -> tuple[tuple[tuple[int, int], ...], bool]:
    """Join paragraphs without a number to the numbered entry above them; tell whether entries are numbered."""
    marked = [index for index in indices if document.blocks[index].marker]
    if 2 * len(marked) < len(indices) or len(marked) < 2:
        return tuple((index, index) for index in indices), False
    found: list[tuple[int, int]] = []
    for index in indices:
        if document.blocks[index].marker or not found or index != found[-1][1] + 1:
            found.append((index, index))
        else:
            found[-1] = (found[-1][0], index)
    return tuple(found), True


def _headed(
    document: Document,
    heading: int,
    indices: list[int],
    dates: Sequence[Sequence[Date]],
    surroundings: Sequence[Context],
) -> Group | None:
    entries, numbered = _entries(document, indices)
    opening = sum(opens_with_date(document, document.blocks[at], dates[at]) for at, _ in entries)
    dated = sum(any(date.dated for date in dates[at]) for at, _ in entries)
    short = sum(short_date(document, at, surroundings[at]) is not None for at, _ in entries)
    if _says_chronicle(document, heading):
        if short >= 2 and short >= _SHARE * len(entries):
            return Group(heading, "heading", entries, numbered, short=True)
        if dated >= 2 and dated >= 0.3 * len(entries):
            return Group(heading, "heading", entries, numbered)
    under_months = sum(surroundings[at].heading >= 0 for at, _ in entries)
    if (
        under_months >= 2
        and dated >= 2
        and 2 * dated >= len(entries)
        and under_months >= _SHARE * len(entries)
    ):
        return Group(heading, "months", entries, numbered)
    if len(entries) >= _MIN_LIST and opening >= _SHARE * len(entries):
        return Group(heading, "list", entries, numbered)
    return None


def _runs(
    document: Document, heading: int, indices: list[int], dates: Sequence[Sequence[Date]]
) -> Iterator[Group]:
    """Runs of at least five consecutive entries that open with dates, one gap at a time allowed."""
    entries, numbered = _entries(document, indices)
    run: list[tuple[int, int]] = []
    gap = 0
    for entry in (*entries, (-1, -1)):
        opens = entry[0] >= 0 and opens_with_date(document, document.blocks[entry[0]], dates[entry[0]])
        adjacent = not run or entry[0] == run[-1][1] + 1
        if entry[0] >= 0 and adjacent and (opens or (run and gap == 0)):
            run.append(entry)
            gap = 0 if opens else 1
            continue
        if gap:
            run.pop()
        if len(run) >= _MIN_LIST:
            yield Group(heading, "list", tuple(run), numbered)
        run, gap = ([entry], 0) if opens else ([], 0)


def groups(
    document: Document, dates: Sequence[Sequence[Date]], surroundings: Sequence[Context]
) -> Iterator[Group]:
    """The chronicles of a document, in order."""
    body = _body(document, surroundings)
    for heading, run in groupby(body, key=lambda index: _parent(document, index)):
        indices = list(run)
        group = _headed(document, heading, indices, dates, surroundings)
        if group is not None:
            yield group
        else:
            yield from _runs(document, heading, indices, dates)
