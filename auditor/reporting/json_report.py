"""JSON: the stable interface. The schema is docs/schema/findings.schema.json."""

from __future__ import annotations

import json
from typing import Any

from auditor import __version__
from auditor.finding import Finding, Location
from auditor.reporting import Run
from auditor.result import FileResult

SCHEMA = 1


def render(run: Run) -> str:
    """The run as one JSON object (see DESIGN in docs/json.md for the meaning of every field)."""
    return json.dumps(document(run), ensure_ascii=False, indent=1, sort_keys=False) + "\n"


def document(run: Run) -> dict[str, Any]:
    """The JSON object as Python values."""
    return {
        "schema": SCHEMA,
        "tool": {"name": "audit", "version": __version__},
        "files": [_file(result) for result in run.results],
        "findings": [_finding(finding) for result in run.results for finding in result.findings],
        "relations": [],
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
