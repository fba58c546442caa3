"""facts.json: everything goes out, every rule runs on it, edits reach the findings, verdicts are judged anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from auditor.cli import run
from auditor.config import forget
from auditor.engine import Options, audit_bytes, select_rules
from auditor.facts import Facts
from auditor.facts_file import KINDS, dump, load
from auditor.facts_schema import schema
from auditor.reading import ReadError, read
from auditor.resources import Resources
from auditor.rulebook import load as load_rules

ROOT = Path(__file__).parents[1]
RULES = load_rules()
GOOD = "一、全年举办活动 39 场，其中讲座 17 场、展览 19 场、培训 3 场。\n二、办展览。\n三、全年接待读者12.5万人次。\n"


def as_file(data: bytes, name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(json.dumps(dump(Facts(read(data, name), Resources()))))
    return table


def findings(table: dict[str, Any], select: str = "") -> list[tuple[str, int, int]]:
    options = Options(select=(select,) if select else ())
    data = json.dumps(table).encode()
    result = audit_bytes(data, "facts.json", options, select_rules(RULES, options))
    assert result.error is None, result.error
    return [(f.rule, f.location.start, f.location.end) for f in result.findings if f.location]


@pytest.mark.parametrize("name", ["hospital.txt", "company.md", "clean.txt", "county-budget.txt"])
def test_every_rule_finds_the_same_in_the_file_of_facts(name: str) -> None:
    data = (ROOT / "fixtures" / name).read_bytes()
    rules = select_rules(RULES, Options())
    direct = audit_bytes(data, name, Options(), rules)
    table = as_file(data, name)
    again = audit_bytes(json.dumps(table).encode(), "x.json", Options(), rules)
    assert [(f.fingerprint, f.message) for f in again.findings] == [
        (f.fingerprint, f.message) for f in direct.findings
    ]
    assert again.document is not None
    assert direct.document is not None
    assert again.document.origin == direct.document.origin
    assert dump(again.facts) | {"document": 0} == dump(direct.facts) | {"document": 0}  # type: ignore[arg-type]


def test_the_file_says_what_it_is_and_fits_its_schema() -> None:
    table = as_file((ROOT / "fixtures/company.md").read_bytes(), "company.md")
    assert (table["kind"], table["schema"]) == ("audit-facts", 1)
    assert set(table["facts"]) == set(KINDS)
    assert table["document"]["source"] == (ROOT / "fixtures/company.md").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.Draft202012Validator(schema()).validate(table)


def test_the_stored_schema_is_fresh() -> None:
    stored = json.loads((ROOT / "docs/schema/facts.schema.json").read_text(encoding="utf-8"))
    assert stored == json.loads(json.dumps(schema())), "run scripts/generate_docs.py"


def quantity(table: dict[str, Any], text: str) -> dict[str, Any]:
    return next(q for q in table["facts"]["quantities"] if q["text"] == text)


def test_an_edited_quantity_reaches_the_findings() -> None:
    table = as_file(GOOD.encode(), "r.txt")
    assert findings(table, "MET") == []
    total = quantity(table, "39场")
    total["value"] = {"low": "38", "high": "38", "low_open": False, "high_open": False}
    told = findings(table, "MET")
    assert [rule[:3] for rule, _, _ in told] == ["MET"]
    table = as_file(GOOD.encode(), "r.txt")
    quantity(table, "39场")["point"] = "38"
    assert findings(table, "MET") == told


def test_an_edited_relation_is_judged_anew() -> None:
    table = as_file(GOOD.encode(), "r.txt")
    relation = next(r for r in table["facts"]["relations"] if len(r["right"]) == 3)
    assert relation["verdict"] == "consistent"
    relation["right"][0]["value"] = {"low": "18", "high": "18", "low_open": False, "high_open": False}
    assert [rule[:3] for rule, _, _ in findings(table, "MET")] == ["MET"]
    facts = load(json.dumps(table).encode(), "f.json", Resources())
    judged = next(r for r in facts.relations if len(r.right) == 3)
    assert (judged.verdict, judged.gap, judged.expression) == ("inconsistent", "-1", "18+19+3")


def test_a_verdict_in_the_file_is_ignored() -> None:
    bad = GOOD.replace("39 场", "37 场")
    table = as_file(bad.encode(), "r.txt")
    before = findings(table, "MET")
    assert before
    for relation in table["facts"]["relations"]:
        relation["verdict"] = "consistent"
    assert findings(table, "MET") == before


def test_facts_that_are_left_out_are_extracted() -> None:
    table = as_file(GOOD.replace("三、", "二、").encode(), "r.txt")
    assert [rule for rule, _, _ in findings(table, "NUM001")] == ["NUM001"]
    table["facts"] = {}
    assert [rule for rule, _, _ in findings(table, "NUM001")] == ["NUM001"]
    del table["facts"]
    assert [rule for rule, _, _ in findings(table, "NUM001")] == ["NUM001"]


def test_an_edited_sequence_is_taken_as_given() -> None:
    table = as_file(GOOD.replace("三、", "二、").encode(), "r.txt")
    table["facts"]["sequences"] = []
    assert findings(table, "NUM001") == []


def put(value: Any, *keys: Any) -> Callable[[dict[str, Any]], None]:
    def change(table: dict[str, Any]) -> None:
        place: Any = table
        for key in keys[:-1]:
            place = place[key]
        place[keys[-1]] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        put("other", "kind"),
        put(2, "schema"),
        put("短", "document", "text"),
        put("", "document", "source"),
        put([[0, 0, 10**9]], "document", "origin"),
        put([[0, -5, 3]], "document", "origin"),
        put(7, "document", "blocks"),
        put([{"kind": "paragraph", "start": 0, "end": 9999}], "document", "blocks"),
        put("x", "facts", "quantities"),
        put("eleven", "facts", "quantities", 0, "point"),
        put("1/0", "facts", "quantities", 0, "point"),
        put(99999, "facts", "quantities", 0, "end"),
        put(-1, "facts", "relations", 0, "left", "start"),
        put("!", "facts", "relations", 0, "operator"),
        put(999, "facts", "mentions", 0, "sentence"),
        put([{"style": "han", "items": []}], "facts", "sequences"),
        put(
            [{"start": 0, "end": 2, "first": [2021, 13, 1], "last": [2021, 13, 1], "precision": "day"}],
            "facts",
            "dates",
        ),
    ],
)
def test_a_damaged_file_is_a_clear_error(change: Callable[[dict[str, Any]], None]) -> None:
    table = as_file(GOOD.encode(), "r.txt")
    change(table)
    with pytest.raises(ReadError):
        load(json.dumps(table).encode(), "f.json", Resources())


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    forget()
    monkeypatch.chdir(tmp_path)
    Path("r.txt").write_text(GOOD.replace("三、", "二、"), encoding="utf-8")
    assert run(["facts", "r.txt"]) == 0
    shown = capsys.readouterr().out
    assert "39场" in shown
    assert "第1行" in shown
    assert run(["facts", "r.txt", "--kind", "sequences"]) == 0
    assert "39场" not in capsys.readouterr().out
    assert run(["facts", "r.txt", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "audit-facts"
    assert run(["facts", "r.txt", "-o", "facts.json"]) == 0
    assert run(["facts.json", "--select", "NUM001"]) == 1
    assert run(["facts", "facts.json", "--format", "json"]) == 0
    for wrong in (["none.txt"], ["r.txt", "--format", "xml"], ["r.txt", "--kind", "x"]):
        assert run(["facts", *wrong]) == 2
