"""Reading: bytes of a report → Document. One module per file format, imported when first needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from auditor.document import Document


class ReadError(Exception):
    """The input cannot be read; the message is one line: what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep hostile input harmless: sizes in bytes, pages and entries as counts."""

    size: int = 200 * 1024 * 1024
    unpacked: int = 500 * 1024 * 1024
    ratio: int = 200
    pages: int = 5000


TEXT_SUFFIXES = (".txt", ".text", "")
WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".wps", ".doc")
SUFFIXES = (*TEXT_SUFFIXES[:2], ".md", ".markdown", ".docx", ".doc", ".wps", ".pdf", ".html", ".htm", ".xlsx")
"""File endings that a folder is searched for."""


def read(data: bytes, path: str, encoding: str | None = None, limits: Limits | None = None) -> Document:
    """Read one report from its bytes; the format is told by content first and the ending second.

    Raises ReadError when the bytes are no readable report.
    """
    limits = limits or Limits()
    if len(data) > limits.size:
        raise ReadError(f"文件 {len(data)} 字节，超过上限 {limits.size} 字节（--max-size 可放宽）")
    suffix = PurePath(path).suffix.lower()
    if not data.strip():
        raise ReadError("文件是空的")
    if data[:4] == b"PK\x03\x04":
        return _read_zip(data, path, suffix, limits)
    if data[:5] == b"%PDF-" or b"%PDF-" in data[:1024]:
        from auditor.reading.pdf import read_pdf

        return read_pdf(data, path, limits)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        from auditor.reading.office import read_office

        return read_office(data, path, limits)
    return _read_text(data, path, suffix, encoding, limits)


def _read_zip(data: bytes, path: str, suffix: str, limits: Limits) -> Document:
    names = _names_in_zip(data)
    if any(name.startswith("xl/") for name in names) or (not names and suffix == ".xlsx"):
        from auditor.reading.xlsx import read_xlsx

        return read_xlsx(data, path, limits)
    if any(name.startswith("word/") for name in names) or suffix in WORD_SUFFIXES:
        from auditor.reading.docx import read_docx

        return read_docx(data, path, limits)
    raise ReadError("这是 ZIP 压缩包，不是 .docx 或 .xlsx；请先解压")


def _names_in_zip(data: bytes) -> list[str]:
    """Entries of the package, and of it alone: a Word file may hold a whole workbook. [] where it is damaged."""
    import zipfile
    from io import BytesIO

    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return [name.replace("\\", "/").lower() for name in package.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return []


def _read_text(data: bytes, path: str, suffix: str, encoding: str | None, limits: Limits) -> Document:
    from auditor.reading.decode import decode

    if suffix in (".docx", ".pdf", ".xlsx", ".wps", ".doc"):
        raise ReadError(
            f"内容不是 {suffix} 文件（扩展名不符，或文件已截断）；请重新另存，纯文本请改名为 .txt"
        )
    source = decode(data, encoding)
    head = source[:2000].lstrip().lower()
    if suffix in (".html", ".htm") or head.startswith(("<!doctype html", "<html")):
        from auditor.reading.html import read_html

        return read_html(source, path)
    if suffix in (".md", ".markdown"):
        from auditor.reading.markdown import read_markdown

        return read_markdown(source, path)
    from auditor.reading.plain import read_plain

    return read_plain(source, path)
