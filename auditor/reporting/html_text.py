"""The report itself as HTML: headings, paragraphs and tables, with the places of findings and the ticks in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Generic, TypeVar

from auditor.document import Block, Document
from auditor.finding import SEVERITIES
from auditor.reporting.html_findings import Numbered, safe
from auditor.reporting.rows import relations_of
from auditor.result import FileResult

_NUMBER = re.compile("[-+−(（]?[¥￥]?[0-9][0-9,，. ]{0,30}[)）]?[%％‰]?|[—–-]{1,3}")
_HEAD = ' class="head"'
_MOST_TITLES = 3
T = TypeVar("T", bound=tuple[Any, ...])


@dataclass(slots=True)
class _Spans:
    """What is marked in a block: places as (start, end, finding, at), ticked numbers as (start, end, title)."""

    places: list[tuple[int, int, Numbered, int]] = field(default_factory=list)
    ticks: list[tuple[int, int, str]] = field(default_factory=list)


def text(result: FileResult, findings: Sequence[Numbered]) -> str:
    """The inner HTML of one report."""
    document = result.document
    assert document is not None
    spans = _spans(document, findings, result)
    out: list[str] = []
    table: list[int] = []
    for index, block in enumerate(document.blocks):
        if table and (block.cell is None or block.cell.table != _table_of(document, table)):
            out.append(_table(document, table, spans))
            table = []
        if block.cell is not None:
            table.append(index)
        else:
            out.append(_block(document, index, spans))
    if table:
        out.append(_table(document, table, spans))
    return "\n".join(out)


def _table_of(document: Document, indices: Sequence[int]) -> int:
    cell = document.blocks[indices[0]].cell
    return cell.table if cell else -1


def _spans(document: Document, findings: Sequence[Numbered], result: FileResult) -> dict[int, _Spans]:
    """Marks by block; a place that reaches over blocks is marked in each."""
    found: dict[int, _Spans] = defaultdict(_Spans)
    for each in findings:
        for at, place in enumerate(each.places()):
            for index, start, end in _in_blocks(document, *place.view):
                found[index].places.append((start, end, each, at))
    for (start, end), title in _ticked(result).items():
        for index, left, right in _in_blocks(document, start, end):
            found[index].ticks.append((left, right, title))
    return found


def _in_blocks(document: Document, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    index = document.block_at(start)
    while index < len(document.blocks) and document.blocks[index].start < end:
        block = document.blocks[index]
        left, right = max(start, block.start), min(end, block.end)
        if left < right:
            yield index, left, right
        index += 1


def _ticked(result: FileResult) -> dict[tuple[int, int], str]:
    """Numbers that agree with others, and with nothing disagree: their place → what they were checked against."""
    why: dict[tuple[int, int], list[str]] = defaultdict(list)
    wrong: set[tuple[int, int]] = set()
    for relation in relations_of(result):
        places = {(operand.start, operand.end) for operand in relation.operands()}
        if relation.verdict == "inconsistent":
            wrong |= places
        elif relation.verdict == "consistent":
            shown = relation.expression or relation.shown
            for place in sorted(places):
                if shown not in why[place]:
                    why[place].append(shown)
    return {
        place: "；".join(reasons[:_MOST_TITLES])
        for place, reasons in sorted(why.items())
        if place not in wrong
    }


def _block(document: Document, index: int, spans: dict[int, _Spans]) -> str:
    block = document.blocks[index]
    inner = _inner(document, block, spans.get(index))
    if block.kind == "title":
        return f'<h2 class="title">{inner}</h2>'
    if block.kind == "heading":
        tag = f"h{min(block.level + 1, 6)}"
        return f"<{tag}>{inner}</{tag}>"
    name = f' class="{block.kind}"' if block.kind != "paragraph" else ""
    return f"<p{name}>{inner}</p>"


def _table(document: Document, indices: Sequence[int], spans: dict[int, _Spans]) -> str:
    """A table; places that no cell takes up are filled, so that columns stand under one another."""
    rows: dict[int, list[int]] = defaultdict(list)
    for index in indices:
        cell = document.blocks[index].cell
        rows[cell.row if cell else 0].append(index)
    taken: dict[int, int] = {}
    out = ['<div class="table"><table>']
    for at, row in enumerate(sorted(rows)):
        cells = "".join(_row(document, rows[row], row, taken, spans))
        out.append(f"<tr{_HEAD if at == 0 else ''}>{cells}</tr>")
    return "\n".join([*out, "</table></div>"])


def _row(
    document: Document, indices: Sequence[int], row: int, taken: dict[int, int], spans: dict[int, _Spans]
) -> Iterator[str]:
    column = 0
    for index in indices:
        block = document.blocks[index]
        cell = block.cell
        if cell is None:
            continue
        while column < cell.column:
            if taken.get(column, 0) <= row:
                yield "<td></td>"
            column += 1
        size = "".join(
            f' {name}="{value}"'
            for name, value in (("rowspan", cell.rowspan), ("colspan", cell.colspan))
            if value > 1
        )
        kind = ' class="number"' if _NUMBER.fullmatch(document.text, block.start, block.end) else ""
        yield f"<td{kind}{size}>{_inner(document, block, spans.get(index))}</td>"
        for place in range(cell.column, cell.column + cell.colspan):
            taken[place] = row + cell.rowspan
        column = cell.column + cell.colspan


def _inner(document: Document, block: Block, spans: _Spans | None) -> str:
    """The text of a block, cut at every edge of a mark."""
    if spans is None:
        return safe(document.text[block.start : block.end])
    edges = {block.start, block.end}
    edges.update(edge for start, end, *_ in spans.places for edge in (start, end))
    edges.update(edge for start, end, _ in spans.ticks for edge in (start, end))
    told: set[int] = set()
    out: list[str] = []
    places, ticks = _Sweep(spans.places), _Sweep(spans.ticks)
    for left, right in pairwise(sorted(edges)):
        over, ticked = places.at(left), ticks.at(left)
        shown = safe(document.text[left:right])
        if ticked:
            # The sign stands behind the whole number, however often a mark cuts it.
            name = ' class="tick"' if right == ticked[0][1] else ""
            shown = f'<span{name} title="{safe(ticked[0][2])}">{shown}</span>'
        out.append(_marked(shown, over, told) if over else shown)
    return "".join(out)


class _Sweep(Generic[T]):
    """Spans (start, end, …) that hold a place, for places that only go up."""

    def __init__(self, spans: Sequence[T]) -> None:
        self._waiting = sorted(spans, key=lambda span: (span[0], span[1]), reverse=True)
        self._open: list[T] = []

    def at(self, place: int) -> list[T]:
        """The spans with start ≤ ``place`` < end."""
        while self._waiting and self._waiting[-1][0] <= place:
            self._open.append(self._waiting.pop())
        self._open = [span for span in self._open if span[1] > place]
        return self._open


def _marked(shown: str, over: Sequence[tuple[int, int, Numbered, int]], told: set[int]) -> str:
    numbers = sorted({each.number for _, _, each, _ in over})
    primary = sorted({each.number for _, _, each, at in over if at == 0})
    severity = min((each.finding.severity for _, _, each, _ in over), key=SEVERITIES.index)
    places = sorted(f"{each.number}.{at}" for _, _, each, at in over)
    badges = "".join(
        f'<a class="n" href="#f{number}" data-n="{number}"></a>' for number in primary if number not in told
    )
    told.update(primary)
    return (
        f'{badges}<mark class="{severity}{" primary" if primary else ""}" data-f="{" ".join(map(str, numbers))}" '
        f'data-p="{" ".join(map(str, primary))}" data-at="{" ".join(places)}">{shown}</mark>'
    )
