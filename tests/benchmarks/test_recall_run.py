"""The recall runner, with a stand-in checker: what counts as found and as a false alarm."""

import shlex
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "recall"))

import run

CHECKER = """
import json, pathlib, sys
folder = pathlib.Path(sys.argv[-1])
findings = [
    {{"path": path.name, "rule": "{rule}", "severity": "{severity}", "message": "",
      "location": {{"start": 0, "end": len(path.read_text(encoding="utf-8")), "text": ""}}, "related": []}}
    for path in sorted(folder.glob("*.broken.*"))
]
print(json.dumps({{"schema": 1, "findings": findings}}))
sys.exit({status})
"""


def stand_in(tmp_path: Path, rule: str, severity: str, status: int = 1) -> list[str]:
    script = tmp_path / "checker.py"
    script.write_text(CHECKER.format(rule=rule, severity=severity, status=status), encoding="utf-8")
    return [sys.executable, str(script)]


@pytest.mark.parametrize(
    ("rule", "severity", "recall"),
    [
        ("MET001", "error", "100 %"),
        ("TAB002", "warning", "100 %"),
        ("MET001", "info", "0 %"),
        ("DUP001", "error", "0 %"),
    ],
)
def test_only_arithmetic_errors_and_warnings_count(
    tmp_path: Path, rule: str, severity: str, recall: str
) -> None:
    rendered = run.reports(1)
    found = run.check(rendered, stand_in(tmp_path, rule, severity))
    overall = next(line for line in run.table(rendered, found) if line.startswith("| all |"))
    cells = [cell.strip() for cell in overall.split("|")]
    assert all(f"({recall})" in cell for cell in cells[3:5])
    assert all("(0 %)" in cell for cell in cells[5:7])


def test_a_finding_elsewhere_is_a_miss_and_in_a_right_report_a_false_alarm() -> None:
    broken = next(report for report in run.reports(1) if report.broken and report.quotes[0][0] > 1)
    right = next(report for report in run.reports(1) if not report.broken)
    elsewhere = {"location": {"start": 0, "end": 1}, "related": []}
    start, end = broken.quotes[0]
    related = {"location": {"start": 0, "end": 1}, "related": [{"start": end - 1, "end": end + 1}]}
    assert not run.passed(broken, [elsewhere])
    assert not run.passed(broken, [{"location": {"start": end, "end": end}, "related": []}])
    assert run.passed(broken, [related])
    assert start < end
    assert run.passed(right, [])
    assert not run.passed(right, [elsewhere])


def test_a_failing_checker_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        run.check(run.reports(1)[:1], stand_in(tmp_path, "MET001", "error", status=2))


def test_writes_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "quality" / "recall.md"
    command = shlex.join(stand_in(tmp_path, "MET001", "error"))
    monkeypatch.setattr(
        sys, "argv", ["run.py", "--seeds", "1", "--command", command, "--output", str(output)]
    )
    run.main()
    assert "| parts_total |" in output.read_text(encoding="utf-8")
