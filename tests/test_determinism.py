"""The same reports give the same bytes: over hash seeds, locales, time zones, processes and the order of files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FIXTURES = ("company.md", "county-budget.txt", "hospital.txt")
OUTPUTS = ("a.json", "a.csv", "a.sarif", "a.md", "a.xml", "a.xlsx", "a.txt")
WORLDS = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "zh_CN.GB18030", "TZ": "Asia/Shanghai", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "4711", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONOPTIMIZE": "1"},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FIXTURES:
        (tmp_path / name).write_bytes((ROOT / "fixtures" / name).read_bytes())
    return tmp_path


def audited(folder: Path, *arguments: str, **world: str) -> dict[str, bytes]:
    """Every output of one run by its name."""
    written = [part for name in OUTPUTS for part in ("-o", name)]
    command = [sys.executable, "-m", "auditor", "--isolated", "--profile", "audit", *arguments, *written]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **world}
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False, env=environment)
    assert done.returncode == 1, done.stderr.decode(errors="replace")
    return {"": done.stdout, **{name: (folder / name).read_bytes() for name in OUTPUTS}}


def test_the_world_outside_changes_nothing(folder: Path) -> None:
    first, *others = [audited(folder, *FIXTURES, **world) for world in WORLDS]
    for other in others:
        changed = [name for name in OUTPUTS if other[name] != first[name]]
        assert changed == []


def test_several_processes_change_nothing(folder: Path) -> None:
    assert audited(folder, *FIXTURES, "-j", "1") == audited(folder, *FIXTURES, "-j", "2")


def test_the_order_of_files_changes_only_the_order(folder: Path) -> None:
    there, back = (json.loads(audited(folder, *names)["a.json"]) for names in (FIXTURES, FIXTURES[::-1]))
    for name in FIXTURES:
        one, other = ([f for f in run["findings"] if f["path"] == name] for run in (there, back))
        assert one == other
        assert one
