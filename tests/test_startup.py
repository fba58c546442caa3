"""What a default run must not load, and that starting sooner changes no pattern."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {
    "pint", "tabulate", "wcwidth", "msgspec", "rapidfuzz", "lxml", "openpyxl", "xlsxwriter", "pypdfium2",
    "pdfplumber", "pygls", "charset_normalizer", "rich", "multiprocessing", "concurrent", "asyncio", "html", "xml",
    "zipfile", "csv", "sqlite3", "http", "email", "unittest", "pdb", "numpy",
}  # fmt: skip
LOADED = """
import contextlib, io, json, sys
from auditor.cli import run
with contextlib.redirect_stdout(io.StringIO()):
    run([*sys.argv[1:]])
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.mark.parametrize("arguments", [[], ["--format", "json"], ["--format", "github"]], ids=str)
def test_a_default_run_loads_nothing_heavy(arguments: list[str]) -> None:
    report = str(ROOT / "fixtures" / "clean.txt")
    command = [sys.executable, "-c", LOADED, "--isolated", *arguments, report]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert HEAVY.intersection(json.loads(done.stdout)) == set()


CODES = """
import re, sys
from re import _compiler, _parser
from auditor.text import BLANK, HAN
sources = [f"[{HAN}]+", f"[^{HAN}{BLANK}]{{1,3}}[{HAN}]", f"[{HAN}A-Za-z0-9]", "[a-c]|[^x]", f"(?i:[a-z{HAN}])", "[，。]{2}"]
codes = lambda: [_compiler._code(_parser.parse(source), 0) for source in sources]
plain = codes()
from auditor.startup import remember_charsets
remember_charsets()
assert codes() == plain == codes()
"""


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="only Python 3.11 is helped along")
def test_remembered_charsets_give_the_same_patterns() -> None:
    subprocess.run([sys.executable, "-c", CODES], check=True, cwd=ROOT)
