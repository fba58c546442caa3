"""PDF files made by the tests with reportlab, whose Chinese font is a CID font that is not embedded."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

FONT = "STSong-Light"


def canvas(**options: Any) -> tuple[Any, io.BytesIO]:
    """An A4 canvas and the stream that it is written to."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    return Canvas(stream, pagesize=(595, 842), invariant=1, **options), stream


def report(blocks: Sequence[tuple[str, list[str]]], header: str = "") -> bytes:
    """A report as reportlab's own layout prints it: (kind, texts) blocks as in scripts/make_fiveway.py."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    canvas()
    body = ParagraphStyle("p", fontName=FONT, fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24)
    head = ParagraphStyle("h", parent=body, fontSize=15, leading=26, firstLineIndent=0)
    title = ParagraphStyle("t", parent=head, fontSize=20, leading=36, alignment=1)
    note = ParagraphStyle("c", parent=body, firstLineIndent=0, alignment=1)
    styles = {"title": title, "h1": head, "h2": head, "p": body, "caption": note}
    story: list[Any] = []
    rows: list[list[str]] = []
    for kind, parts in [*blocks, ("end", [])]:
        if rows and kind != "row":
            look = [("FONT", (0, 0), (-1, -1), FONT, 12), ("GRID", (0, 0), (-1, -1), 0.5, "black")]
            story.append(Table(rows, style=look, colWidths=100))
            rows = []
        if kind == "row":
            rows.append(parts)
        elif kind != "end":
            story.append(Paragraph(parts[0], styles[kind]))

    def frame(page: Any, document: Any) -> None:
        page.setFont(FONT, 9)
        page.drawString(72, 800, header)
        page.drawCentredString(297, 30, f"- {document.page} -")

    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=(595, 842), invariant=1).build(
        story, onFirstPage=frame, onLaterPages=frame
    )
    return stream.getvalue()


def pages(*contents: Sequence[tuple[float, float, str]], size: float = 12, **options: Any) -> bytes:
    """Pages of texts at (x, y)."""
    page, stream = canvas(**options)
    for content in contents:
        page.setFont(FONT, size)
        for x, y, text in content:
            page.drawString(x, y, text)
        page.showPage()
    page.save()
    return stream.getvalue()
