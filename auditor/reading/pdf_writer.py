"""The serialisation of a PDF, and the pieces (paragraphs, cells) that its lines make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from auditor.document import BlockKind, Cell
from auditor.reading.grids import find_tables
from auditor.reading.pdf_lines import Line
from auditor.reading.pdf_paragraphs import Zone, paragraph_ends, zones
from auditor.reading.pdf_ruled import Ruled
from auditor.reading.plain import Line as TextLine
from auditor.reading.structure import Piece
from auditor.text import SENTENCE_END, width

Filled = tuple[Ruled, Sequence[Sequence[Line]]]
_LONGEST_HEADING = 80


@dataclass(slots=True)
class _Written:
    """A line of prose with its place in the source; ``block`` counts the tables before it."""

    line: Line
    start: int
    end: int
    block: int


@dataclass(slots=True)
class Writer:
    """Writes pages one after the other; ``pieces`` then cuts what was written."""

    furniture: list[tuple[int, int]] = field(default_factory=list)
    markup: list[tuple[int, int]] = field(default_factory=list)
    locators: list[tuple[int, str]] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _size: int = 0
    _prose: list[_Written] = field(default_factory=list)
    _cells: list[Piece] = field(default_factory=list)
    _tables: int = 0
    _last: Ruled | None = None
    _rows: int = 0

    @property
    def source(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def page(self, lines: Sequence[tuple[Line, bool]], tables: Sequence[Filled], askew: str) -> None:
        """Write a page: its lines (and whether each is furniture) with its tables where they stand."""
        if self.locators:
            self._add("\f")
        self.locators.append((self._size, f"page:{len(self.locators) + 1}"))
        left = min((line.x0 for line, _ in lines), default=0.0)
        waiting = list(tables)
        for line, is_furniture in lines:
            while waiting and line.column == 0 and waiting[0][0].box[3] > line.base:
                self._table(waiting.pop(0))
            self._line(line, is_furniture, left)
        for table in waiting:
            self._table(table)
        if askew:
            self.furniture.append((self._size, self._size + len(askew)))
            self._add(askew + "\n")

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._size += len(text)

    def _line(self, line: Line, is_furniture: bool, left: float) -> None:
        text = line.laid_out(left)
        span = self._size, self._size + len(text)
        self._add(text + "\n")
        if is_furniture:
            self.furniture.append(span)
        else:
            self._prose.append(_Written(line, *span, self._tables))
            self._last = None

    def _table(self, table: Filled) -> None:
        ruled, contents = table
        if self._last is None or not _goes_on(self._last, ruled):
            self._tables += 1
            self._rows = 0
        row = -1
        for (cell, _), lines in zip(ruled.cells, contents, strict=True):
            if row not in (-1, cell.row):
                self._add("\n")
            row = cell.row
            self._cell(replace(cell, table=self._tables - 1, row=cell.row + self._rows), lines)
        self._add("\n")
        self._rows += ruled.rows
        self._last = ruled

    def _cell(self, cell: Cell, lines: Sequence[Line]) -> None:
        written: list[_Written] = []
        for index, line in enumerate(lines):
            self._add("\n" if index else "")
            written.append(_Written(line, self._size, self._size + len(line.text), 0))
            self._add(line.text)
        self._add("\t")
        if _is_prose(lines):
            self._cells.append(Piece([], "cell", cell=cell))
            self._cells += _paragraphs(written, zones(lines), 0.0)
        else:
            self._cells.append(Piece([(each.start, each.end) for each in written], "cell", cell=cell))

    def pieces(self) -> list[Piece]:
        """Paragraphs and cells in order of the source."""
        source = self.source
        texts = [_text_line(source, self._prose, at) for at in range(len(self._prose))]
        aligned = find_tables(texts)
        self.markup += aligned.markup
        for piece in aligned.pieces:
            assert piece.cell is not None
            piece.cell = replace(piece.cell, table=piece.cell.table + self._tables)
        found = _in_order([*self._cells, *aligned.pieces, *self._flow(aligned.lines)])
        if found and found[0].kind == "heading":
            found[0].kind = None  # what opens the report is its title
        return found

    def _flow(self, taken: set[int]) -> list[Piece]:
        """Paragraphs of the prose lines that are not ``taken`` by tables."""
        free = [each.line for at, each in enumerate(self._prose) if at not in taken]
        body, margins = _body_size(free), zones(free)
        found: list[Piece] = []
        group: list[_Written] = []
        for at, each in enumerate(self._prose):
            if group and (at in taken or each.block != group[-1].block):
                found += _paragraphs(group, margins, body)
                group = []
            if at not in taken:
                group.append(each)
        return found + _paragraphs(group, margins, body)


def _goes_on(one: Ruled, two: Ruled) -> bool:
    """Whether a table at the head of a page goes on with that at the foot of the page before."""
    return len(one.columns) == len(two.columns) and all(
        abs(a - b) <= 3 for a, b in zip(one.columns, two.columns, strict=True)
    )


def _text_line(source: str, prose: Sequence[_Written], at: int) -> TextLine:
    """The line as the finder of aligned tables wants it; a table never reaches over a page or a ruled one."""
    each, before = prose[at], prose[at - 1] if at else None
    raw = source[each.start : each.end]
    apart = before is not None and (
        before.block != each.block
        or before.line.page != each.line.page
        or before.line.base - each.line.base > 3 * each.line.em
    )
    return TextLine(each.start, each.end, raw, raw.strip(), 2 if apart else 0, False)


def _is_prose(lines: Sequence[Line]) -> bool:
    """Whether a cell holds running text (a form's big box) and not one value."""
    stops = sum(char in SENTENCE_END for line in lines for char in line.text)
    return len(lines) >= 4 and stops >= 2


def _body_size(lines: Sequence[Line]) -> float:
    sizes = [line.em for line in lines if width(line.text) > 30] or [line.em for line in lines]
    return median(sizes) if sizes else 1.0


def _paragraphs(
    group: Sequence[_Written], margins: Mapping[tuple[int, int], Zone], body: float
) -> list[Piece]:
    """Lines joined to paragraphs; ``body`` is the em of running text (0 where none can head another)."""
    pieces: list[Piece] = []
    ranges: list[tuple[int, int]] = []
    for each, end in zip(group, paragraph_ends([each.line for each in group], margins), strict=True):
        ranges.append((each.start, each.end))
        if end:
            pieces.append(Piece(ranges, _kind(each.line, len(ranges), body)))
            ranges = []
    return pieces


def _kind(line: Line, count: int, body: float) -> BlockKind | None:
    """Larger type on one or two lines heads what follows."""
    large = body > 0 and line.em >= 1.15 * body and count <= 2
    plain = line.text[-1:] not in SENTENCE_END + "，、：" and width(line.text) <= _LONGEST_HEADING
    return "heading" if large and plain else None


def _in_order(pieces: list[Piece]) -> list[Piece]:
    """By place in the source; an empty cell stays behind the cell before it."""
    at = 0
    keyed: list[tuple[int, int, Piece]] = []
    for index, piece in enumerate(pieces):
        at = piece.ranges[0][0] if piece.ranges else at
        keyed.append((at, index, piece))
    return [piece for _, _, piece in sorted(keyed, key=lambda item: item[:2])]
