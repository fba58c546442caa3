"""Findings and relations as flat rows, shared by the formats that are tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.finding import Finding, Location
from auditor.reporting.inert import inert
from auditor.reporting.words import KINDS, locator_words, place_words, role_word, words
from auditor.result import FileResult
from auditor.rulebook import FAMILIES

if TYPE_CHECKING:
    from auditor.facts.relations import Operand, Relation
    from auditor.reporting import Run

COLUMNS = (
    "number", "file", "place", "section", "severity", "rule", "message", "quote", "others", "arithmetic",
    "suggestion", "confidence", "status", "id",
)  # fmt: skip
"""Keys of a finding's row; their headings are in ``words``."""
CLERK = ("opinion", "person", "state")
"""Columns left empty for whoever works the list off."""
RELATION_COLUMNS = (
    "file", "place", "family", "left", "relation", "right", "expression", "computed", "verdict", "why",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with the result it belongs to and the row to show; every text in the row is inert."""

    finding: Finding
    result: FileResult
    row: dict[str, str]


def finding_rows(run: Run) -> Iterator[Shown]:
    """One row a finding, known ones included, in order of file and place."""
    number = 0
    for result in run.results:
        for finding in result.findings:
            number += 1
            row = _row(finding, result, run.language) | {"number": str(number)}
            yield Shown(finding, result, {key: inert(value) for key, value in row.items()})


def _row(finding: Finding, result: FileResult, language: str) -> dict[str, str]:
    word = words(language)
    place = finding.location
    return {
        "file": finding.path,
        "place": place_words(place, language) if place else "",
        "section": " > ".join(section_of(finding, result)),
        "severity": word[finding.severity],
        "rule": f"{finding.rule} {finding.name}",
        "message": finding.message,
        "quote": labelled(place, language) if place else "",
        "others": word["semicolon"].join(placed(finding.related, language)),
        "arithmetic": arithmetic(finding, language),
        "suggestion": word["semicolon"].join(text for _, text in advice(finding, language)),
        "confidence": word[finding.confidence],
        "status": word[finding.status] + (f"{word['colon']}{finding.reason}" if finding.reason else ""),
        "id": finding.short_id,
    }


def labelled(place: Location, language: str) -> str:
    """The text of a place with its role: ``总数：39次``."""
    role = role_word(place.role, language)
    return f"{role}{words(language)['colon']}{place.text}" if role else place.text


def placed(places: Sequence[Location], language: str) -> list[str]:
    """The texts of places with where they stand, those of one line and role together: ``第7行 分项：17次、19次``."""
    word = words(language)
    groups: dict[tuple[str, str], list[str]] = {}
    for place in places:
        key = (place_words(place, language), role_word(place.role, language))
        groups.setdefault(key, []).append(place.text)
    return [
        f"{where} {role}{word['colon'] if role else ''}{word['list'].join(texts)}"
        for (where, role), texts in groups.items()
    ]


def arithmetic(finding: Finding, language: str) -> str:
    """The calculation behind a finding as one line, empty where nothing was calculated."""
    word, data = words(language), finding.data
    parts: list[str] = []
    if data.get("computed"):
        expression = data.get("expression", "")
        parts.append(f"{expression} = {data['computed']}" if expression else data["computed"])
    parts += [f"{word[key]} {data[key]}" for key in ("gap", "expected", "actual", "repair") if data.get(key)]
    return word["semicolon"].join(parts)


def advice(finding: Finding, language: str) -> list[tuple[str, str]]:
    """What to do, as (``fix`` or ``hint``, sentence) pairs; a guessed repair never stands without its hint."""
    text = finding.suggestion or ""
    found: list[tuple[str, str]] = []
    if text:
        bare = len(text) <= 12 and "→" not in text
        quoted = text if set(text) & set("“”‘’\"'") else f"“{text}”"
        found.append(("fix", words(language)["change"].format(text=quoted) if bare else text))
    if finding.hint and (not text or "→" in text):
        found.append(("hint", finding.hint))
    return found


def section_of(finding: Finding, result: FileResult) -> tuple[str, ...]:
    """Headings above a finding, outermost first; a heading stands under itself."""
    if not result.document or not finding.location:
        return ()
    document = result.document
    index = document.block_at(finding.location.view[0])
    block = document.blocks[index]
    own = (document.block_text(index),) if block.kind == "heading" else ()
    return tuple(clip(inert(heading), 40) for heading in (*document.heading_texts(block), *own))


def clip(text: str, size: int) -> str:
    """``text`` cut to ``size`` characters, with an ellipsis where something is left out."""
    return text if len(text) <= size else text[: size - 1] + "…"


def by_section(findings: list[Finding], result: FileResult, language: str) -> dict[str, list[Finding]]:
    """Findings under the section they stand in, sections in the order in which they first appear."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        name = " > ".join(section_of(finding, result)) or words(language)["no_section"]
        groups.setdefault(name, []).append(finding)
    return groups


def family_name(code: str, language: str) -> str:
    """The family of a rule code in words."""
    return FAMILIES.get(code[:3], code[:3]) if language == "zh" else code[:3]


def relations_of(result: FileResult) -> tuple[Relation, ...]:
    """All relations of a file; none where facts are missing or a relation cannot be extracted."""
    if result.facts is None:
        return ()
    try:
        return result.facts.relations
    except Exception:  # the rules that need relations have reported this crash as a finding of their own
        return ()


def relation_rows(result: FileResult, language: str) -> Iterator[tuple[Relation, dict[str, str]]]:
    """One row a relation, in order of place; every text is inert."""
    for relation in relations_of(result):
        row = {
            "file": result.path,
            "place": _place(relation.left, result, language),
            "family": KINDS.get(relation.kind, relation.kind) if language == "zh" else relation.kind,
            "left": _operand(relation.left, result),
            "relation": relation.operator,
            "right": words(language)["list"].join(_operand(other, result) for other in relation.right),
            "expression": relation.expression,
            "computed": relation.shown or relation.computed.describe(),
            "verdict": words(language)[relation.verdict],
            "why": relation.reason or relation.repair,
        }
        yield relation, {key: inert(value) for key, value in row.items()}


def _operand(operand: Operand, result: FileResult) -> str:
    text = result.document.text[operand.start : operand.end] if result.document else ""
    return f"{operand.label} {text}".strip()


def _place(operand: Operand, result: FileResult, language: str) -> str:
    document = result.document
    if document is None:
        return ""
    start = document.to_source(operand.start, operand.end).start
    return locator_words(document.locator(start) or f"line:{document.line_column(start)[0]}", language)
