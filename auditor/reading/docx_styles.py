"""Paragraph styles of Word: what kind of block a style makes, and which list it belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.document import BlockKind
from auditor.reading.docx_xml import Element, attribute, child, local, number, value

_HEADING = re.compile("(?:heading|标题) ?([1-9])")
_CONTENTS = re.compile("(?:toc|目录) ?[1-9]|table of figures|图表目录")
_NAMES: dict[str, BlockKind] = {"title": "title", "标题": "title", "caption": "caption", "题注": "caption"}
_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it inherits: kind and heading level (0 for none), list and level in it."""

    kind: BlockKind | None = None
    level: int = 0
    list_id: str | None = None
    depth: int | None = None
    list_style: str = ""


class Styles:
    """The paragraph styles of one document by id."""

    def __init__(self, root: Element | None) -> None:
        self._nodes: dict[str, Element] = {}
        self._made: dict[str, Style] = {}
        self._default = ""
        self.lists: dict[str, str] = {}
        for node in root if root is not None else ():
            if local(node) == "style":
                self._note(node)

    def _note(self, node: Element) -> None:
        key = attribute(node, "styleId") or ""
        kind = attribute(node, "type")
        if kind == "numbering":
            self.lists[key] = value(node, "pPr", "numPr", "numId") or ""
        elif kind in ("paragraph", None):
            self._nodes[key] = node
            if attribute(node, "default") in ("1", "true", "on"):
                self._default = key

    def __getitem__(self, key: str | None) -> Style:
        key = key if key in self._nodes else self._default
        assert key is not None
        if key not in self._made:
            self._made[key] = self._resolve(key)
        return self._made[key]

    def _chain(self, key: str) -> list[str]:
        found: list[str] = []
        while key in self._nodes and key not in found and len(found) < _DEPTH:
            found.append(key)
            key = value(self._nodes[key], "basedOn") or ""
        return found

    def _resolve(self, key: str) -> Style:
        chain = self._chain(key)
        kind, level = self._kind(chain)
        for style in chain:
            numbering = child(child(self._nodes[style], "pPr"), "numPr")
            list_id = value(numbering, "numId")
            if list_id is not None:
                return Style(kind, level, list_id, number(numbering, "ilvl"), style)
        return Style(kind, level)

    def _kind(self, chain: list[str]) -> tuple[BlockKind | None, int]:
        """The nearest style that says something decides."""
        for style in chain:
            outline = number(self._nodes[style], "pPr", "outlineLvl")
            name = (value(self._nodes[style], "name") or "").strip().lower()
            # The Chinese template gives the title style an outline level too: its name comes first.
            if name in _NAMES:
                return _NAMES[name], 0
            if _CONTENTS.fullmatch(name):
                return "contents", 0
            if outline is not None:
                return ("heading", outline + 1) if 0 <= outline <= 8 else (None, 0)
            if match := _HEADING.fullmatch(name):
                return "heading", int(match[1])
        return None, 0
