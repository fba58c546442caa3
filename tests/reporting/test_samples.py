"""The rendered samples in reports/samples are what the program gives now (scripts/render_samples.py)."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "reports" / "samples"
STORED = sorted(path for path in FOLDER.glob("*") if path.name != "README.md") if FOLDER.exists() else []


@pytest.fixture(scope="module")
def fresh() -> dict[str, bytes]:
    place = importlib.util.spec_from_file_location("render_samples", ROOT / "scripts" / "render_samples.py")
    assert place
    assert place.loader
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    rendered: dict[str, bytes] = module.samples()
    return rendered


def comparable(name: str, content: bytes) -> Any:
    """Cells of a workbook and parts of a document: their packing depends on the libraries' versions."""
    if name.endswith(".xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(content))
        return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {info: archive.read(info) for info in archive.namelist()}
    return content.decode("utf-8")


def test_every_format_has_a_sample(fresh: dict[str, bytes]) -> None:
    assert len(fresh) >= 12
    assert all(fresh.values())


@pytest.mark.skipif(not STORED, reason="no samples are stored")
def test_samples_are_fresh(fresh: dict[str, bytes]) -> None:
    assert sorted(fresh) == [path.name for path in STORED], "run scripts/render_samples.py"
    stale = [
        path.name
        for path in STORED
        if comparable(path.name, path.read_bytes()) != comparable(path.name, fresh[path.name])
    ]
    assert stale == [], "run scripts/render_samples.py"
