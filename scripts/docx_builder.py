"""A small writer of Word files for tests and fixtures: WordprocessingML by hand, in a deterministic ZIP."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"{default}><w:name w:val="{name}"/>{more}</w:style>'
    for key, name, default, more in (
        ("a", "Normal", ' w:default="1"', ""),
        ("1", "heading 1", "", '<w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("2", "heading 2", "", '<w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'),
        ("3", "标题 3", "", '<w:basedOn w:val="a"/>'),
        ("4", "heading 4", "", '<w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr>'),
        ("mine", "一级标题", "", '<w:basedOn w:val="1"/>'),
        ("t", "Title", "", '<w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        ("toc1", "toc 1", "", '<w:basedOn w:val="a"/>'),
        ("cap", "caption", "", '<w:basedOn w:val="a"/>'),
    )
)


def run(text: str, properties: str = "") -> str:
    """A w:r with text; tabs and line breaks become w:tab and w:br."""
    inner = escape(text).replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    inner = inner.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def paragraph(content: str, style: str = "", number: tuple[str, int] | None = None, more: str = "") -> str:
    """A w:p; ``content`` is run XML, or plain text where it does not start with ``<``."""
    properties = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    if number:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    properties += more
    inner = content if content.startswith("<") or not content else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def cell(content: str, span: int = 1, merge: str = "") -> str:
    """A w:tc; ``merge`` is "", "restart" or "continue"."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inner = content if content.startswith(("<w:p", "<w:tbl")) else paragraph(content)
    return f'<w:tc><w:tcPr><w:tcW w:w="{2000 * span}" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def table(*rows: list[str]) -> str:
    """A w:tbl from rows of cell XML (or plain text)."""
    lines = (
        "<w:tr>" + "".join(c if c.startswith("<w:tc>") else cell(c) for c in row) + "</w:tr>" for row in rows
    )
    shape = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    columns = '<w:gridCol w:w="2000"/>' * max(len(row) for row in rows)
    return f"<w:tbl>{shape}<w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"


def abstract(key: str, *levels: tuple[str, str], start: int = 1, more: str = "") -> str:
    """A w:abstractNum from (format, pattern) a level."""
    inner = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f"<w:lvlText w:val={quoteattr(text)}/>{more}</w:lvl>"
        for depth, (form, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{key}">{inner}</w:abstractNum>'


def listed(key: str, of: str, start: int | None = None) -> str:
    """A w:num of an abstract list, restarting its first level at ``start``."""
    override = (
        f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>' if start else ""
    )
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


def build(
    body: str,
    *,
    numbering: str = "",
    styles: str = STYLES,
    notes: Mapping[str, str] | None = None,
    parts: Mapping[str, tuple[str, str]] | None = None,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """A .docx.

    ``notes`` are footnotes by id (block XML); ``parts`` further related parts by name under word/ as (kind,
    whole inner XML of its root, with the root's name as the kind's own); ``files`` go in as they are.
    """
    made = {"styles": ("styles", f"<w:styles {SPACES}>{styles}</w:styles>")}
    if numbering:
        made["numbering"] = ("numbering", f"<w:numbering {SPACES}>{numbering}</w:numbering>")
    if notes:
        inner = "".join(f'<w:footnote w:id="{key}">{text}</w:footnote>' for key, text in notes.items())
        made["footnotes"] = ("footnotes", f"<w:footnotes {SPACES}>{inner}</w:footnotes>")
    made |= parts or {}
    document = f"<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
    contents: dict[str, bytes] = {
        "[Content_Types].xml": _types(made).encode(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml")]).encode(),
        "word/document.xml": (_HEAD + document).encode(),
        "word/_rels/document.xml.rels": _relations(
            [(kind, f"{name}.xml") for name, (kind, _) in made.items()]
        ).encode(),
        **{f"word/{name}.xml": (_HEAD + text).encode() for name, (_, text) in made.items()},
        **(files or {}),
    }
    return pack(contents)


def pack(contents: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP whose bytes depend on its contents alone."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in contents.items():
            info = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            info.compress_type = method
            archive.writestr(info, data)
    return stream.getvalue()


def _types(made: Mapping[str, tuple[str, str]]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, (kind, _) in made.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>{overrides}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
