"""The house pack of docs/examples: its examples hold, it runs, a new rule joins it, a Python check too."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from test_rule_examples import Example, examples, marked

from auditor.cli import run
from auditor.config import forget
from auditor.engine import Options, audit_bytes, select_rules
from auditor.resources import Resources
from auditor.rulebook import Rule, RuleError, load, parse

ROOT = Path(__file__).parents[1]
PACK = ROOT / "docs" / "examples" / "house-pack"
RULES = [rule for rule in load([PACK]) if rule.path.parent == PACK]
_MARKS = str.maketrans("", "", "⟦⟧⟨⟩")


def found(example: Example) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    options = Options(select=(example.rule.code,), rule_folders=(PACK,), resources=Resources(folders=(PACK,)))
    rules = select_rules(load([PACK]), options)
    result = audit_bytes(example.text.translate(_MARKS).encode(), "x.txt", options, rules)
    assert all(finding.location for finding in result.findings), result.findings
    primary = sorted((f.location.start, f.location.end) for f in result.findings if f.location)
    return primary, sorted((p.start, p.end) for f in result.findings for p in f.related)


@pytest.mark.parametrize("example", [e for rule in RULES for e in examples(rule)], ids=lambda e: e.id)
def test_examples_are_tests(example: Example) -> None:
    assert found(example) == marked(example.text)


def test_the_pack_runs_from_the_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forget()
    (tmp_path / "audit.toml").write_text(f'rules = ["{PACK.as_posix()}"]\n', encoding="utf-8")
    (tmp_path / "report.txt").write_bytes((PACK / "report.txt").read_bytes())
    assert run([str(tmp_path / "report.txt"), "-f", "concise"]) == 1
    shown = capsys.readouterr().out
    assert [code for code in ("TYP901", "TYP902", "MET901") if code not in shown] == []
    assert run(["rules", "TYP", "--rules", str(PACK)]) == 0
    assert "house-terms" in capsys.readouterr().out
    assert run(["explain", "MET901", "--rules", str(PACK)]) == 0


def test_new_rule_is_a_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new-rule", "typ909", "house-names"]) == 0
    rule = parse(tmp_path / "house-rules" / "TYP909-house-names.md")
    assert (rule.code, rule.check) == ("TYP909", "listed-wording")
    assert run(["explain", "house-names", "--rules", "house-rules"]) == 0
    for wrong in (
        ["TYP909", "other"],
        ["TYP910", "house-names"],
        ["TYP001", "other"],
        ["XYZ901", "other"],
        ["TYP1", "other"],
        ["TYP911", "Other Name"],
        ["TYP911", "other", "--check", "listed-wordin"],
    ):
        assert run(["new-rule", *wrong]) == 2
    assert "listed-wording" in capsys.readouterr().err
    assert len(list((tmp_path / "house-rules").iterdir())) == 1


@pytest.fixture
def distribution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package that registers the check of docs/python-checks.md."""
    page = (ROOT / "docs" / "python-checks.md").read_text(encoding="utf-8")
    module, rule = (page.split(f"```{kind}\n")[1].split("\n```")[0] for kind in ("python", "markdown"))
    site = tmp_path / "site"
    info = site / "house_checks-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: house-checks\nVersion: 1.0\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        "[auditor.checks]\nlong-entry = house_checks.long_entry\n", encoding="utf-8"
    )
    package = site / "house_checks"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "long_entry.py").write_text(module, encoding="utf-8")
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "TYP950-long-entry.md").write_text(rule, encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    yield rules
    for name in [name for name in sys.modules if name.startswith("house_checks")]:
        del sys.modules[name]


def test_a_python_check_of_an_installed_package(
    distribution: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "r.txt"
    report.write_text(f"1、{'办讲座，' * 60}完成。\n2、办展览。\n", encoding="utf-8")
    assert run([str(report), "--rules", str(distribution), "--select", "TYP950", "--fail-on", "info"]) == 1
    assert "TYP950" in capsys.readouterr().out
    assert (
        run(["new-rule", "TYP951", "longer-entry", "--check", "long-entry", "--folder", str(tmp_path / "n")])
        == 0
    )


def test_a_check_that_does_not_exist_is_told(tmp_path: Path) -> None:
    from auditor.rulebook import check_module

    path = tmp_path / "TYP960-none.md"
    path.write_text(
        '+++\ncode = "TYP960"\nname = "none"\ncheck = "no-such-check"\nseverity = "info"\n'
        'message = {zh = "a", en = "b"}\n+++\n',
        encoding="utf-8",
    )
    rule: Rule = parse(path)
    with pytest.raises(RuleError, match="no-such-check"):
        check_module(rule)
