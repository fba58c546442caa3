"""The same report as text and as Word file: the same reading view, the same findings."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from docx_builder import build, paragraph, run
from make_docx_fixture import make_docx

from auditor.document import Document
from auditor.engine import Options, audit_document, select_rules
from auditor.reading import read
from auditor.rulebook import load

ROOT = Path(__file__).parents[2]
OPTIONS = Options()
RULES = select_rules(load(), OPTIONS)
FIXTURES = sorted((ROOT / "fixtures").glob("*.txt"))
REPORTS = sorted((ROOT / "../shared/reports").glob("*.txt")) + sorted((ROOT / "../shared/real").glob("*.txt"))


def findings(document: Document) -> list[tuple[str, str, list[str]]]:
    """Rule, message and texts: what does not depend on the file format."""
    result = audit_document(document, OPTIONS, RULES)
    return sorted(
        (f.rule, _bare(f.message), sorted(_bare(p.text) for p in (f.location, *f.related) if p))
        for f in result.findings
    )


def _bare(text: str) -> str:
    """A typed number may be followed by a blank; an automatic one never is."""
    return "".join(text.split())


def both(path: Path, numbered: bool) -> tuple[Document, Document]:
    text = read(path.read_bytes(), path.name)
    return text, read(make_docx(text, numbered), path.with_suffix(".docx").name)


@pytest.mark.parametrize("numbered", [True, False], ids=["automatic", "typed"])
@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_a_fixture_gives_the_same_findings_in_both_formats(path: Path, numbered: bool) -> None:
    text, word = both(path, numbered)
    assert _bare(word.text) == _bare(text.text)
    assert [b.kind for b in word.blocks] == [b.kind for b in text.blocks]
    assert findings(word) == findings(text)


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_real_report_gives_the_same_findings_in_both_formats(path: Path) -> None:
    text, word = both(path, True)
    assert _bare(word.text) == _bare(text.text)
    assert _unlaid(findings(word)) == _unlaid(findings(text))


def _unlaid(found: list[tuple[str, str, list[str]]]) -> list[tuple[str, str, list[str]]]:
    """Without the rules on the layout itself (invisible characters, blanks beside marks), which goes lost."""
    return [finding for finding in found if finding[0] not in ("PUN015", "PUN017")]


_MEASURE = """
import pathlib, re, sys
from auditor.engine import Options, audit_path
from auditor.reading import read

if sys.argv[1] == "read":
    with open(sys.argv[2], "rb") as stream:
        read(stream.read(), sys.argv[2])
else:
    result = audit_path(sys.argv[2], Options())
    assert result.error is None, result.error
status = pathlib.Path("/proc/self/status").read_text()
print(int(re.search("VmHWM:[^0-9]*([0-9]+) kB", status)[1]) // 1024)
"""
linux = pytest.mark.skipif(
    sys.platform != "linux", reason="measured through /proc (ru_maxrss would count the parent too)"
)


def megabytes(work: str, path: Path) -> int:
    """Peak memory of a process that reads or checks the file."""
    command = [sys.executable, "-c", _MEASURE, work, str(path)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return int(result.stdout)


@linux
def test_a_million_characters_are_read_within_150_megabytes(tmp_path: Path) -> None:
    chance = random.Random(7)
    chars = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
    texts = ("".join(chance.choices(chars, k=100)) + "。" for _ in range(10_000))
    body = "".join(
        paragraph("".join(run(text[at : at + 25], "<w:b/>") for at in range(0, 101, 25))) for text in texts
    )
    path = tmp_path / "big.docx"
    path.write_bytes(build(body))
    assert path.stat().st_size > 1_800_000
    assert megabytes("read", path) < 150


@linux
def test_two_megabytes_are_checked_within_400(tmp_path: Path) -> None:
    """All fixtures as one report, four times over with other numbers, and a picture: 2 MB in all."""
    chance = random.Random(7)
    lines = [
        line for path in FIXTURES for line in path.read_text(encoding="utf-8").splitlines() if line.strip()
    ]
    body = "".join(
        paragraph(re.sub("[0-9]", lambda _: chance.choice("123456789"), line))
        for _ in range(4)
        for line in lines
    )
    path = tmp_path / "big.docx"
    path.write_bytes(build(body, files={"word/media/image1.png": chance.randbytes(2_000_000)}))
    assert path.stat().st_size > 2_000_000
    assert megabytes("check", path) < 400
