"""Whole reports with the exact findings they must give (scripts/update_expected.py writes them)."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]


def _script() -> ModuleType:
    place = importlib.util.spec_from_file_location("update_expected", ROOT / "scripts" / "update_expected.py")
    assert place
    assert place.loader
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


SCRIPT = _script()
FIXTURES: list[Path] = SCRIPT.fixtures()


@pytest.mark.parametrize("report", FIXTURES, ids=lambda path: path.name)
def test_the_findings_are_those_expected(report: Path) -> None:
    stored = SCRIPT.expected(report)
    assert stored.exists(), "run python scripts/update_expected.py"
    assert json.loads(SCRIPT.findings(report)) == json.loads(stored.read_text(encoding="utf-8"))


CLEAN = [report for report in FIXTURES if report.name.startswith("clean")]


@pytest.mark.parametrize("report", CLEAN, ids=lambda path: path.name)
def test_a_clean_report_is_silent(report: Path) -> None:
    assert SCRIPT.findings(report) == "[]\n"


def test_every_expectation_has_its_report() -> None:
    stored = sorted((ROOT / "fixtures").glob("*.expected.json"))
    assert stored == [SCRIPT.expected(report) for report in FIXTURES]
