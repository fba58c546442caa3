"""Comment anchors in the XML of a Word file: runs are cut so that a comment covers its characters exactly."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import NamedTuple

from auditor.reading.docx_source import Segment
from auditor.reading.docx_xml import Element, child, local

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CLOSED = frozenset("oMath oMathPara AlternateContent ruby fldSimple pict drawing object".split())
"""What no anchor may stand inside: the comment then covers the whole of it."""
_PLAIN_CONTROLS = frozenset("text date comboBox dropDownList picture docPartList equation".split())


class Anchor(NamedTuple):
    """Comment number ``id`` covers the half-open source range."""

    id: int
    start: int
    end: int


class Anchors:
    """Sets the anchors of one document; ``segments`` lead from source offsets to the nodes of its tree."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._starts = [segment.start for segment in segments]

    def set(self, anchors: Iterable[Anchor]) -> None:
        """Set all anchors, from the end of the document to its beginning.

        A cut leaves the left part in the old node, so that offsets further left stay true. Raises
        ValueError for an anchor that covers nothing of the file.
        """
        opening: dict[int, list[int]] = defaultdict(list)
        closing: dict[int, list[int]] = defaultdict(list)
        for anchor in sorted(anchors):
            first, last = self._covered(anchor)
            opening[first].append(anchor.id)
            closing[last].append(anchor.id)
        for offset in sorted({*opening, *closing}, reverse=True):
            if offset in opening:
                self._open(offset, opening[offset])
            if offset in closing:
                self._close(offset, closing[offset])

    def _covered(self, anchor: Anchor) -> tuple[int, int]:
        """The range shrunk to characters that have a node, or widened by one where only a number is covered."""
        at = max(bisect_right(self._starts, anchor.start) - 1, 0)
        while at < len(self._segments) and self._segments[at].end <= anchor.start:
            at += 1
        last = bisect_right(self._starts, anchor.end - 1) - 1
        if at >= len(self._segments) or last < at:
            raise ValueError(f"no node of the file at source offset {anchor.start}")
        end = min(anchor.end, self._segments[last].end)
        if local(self._segments[last].node) == "p" and last + 1 < len(self._segments):
            following = self._segments[last + 1]
            if _paragraph(following.node) is self._segments[last].node:
                end = following.start + 1
        return max(anchor.start, self._segments[at].start), end

    def _at(self, offset: int) -> tuple[Element, int]:
        segment = self._segments[bisect_right(self._starts, offset) - 1]
        return segment.node, segment.offset + offset - segment.start

    def _open(self, offset: int, ids: Sequence[int]) -> None:
        node, index = self._at(offset)
        if local(node) == "p":
            target = _first(node)
            for number in ids:
                node.insert(target, _mark(node, "commentRangeStart", number))
            return
        unit = _unit(node)
        if unit is node and index and local(node) == "t":
            unit = _split_text(node, index)
        place = _cut_before(unit) if _in_run(unit) else unit
        for number in ids:
            place.addprevious(_mark(place, "commentRangeStart", number))

    def _close(self, offset: int, ids: Sequence[int]) -> None:
        """``offset`` is the exclusive end."""
        node, index = self._at(offset - 1)
        if local(node) == "p":  # an automatic number and nothing else
            for number in ids:
                node.extend([_mark(node, "commentRangeEnd", number), _reference(node, number)])
            return
        unit = _unit(node)
        if unit is node and local(node) == "t" and index + 1 < len(node.text or ""):
            _split_text(node, index + 1)
        place = _cut_after(unit) if _in_run(unit) else unit
        for number in reversed(ids):
            place.addnext(_reference(place, number))
            place.addnext(_mark(place, "commentRangeEnd", number))


def _paragraph(node: Element) -> Element | None:
    return next((above for above in node.iterancestors() if local(above) == "p"), None)


def _first(paragraph: Element) -> int:
    return 1 if len(paragraph) and local(paragraph[0]) == "pPr" else 0


def _unit(node: Element) -> Element:
    """``node``, or the outermost thing around it (within its paragraph) that no anchor may stand inside."""
    found = node
    for above in (node, *node.iterancestors()):
        if local(above) == "p":
            break
        if local(above) in _CLOSED or _is_plain_control(above):
            found = above
    return found


def _in_run(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) == "r"


def _is_plain_control(element: Element) -> bool:
    properties = child(element, "sdtPr") if local(element) == "sdt" else None
    return properties is not None and any(local(node) in _PLAIN_CONTROLS for node in properties)


def _split_text(node: Element, index: int) -> Element:
    """Cut a w:t before its character ``index``; the right part, a new node, is returned."""
    text = node.text or ""
    right = deepcopy(node)
    right.tail = None
    node.text, right.text = text[:index], text[index:]
    for part in (node, right):
        part.set(_SPACE, "preserve")
    node.addnext(right)
    return right


def _cut_before(node: Element) -> Element:
    """Cut the run that holds ``node`` before it, and return the run that now starts with it."""
    run = node.getparent()
    assert run is not None
    before = [other for other in node.itersiblings(preceding=True) if local(other) != "rPr"]
    return _move(run, [node, *node.itersiblings()]) if before else run


def _cut_after(node: Element) -> Element:
    """Cut the run that holds ``node`` after it, and return the run that now ends with it."""
    run = node.getparent()
    assert run is not None
    after = list(node.itersiblings())
    if after:
        _move(run, after)
    return run


def _move(run: Element, nodes: Iterable[Element]) -> Element:
    """Move ``nodes``, the last of ``run``, to a new run behind it with the same properties."""
    made = run.makeelement(run.tag)
    for key, value in run.attrib.items():
        made.set(key, value)
    properties = child(run, "rPr")
    if properties is not None:
        made.append(deepcopy(properties))
    made.extend(list(nodes))
    run.addnext(made)
    return made


def _name(near: Element, name: str) -> str:
    """``name`` in the word-processing namespace of the paragraph that ``near`` stands in."""
    for element in (near, *near.iterancestors()):
        if local(element) in ("p", "body"):
            return f"{element.tag[: element.tag.rfind('}') + 1]}{name}"
    raise ValueError("an anchor outside any paragraph")


def _mark(near: Element, name: str, number: int) -> Element:
    made = near.makeelement(_name(near, name))
    made.set(_name(near, "id"), str(number))
    return made


def _reference(near: Element, number: int) -> Element:
    made = near.makeelement(_name(near, "r"))
    made.append(_mark(near, "commentReference", number))
    return made
