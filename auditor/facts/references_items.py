"""Items of articles (第三条第（五）项): those that stand as blocks of their own, and where the text points at one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.document import Document
from auditor.text import han_ordinal

_NUMERAL = "[一二三四五六七八九十百]{1,5}|[0-9]{1,3}"
_POINTED = re.compile(
    f"本(?:办法|规定|细则|条例|合同|协议|制度|章程|方案|规则|规程|公约|守则|准则|程序)"
    f"(?P<label>第(?P<article>{_NUMERAL})条(?:第[一二三四五六]款)?第[（(]?(?P<item>{_NUMERAL})[）)]?项)"
)
_LEAST = 2


def items(document: Document) -> dict[int, list[int]]:
    """The numbers of the items below each article, for articles with two or more."""
    found: dict[int, list[int]] = {}
    article = 0
    for block in document.blocks:
        if block.marker and block.marker.style == "article":
            article = block.marker.number
        elif block.marker and block.marker.style in ("han-paren", "parens") and article:
            found.setdefault(article, []).append(block.marker.number)
        elif block.kind in ("heading", "title"):
            article = 0
    return {number: below for number, below in found.items() if len(below) >= _LEAST}


def numbers(document: Document) -> list[str]:
    """``article-item`` of every such item."""
    return [f"{article}-{item}" for article, below in items(document).items() for item in below]


def pointed(document: Document) -> Iterator[tuple[str, int, int]]:
    """``article-item`` and span of each reference to an item of an article whose items are known."""
    known = items(document) if "项" in document.text and "条第" in document.text else {}
    for match in _POINTED.finditer(document.text) if known else ():
        article, item = (
            int(text) if text.isascii() else han_ordinal(text) or 0 for text in match.group("article", "item")
        )
        if article in known and item:
            yield f"{article}-{item}", *match.span("label")
