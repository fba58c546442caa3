"""The ZIP package of an OOXML file, opened with distrust: sizes, ratios, encryption, DTDs."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from auditor.reading import Limits, ReadError
from auditor.reading.docx_xml import Element, local

_SMALL = 50 * 1024 * 1024
_ENTRIES = 20_000
_AGAIN = "请重新下载或拷贝，或在 Word/WPS 里打开后另存"


class Relation(NamedTuple):
    """One relationship of a part: its id, the last word of its type, and the part it leads to."""

    id: str
    kind: str
    target: str


class Package:
    """Parts of an OOXML package by name. Raises ReadError for what cannot or must not be opened."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise ReadError(f"Word 文件不完整或已损坏；{_AGAIN}") from error
        self.entries = self._zip.infolist()
        self._names = {_name(entry.filename): entry for entry in self.entries}
        self._distrust(len(data))
        self.main = self._main()

    def _distrust(self, packed: int) -> None:
        """zipfile never unpacks more than an entry declares, so the declared sizes are the bound."""
        unpacked = sum(entry.file_size for entry in self.entries)
        if any(entry.flag_bits & 1 for entry in self.entries):
            raise ReadError("Word 文件有密码；请先去掉密码再另存")
        if unpacked > self._limits.unpacked or len(self.entries) > _ENTRIES:
            raise ReadError(
                f"解压后 {unpacked} 字节、{len(self.entries)} 个部件，超过上限 {self._limits.unpacked} 字节"
                f"、{_ENTRIES} 个；疑为压缩炸弹，没有打开"
            )
        if unpacked > _SMALL and unpacked > packed * self._limits.ratio:
            raise ReadError(
                f"压缩比 {unpacked // packed} 倍，超过上限 {self._limits.ratio} 倍；疑为压缩炸弹，没有打开"
            )

    def _main(self) -> str:
        found = [r.target for r in self.relations("") if r.kind == "officeDocument" and self.has(r.target)]
        if found:
            return found[0]
        if self.has("word/document.xml"):
            return "word/document.xml"
        raise ReadError(
            "这个 ZIP 包里没有 Word 正文（word/document.xml）；请确认文件，在 Word/WPS 里另存为 .docx"
        )

    def has(self, name: str) -> bool:
        """Whether the package holds the part."""
        return _name(name) in self._names

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        try:
            return self._zip.read(self._names[_name(name)])
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            KeyError,
            ValueError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise ReadError(f"Word 文件的部件 {name} 已损坏；{_AGAIN}") from error

    def parse(self, name: str) -> Element:
        """The root element of an XML part, with DTDs refused and nothing fetched."""
        from lxml import etree

        try:
            root: Element = etree.fromstring(self.read(name), _parser())
        except etree.XMLSyntaxError as error:
            raise ReadError(_bad_xml(name, error)) from error
        _refuse_dtd(root, name)
        return root

    def parse_if_any(self, name: str | None) -> Element | None:
        """``parse`` for a part that may be missing."""
        return self.parse(name) if name and self.has(name) else None

    def stream(self, name: str) -> Iterator[Element]:
        """Children of the body of part ``name`` one after the other; each is emptied once the next is asked for."""
        from lxml import etree

        tags = ["{*}p", "{*}tbl", "{*}sdt", "{*}customXml", "{*}altChunk", "{*}AlternateContent"]
        options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "huge_tree": False}
        try:
            events = etree.iterparse(BytesIO(self.read(name)), events=("end",), tag=tags, **options)
            for number, (_, element) in enumerate(events):
                if not number:
                    _refuse_dtd(element, name)
                parent = element.getparent()
                if parent is None or local(parent) != "body":
                    continue
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del parent[0]
        except etree.XMLSyntaxError as error:
            raise ReadError(_bad_xml(name, error)) from error

    def relations(self, part: str) -> list[Relation]:
        """The internal relationships of ``part`` ("" for the package itself), in file order."""
        root = self.parse_if_any(relations_part(part))
        found: list[Relation] = []
        for node in root if root is not None else ():
            target = node.get("Target")
            if local(node) == "Relationship" and target and node.get("TargetMode") != "External":
                kind = (node.get("Type") or "").rpartition("/")[2]
                found.append(Relation(node.get("Id") or "", kind, _resolve(part, target)))
        return found

    def related(self, kind: str) -> list[str]:
        """Names of the parts of the main document that have this kind of relationship."""
        found = [r.target for r in self.relations(self.main) if r.kind == kind and self.has(r.target)]
        return sorted(set(found))

    def one(self, kind: str) -> Element | None:
        """The root of the main document's part of this kind, or None where it has none."""
        found = self.related(kind)
        return self.parse(found[0]) if found else None


def relations_part(part: str) -> str:
    """Name of the part that holds the relationships of ``part``."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolve(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)


def _refuse_dtd(element: Element, name: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise ReadError(f"部件 {name} 含 DTD 或外部实体，Word 不写这些；为安全没有打开，请在 Word/WPS 里另存")


def _bad_xml(name: str, error: Exception) -> str:
    detail = " ".join(str(error).split())[:80]
    return f"Word 文件的部件 {name} 不是完整的 XML（{detail}）；{_AGAIN}"
