"""The same Word file with comments added: only the main part, the comments and what points at them change."""

from __future__ import annotations

import copy
import posixpath
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from auditor.reading import Limits
from auditor.reading.docx import map_package
from auditor.reading.docx_package import Package, relations_part
from auditor.reading.docx_xml import Element, attribute, local
from auditor.reporting.docx_anchors import Anchor, Anchors

AUTHOR = "audit"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RANGES = ("commentRangeStart", "commentRangeEnd", "commentReference")


class Comment(NamedTuple):
    """A comment on a half-open source range; one paragraph a line."""

    start: int
    end: int
    lines: tuple[str, ...]


class Changed(Exception):
    """The file is no longer the one that was audited."""


def annotate(data: bytes, source: str, comments: Sequence[Comment], limits: Limits | None = None) -> bytes:
    """The Word file ``data`` with ``comments``; those of an earlier run are replaced, people's are kept.

    ``source`` is the serialisation that the offsets refer to: raises Changed when the file reads otherwise,
    ReadError when it cannot be read.
    """
    package = Package(data, limits or Limits())
    root = package.parse(package.main)
    names = package.related("comments")
    name = names[0] if names else _free_name(package)
    # A new part is made with the namespaces of the main one: transitional or strict as that is.
    spaces: Any = root.nsmap
    made = package.parse(name) if names else root.makeelement(_own(root, "comments"), nsmap=spaces)
    changed: dict[str, Element] = {package.main: root, name: made}
    _remove_own(package, root, made, changed)
    place = map_package(package, root)
    if place.source != source:
        raise Changed
    first = 1 + max(
        (_id(node) for part in (root, made) for node in part.iter() if _numbered(node)), default=-1
    )
    for number, comment in enumerate(comments, first):
        made.append(_comment(root, number, comment.lines))
    Anchors(place.segments).set(
        Anchor(number, comment.start, comment.end) for number, comment in enumerate(comments, first)
    )
    if not names:
        changed |= _announce(package, name)
    return _pack(package, {key: _xml(element) for key, element in changed.items()})


def _own(near: Element, name: str) -> str:
    return f"{near.tag[: near.tag.rfind('}') + 1]}{name}"


def _numbered(node: Element) -> bool:
    return local(node) == "comment" or local(node) in _RANGES


def _id(node: Element) -> int:
    text = attribute(node, "id") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _free_name(package: Package) -> str:
    folder = posixpath.dirname(package.main)
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(10_000))
    return next(name for name in names if not package.has(name))


def _remove_own(package: Package, root: Element, comments: Element, changed: dict[str, Element]) -> None:
    """Take out the comments of an earlier run and their anchors."""
    own = [node for node in comments if local(node) == "comment" and attribute(node, "author") == AUTHOR]
    ids = {attribute(node, "id") for node in own}
    if not own:
        return
    for node in [n for n in root.iter() if local(n) in _RANGES and attribute(n, "id") in ids]:
        parent = node.getparent()
        if parent is None:
            continue
        parent.remove(node)
        if local(parent) == "r" and all(local(other) == "rPr" for other in parent):
            above = parent.getparent()
            if above is not None:
                above.remove(parent)
    paragraphs = {paragraph_id for node in own for paragraph_id in _paragraph_ids(node)}
    for node in own:
        comments.remove(node)
    for name in package.related("commentsExtended"):
        extended = package.parse(name)
        if _orphan(extended, paragraphs):
            changed[name] = extended


def _paragraph_ids(comment: Element) -> list[str]:
    """The w14:paraId that Word gives to a comment's paragraphs when it saves the file."""
    return [
        str(value)
        for node in comment.iter()
        for key, value in node.attrib.items()
        if str(key).endswith("}paraId")
    ]


def _orphan(extended: Element, paragraphs: set[str]) -> bool:
    """Answers to a removed comment stand on their own; True if anything had to change."""
    touched = False
    for node in list(extended):
        keys = {str(key).rpartition("}")[2]: key for key in node.attrib} if local(node) else {}
        if "paraId" in keys and node.get(keys["paraId"]) in paragraphs:
            extended.remove(node)
            touched = True
        elif "paraIdParent" in keys and node.get(keys["paraIdParent"]) in paragraphs:
            del node.attrib[keys["paraIdParent"]]
            touched = True
    return touched


def _comment(root: Element, number: int, lines: Iterable[str]) -> Element:
    made = root.makeelement(_own(root, "comment"))
    for key, value in (("id", str(number)), ("author", AUTHOR), ("initials", "A")):
        made.set(_own(root, key), value)
    for index, line in enumerate(lines):
        paragraph = root.makeelement(_own(root, "p"))
        if not index:
            reference = root.makeelement(_own(root, "r"))
            reference.append(root.makeelement(_own(root, "annotationRef")))
            paragraph.append(reference)
        run = root.makeelement(_own(root, "r"))
        text = root.makeelement(_own(root, "t"))
        text.text = line
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(text)
        paragraph.append(run)
        made.append(paragraph)
    return made


def _announce(package: Package, name: str) -> dict[str, Element]:
    """Content type and relationship of a new comments part."""
    types = package.parse("[Content_Types].xml")
    entry = types.makeelement(_own(types, "Override"))
    entry.set("PartName", f"/{name}")
    entry.set("ContentType", _TYPE)
    types.append(entry)
    part = relations_part(package.main)
    relations = package.parse_if_any(part)
    if relations is None:
        space = f"{_PACKAGE}/relationships"
        relations = types.makeelement(f"{{{space}}}Relationships", nsmap={None: space})  # type: ignore[dict-item]
    used = {node.get("Id") for node in relations}
    relation = relations.makeelement(_own(relations, "Relationship"))
    relation.set("Id", next(key for n in range(1, 100_000) if (key := f"rIdAudit{n}") not in used))
    relation.set("Type", f"{_kind_space(relations)}/comments")
    relation.set("Target", posixpath.basename(name))
    relations.append(relation)
    return {"[Content_Types].xml": types, part: relations}


def _kind_space(relations: Element) -> str:
    """Strict files name their relationship types otherwise: follow what stands there."""
    for node in relations:
        kind = node.get("Type") or ""
        if kind.startswith("http://purl.oclc.org/"):
            return kind.rpartition("/")[0]
    return _OFFICE


def _xml(root: Element) -> bytes:
    from lxml import etree

    # The tree of a made element is the one it was made from.
    tree = root.getroottree()
    whole = tree if tree.getroot() is root else root
    return etree.tostring(whole, xml_declaration=True, encoding="UTF-8", standalone=True)


def _pack(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """All parts in their old order and as they were, but for the changed ones; new ones at the end."""
    stream = BytesIO()
    left = {name.lower(): (name, data) for name, data in changed.items()}
    with zipfile.ZipFile(stream, "w") as archive:
        for entry in package.entries:
            key = entry.filename.replace("\\", "/").lstrip("/").lower()
            _, data = left.pop(key, ("", None))
            archive.writestr(copy.copy(entry), package.read(entry.filename) if data is None else data)
        for name, data in left.values():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return stream.getvalue()
