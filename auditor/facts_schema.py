"""The JSON Schema of facts.json, drawn from the classes themselves (docs/schema/facts.schema.json)."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from auditor.document import Block, Span
from auditor.facts_file import KIND, KINDS, SCHEMA, type_of


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the file."""
    import msgspec

    types = [type_of(kind) for kind in KINDS]
    shapes, parts = msgspec.json.schema_components(
        [*types, tuple[Block, ...], tuple[Span, ...]], schema_hook=_schema_of, ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://example.org/audit/facts.schema.json",
        "title": f"Facts of a report, schema {SCHEMA}",
        "description": "Output of `audit facts REPORT --format json`; docs/facts.md explains it.",
        "type": "object",
        "required": ["kind", "schema", "document"],
        "properties": {
            "kind": {"const": KIND},
            "schema": {"const": SCHEMA},
            "tool": {"type": "object"},
            "document": {
                "type": "object",
                "required": ["source", "text", "origin", "blocks"],
                "properties": _document(shapes[-2], shapes[-1]),
            },
            "facts": {"type": "object", "properties": dict(zip(KINDS, shapes, strict=False))},
        },
        "$defs": parts,
    }


def _document(blocks: dict[str, Any], spans: dict[str, Any]) -> dict[str, Any]:
    return {
        "path": {"type": "string"},
        "format": {"type": "string"},
        "wrapped": {"type": "boolean"},
        "source": {"type": "string", "description": "the report as decoded"},
        "text": {"type": "string", "description": "the reading view; all offsets are in it"},
        "origin": {
            "type": "array",
            "description": "[offset in text, offset in source, length] of stretches that run alike",
            "items": {
                "type": "array",
                "items": {"type": "integer", "minimum": 0},
                "minItems": 3,
                "maxItems": 3,
            },
        },
        "blocks": blocks,
        "furniture": spans,
        "markup": spans,
        "locators": {"type": "array", "items": {"type": "array", "minItems": 2, "maxItems": 2}},
        "notes": {"type": "array", "items": {"type": "string"}},
    }


def _schema_of(kind: type) -> dict[str, Any]:
    if kind is Fraction:
        return {"type": "string", "description": "an exact number: 12, -0.5 or 1/3"}
    raise NotImplementedError(kind)
