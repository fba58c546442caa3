"""What a run loads, and that its output hangs on nothing but its input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REPORT = "fixtures/hospital.txt"
HEAVY = ("pint", "tabulate", "docx", "lxml", "pypdfium2", "pdfplumber", "openpyxl", "xlsxwriter", "pygls", "jieba", "pypinyin",
         "typer.rich_utils", "numpy", "jsonschema")  # fmt: skip


def run(code: str, **environment: str) -> str:
    env = {**os.environ, **environment}
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return result.stdout


def test_a_default_run_loads_nothing_it_does_not_use() -> None:
    code = (
        "import io, json, sys\n"
        "from auditor.cli import run\n"
        "out, sys.stdout = sys.stdout, io.StringIO()\n"
        f"run(['{REPORT}', '--fail-on', 'never', '--format', 'json'])\n"
        "sys.stdout = out\n"
        "print(json.dumps(sorted(sys.modules)))"
    )
    loaded = set(json.loads(run(code)))
    assert [name for name in HEAVY if name in loaded] == []


CODE = f"from auditor.cli import run; run(['{REPORT}', 'fixtures/company.md', '--fail-on', 'never', '-f', 'json'])"


@pytest.fixture(scope="module")
def usual() -> str:
    return run(CODE, PYTHONHASHSEED="0", TZ="UTC")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4242"},
        {"TZ": "Asia/Shanghai"},
        {"LC_ALL": "C"},
        {"LANG": "zh_CN.GBK"},
    ],
    ids=lambda environment: "".join(f"{key}={value}" for key, value in environment.items()),
)
def test_output_is_the_same_byte_for_byte(usual: str, environment: dict[str, str]) -> None:
    assert run(CODE, **{"PYTHONHASHSEED": "0", "TZ": "UTC", **environment}) == usual


def test_order_of_files_and_number_of_processes_change_nothing(usual: str) -> None:
    def findings(output: str) -> list[str]:
        return sorted(json.dumps(finding, sort_keys=True) for finding in json.loads(output)["findings"])

    turned = f"from auditor.cli import run; run(['fixtures/company.md', '{REPORT}', '--fail-on', 'never', '-f', 'json', '--jobs', '2'])"
    assert findings(run(turned)) == findings(usual)
