"""Nothing is lost: old outputs stay whole when writing fails, a bad file costs no other file's findings."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from auditor.cli import run
from auditor.config import forget
from auditor.runner import write_atomically

ROOT = Path(__file__).parents[1]
REPORT = "一、办讲座。\n二、办展览。\n二、修书库。\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    forget()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_full_disk_leaves_the_old_output_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "out.json").write_text("old", encoding="utf-8")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert run(["a.txt", "-o", "out.json"]) == 2
    assert (folder / "out.json").read_text(encoding="utf-8") == "old"
    assert sorted(os.listdir(folder)) == ["a.txt", "out.json"]
    assert "out.json" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_bad_files_cost_no_other_findings(
    folder: Path, jobs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"{number:02}.txt" for number in range(12)]
    for name in names:
        (folder / name).write_text(REPORT, encoding="utf-8")
    (folder / "05.docx").write_bytes(b"PK\x03\x04 broken")
    (folder / "06.pdf").write_bytes(b"%PDF-1.4 broken")
    (folder / "07.txt").write_bytes(b"")
    assert run([".", "--select", "NUM001", "-f", "json", "-j", jobs]) == 2
    told = json.loads(capsys.readouterr().out)
    errors = {Path(file["path"]).name for file in told["files"] if file["error"]}
    assert errors == {"05.docx", "06.pdf", "07.txt"}
    found = {Path(finding["path"]).name for finding in told["findings"]}
    assert found == set(names) - {"07.txt"}


def test_a_file_that_cannot_be_opened_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "b.txt").symlink_to(folder / "nowhere.txt")
    assert run(["a.txt", "b.txt", "--select", "NUM001"]) == 2
    out = capsys.readouterr().out
    assert "NUM001" in out
    assert "b.txt" in out


WRITER = """
import sys, time
from pathlib import Path
from auditor import runner
import os
fsync = os.fsync
def slow(handle):
    print("writing", flush=True)
    time.sleep(30)
os.fsync = slow
runner.write_atomically(Path(sys.argv[1]), "new" * 100000)
"""


def test_a_killed_run_leaves_the_old_output_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    target.write_text("old", encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(target)], stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdout
    assert process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert target.read_text(encoding="utf-8") == "old"


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "out.json"
    folder.mkdir()
    with pytest.raises(OSError, match=r"out\.json"):
        write_atomically(folder, "new")
    assert os.listdir(tmp_path) == ["out.json"]


def test_a_killed_worker_costs_no_findings(folder: Path) -> None:
    names = [f"{number:02}.txt" for number in range(40)]
    for name in names:
        (folder / name).write_text(REPORT * 60, encoding="utf-8")
    command = [sys.executable, "-m", "auditor", "--isolated", ".", "-f", "json", "-j", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        pytest.skip("needs Linux")
    killed = False
    for _ in range(200):
        pids = children.read_text().split() if children.exists() else []
        if len(pids) >= 2:
            time.sleep(0.3)
            try:
                os.kill(int(pids[-1]), signal.SIGKILL)
                killed = True
            except ProcessLookupError:
                pass
            break
        time.sleep(0.05)
    out, _ = process.communicate()
    assert killed
    told = json.loads(out)
    assert [file["error"] for file in told["files"]] == [None] * len(names)
    assert {Path(finding["path"]).name for finding in told["findings"]} == set(names)
