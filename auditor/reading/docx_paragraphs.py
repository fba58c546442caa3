"""What properties and style say of one Word paragraph: its automatic number and its kind."""

from __future__ import annotations

from collections.abc import Iterable

from auditor.document import BlockKind
from auditor.reading.docx_numbering import Numbering
from auditor.reading.docx_runs import Content
from auditor.reading.docx_styles import Style
from auditor.reading.docx_xml import Element, child, number, value
from auditor.text import SENTENCE_END

_LONGEST_HEADING = 80


def number_shown(properties: Element | None, style: Style, numbering: Numbering) -> str:
    """Count the paragraph in its list, if it has one, and return the number that Word shows before it."""
    own = child(properties, "numPr")
    list_id = value(own, "numId") or style.list_id
    if not list_id:
        return ""
    depth = number(own, "ilvl")
    if depth is None and list_id == style.list_id:
        depth = style.depth
        if depth is None:
            depth = numbering.level_of_style(list_id, style.list_style)
    return numbering.label(list_id, depth or 0)


def block_kind(content: Content, properties: Element | None, style: Style) -> tuple[BlockKind | None, int]:
    """Kind and heading level by outline level and style, unless the text is plainly no heading."""
    text = content.text.strip()
    outline = number(properties, "outlineLvl")
    kind, level = style.kind, style.level
    if outline is not None and kind not in ("title", "contents", "caption"):
        kind, level = ("heading", outline + 1) if 0 <= outline <= 8 else (None, 0)
    prose = len(text) > _LONGEST_HEADING or any(char in SENTENCE_END for char in text[:-1])
    if kind != "contents" and (prose or not text):
        return None, 0
    return kind, level


def is_prose(contents: Iterable[Content]) -> bool:
    """Whether a cell holds running paragraphs (a form's big box) and not one value."""
    texts = [text for content in contents if (text := content.text.strip())]
    return len(texts) >= 2 and any(char in SENTENCE_END for text in texts for char in text)
