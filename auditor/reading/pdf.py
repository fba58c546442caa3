"""PDF → Document, with pdfium: lines with their places, wraps undone, tables as cells, page furniture set apart.

The source is our serialisation: one line a printed line with blanks standing for the room that the print
leaves, a ruled table as a line a row with a tab after every cell, a form feed between pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from auditor.document import Document
from auditor.reading import Limits, ReadError
from auditor.reading.pdf_furniture import furniture
from auditor.reading.pdf_glyphs import read_glyphs, turned_box
from auditor.reading.pdf_lines import Line, in_reading_order, lines, runs
from auditor.reading.pdf_ruled import Ruled, ruled_tables
from auditor.reading.pdf_writer import Writer
from auditor.reading.progress import pages_read
from auditor.reading.structure import assemble

_INSTALL = "读 PDF 要先安装：pip install 'audit-report[pdf]'；或把文件另存为 .docx、.txt"


@dataclass(slots=True)
class Page:
    """What was read from one page: its prose, its tables with the lines of every cell, text set askew."""

    lines: list[Line] = field(default_factory=list)
    tables: list[tuple[Ruled, list[list[Line]]]] = field(default_factory=list)
    askew: str = ""
    bottom: float = 0.0
    top: float = 0.0
    note: str = ""


def read_pdf(data: bytes, path: str, limits: Limits) -> Document:
    """Read a PDF. Raises ReadError (one line) where it cannot be opened or holds no text."""
    pages = list(_pages(data, limits))
    if not any(page.lines or page.tables for page in pages):
        raise ReadError(_no_text(pages))
    taken = furniture([page.lines for page in pages], [(page.bottom, page.top) for page in pages])
    writer = Writer()
    for number, page in enumerate(pages):
        writer.page(
            [(line, (number, index) in taken) for index, line in enumerate(page.lines)],
            page.tables,
            page.askew,
        )
    pieces = writer.pieces()
    return assemble(
        writer.source,
        pieces,
        path,
        furniture=writer.furniture,
        markup=writer.markup,
        locators=writer.locators,
        wrapped=True,
        format="pdf",
        notes=_notes(pages),
    )


def _pages(data: bytes, limits: Limits) -> Iterator[Page]:
    try:
        import pypdfium2 as pdfium
    except ImportError:
        raise ReadError(_INSTALL) from None
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise ReadError(_reason(str(error))) from None
    try:
        if not 0 < len(document) <= limits.pages:
            raise ReadError(f"PDF 有 {len(document)} 页，可读的是 1 至 {limits.pages} 页")
        with pages_read(len(document)) as step:
            for index in range(len(document)):
                step(index)
                yield _page(document, index)
    finally:
        document.close()


def _reason(message: str) -> str:
    if "assword" in message or "ecurity" in message:
        return "PDF 有打开密码；请去掉密码后另存"
    return "PDF 已损坏或不完整，打不开；请重新下载或另存"


def _page(document: Any, index: int) -> Page:
    import pypdfium2 as pdfium

    try:
        page = document[index]
    except pdfium.PdfiumError:
        return Page(note="无法读取")
    try:
        return _read(page, index)
    finally:
        page.close()


def _read(page: Any, index: int) -> Page:
    glyphs = read_glyphs(page)
    found = Page(bottom=glyphs.extent[1], top=glyphs.extent[3])
    if len(glyphs.upright) < 20 and _pictures(page, glyphs.turn, glyphs.extent) > 0.4:
        found.note = "是扫描图像"
    elif glyphs.unknown * 3 > len(glyphs.upright):
        found.note = "的文字没有编码（乱码）"
    tables, crowded = ruled_tables(page, glyphs.turn) if glyphs.upright else ([], False)
    if crowded and not found.note:
        found.note = "的线条太多，表格未能解析"
    rest = glyphs.upright
    for table in tables:
        inside = [g for g in rest if _within((g.x0 + g.x1) / 2, (g.y0 + g.y1) / 2, table.box)]
        if not inside:
            continue
        rest = [g for g in rest if not _within((g.x0 + g.x1) / 2, (g.y0 + g.y1) / 2, table.box)]
        found.tables.append((table, _cell_lines(table, inside, index)))
    found.lines = in_reading_order(runs(rest), index, glyphs.extent)
    found.askew = "".join(glyph.char for glyph in glyphs.askew)
    return found


def _within(x: float, y: float, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _cell_lines(table: Ruled, inside: Sequence[Any], page: int) -> list[list[Line]]:
    """The lines of every cell; a glyph between cells goes to the nearest, so that none is lost."""
    groups: list[list[Any]] = [[] for _ in table.cells]
    boxes = [box for _, box in table.cells]
    last = 0
    for glyph in inside:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        if not _within(x, y, boxes[last]):
            last = min(range(len(boxes)), key=lambda at: _away(x, y, boxes[at]))
        groups[last].append(glyph)
    return [lines(runs(group), page) for group in groups]


def _away(x: float, y: float, box: tuple[float, float, float, float]) -> float:
    return max(box[0] - x, x - box[2], 0.0) + max(box[1] - y, y - box[3], 0.0)


def _pictures(page: Any, turn: int, extent: tuple[float, float, float, float]) -> float:
    """The share of the page that its largest picture covers."""
    import pypdfium2.raw as raw

    whole = max((extent[2] - extent[0]) * (extent[3] - extent[1]), 1.0)
    largest = 0.0
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        x0, y0, x1, y1 = turned_box(item.get_bounds(), turn)
        largest = max(largest, (x1 - x0) * (y1 - y0))
    return largest / whole


_SCANNED = "是扫描图像"


def _no_text(pages: Sequence[Page]) -> str:
    if any(page.note == _SCANNED for page in pages):
        return f"PDF 的 {len(pages)} 页都是扫描图像，没有文字；请先做文字识别（OCR）"
    return f"PDF 的 {len(pages)} 页里没有文字"


def _notes(pages: Sequence[Page]) -> list[str]:
    """What was not read, runs of pages together: ``第3—5页是扫描图像，未审校``."""
    notes: list[str] = []
    start = 0
    for index, page in enumerate(pages):
        if index + 1 < len(pages) and pages[index + 1].note == page.note:
            continue
        if page.note:
            where = f"第{start + 1}页" if start == index else f"第{start + 1}—{index + 1}页"
            notes.append(f"{where}{page.note}，未审校")
        start = index + 1
    return [re.sub("，表格未能解析，未审校$", "，表格未能解析", note) for note in notes]
