"""Automatic numbering of Word: numbering.xml and the counters that run through the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditor.reading.docx_numerals import shown
from auditor.reading.docx_xml import Element, attribute, child, is_on, local, number, value

_SLOT = re.compile("%([1-9])")
_MOST = 32767


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: first number, format, pattern (``第%1章``), and what restarts it."""

    start: int
    form: str
    text: str
    restart: int | None
    legal: bool
    style: str | None


@dataclass(slots=True)
class List:
    """A w:num: the abstract list whose counters it shares, its own levels and its own first numbers."""

    abstract: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of a document and their running counters. ``label`` is called once a paragraph, in order."""

    def __init__(self, root: Element | None, style_lists: dict[str, str] | None = None) -> None:
        self._lists: dict[str, List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._used: set[tuple[str, int]] = set()
        if root is not None:
            self._load(root, style_lists or {})

    def _load(self, root: Element, style_lists: dict[str, str]) -> None:
        abstracts = {attribute(n, "abstractNumId") or "": n for n in root if local(n) == "abstractNum"}
        nums = {attribute(n, "numId") or "": n for n in root if local(n) == "num"}
        for key, node in nums.items():
            abstract = _linked(value(node, "abstractNumId") or "", abstracts, nums, style_lists)
            made = List(abstract, _levels(abstracts.get(abstract)))
            for override in node:
                if local(override) == "lvlOverride":
                    _override(made, override)
            self._lists[key] = made

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level that a paragraph style is tied to in a list (0 where none is)."""
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        return next((depth for depth, level in sorted(levels.items()) if level.style == style), 0)

    def label(self, list_id: str, depth: int) -> str:
        """Count one paragraph of the list and return the number Word shows before it ("" for a bullet)."""
        found = self._lists.get(list_id)
        if found is None or depth not in found.levels:
            return ""
        counters = self._counters.setdefault(found.abstract, {})
        level = found.levels[depth]
        for above in range(depth):  # 1.1 without a 1 before it uses up that 1
            if above in found.levels:
                counters.setdefault(above, found.levels[above].start)
        fresh = (list_id, depth) not in self._used
        self._used.add((list_id, depth))
        if fresh and depth in found.starts:
            counters[depth] = found.starts[depth]
        else:
            counters[depth] = counters[depth] + 1 if depth in counters else level.start
        for deeper in [d for d in counters if d > depth]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or depth < restart:
                del counters[deeper]
        return "" if level.form == "bullet" else _written(level, found, counters)


def _written(level: Level, numbered: List, counters: dict[int, int]) -> str:
    def fill(match: re.Match[str]) -> str:
        depth = int(match[1]) - 1
        other = numbered.levels.get(depth)
        if other is None:
            return ""
        count = min(counters.get(depth, other.start), _MOST)
        return shown(count, "decimal" if level.legal else other.form)

    return _SLOT.sub(fill, level.text).strip()


def _linked(
    abstract: str, abstracts: dict[str, Element], nums: dict[str, Element], style_lists: dict[str, str]
) -> str:
    """A list that only names a list style stands for the list of that style."""
    style = value(abstracts.get(abstract), "numStyleLink")
    if style is None:
        return abstract
    for key, node in abstracts.items():
        if value(node, "styleLink") == style:
            return key
    target = value(nums.get(style_lists.get(style, "")), "abstractNumId")
    return target if target is not None else abstract


def _levels(abstract: Element | None) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for node in abstract if abstract is not None else ():
        depth = attribute(node, "ilvl") if local(node) == "lvl" else None
        if depth and depth.isascii() and depth.isdigit() and int(depth) < 9:
            found[int(depth)] = _level(node)
    return found


def _override(made: List, override: Element) -> None:
    depth = attribute(override, "ilvl") or ""
    if not (depth.isascii() and depth.isdigit() and int(depth[:2]) < 9):
        return
    start = number(override, "startOverride")
    if start is not None:
        made.starts[int(depth)] = max(min(start, _MOST), 0)
    own = child(override, "lvl")
    if own is not None:
        made.levels[int(depth)] = _level(own)


def _level(node: Element) -> Level:
    start = number(node, "start")
    form = value(node, "numFmt") or value(node, "AlternateContent", "Fallback", "numFmt") or "decimal"
    return Level(
        start=max(min(start if start is not None else 0, _MOST), 0),
        form=form,
        text=value(node, "lvlText") or "",
        restart=number(node, "lvlRestart"),
        legal=is_on(node, "isLgl"),
        style=value(node, "pStyle"),
    )
