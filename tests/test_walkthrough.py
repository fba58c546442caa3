"""The first hour of a new user, from an empty folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

FIRST = "澄湖区图书馆2023年工作总结\n\n1、办讲座。\n2、办展览。\n2、修书库。\n3、查消防。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def audit(folder: Path, *arguments: str, status: int = 0) -> str:
    """Run the command as people do and return what it shows, after checking its exit status."""
    done = subprocess.run(
        [sys.executable, "-m", "auditor", *arguments],
        cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def short_id(shown: str, text: str) -> str:
    """The id in brackets of the finding whose line or message holds ``text``."""
    block = next(block for block in shown.split("\n\n") if text in block)
    return block.partition("[")[2].partition("]")[0]


def test_from_an_empty_folder_to_a_spreadsheet(folder: Path) -> None:
    report = folder / "总结.txt"
    assert "没有可以审校的文件" in audit(folder, ".", status=2)

    # Settings
    audit(folder, "init")
    settings = folder / "audit.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8")
        .replace("# year = 2021", "year = 2023")
        .replace('# baseline = "audit-baseline.toml"', 'baseline = "audit-baseline.toml"'),
        encoding="utf-8",
    )
    report.write_text(FIRST, encoding="utf-8")
    assert "没有这个基线文件" in audit(folder, "总结.txt", status=2)
    assert "year = 2023  # " in audit(folder, "config", "总结.txt")

    # The old findings become the baseline
    audit(folder, "baseline", ".")
    assert "1个已知" in audit(folder, "总结.txt")

    # The report is edited: one old finding stays, one new one comes
    report.write_text(FIRST + "\n各支部开展““四联四促”活动。\n", encoding="utf-8")
    shown = audit(folder, "总结.txt", status=1)
    assert "PUN004" in shown
    assert "NUM001" not in shown
    assert "1个错误" in shown

    # What is this rule?
    assert "## 为什么" in audit(folder, "explain", "PUN004")

    # It is accepted, with a reason
    code = short_id(shown, "PUN004")
    assert "理由" in audit(folder, "accept", code, status=2)
    audit(folder, "accept", code, "引文原样", "总结.txt")
    assert "引文原样" in (folder / "总结.txt.audit.toml").read_text(encoding="utf-8")
    assert "2个已知" in audit(folder, "总结.txt")

    # A spreadsheet for whoever works the list off
    audit(folder, "总结.txt", "-q", "-o", "清单.xlsx")
    sheets = openpyxl.load_workbook(folder / "清单.xlsx")
    cells = [
        str(value) for sheet in sheets for row in sheet.iter_rows(values_only=True) for value in row if value
    ]
    assert any("PUN004" in cell for cell in cells)
    assert any("引文原样" in cell for cell in cells)

    # Everything is mended: what was known is told to be out of date, and goes
    report.write_text(FIRST.replace("2、修", "3、修").replace("3、查", "4、查"), encoding="utf-8")
    shown = audit(folder, "总结.txt")
    assert "AUD002" in shown
    assert "AUD003" in shown
    audit(folder, "baseline", ".")
    audit(folder, "accept", "--prune", "总结.txt")
    assert "0个错误，0个警告，0个提示" in audit(folder, "总结.txt")
    assert not (folder / "总结.txt.audit.toml").exists()
