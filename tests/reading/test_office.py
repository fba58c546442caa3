"""Older Word files go through LibreOffice where it is installed, else one line says how."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from docx_builder import build, paragraph, table

from auditor.reading import ReadError, read

ROOT = Path(__file__).parents[2]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SOFFICE = shutil.which("soffice")


def failure(data: bytes, name: str) -> str:
    with pytest.raises(ReadError) as caught:
        read(data, name)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_password() -> None:
    data = OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    assert "密码" in failure(data, "t.docx")


def test_without_libreoffice_one_line_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "另存为 .docx" in failure(OLE + bytes(512), "t.doc")


def test_a_conversion_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr("auditor.reading.office.TIMEOUT", 0.3)
    assert "已停止" in failure(OLE + bytes(512), "t.doc")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_doc_is_read_through_libreoffice(tmp_path: Path) -> None:
    source = tmp_path / "t.docx"
    source.write_bytes(
        build(
            paragraph("概况", "1")
            + paragraph("全年办活动39场。")
            + table(["甲", "1"], ["乙", "2"])
            + paragraph("尾。")
        )
    )
    subprocess.run(
        [
            str(SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path), str(source),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    document = read((tmp_path / "t.doc").read_bytes(), "t.doc")
    assert document.text == "概况\n全年办活动39场。\n甲\n1\n乙\n2\n尾。"
    assert (document.blocks[0].kind, document.blocks[0].level) == ("heading", 1)


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_damaged_doc_is_one_line() -> None:
    try:
        document = read(OLE + bytes(4096), "t.doc")
    except ReadError as error:
        assert "\n" not in str(error)
    else:
        assert document.text  # LibreOffice took it for text
