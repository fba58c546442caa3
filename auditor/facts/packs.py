"""Domain packs: the measures of a field, their names and units, and the relations between them, as data.

A pack is a folder with a `measures.toml`: those of rules/, and the user's own. It applies to a report in
which enough of its `markers` are seen, or when the user asks for it (`Resources.packs`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditor.cache import of_file
from auditor.facts.pack_expression import ExpressionError, Formula, parse
from auditor.facts.table_labels import bare
from auditor.resources import root
from auditor.units import dimension

if TYPE_CHECKING:
    from auditor.facts import Facts

FILE = "measures.toml"
_BRACKETED = re.compile("[（(\\[【]([^（()）\\]】]{0,12})[)）\\]】]")
_MARKS = re.compile("[“”‘’\"'《》：:，,。；;、·\\-—\\s]")
_TELLING = 4
"""Names in tables that are shorter (图书, 古籍) say in a sentence more often a few of them than the whole."""
_PACK_KEYS = {"title", "markers", "least", "source", "measure", "relation"}
_MEASURE_KEYS = {"name", "aliases", "prose", "units", "kind", "source", "cells", "excludes"}
_RELATION_KEYS = {"relation", "source", "why", "optional", "prose"}
KINDS = ("stock", "flow", "rate")


class PackError(ValueError):
    """A pack's data are wrong; the message names the file and what to mend."""


@dataclass(frozen=True, slots=True)
class CellAt:
    """Where a measure stands in a table that does not name it in one cell: words of the caption, the row
    and the column; "" is any."""

    caption: str = ""
    row: str = ""
    column: str = ""


@dataclass(frozen=True, slots=True)
class PackMeasure:
    """A measure: `aliases` are its names in tables, `prose` those that sentences use besides; `units` that
    its figures may have (none: any); `kind` stock, flow (of a period) or rate. `excludes`:
    what the measure leaves out; a sentence that goes on to name it speaks of something wider."""

    name: str
    aliases: tuple[str, ...]
    prose: tuple[str, ...]
    units: tuple[str, ...]
    kind: str
    source: str
    cells: tuple[CellAt, ...]
    excludes: tuple[str, ...] = ()

    def measured_in(self, found: str) -> bool:
        """Whether a dimension is one of those the measure may have ("" is one nobody stated)."""
        return not self.units or not found or any(found == _dimension(unit) for unit in self.units)


@dataclass(frozen=True, slots=True)
class PackRelation:
    """A relation; measures in `optional` may be missing. `prose`: sentences may give an operand too."""

    formula: Formula
    source: str
    why: str
    optional: frozenset[str]
    prose: bool


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """A pack; `names` maps the key of every table name, `spoken` that of every name which sentences use."""

    name: str
    title: str
    markers: tuple[str, ...]
    least: int
    measures: Mapping[str, PackMeasure]
    relations: tuple[PackRelation, ...]
    names: Mapping[str, str]
    spoken: Mapping[str, str]


@lru_cache(4096)
def key(label: str) -> str:
    """A label as names are compared: no marker, 其中, unit in brackets, marks or blanks."""
    label = _BRACKETED.sub(lambda match: "" if _drops(match[1]) else match[1], bare(label)[:80])
    return _MARKS.sub("", label)


def _drops(inside: str) -> bool:
    inside = inside.removeprefix("单位").lstrip("：:")
    return not inside or inside in "类款项" or all(map(dimension, re.split("[、/,，]", inside)))


def _dimension(unit: str) -> str:
    return (dimension(unit) or ("", 0))[0]


def active(facts: Facts) -> tuple[Pack, ...]:
    """The packs that apply to a report, by name. Raises PackError."""
    text = facts.document.text
    return tuple(
        pack
        for pack in known(tuple(facts.resources.folders))
        if pack.name in facts.resources.packs
        or (pack.least and sum(marker in text for marker in pack.markers) >= pack.least)
    )


@cache
def known(folders: tuple[Path, ...] = ()) -> tuple[Pack, ...]:
    """All packs: the shipped ones, then those in the user's `folders`, by path. Raises PackError."""
    paths = sorted(root().glob(f"*/{FILE}"))
    for folder in folders:
        paths += [path for path in (folder / FILE, *sorted(folder.glob(f"*/{FILE}"))) if path.is_file()]
    return tuple(read(path) for path in dict.fromkeys(paths))


def read(path: Path) -> Pack:
    """The pack whose data stand in `path`. Raises PackError."""
    try:
        table = of_file("table", path, lambda content: tomllib.loads(content.decode()))
        return build(table, path.parent.name)
    except (tomllib.TOMLDecodeError, ExpressionError, PackError, OSError) as error:
        raise PackError(f"{path}：{error}") from None


def build(table: Mapping[str, Any], name: str) -> Pack:
    """The pack of a parsed file. Raises PackError or ExpressionError."""
    _check(table, _PACK_KEYS, "文件")
    measures = {one.name: one for one in map(_measure, table.get("measure", []))}
    relations = tuple(relation(one, measures) for one in table.get("relation", []))
    _check_cycles(one.formula for one in relations)
    names: dict[str, str] = {}
    for one in measures.values():
        for alias in (one.name, *one.aliases):
            if names.setdefault(key(alias), one.name) != one.name:
                raise PackError(f"“{alias}”同时指“{names[key(alias)]}”和“{one.name}”")
    spoken = {key(alias): one.name for one in measures.values() for alias in one.prose}
    spoken |= {alias: name for alias, name in names.items() if len(alias) >= _TELLING and alias not in spoken}
    return Pack(
        name=name,
        title=str(table.get("title", name)),
        markers=tuple(table.get("markers", ())),
        least=int(table.get("least", 1)) if table.get("markers") else 0,
        measures=measures,
        relations=relations,
        names=names,
        spoken=spoken,
    )


def _measure(table: Mapping[str, Any]) -> PackMeasure:
    _check(table, _MEASURE_KEYS, f"指标“{table.get('name', '')}”")
    if not table.get("name") or table.get("kind", "flow") not in KINDS:
        raise PackError(f"指标“{table.get('name', '')}”要有 name，kind 应是 {'、'.join(KINDS)} 之一")
    units = tuple(table.get("units", ()))
    for unit in units:
        if dimension(unit) is None:
            raise PackError(f"指标“{table['name']}”的单位“{unit}”不认识")
    return PackMeasure(
        name=table["name"],
        aliases=tuple(table.get("aliases", ())),
        prose=tuple(table.get("prose", ())),
        units=units,
        kind=table.get("kind", "flow"),
        source=table.get("source", ""),
        cells=tuple(CellAt(**cell) for cell in table.get("cells", ())),
        excludes=tuple(table.get("excludes", ())),
    )


def relation(table: Mapping[str, Any], measures: Mapping[str, PackMeasure]) -> PackRelation:
    """One relation over known measures. Raises PackError or ExpressionError."""
    _check(table, _RELATION_KEYS, f"关系“{table.get('relation', '')}”")
    formula = parse(str(table.get("relation", "")))
    unknown = [name for name in (*formula.names(), *table.get("optional", ())) if name not in measures]
    if unknown:
        raise PackError(f"关系“{formula.text}”里的“{unknown[0]}”不是已列出的指标")
    return PackRelation(
        formula,
        str(table.get("source", "")),
        str(table.get("why", "")),
        frozenset(table.get("optional", ())),
        bool(table.get("prose", False)),
    )


def _check(table: Mapping[str, Any], allowed: set[str], where: str) -> None:
    unknown = sorted(set(table) - allowed)
    if unknown:
        raise PackError(f"{where}有不认识的键 {unknown[0]!r}；可用的键：{'、'.join(sorted(allowed))}")


def _check_cycles(formulas: Iterable[Formula]) -> None:
    """A measure that is reckoned from itself, over however many equations, says nothing."""
    uses: dict[str, set[str]] = {}
    for formula in formulas:
        if formula.operator == "=":
            uses.setdefault(formula.left, set()).update(formula.names()[1:])
    for start in sorted(uses):
        if start in _reached(start, uses):
            raise PackError(f"“{start}”经由若干关系式说明它自己")


def _reached(start: str, uses: Mapping[str, set[str]]) -> Iterator[str]:
    waiting, seen = sorted(uses[start]), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            yield name
            waiting += sorted(uses.get(name, ()))
