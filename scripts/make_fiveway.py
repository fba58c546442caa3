"""Write one report as text, Markdown, web page, Word file and PDF: ``python scripts/make_fiveway.py``.

The five say the same, each in the manner of its format (the text is hard-wrapped, the PDF has page headers
and numbers). The PDF is printed by LibreOffice from the Word file; where that is missing it is left alone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from docx_builder import SPACES, build, cell, pack, paragraph, run

FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "fiveway"
SOURCE = FOLDER / "source.tsv"
HEADER = "青禾市博物馆年度工作报告"
_COLUMNS = 76

Block = tuple[str, list[str]]
"""Kind (title, h1, h2, p, caption, row) and its text, or the cells of a row."""


def blocks() -> list[Block]:
    """The source: one block a line, its kind, a tab, its text (cells are divided by tabs too)."""
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    return [(parts[0], parts[1:]) for line in lines if line for parts in [line.split("\t")]]


def text(content: list[Block]) -> str:
    """Hard-wrapped plain text; tables have a tab between cells."""
    out: list[str] = []
    for kind, parts in content:
        if kind == "row":
            out.append("\t".join(parts))
            continue
        if kind == "p":
            out += _wrapped("　　" + parts[0])
        else:
            out += ["", parts[0], ""] if kind in ("title", "h1") else [parts[0]]
    return "\n".join(out).strip() + "\n"


def _wrapped(line: str) -> Iterator[str]:
    """``line`` cut as a typesetter does: no number in two, no mark at the start of a line."""
    start = at = columns = 0
    while at < len(line):
        stop = at + 1
        while stop < len(line) and line[at] in _RUN and line[stop] in _RUN:
            stop += 1
        while stop < len(line) and line[stop] in "，。、；：？！）》”%":
            stop += 1
        size = sum(1 if char < "\u0300" else 2 for char in line[at:stop])
        if columns + size > _COLUMNS:
            yield line[start:at]
            start, columns = at, 0
        at, columns = stop, columns + size
    yield line[start:]


_RUN = "0123456789.ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def markdown(content: list[Block]) -> str:
    """Markdown: headings, pipe tables, paragraphs apart."""
    signs = {"title": "# ", "h1": "## ", "h2": "### ", "p": "", "caption": ""}
    out: list[str] = []
    before = ""
    for kind, parts in content:
        if kind == "row":
            row = f"| {' | '.join(parts)} |"
            out.append(row if before == "row" else f"\n{row}\n|{' --- |' * len(parts)}")
        else:
            out.append(f"\n{signs[kind]}{parts[0]}")
        before = kind
    return "\n".join(out).strip() + "\n"


def page(content: list[Block]) -> str:
    """A saved web page with the trappings of one."""
    names = {"title": "h1", "h1": "h2", "h2": "h3", "p": "p", "caption": "p"}
    out = [
        "<!DOCTYPE html>",
        f'<html lang="zh"><head><meta charset="utf-8"><title>{HEADER}</title>',
        "<style>td{border:1px solid}</style><script>var total = 1 < 2;</script></head><body>",
        '<nav><ul><li><a href="#">首页</a></li><li><a href="#">信息公开</a></li></ul></nav>',
    ]
    before = ""
    for kind, parts in content:
        if before == "row" != kind:
            out.append("</table>")
        if kind == "row":
            tag = "td" if before == "row" else "th"
            out += ["<table>"] if before != "row" else []
            out.append("<tr>" + "".join(f"<{tag}>{escape(part)}</{tag}>" for part in parts) + "</tr>")
        else:
            out.append(f"<{names[kind]}>{escape(parts[0])}</{names[kind]}>")
        before = kind
    return "\n".join([*out, "</body></html>"]) + "\n"


def word(content: list[Block]) -> bytes:
    """A Word file laid out as offices do: indented, justified, bordered tables, header and page number."""
    body, rows = [], []
    for kind, parts in [*content, ("end", [])]:
        if rows and kind != "row":
            body.append(_table(rows))
            rows = []
        if kind == "row":
            rows.append(parts)
        elif kind == "p":
            indent = '<w:ind w:firstLineChars="200" w:firstLine="480"/><w:jc w:val="both"/>'
            body.append(paragraph(parts[0], more=indent))
        elif kind != "end":
            body.append(
                paragraph(parts[0], style={"title": "t", "h1": "1", "h2": "2", "caption": "cap"}[kind])
            )
    field = run("") + '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    parts = {
        "header1": ("header", f"<w:hdr {SPACES}>{paragraph(HEADER)}</w:hdr>"),
        "footer1": ("footer", f"<w:ftr {SPACES}>{paragraph(field, more=_CENTRED)}</w:ftr>"),
    }
    return _sectioned(build("".join(body), styles=_STYLES, parts=parts))


def _table(rows: list[list[str]]) -> str:
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in _SIDES)
    size = 9000 // len(rows[0])
    grid = f'<w:gridCol w:w="{size}"/>' * len(rows[0])
    lines = "".join("<w:tr>" + "".join(cell(part) for part in row) + "</w:tr>" for row in rows)
    lines = lines.replace('w:w="2000"', f'w:w="{size}"')
    shape = f'<w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
    return f"<w:tbl>{shape}<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"


_CENTRED = '<w:jc w:val="center"/>'
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_FONT = '<w:rFonts w:ascii="Noto Serif CJK SC" w:hAnsi="Noto Serif CJK SC" w:eastAsia="Noto Serif CJK SC"/>'
_LEVELS = (("1", "heading 1", 0, 32), ("2", "heading 2", 1, 28))
_STYLES = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONT}<w:sz w:val='24'/></w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:styleId="a" w:default="1"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:line="400" w:lineRule="exact"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:spacing w:line="800" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="cap"><w:name w:val="caption"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
) + "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="a"/>'
    f'<w:pPr><w:spacing w:before="120" w:line="480" w:lineRule="exact"/><w:outlineLvl w:val="{level}"/></w:pPr>'
    f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
    for key, name, level, size in _LEVELS
)


def _sectioned(data: bytes) -> bytes:
    """``data`` with A4 pages that have the header and the footer."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    relations = contents["word/_rels/document.xml.rels"].decode()
    ids = {
        kind: relations.split(f"{kind}1.xml")[0].rsplit('Id="', 1)[1].split('"')[0]
        for kind in ("header", "footer")
    }
    references = "".join(f'<w:{kind}Reference w:type="default" r:id="{ids[kind]}"/>' for kind in ids)
    section = (
        f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:bottom="1440" '
        'w:left="1440" w:right="1440" w:header="850" w:footer="850"/></w:sectPr>'
    )
    name = "word/document.xml"
    contents[name] = contents[name].decode().replace("<w:sectPr/>", section).encode()
    return pack(contents)


def pdf(docx: bytes) -> bytes | None:
    """``docx`` printed by LibreOffice, or None where that is not installed."""
    program = shutil.which("soffice")
    if not program:
        return None
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "report.docx").write_bytes(docx)
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run(
            [*command, str(Path(folder, "report.docx"))], check=True, capture_output=True, timeout=180
        )
        return Path(folder, "report.pdf").read_bytes()


def main() -> None:
    """Write the five files."""
    content = blocks()
    files = {"txt": text(content).encode(), "md": markdown(content).encode(), "html": page(content).encode()}
    files["docx"] = word(content)
    printed = pdf(files["docx"])
    if printed:
        files["pdf"] = printed
    for ending, data in files.items():
        (FOLDER / f"report.{ending}").write_bytes(data)
    print(f"{', '.join(files)} in {FOLDER}")


if __name__ == "__main__":
    main()
