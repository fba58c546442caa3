"""One report in five formats (and as a second maker's PDF) gives the same findings; only the locators differ."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import pytest

from auditor.engine import Options, audit_bytes, audit_path
from auditor.result import FileResult

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "fixtures" / "fiveway"
sys.path.insert(0, str(Path(__file__).parent / "reading"))


def findings(result: FileResult) -> list[tuple[str, str, str, tuple[str, ...]]]:
    assert result.error is None
    return sorted(
        (f.rule, f.message, f.location.text if f.location else "", tuple(place.text for place in f.related))
        for f in result.findings
    )


def maker() -> Any:
    spec = importlib.util.spec_from_file_location("make_fiveway", ROOT / "scripts" / "make_fiveway.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def expected() -> list[tuple[str, str, str, tuple[str, ...]]]:
    return findings(audit_path(str(FOLDER / "report.docx"), Options()))


@pytest.mark.parametrize("ending", ["txt", "md", "html", "pdf"])
def test_the_same_findings_in_every_format(ending: str, expected: list[Any]) -> None:
    assert len(expected) >= 8
    assert findings(audit_path(str(FOLDER / f"report.{ending}"), Options())) == expected


def test_the_same_findings_in_a_pdf_with_a_cid_font(expected: list[Any]) -> None:
    pytest.importorskip("reportlab")
    from pdf_samples import report

    make = maker()
    data = report(make.blocks(), make.HEADER)
    assert findings(audit_bytes(data, "report.pdf", Options())) == expected


def test_findings_in_a_pdf_name_their_page() -> None:
    result = audit_path(str(FOLDER / "report.pdf"), Options())
    pages = {f.location.locator for f in result.findings if f.location}
    assert pages == {"page:1", "page:2"}


@pytest.mark.parametrize("ending", ["txt", "md", "html", "docx"])
def test_the_files_are_what_the_script_makes(ending: str) -> None:
    make = maker()
    content = make.blocks()
    made = {"txt": make.text, "md": make.markdown, "html": make.page, "docx": make.word}[ending](content)
    data = made if isinstance(made, bytes) else made.encode()
    assert (FOLDER / f"report.{ending}").read_bytes() == data
