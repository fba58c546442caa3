"""Characters of a PDF page with their places, as pdfium tells them.

Places are in points, x to the right and y upwards, turned so that the page's text runs to the right.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from ctypes import byref, c_double
from typing import Any, NamedTuple

from auditor.reading import ReadError

_MOST = 300_000
_BLANKS = frozenset(" \t\u00a0\u3000\u2002\u2003\u2009\u202f\u2000\u2001\u2004\u2005\u2006\u2007\u2008\u200a")


class Glyph(NamedTuple):
    """A shown character: its box, its baseline, and whether a blank is printed before it."""

    char: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    spaced: bool


class PageGlyphs(NamedTuple):
    """The upright characters of a page in the order of its content, those set askew (watermarks), the
    number of characters whose meaning the font does not tell, and the page's extent (x0, y0, x1, y1)."""

    upright: list[Glyph]
    askew: list[Glyph]
    unknown: int
    extent: tuple[float, float, float, float]
    turn: int


def read_glyphs(page: Any) -> PageGlyphs:
    """The characters of a pypdfium2 page. Raises ReadError for a page that no report has."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(text)
        if count > _MOST:
            raise ReadError(f"PDF 有一页多达 {count} 个字符，不像报告；请检查文件")
        found, unknown = _characters(raw, text, count)
    finally:
        text.close()
    turn = _direction(found)
    upright = [_turned(glyph, turn) for glyph, angle in found if angle == turn]
    askew = [_turned(glyph, turn) for glyph, angle in found if angle != turn]
    return PageGlyphs(upright, askew, unknown, turned_box((0.0, 0.0, *page_size(page)), turn), turn)


def page_size(page: Any) -> tuple[float, float]:
    """Width and height of the page before it is turned for display."""
    width, height = page.get_size()
    return (height, width) if page.get_rotation() in (90, 270) else (width, height)


def _characters(raw: Any, text: Any, count: int) -> tuple[list[tuple[Glyph, int]], int]:
    """Glyphs with their direction in degrees (−1 where it is not a right angle)."""
    box, x, y = raw.FS_RECTF(), c_double(), c_double()
    found: list[tuple[Glyph, int]] = []
    spaced, unknown = False, 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        char = _plain(chr(code)) if code < 0x110000 else "\ufffd"
        if char in _BLANKS or char in "\r\n":
            # Blanks that pdfium puts in where it sees a gap say nothing that the gap does not.
            spaced = spaced or (char in _BLANKS and not raw.FPDFText_IsGenerated(text, index))
            continue
        if not char or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        unknown += char == "\ufffd" or "\ue000" <= char <= "\uf8ff"
        raw.FPDFText_GetLooseCharBox(text, index, byref(box))
        raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
        angle = -math.degrees(raw.FPDFText_GetCharAngle(text, index)) % 360
        right = round(angle / 90) * 90
        direction = right % 360 if abs(angle - right) < 5 else -1
        base = (y.value, -x.value, -y.value, x.value)[direction // 90] if direction >= 0 else y.value
        found.append((Glyph(char, box.left, box.bottom, box.right, box.top, base, spaced), direction))
        spaced = False
    return found, unknown


def _plain(char: str) -> str:
    """``char`` as it is meant: fonts often give Han as radicals, ligatures as one sign, hyphens as U+0002."""
    code = ord(char)
    if code < 32:
        return {2: "-", 9: " ", 10: "\n", 13: "\r"}.get(code, "")
    if 0x2E80 <= code <= 0x2FDF or 0xFB00 <= code <= 0xFB06 or 0xF900 <= code <= 0xFAFF:
        return _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    if code in (0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    return "" if code in (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF) else char


_RADICALS = dict(
    zip(
        "⺟⻅⻆⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰⻳⻄⻉⻒⺠",
        "母见角车长门青韦页风飞食马骨鬼鱼鸟黄齐齿龙龟西贝母民",
        strict=True,
    )
)
"""Radicals of the supplement that Unicode does not decompose, with the characters they stand for."""


def _direction(found: list[tuple[Glyph, int]]) -> int:
    tally = Counter(angle for _, angle in found if angle >= 0)
    return max(tally, key=lambda angle: (tally[angle], -angle)) if tally else 0


def _turned(glyph: Glyph, turn: int) -> Glyph:
    if not turn:
        return glyph
    x0, y0, x1, y1 = turned_box((glyph.x0, glyph.y0, glyph.x1, glyph.y1), turn)
    return glyph._replace(x0=x0, y0=y0, x1=x1, y1=y1)


def turned_box(box: tuple[float, float, float, float], turn: int) -> tuple[float, float, float, float]:
    """``box`` in the frame in which text that runs at ``turn`` degrees runs to the right."""
    x0, y0, x1, y1 = box
    if turn == 90:
        return y0, -x1, y1, -x0
    if turn == 180:
        return -x1, -y1, -x0, -y0
    return (-y1, x0, -y0, x1) if turn == 270 else box
