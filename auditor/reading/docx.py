"""Word files (.docx) → Document, by our own hand on zipfile and lxml.

The source is our serialisation: one line a paragraph, the automatic number and a tab before it, cells and
rows ended by tab and newline, text boxes and notes after the paragraph they hang on, page headers and
footers (furniture) at the end. Deleted text, hidden text and field instructions are not in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from auditor.document import Document
from auditor.reading import Limits, ReadError
from auditor.reading.docx_body import Body
from auditor.reading.docx_numbering import Numbering
from auditor.reading.docx_package import Package
from auditor.reading.docx_source import Segment, Source
from auditor.reading.docx_styles import Styles
from auditor.reading.docx_unwrap import rejoined
from auditor.reading.docx_xml import Element, attribute, child
from auditor.reading.structure import assemble

_DEEP = "Word 文件的表格或文本框嵌套太深；请在 Word/WPS 里简化后另存"


@dataclass(frozen=True, slots=True)
class DocxMap:
    """A Word file open for annotation: its package, the tree of its main part, and the way from source to nodes."""

    package: Package
    root: Element
    source: str
    segments: tuple[Segment, ...]


def read_docx(data: bytes, path: str, limits: Limits) -> Document:
    """Read a Word file. Raises ReadError (one line) for what is no sound or safe Word file."""
    package = Package(data, limits)
    body = _read(package, package.stream(package.main), Source())
    source = body.source.text()
    if not source.strip():
        raise ReadError("Word 文件里没有文字（可能全是图片）；请先做文字识别")
    pieces, wrapped = rejoined(source, body.pieces)
    return assemble(
        source,
        pieces,
        path,
        furniture=body.furniture,
        locators=body.source.locators(),
        wrapped=wrapped,
        format="docx",
    )


def docx_map(data: bytes, limits: Limits) -> DocxMap:
    """Read a Word file again with every character's place in the XML kept. Raises ReadError."""
    package = Package(data, limits)
    return map_package(package, package.parse(package.main))


def map_package(package: Package, root: Element) -> DocxMap:
    """``docx_map`` of a main part that is parsed already (and perhaps changed)."""
    source = Source(segments=[])
    body = child(root, "body")
    _read(package, body if body is not None else (), source)
    return DocxMap(package, root, source.text(), tuple(source.segments or ()))


def _read(package: Package, elements: Iterable[Element], source: Source) -> Body:
    styles = Styles(package.one("styles"))
    body = Body(styles, Numbering(package.one("numbering"), styles.lists), _notes(package), source)
    try:
        body.blocks(elements)
        for kind in ("header", "footer"):
            for name in package.related(kind):
                body.page_furniture(package.parse(name))
    except RecursionError:
        raise ReadError(_DEEP) from None
    return body


def _notes(package: Package) -> dict[tuple[str, str], Element]:
    """Foot- and endnotes by kind and id; separators have a type and are none."""
    found: dict[tuple[str, str], Element] = {}
    for kind in ("footnote", "endnote"):
        root = package.one(f"{kind}s")
        for node in root if root is not None else ():
            if isinstance(node.tag, str) and attribute(node, "type") in (None, "normal"):
                found[kind, attribute(node, "id") or ""] = node
    return found
