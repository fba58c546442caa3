"""Paired marks that are unpaired, turned, doubled, nested in their like, crossed or of two kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.checks.habits import gather
from auditor.facts import Facts
from auditor.facts.marks import QUOTES, Fault
from auditor.finding import Fix, Hit, Mark

DATA = ("mark", "excerpt", "wanted", "count", "places")
OPTIONS: dict[str, Any] = {"kinds": ["unclosed"], "families": "all"}
"""``kinds`` are fault kinds (see facts.marks), ``families`` is ``quotes``, ``brackets`` or ``all``."""

_EXCERPT = 8
_BREAK = re.compile("[，。；：、！？\n“”‘’《》（）()【】〔〕]")
_OPPOSITE = dict(
    zip("“”‘’「」『』（）()《》〈〉〔〕【】[]", "”“’‘」「』『）（)(》《〉〈〕〔】【][", strict=True)
)
_INNER = {"double": ("‘", "’"), "title": ("〈", "〉")}
_FULL = str.maketrans("()[]", "（）［］")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each fault of the wanted kinds; nesting and mixing that repeat are one habit."""
    hits = (_hit(facts.document.text, fault) for fault in facts.marks.faults if _wanted(fault, options))
    if set(options["kinds"]) <= {"nested", "mixed"}:
        yield from gather(hits, lambda hit: hit.data["mark"])
    else:
        yield from hits


def _wanted(fault: Fault, options: Mapping[str, Any]) -> bool:
    if fault.kind not in options["kinds"]:
        return False
    if fault.kind == "nested" and fault.family not in _INNER:
        return False
    families = options["families"]
    return bool(families == "all" or (families == "quotes") == (fault.family in QUOTES))


def _hit(text: str, fault: Fault) -> Hit:
    mark = text[fault.at]
    primary = Mark(*_place(text, fault), "mark")
    related: tuple[Mark, ...] = ()
    if fault.other >= 0 and not primary.start <= fault.other < primary.end:
        related = (Mark(fault.other, fault.other + 1, "other"),)
    wanted, fixes = _repair(text, fault)
    excerpt = text[primary.start : primary.end]
    return Hit(primary, related, {"mark": mark, "excerpt": excerpt, "wanted": wanted}, fixes=fixes)


def _place(text: str, fault: Fault) -> tuple[int, int]:
    """The mark with the words it leans on, so that a reader can tell which one is meant."""
    if fault.kind in ("unclosed", "nested", "mismatched"):
        stop = _BREAK.search(text, fault.at + 1, fault.at + 1 + _EXCERPT)
        return fault.at, stop.start() if stop else min(fault.at + 1 + _EXCERPT, len(text))
    if fault.kind in ("unopened", "turned", "crossed"):
        start = max(fault.at - _EXCERPT, 0)
        breaks = [match.end() for match in _BREAK.finditer(text, start, fault.at)]
        return (breaks[-1] if breaks else start), fault.at + 1
    return fault.at, fault.at + 1


def _repair(text: str, fault: Fault) -> tuple[str, tuple[Fix, ...]]:
    """The mark that should stand at the fault, and the repair where there is only one."""
    mark = text[fault.at]
    if fault.kind == "turned":
        return _OPPOSITE[mark], (Fix(fault.at, fault.at + 1, _OPPOSITE[mark]),)
    if fault.kind == "doubled":
        # An inner pair that fills an outer one is doubled on both sides.
        both = (fault.other,) if text[fault.other] != mark else ()
        return mark, tuple(Fix(at, at + 1, "") for at in (fault.at, *both))
    if fault.kind == "nested":
        opener, closer = _INNER[fault.family]
        if opener in text[fault.at : fault.other]:
            return opener + closer, ()
        return opener + closer, (
            Fix(fault.at, fault.at + 1, opener),
            Fix(fault.other, fault.other + 1, closer),
        )
    if fault.kind == "mixed":
        return _unmix(text, fault)
    return _OPPOSITE.get(mark, mark), ()


def _unmix(text: str, fault: Fault) -> tuple[str, tuple[Fix, ...]]:
    wanted = (
        ("“", "”")
        if fault.family == "double"
        else tuple(text[at].translate(_FULL) for at in (fault.at, fault.other))
    )
    fixes = tuple(
        Fix(at, at + 1, char)
        for at, char in zip((fault.at, fault.other), wanted, strict=True)
        if text[at] != char
    )
    return "".join(wanted), fixes
