"""The body of a Word file → its serialisation and pieces: paragraphs, tables, boxes, notes, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from auditor.document import Cell
from auditor.reading.docx_numbering import Numbering
from auditor.reading.docx_paragraphs import block_kind, is_prose, number_shown
from auditor.reading.docx_runs import PAGE, Content, Inline
from auditor.reading.docx_source import Source, lines
from auditor.reading.docx_styles import Style, Styles
from auditor.reading.docx_tables import Slot, grid
from auditor.reading.docx_xml import Element, child, flat, local, value
from auditor.reading.structure import Piece

Ranges = list[tuple[int, int]]


class Body:
    """Writes the blocks of a document one after the other; ``pieces`` and ``source`` are what came of it."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        notes: Mapping[tuple[str, str], Element],
        source: Source,
    ) -> None:
        self.source = source
        self.pieces: list[Piece] = []
        self.furniture: Ranges = []
        self._styles = styles
        self._numbering = numbering
        self._notes = dict(notes)
        self._inline = Inline()
        self._carried: list[Content] = []
        self._later: list[tuple[Element, Element, int]] = []
        self._host: Element | None = None
        self._host_paragraph = 0
        self._paragraphs = 0
        self._tables = 0
        self._depth = 0

    def blocks(self, elements: Iterable[Element]) -> None:
        """Write paragraphs and tables."""
        for node in flat(elements):
            name = local(node)
            if name == "p":
                content = self._collect(node)
                if content is not None:
                    self._paragraph(content)
            elif name == "tbl":
                self._settle()
                self._table(node)
            self._flush()
        self._settle()

    def page_furniture(self, elements: Iterable[Element]) -> None:
        """Write a page header or footer: it stands in the source and not in the view."""
        start, pieces = self.source.size, self.pieces
        self.pieces = []
        self.blocks(elements)
        self.pieces = pieces
        if self.source.size > start:
            self.furniture.append((start, self.source.size))

    def _collect(self, paragraph: Element) -> Content | None:
        """Read one w:p; None where its mark is deleted, which joins it to the next."""
        if self._host is None:
            self._paragraphs += 1
        content = self._inline.read(
            paragraph, self._paragraphs if self._host is None else self._host_paragraph
        )
        if self._carried:
            parts = [*self._carried, content]
            self._carried = []
            content = Content(
                paragraph,
                parts[0].paragraph,
                content.number,
                [bit for part in parts for bit in part.bits],
                [box for part in parts for box in part.boxes],
                [note for part in parts for note in part.notes],
            )
        mark = child(child(paragraph, "pPr"), "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            self._carried.append(content)
            return None
        return content

    def _settle(self) -> None:
        """A paragraph whose mark is deleted stands alone when no paragraph follows."""
        carried, self._carried = self._carried, []
        for content in carried:
            if content.text.strip():
                self._paragraph(content)

    def _paragraph(self, content: Content) -> None:
        properties = child(content.paragraph, "pPr")
        style = self._styles[value(properties, "pStyle")]
        groups, label = self._write(content, properties, style)
        kind, level = block_kind(content, properties, style)
        if len(groups) > 1 or self._host is not None:
            kind, level = None, 0
        for index, ranges in enumerate(groups):
            self.pieces.append(Piece(ranges, kind, level, label=0 if index else label))
        self.source.add("\n")

    def _write(self, content: Content, properties: Element | None, style: Style) -> tuple[list[Ranges], int]:
        """Write number and text; the ranges of the paragraphs in them, and the number's length."""
        source = self.source
        source.mark(content.number)
        label, start = number_shown(properties, style, self._numbering), source.size
        if label:
            source.add(label, self._host if self._host is not None else content.first)
            source.add("\t")
        text_start = source.size
        for bit in content.bits:
            if bit is PAGE:
                source.turn_page()
            else:
                source.add(bit.text, self._host if self._host is not None else bit.node, bit.offset)
        groups = lines(content.text, text_start)
        if label:
            groups = [[(start, start + len(label)), *(groups[0] if groups else [])], *groups[1:]]
        self._hang(content)
        return groups, len(label)

    def _hang(self, content: Content) -> None:
        for box, node in content.boxes:
            self._later.append((box, self._host if self._host is not None else node, content.number))
        for kind, key, node in content.notes:
            note = self._notes.pop((kind, key), None)
            if note is not None:
                self._later.append((note, self._host if self._host is not None else node, content.number))

    def _flush(self) -> None:
        """Boxes and notes come after the paragraph or table that they hang on."""
        while self._later and not self._depth:
            later, self._later = self._later, []
            outer = self._host, self._host_paragraph
            for element, self._host, self._host_paragraph in later:
                self.blocks(element)
            self._host, self._host_paragraph = outer

    def _table(self, element: Element) -> None:
        rows = grid(element)
        slots = [slot for row in rows for slot in row]
        if len(slots) == 1:  # a frame drawn round text
            self.blocks(slots[0].element)
            return
        table = self._tables
        self._tables += 1
        self._depth += 1
        for index, row in enumerate(rows):
            self._row(row, table, index)
        self._depth -= 1

    def _row(self, row: Iterable[Slot], table: int, index: int) -> None:
        """Word notes a page break in every cell of the row that it divides: it counts once."""
        first = last = self.source.page
        for slot in row:
            self.source.page = first
            self._cell(slot, Cell(table, index, slot.column, slot.rowspan, slot.colspan))
            last = max(last, self.source.page)
            self.source.add("\t")
        self.source.page = last
        self.source.add("\n")

    def _cell(self, slot: Slot, cell: Cell) -> None:
        nodes = [node for node in flat(slot.element) if local(node) in ("p", "tbl")]
        items = [self._collect(node) if local(node) == "p" else node for node in nodes]
        carried, self._carried = self._carried, []
        contents = [item for item in (*items, *carried) if isinstance(item, Content)]
        if any(local(node) == "tbl" for node in nodes) or is_prose(contents):
            self.pieces.append(Piece([], "cell", cell=cell))
            self._flow([*items, *carried])
            return
        ranges: Ranges = []
        for content in contents:
            properties = child(content.paragraph, "pPr")
            groups, _ = self._write(content, properties, self._styles[value(properties, "pStyle")])
            ranges += [span for group in groups for span in group]
            self.source.add("\n")
        self.pieces.append(Piece(ranges, "cell", cell=cell))

    def _flow(self, items: Iterable[Content | Element | None]) -> None:
        for item in items:
            if isinstance(item, Content):
                self._paragraph(item)
            elif item is not None:
                self._table(item)
