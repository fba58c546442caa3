"""The JSON Schema of facts.json, drawn from the classes themselves (docs/schema/facts.schema.json)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from fractions import Fraction
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from auditor.document import Block, Span
from auditor.facts_file import KIND, KINDS, SCHEMA, type_of


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the file."""
    parts: dict[str, Any] = {}
    shapes = {kind: _shape(type_of(kind), parts) for kind in KINDS}
    document = _document(_shape(tuple[Block, ...], parts), _shape(tuple[Span, ...], parts))
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
                "properties": document,
            },
            "facts": {"type": "object", "properties": shapes},
        },
        "$defs": dict(sorted(parts.items())),
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


_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    Fraction: {"type": "string", "description": "an exact number: 12, -0.5 or 1/3"},
}


def _shape(kind: Any, parts: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; classes are put into ``parts`` by name."""
    if kind in _PLAIN:
        return _PLAIN[kind]
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, UnionType):
        return {"anyOf": [_shape(argument, parts) for argument in arguments]}
    if origin in (tuple, list, frozenset) and (len(arguments) == 1 or arguments[-1] is Ellipsis):
        return {"type": "array", "items": _shape(arguments[0], parts)}
    if origin is tuple:
        return _listed([_shape(argument, parts) for argument in arguments])
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": _shape(arguments[1], parts)}
    if issubclass(kind, tuple):
        return _listed([_shape(hint, parts) for hint in get_type_hints(kind).values()])
    return _object(kind, parts)


def _listed(items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}


def _object(kind: type, parts: dict[str, Any]) -> dict[str, Any]:
    """A reference to the schema of a dataclass, which is made when first asked for."""
    if kind.__name__ not in parts:
        parts[kind.__name__] = {}
        hints = get_type_hints(kind)
        required = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
        parts[kind.__name__] = {
            "type": "object",
            "description": (kind.__doc__ or "").strip().split("\n")[0],
            "required": required,
            "properties": {name: _shape(hint, parts) for name, hint in hints.items()},
        }
    return {"$ref": f"#/$defs/{kind.__name__}"}
