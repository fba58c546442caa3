"""Safe repairs: the replacements that findings carry, applied to text and Markdown files.

A repair never touches a number, a name or a date: one that would change a digit or a numeral is refused
here whatever the rule says, and so is one that would have to remove a line break of the file.
"""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath

from auditor.document import Document
from auditor.finding import Finding, Fix
from auditor.result import FileResult

SUFFIXES = (".txt", ".text", ".md", ".markdown")
_ROUNDS = 12
_NUMERAL = re.compile("[0-9０-９零〇一二三四五六七八九十百千万亿两]")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class CannotRepair(Exception):
    """The file cannot be repaired in place; the message says why."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``source[start:end]`` by ``replacement``."""

    start: int
    end: int
    replacement: str


def edits(document: Document, findings: Iterable[Finding]) -> tuple[Edit, ...]:
    """What the new findings' repairs change in the source, in order, never overlapping.

    The repairs of one finding are taken all together or not at all; of two that overlap the first counts.
    """
    taken: list[Edit] = []
    spans: list[tuple[int, int]] = []
    for finding in findings:
        if finding.status != "new" or not finding.fixes:
            continue
        wanted = [_edit(document, fix) for fix in finding.fixes]
        whole = [edit for edit in wanted if edit is not None]
        touched = [(fix.start, fix.end) for fix in finding.fixes]
        if len(whole) == len(wanted) and not any(_meet(one, other) for one in touched for other in spans):
            taken += whole
            spans += touched
    return tuple(sorted(taken, key=lambda edit: (edit.start, edit.end)))


def _edit(document: Document, fix: Fix) -> Edit | None:
    """The repair in the source, reduced to the characters that differ; None where it is not safe."""
    start, end, new = fix.start, fix.end, fix.replacement
    old = document.text[start:end]
    if _NUMERAL.findall(old) != _NUMERAL.findall(new):
        return None
    while start < end - 1 and new and document.text[start] == new[0]:
        start, new = start + 1, new[1:]
    while start < end - 1 and new and document.text[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    first, last = document.to_source(start, end)
    if any(char in document.source[first:last] for char in "\r\n"):
        return None
    return Edit(first, last, new)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def apply(source: str, changes: Iterable[Edit]) -> str:
    """``source`` with the changes made; they are in order and do not overlap."""
    parts: list[str] = []
    at = 0
    for edit in changes:
        parts += [source[at : edit.start], edit.replacement]
        at = edit.end
    return "".join([*parts, source[at:]])


@dataclass(frozen=True, slots=True)
class Repaired:
    """A file before and after; ``count`` is the number of changes made."""

    path: str
    before: str
    after: str
    data: bytes
    count: int

    def diff(self) -> str:
        """The unified diff, empty where nothing changes."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True), self.after.splitlines(keepends=True), self.path, self.path
        )
        return "".join(
            line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines
        )


def repair(data: bytes, path: str, audit: Callable[[bytes], FileResult]) -> Repaired:
    """Repair a file until nothing is left to repair. Raises CannotRepair.

    ``audit`` audits the bytes of one state of the file; repairs may bring others to light, so it is asked
    again, up to a dozen times.
    """
    if PurePath(path).suffix.lower() not in SUFFIXES:
        raise CannotRepair(f"{path}：只能直接修改 {'、'.join(SUFFIXES)} 文件；其他格式请按清单手工修改")
    before = source = ""
    encode: Callable[[str], bytes] | None = None
    count = 0
    for _ in range(_ROUNDS):
        result = audit(data)
        if result.document is None:
            raise CannotRepair(f"{path}：{result.error}")
        source = result.document.source
        if encode is None:
            before, encode = source, _encoder(data, source, path)
        changes = edits(result.document, result.findings)
        if not changes:
            break
        source = apply(source, changes)
        data = encode(source)
        count += len(changes)
    return Repaired(path, before, source, data, count)


def _encoder(data: bytes, source: str, path: str) -> Callable[[str], bytes]:
    """How to write the file as it was read, byte for byte where nothing changes."""
    for bom, name in _BOMS:
        if data.startswith(bom) and bom + source.encode(name) == data:
            return lambda text: bom + text.encode(name)
    for name in ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "big5"):
        try:
            if source.encode(name) == data:
                return lambda text: text.encode(name)
        except UnicodeEncodeError:
            continue
    raise CannotRepair(f"{path}：按原编码写回会改变别处的字节；请先另存为 UTF-8")
