"""SARIF against the official schema, and what dashboards read from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from reporting_sample import hostile_run, result, run

from auditor.engine import Options, audit_path
from auditor.reporting import Run, render
from auditor.rulebook import load

DATA = Path(__file__).parent / "data"
ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((DATA / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def log(run: Run) -> dict[str, Any]:
    content = render("sarif", run)
    assert isinstance(content, str)
    value = json.loads(content)
    jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker()).validate(value)
    found = value["runs"][0]
    assert isinstance(found, dict)
    return found


def test_the_schema_catches_faults() -> None:
    content = render("sarif", run())
    assert isinstance(content, str)
    validator = jsonschema.Draft4Validator(SCHEMA)
    value = json.loads(content)
    value["runs"][0]["results"][0]["level"] = "fatal"
    assert not validator.is_valid(value)
    value = json.loads(content)
    value["runs"][0]["results"][1]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert not validator.is_valid(value)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_valid(language: str) -> None:
    log(run(language=language))
    log(hostile_run(language=language))
    log(Run([]))


def test_a_real_run_is_valid() -> None:
    found = log(Run([audit_path(str(ROOT / "fixtures/hospital.txt"), Options())], load()))
    assert found["results"]
    described = [rule for rule in found["tool"]["driver"]["rules"] if not rule["id"].startswith("AUD")]
    assert described
    assert all("查什么" in rule["help"]["markdown"] for rule in described)
    uri = found["artifacts"][0]["location"]["uri"]
    assert uri.startswith("file:///")


def test_columns_count_code_points() -> None:
    assert log(run())["columnKind"] == "unicodeCodePoints"


def test_both_sides_of_the_conflict() -> None:
    found = next(r for r in log(run())["results"] if r["ruleId"] == "MET001")
    expected = result().findings[1]
    assert expected.location
    region = found["locations"][0]["physicalLocation"]["region"]
    assert region["snippet"]["text"] == "39 次"
    assert (region["charOffset"], region["charLength"]) == (
        expected.location.start,
        len(expected.location.quote),
    )
    assert [place["message"]["text"] for place in found["relatedLocations"]] == ["分项"] * 4
    assert [place["id"] for place in found["relatedLocations"]] == [1, 2, 3, 4]
    assert found["partialFingerprints"] == {"auditFingerprint/v1": expected.fingerprint}


def test_rules_are_described_once_and_indexed() -> None:
    found = log(run())
    rules = found["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({r["ruleId"] for r in found["results"]})
    assert all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in found["results"])
    met = next(rule for rule in rules if rule["id"] == "MET001")
    assert met["help"]["markdown"].startswith("## 查什么")
    assert met["shortDescription"]["text"] == "分项之和 … 大于总数 …"


def test_levels_and_suppressions() -> None:
    found = log(run())["results"]
    assert {r["ruleId"]: r["level"] for r in found} == {
        "AUD001": "error", "MET001": "error", "PUN013": "note", "DAT006": "warning", "DUP001": "error",
    }  # fmt: skip
    assert [r["suppressions"] for r in found if "suppressions" in r] == [
        [{"kind": "external", "justification": "两处都要保留"}]
    ]


def test_unreadable_file_is_a_notification() -> None:
    invocation = log(run())["invocations"][0]
    assert invocation["executionSuccessful"] is False
    notes = invocation["toolExecutionNotifications"]
    assert [note["message"]["text"] for note in notes] == ["不是有效的 .docx 文件"]
