"""The same report as text and as Word file: the same reading view, the same findings."""

from __future__ import annotations

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
import resource, sys
from auditor.engine import Options, audit_path

result = audit_path(sys.argv[1], Options())
assert result.error is None, result.error
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is in KiB on Linux only")
def test_two_megabytes_are_checked_within_400(tmp_path: Path) -> None:
    """A text-heavy file of 2 MB (a million characters), the worst case: images cost nothing."""
    import random

    chance = random.Random(7)
    chars = [chr(code) for code in range(0x4E00, 0x4E00 + 3000)]
    body, size = [], 0
    while size < 1_000_000:
        words = "".join(chance.choice(chars) for _ in range(chance.randint(60, 160)))
        text = f"{words[:30]}，共{chance.randint(100, 99999)}册，{words[30:]}。"
        body.append(paragraph("".join(run(text[at : at + 25], "<w:b/>") for at in range(0, len(text), 25))))
        size += len(text)
    path = tmp_path / "big.docx"
    path.write_bytes(build("".join(body)))
    assert path.stat().st_size > 1_900_000
    result = subprocess.run(
        [sys.executable, "-c", _MEASURE, str(path)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    assert int(result.stdout) < 400 * 1024, f"{int(result.stdout) // 1024} MB"
