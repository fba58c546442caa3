"""The JSON output against its schema, and the schema against the documentation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from reporting_sample import TEXT, hostile_run, run

from auditor.engine import Options, audit_path
from auditor.interval import written
from auditor.reporting import Run, render

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "docs/schema/findings.schema.json").read_text(encoding="utf-8"))


def validated(run: Run) -> dict[str, Any]:
    content = render("json", run)
    assert isinstance(content, str)
    value = json.loads(content)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(value)
    assert isinstance(value, dict)
    return value


@pytest.mark.parametrize("coverage", [False, True])
def test_sample_fits_the_schema(coverage: bool) -> None:
    value = validated(run(coverage=coverage))
    assert len(value["relations"]) == (3 if coverage else 0)


def test_hostile_report_fits_the_schema() -> None:
    validated(hostile_run())


def test_a_real_run_fits_the_schema() -> None:
    path = str(ROOT / "fixtures/hospital.txt")
    value = validated(Run([audit_path(path, Options())], coverage=True))
    assert value["findings"]
    source = Path(path).read_text(encoding="utf-8")
    for finding in value["findings"]:
        for place in filter(None, [finding["location"], *finding["related"]]):
            assert source[place["start"] : place["end"]] == place["quote"]


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"relations": None},
        {"extra": 1},
        {"findings": [{"rule": "MET001"}]},
    ],
)
def test_schema_refuses(change: dict[str, Any]) -> None:
    value = validated(run()) | change
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(value)


def test_only_findings_about_the_audit_have_no_place() -> None:
    value = validated(run())
    value["findings"][1]["location"] = None
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(value)


def test_offsets_are_those_of_the_source() -> None:
    for finding in validated(run())["findings"][1:]:
        place = finding["location"]
        assert TEXT[place["start"] : place["end"]] == place["quote"]


def test_intervals_are_exact_strings() -> None:
    from fractions import Fraction

    cases = {
        Fraction(41): "41", Fraction(0): "0", Fraction(-105): "-105", Fraction(3, 8): "0.375",
        Fraction(-1, 20): "-0.05", Fraction(1, 3): "1/3", Fraction(173800): "173800",
    }  # fmt: skip
    assert {value: written(value) for value in cases} == cases
    assert written(None) is None


def test_every_field_is_documented() -> None:
    page = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    fields = {name for part in SCHEMA["$defs"].values() for name in part.get("properties", {})}
    assert [name for name in sorted(fields | set(SCHEMA["properties"])) if f"`{name}`" not in page] == []
