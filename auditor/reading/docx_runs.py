"""What one Word paragraph shows: text with accepted changes and field results, boxes and notes hung on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from auditor.reading.docx_xml import Element, attribute, child, chosen, is_on, local, value

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = str.maketrans("\t\r\n", "   ")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_THROUGH = frozenset(
    "ins moveTo hyperlink smartTag customXml sdt sdtContent fldSimple bdo dir ruby rubyBase Choice Fallback "
    "oMathPara oMath e num den sup sub deg fName lim f r rad nary d func m mr eqArr box borderBox bar acc "
    "groupChr limLow limUpp sSub sSup sSubSup sPre phant".split()
)
"""Elements whose content is shown. Deletions, instructions, properties and the rest are passed over."""
_BEFORE = {"den": "/", "sup": "^"}
"""A fraction's bar and a formula's power: without them 1/2 would read 12."""
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\v", "noBreakHyphen": "-"}
_SYMBOL_FONT = {
    0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷", 0x6D: "μ",
}  # fmt: skip
_DINGBATS = {
    0x6F: "□", 0x71: "□", 0xA8: "□", 0x52: "☑", 0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0xFB: "✗", 0x6C: "●",
}  # fmt: skip


class Bit(NamedTuple):
    """Shown text and the node it comes from; ``offset`` is where in the node's own text it starts."""

    text: str
    node: Element | None
    offset: int = 0


PAGE = Bit("", None, -1)
"""Stands where Word last broke the page."""


class Content(NamedTuple):
    """One paragraph, the ``number``-th of the file: its bits, and the boxes and notes that hang on nodes of it.

    ``first`` is where it begins: another w:p than ``paragraph`` when the mark between them is deleted.
    """

    paragraph: Element
    first: Element
    number: int
    bits: list[Bit]
    boxes: list[tuple[Element, Element]]
    notes: list[tuple[str, str, Element]]

    @property
    def text(self) -> str:
        """The text shown, without the automatic number."""
        return "".join(bit.text for bit in self.bits)


class Inline:
    """Reads paragraphs one after the other; fields may run over several of them."""

    def __init__(self) -> None:
        self._fields: list[bool] = []
        self._instructions = 0
        self._hidden = False
        self._raised = False
        self._content: Content
        self._special: dict[str, Callable[[Element], None]] = {
            "t": self._text,
            "r": self._run,
            "br": self._break,
            "sym": self._symbol,
            "symEx": self._symbol,
            "fldChar": self._field,
            "lastRenderedPageBreak": self._page,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "drawing": self._boxes,
            "pict": self._boxes,
            "object": self._boxes,
            "AlternateContent": self._alternate,
        }

    def read(self, paragraph: Element, number: int) -> Content:
        """What ``paragraph`` (w:p) shows."""
        self._content = Content(paragraph, paragraph, number, [], [], [])
        self._walk(paragraph)
        # An instruction never closed would swallow the rest of the report; Word does not let that happen.
        if self._instructions:
            self._fields, self._instructions = [], 0
        return self._content

    def _walk(self, element: Element) -> None:
        for node in element:
            name = local(node)
            special = self._special.get(name)
            if special is not None:
                special(node)
            elif name in _SIGNS:
                self._add(_SIGNS[name], node)
            elif name in _THROUGH:
                if name in _BEFORE:
                    self._add(_BEFORE[name], None)
                self._walk(node)

    def _add(self, text: str, node: Element | None, offset: int = 0) -> None:
        if text and not self._hidden and not self._instructions:
            self._content.bits.append(Bit(text, node, offset))

    def _run(self, run: Element) -> None:
        outer = self._hidden, self._raised
        properties = child(run, "rPr")
        if properties is not None:
            self._hidden = self._hidden or is_on(properties, "vanish")
            self._raised = value(properties, "vertAlign") == "superscript"
        self._walk(run)
        self._hidden, self._raised = outer

    def _text(self, node: Element) -> None:
        text = node.text or ""
        kept = text if node.get(_SPACE) == "preserve" else text.lstrip(" \t\r\n")
        offset = len(text) - len(kept)
        if node.get(_SPACE) != "preserve":
            kept = kept.rstrip(" \t\r\n")
        kept = kept.translate(_BLANKS)
        self._add(kept.translate(_SUPERSCRIPT) if self._raised else kept, node, offset)

    def _break(self, node: Element) -> None:
        self._add("\f" if attribute(node, "type") in ("page", "column") else "\v", node)

    def _symbol(self, node: Element) -> None:
        code = int(attribute(node, "char") or "0", 16) if _is_hex(attribute(node, "char")) else 0
        if 0xF000 <= code <= 0xF0FF:
            symbol = "symbol" in (attribute(node, "font") or "").lower()
            self._add((_SYMBOL_FONT if symbol else _DINGBATS).get(code - 0xF000, "●"), node)
        elif 0x20 <= code < 0xD800 or 0xF900 <= code <= 0x10FFFF:
            self._add(chr(code), node)

    def _field(self, node: Element) -> None:
        kind = attribute(node, "fldCharType")
        if kind == "begin":
            self._fields.append(True)
            self._instructions += 1
        elif kind in ("separate", "end") and self._fields:
            self._instructions -= self._fields.pop()
            if kind == "separate":
                self._fields.append(False)

    def _page(self, node: Element) -> None:
        del node
        self._content.bits.append(PAGE)

    def _note(self, node: Element) -> None:
        kind = local(node).removesuffix("Reference")
        self._content.notes.append((kind, attribute(node, "id") or "", node))

    def _boxes(self, node: Element) -> None:
        self._content.boxes.extend((box, node) for box in _text_boxes(node))

    def _alternate(self, node: Element) -> None:
        branch = chosen(node)
        if branch is None:
            return
        boxes = _text_boxes(branch)
        self._content.boxes.extend((box, node) for box in boxes)
        if not boxes:
            self._walk(branch)


def _text_boxes(element: Element) -> list[Element]:
    """Outermost w:txbxContent under ``element``, each once (not again in the fallback)."""
    found: list[Element] = []
    for node in element:
        name = local(node)
        if name == "txbxContent":
            found.append(node)
        elif name == "AlternateContent":
            branch = chosen(node)
            found += _text_boxes(branch) if branch is not None else []
        else:
            found += _text_boxes(node)
    return found


def _is_hex(text: str | None) -> bool:
    return (
        bool(text) and len(text or "") <= 6 and all(char in "0123456789abcdefABCDEF" for char in text or "")
    )
