"""Outputs of the command line: several files in one run, whole or not at all, by their endings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from auditor.cli import run
from auditor.reporting import FORMATS
from auditor.runner import write_atomically

REPORT = "全年举办读者活动39次，其中讲座17次、展览19次、培训3次、竞赛2次。\n5月32日，办展览。\n"


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NO_COLOR", raising=False)
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_several_outputs_in_one_run(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = ["a.json", "a.csv", "a.xlsx", "a.md", "a.sarif", "a.xml", "a.txt"]
    assert run(["report.txt", *(part for name in names for part in ("-o", name))]) == 1
    assert all((report.parent / name).stat().st_size for name in names)
    assert "MET001" in capsys.readouterr().out
    assert json.loads((report.parent / "a.json").read_text(encoding="utf-8"))["findings"]
    assert sorted(os.listdir(report.parent)) == sorted([*names, "report.txt"])


def test_quiet_with_files_prints_nothing(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report.txt", "-q", "-o", "a.json"]) == 1
    assert capsys.readouterr().out == ""
    assert run(["report.txt", "-q"]) == 1
    assert "个文件" not in capsys.readouterr().out


def test_format_decides_for_an_unknown_ending(report: Path) -> None:
    assert run(["report.txt", "-q", "-f", "github", "-o", "notes.log"]) == 1
    assert (report.parent / "notes.log").read_text(encoding="utf-8").startswith("::error ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "a.unknown"], "扩展名"),
        (["-o", "report.txt"], "要审校的文件"),
        (["-o", "./sub/../report.txt"], "要审校的文件"),
        (["-o", "missing/a.json"], "写不了"),
        (["--format", "papyrus"], "--format"),
        (["--group-by", "moon"], "--group-by"),
    ],
)
def test_refusals(report: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    (report.parent / "sub").mkdir()
    assert run(["report.txt", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert report.read_text(encoding="utf-8") == REPORT


def test_one_bad_output_does_not_cost_the_others(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report.txt", "-o", "missing/a.json", "-o", "b.json"]) == 2
    assert (report.parent / "b.json").exists()
    assert "MET001" in capsys.readouterr().out


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.json"
    target.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(target, "new")
    assert target.read_text(encoding="utf-8") == "old"
    assert os.listdir(tmp_path) == ["a.json"]


@pytest.mark.parametrize(
    ("color", "environment", "coloured"),
    [("always", None, True), ("never", None, False), ("auto", None, False), ("always", "1", True)],
)
def test_colour(
    report: Path, color: str, environment: str | None, coloured: bool,
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    if environment:
        monkeypatch.setenv("NO_COLOR", environment)
    run(["report.txt", "--color", color])
    assert ("\x1b[" in capsys.readouterr().out) is coloured


@pytest.mark.parametrize("environment", [None, "1"])
def test_no_color_on_a_terminal(
    report: Path, environment: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from auditor.commands.check import wants_color

    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    if environment:
        monkeypatch.setenv("NO_COLOR", environment)
    assert wants_color("auto") is (environment is None)


def test_help_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "--help"])
    assert "、".join(FORMATS) in capsys.readouterr().out


def test_grouped_by_section(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["report.txt", "--group-by", "section"])
    assert "── " in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["cp936", "ascii", "cp1252", "utf-8"])
def test_a_console_of_any_encoding(report: Path, encoding: str) -> None:
    """A character that the console has not is shown by its code; nothing is raised."""
    report.write_text(REPORT.replace("展览", "展\U00020000览"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "auditor", "report.txt", "--coverage"],
        cwd=report.parent,
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"MET001" in done.stdout
    assert (b"\\U00020000" in done.stdout) is (encoding != "utf-8")
