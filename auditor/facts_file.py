"""facts.json: a report and everything read from it, to be looked at, corrected by hand or by other programs,
and audited again.

The file holds the document whole (``source``, ``text``, the map between them, blocks) and its facts. On loading, a
kind of fact that was left as extracted is extracted again from what it rests on, so that an edited quantity
reaches the relations; a kind that was edited stands as given. Verdicts are never read: they are judged anew.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from importlib import import_module
from types import GenericAlias
from typing import Any

from auditor import __version__
from auditor.document import Block, Document, Span
from auditor.facts import Facts
from auditor.facts_edits import facts_with
from auditor.interval import written
from auditor.reading import ReadError
from auditor.resources import Resources

KIND = "audit-facts"
SCHEMA = 1
KINDS: Mapping[str, tuple[str, str]] = {
    "sequences": ("numbering", "Sequence"),
    "dates": ("dates", "Date"),
    "chronicles": ("events", "Chronicle"),
    "quantities": ("quantities", "Quantity"),
    "mentions": ("mentions", "Mention"),
    "measures": ("measures", "Measure"),
    "relations": ("relations", "Relation"),
    "tables": ("table_model", "Tables"),
    "duplicates": ("duplicates", "Cluster"),
    "references": ("references", "References"),
    "identifiers": ("identifiers", "Identifier"),
    "marks": ("marks", "Marks"),
}
"""Attributes of `Facts` that the file holds, with the module and class of each."""
_CALENDAR = frozenset({("dates", "first"), ("dates", "last")})
_FILLED = frozenset({("sequences", "items")})
_SINGLE = ("tables", "references", "marks")


def type_of(kind: str) -> Any:
    """The type of one attribute of `Facts`: a tuple of facts, or the one object that holds them all."""
    module, name = KINDS[kind]
    found = getattr(import_module(f"auditor.facts.{module}"), name)
    return found if kind in _SINGLE else GenericAlias(tuple, (found, ...))


def dump(facts: Facts) -> dict[str, Any]:
    """The file as Python values; every offset is one of ``document.text``, in code points."""
    document = facts.document
    held = {kind: _plain(getattr(facts, kind)) for kind in KINDS}
    for kind in ("quantities", "dates", "identifiers"):
        for item in held[kind]:
            item["text"] = document.text[item["start"] : item["end"]]
    return {
        "kind": KIND,
        "schema": SCHEMA,
        "tool": {"name": "audit", "version": __version__},
        "document": {
            "path": document.path,
            "format": document.format,
            "wrapped": document.wrapped,
            "source": document.source,
            "text": document.text,
            "origin": [list(run) for run in _runs(document.origin)],
            "blocks": _plain(document.blocks),
            "furniture": _plain(document.furniture),
            "markup": _plain(document.markup),
            "locators": _plain(document.locators),
            "notes": list(document.notes),
        },
        "facts": held,
    }


def _plain(value: Any) -> Any:
    import msgspec

    return msgspec.to_builtins(value, enc_hook=_encode, str_keys=True)


def _encode(value: Any) -> Any:
    if isinstance(value, Fraction):
        return written(value)
    raise NotImplementedError(type(value))


def _decode(kind: type, value: Any) -> Any:
    if kind is not Fraction:
        raise NotImplementedError(kind)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"{value!r} is no number")
    return Fraction(value)


def _runs(origin: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """(first offset in the text, first offset in the source, length) of the stretches that run alike."""
    start = 0
    for index in range(1, len(origin) + 1):
        if index == len(origin) or origin[index] != origin[index - 1] + 1:
            yield start, origin[start], index - start
            start = index


def is_facts(data: bytes, path: str) -> bool:
    """Whether the bytes look like a file of facts rather than a report."""
    return path.lower().endswith(".json") and data.lstrip()[:1] == b"{" and KIND.encode() in data


def load(data: bytes, path: str, resources: Resources) -> Facts:
    """The facts of a file; findings name ``path`` as their report. Raises ReadError."""
    import msgspec

    try:
        table = msgspec.json.decode(data)
        if table.get("kind") != KIND or table.get("schema") != SCHEMA:
            raise ReadError(f"不是第 {SCHEMA} 版的 {KIND} 文件")
        document = _document(table["document"], path)
        held = table.get("facts", {})
        given = {
            kind: msgspec.convert(held[kind], type_of(kind), dec_hook=_decode)
            for kind in KINDS
            if kind in held
        }
        for kind, value in given.items():
            _check_places(kind, value, document)
        facts = facts_with(document, resources, given)
        _check_sentences(facts, given)
        return facts
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise ReadError(f"事实文件有误：{error}") from None
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError, ZeroDivisionError) as error:
        raise ReadError(f"事实文件有误（{type(error).__name__}: {error}）") from None


def _check_places(kind: str, value: Any, document: Document) -> None:
    """Every span and block of a fact must lie in the document."""
    if isinstance(value, list | tuple):
        for item in value:
            _check_places(kind, item, document)
    elif is_dataclass(value):
        if not -1 <= getattr(value, "block", -1) < max(len(document.blocks), 1):
            raise ValueError(f"{kind}: no block {getattr(value, 'block', None)}")
        for one in fields(value):
            part = getattr(value, one.name)
            if (kind, one.name) in _CALENDAR and not _is_calendar(part):
                raise ValueError(f"{kind}: {part} is no date")
            if (kind, one.name) in _FILLED and not part:
                raise ValueError(f"{kind}: no {one.name}")
            if one.name in ("start", "end") and not 0 <= part <= len(document.text):
                raise ValueError(f"{kind}: {part} lies outside the text")
            if is_dataclass(part) or isinstance(part, list | tuple):
                _check_places(kind, part, document)


def _is_calendar(fields: Sequence[int]) -> bool:
    """(year, month, day) that a calendar could have; 0 is what is not told."""
    year, month, day = fields
    return 0 <= year <= 9999 and 0 <= month <= 12 and 0 <= day <= 31


def _check_sentences(facts: Facts, given: Mapping[str, Any]) -> None:
    """Every mention must stand in a sentence of the document."""
    for mention in given.get("mentions", ()):
        if not 0 <= mention.sentence < len(facts.sentences):
            raise ValueError(f"mentions: no sentence {mention.sentence}")


def _document(table: Mapping[str, Any], path: str) -> Document:
    import msgspec

    origin: array[int] = array("I")
    for first, source, length in table["origin"]:
        if first != len(origin) or not 0 < length <= len(table["text"]):
            raise ValueError(f"origin: [{first}, {source}, {length}]")
        if not 0 <= source <= len(table["source"]) - length:
            raise ValueError(f"origin: [{first}, {source}, {length}] lies outside the source")
        origin.extend(range(source, source + length))
    blocks = msgspec.convert(table["blocks"], tuple[Block, ...])
    size = len(table["text"])
    if any(not 0 <= block.start <= block.end <= size for block in blocks):
        raise ValueError("blocks: offset outside the text")
    return Document(
        path=path,
        source=msgspec.convert(table["source"], str),
        text=msgspec.convert(table["text"], str),
        origin=origin,
        blocks=blocks,
        furniture=msgspec.convert(table.get("furniture", []), tuple[Span, ...]),
        markup=msgspec.convert(table.get("markup", []), tuple[Span, ...]),
        locators=msgspec.convert(table.get("locators", []), tuple[tuple[int, str], ...]),
        wrapped=bool(table.get("wrapped", False)),
        format=str(table.get("format", "text")),
        notes=msgspec.convert(table.get("notes", []), tuple[str, ...]),
    )
