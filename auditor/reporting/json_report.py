"""JSON: the stable interface. The schema is docs/schema/findings.schema.json."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from auditor import __version__
from auditor.finding import Finding, Location
from auditor.interval import written
from auditor.reporting import Run
from auditor.reporting.inert import json_safe
from auditor.reporting.rows import relations_of
from auditor.result import FileResult

if TYPE_CHECKING:
    from auditor.facts.relations import Operand, Relation
    from auditor.interval import Interval

SCHEMA = 1


def render(run: Run) -> str:
    """The run as one JSON object (docs/json.md explains every field)."""
    return json_safe(json.dumps(document(run), ensure_ascii=False, indent=1)) + "\n"


def document(run: Run) -> dict[str, Any]:
    """The JSON object as Python values."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "audit", "version": __version__},
        "files": [_file(result) for result in run.results],
        "findings": [_finding(finding) for result in run.results for finding in result.findings],
        "relations": [_relation(r, result) for result in run.results for r in relations_of(result)]
        if run.coverage
        else [],
    }


def _file(result: FileResult) -> dict[str, Any]:
    return {
        "path": result.path,
        "error": result.error,
        "numbers": result.numbers,
        "numbers_in_relations": result.numbers_in_relations,
        "counts": result.counts(),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "path": finding.path,
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "status": finding.status,
        "message": finding.message,
        "location": _location(finding.location) if finding.location else None,
        "related": [_location(place) for place in finding.related],
        "data": finding.data,
        "suggestion": finding.suggestion,
        "fingerprint": finding.fingerprint,
    }


def _location(place: Location) -> dict[str, Any]:
    return {
        "path": place.path,
        "locator": place.locator,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
        "start": place.start,
        "end": place.end,
        "quote": place.quote,
        "text": place.text,
        "role": place.role,
    }


def _relation(relation: Relation, result: FileResult) -> dict[str, Any]:
    return {
        "path": result.path,
        "kind": relation.kind,
        "operator": relation.operator,
        "left": _operand(relation.left, result),
        "right": [_operand(operand, result) for operand in relation.right],
        "expression": relation.expression,
        "computed": _interval(relation.computed),
        "verdict": relation.verdict,
        "reason": relation.reason,
        "evidence": relation.evidence,
        "gap": relation.gap,
        "repair": relation.repair,
    }


def _operand(operand: Operand, result: FileResult) -> dict[str, Any]:
    assert result.document is not None
    start, end = result.document.to_source(operand.start, operand.end)
    return {
        "label": operand.label,
        "role": operand.role,
        "text": result.document.text[operand.start : operand.end].replace("\n", " "),
        "start": start,
        "end": end,
        "value": _interval(operand.value),
    }


def _interval(interval: Interval) -> dict[str, Any]:
    return {
        "low": written(interval.low),
        "high": written(interval.high),
        "low_open": interval.low_open,
        "high_open": interval.high_open,
    }
