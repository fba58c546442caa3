"""Bytes of a text file → str: BOM, UTF-8, UTF-16 and GB18030 by hand, a detector only as fallback."""

from __future__ import annotations

import codecs

from auditor.reading import ReadError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text of ``data``, without BOM and without newline translation.

    Raises ReadError for binary data, and when a forced ``encoding`` is unknown or does not fit.
    """
    if encoding:
        return _forced(data, encoding)
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], name)
    for name in _bomless_utf16(data):
        return _strict(data, name)
    if b"\x00" in data:
        raise ReadError("文件含有 NUL 字节，是二进制文件而不是文本；请另存为 .txt 或 .docx")
    for name in ("utf-8", "gb18030"):
        try:
            return _printable(data.decode(name))
        except UnicodeDecodeError:
            continue
    return _detected(data)


def _forced(data: bytes, encoding: str) -> str:
    try:
        codecs.lookup(encoding)
    except LookupError:
        raise ReadError(f"不认识的编码 {encoding!r}；常用的有 utf-8、gb18030、utf-16、big5") from None
    text = _strict(data, encoding)
    return text.removeprefix("\ufeff")


def _strict(data: bytes, name: str) -> str:
    try:
        return _printable(data.decode(name))
    except UnicodeDecodeError as error:
        raise ReadError(
            f"第 {error.start} 字节起不是有效的 {name}；文件可能已损坏，可用 --encoding 指定编码"
        ) from None


def _bomless_utf16(data: bytes) -> list[str]:
    """UTF-16 without BOM shows as NULs at every other byte of its ASCII part."""
    head = data[:4000]
    if len(data) % 2 or head.count(0) < len(head) // 50 + 1:
        return []
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd and not even:
        return ["utf-16-le"]
    return ["utf-16-be"] if even and not odd else []


def _printable(text: str) -> str:
    controls = sum(text.count(chr(code)) for code in (*range(1, 9), *range(14, 27)))
    if "\x00" in text or controls > 8 + len(text) // 50:
        raise ReadError("文件含有大量控制字符，是二进制文件而不是文本；请另存为 .txt 或 .docx")
    return text


def _detected(data: bytes) -> str:
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        best = None
    else:
        best = from_bytes(data).best()
    if best is None:
        raise ReadError("认不出文本编码（不是 UTF-8、UTF-16 或 GB18030）；请用 --encoding 指定")
    return _printable(str(best))
