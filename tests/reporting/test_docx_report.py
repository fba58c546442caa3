"""Word out: the same file with comments, anchored exactly, and nothing else changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from docx_builder import SPACES, W, abstract, build, cell, listed, pack, paragraph, run, table
from make_docx_fixture import make_docx

from auditor.cli import run as audit
from auditor.engine import Options, audit_path
from auditor.reading import read
from auditor.reporting import CannotWrite, Run, render
from auditor.reporting.docx_comments import Changed, Comment, annotate

ROOT = Path(__file__).parents[2]
SOFFICE = shutil.which("soffice")
NS = {"w": W}
SEAMS = "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def comments_of(data: bytes) -> dict[str, str]:
    """Text of the comments by id; {} where there is no such part."""
    part = parts(data).get("word/comments.xml")
    found = etree.fromstring(part) if part else []
    return {
        node.get(f"{{{W}}}id"): "\n".join("".join(p.itertext()) for p in node.iterfind("w:p", NS))
        for node in found
    }


def covered(data: bytes) -> dict[str, str]:
    """The text between the anchors of each comment."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    open_, found = set(), {}
    for node in root.iter():
        name, key = etree.QName(node).localname, node.get(f"{{{W}}}id")
        if name == "commentRangeStart":
            open_.add(key)
            found[key] = ""
        elif name == "commentRangeEnd":
            open_.remove(key)
        elif name == "t":
            for number in open_:
                found[number] += node.text or ""
    assert not open_
    references = [node.get(f"{{{W}}}id") for node in root.iter(f"{{{W}}}commentReference")]
    assert sorted(references) == sorted(found)
    return found


def annotated(body: str, *quotes: str, **more: object) -> bytes:
    data = build(body, **more)  # type: ignore[arg-type]
    source = read(data, "t.docx").source
    spans = [(source.index(quote), source.index(quote) + len(quote)) for quote in quotes]
    return annotate(data, source, [Comment(a, b, (f"“{source[a:b]}”", "第二行")) for a, b in spans])


WRAPPED = (
    paragraph(run("全年办活动39场，", "<w:b/>") + run("其中17场次") + run("为线上。"))
    + paragraph(run("留。") + '<w:ins w:id="7" w:author="王"><w:r><w:t>插入的41册书</w:t></w:r></w:ins>')
    + paragraph('<w:hyperlink w:anchor="x">' + run("链接里的52人") + "</w:hyperlink>")
    + paragraph("<w:sdt><w:sdtContent>" + run("控件里的63座") + "</w:sdtContent></w:sdt>")
    + table(["项目", cell(paragraph(run("表里的74件")))], ["甲", "乙"])
    + paragraph("尾。")
)
QUOTES = (
    "39场",
    "场，其中17",
    "17场次",
    "41册",
    "52人",
    "63座",
    "74件",
    "全年办活动39场，其中17场次为线上。",
)


def test_anchors_are_exact_in_any_wrapper() -> None:
    data = annotated(WRAPPED, *QUOTES)
    assert sorted(covered(data).values()) == sorted(QUOTES)
    assert sorted(comments_of(data).values()) == sorted(f"“{quote}”\n第二行" for quote in QUOTES)
    assert read(data, "t.docx").source == read(build(WRAPPED), "t.docx").source


def test_properties_tabs_and_pictures_stay_in_their_runs() -> None:
    body = paragraph(
        '<w:r w:rsidR="00AB12CD"><w:rPr><w:b/></w:rPr><w:t>甲</w:t><w:tab/><w:t xml:space="preserve">乙丙 丁</w:t>'
        "<w:br/><w:drawing/><w:t>戊</w:t></w:r>"
    )
    root = etree.fromstring(parts(annotated(body, "丙"))["word/document.xml"])
    made = [run_ for run_ in root.iter(f"{{{W}}}r") if run_.find("w:commentReference", NS) is None]
    assert [[etree.QName(node).localname for node in run_] for run_ in made] == [
        ["rPr", "t", "tab", "t"], ["rPr", "t"], ["rPr", "t", "br", "drawing", "t"],
    ]  # fmt: skip
    assert all(run_.get(f"{{{W}}}rsidR") == "00AB12CD" for run_ in made)
    assert "".join(root.itertext()) == "甲乙丙 丁戊"


def test_what_cannot_hold_an_anchor_is_covered_whole() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框里的8册')}</w:txbxContent></w:pict></w:r>"
    plain = "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>" + run("纯文本9册") + "</w:sdtContent></w:sdt>"
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = paragraph(run("前") + box + run("中") + plain + note + run("后"))
    data = annotated(body, "8册", "9册", "注里的7册", notes={"2": paragraph("注里的7册。")})
    assert sorted(covered(data).values()) == ["", "框里的8册", "纯文本9册"]
    assert b"commentR" not in parts(data)["word/footnotes.xml"]
    root = etree.fromstring(parts(data)["word/document.xml"])
    for start in root.iter(f"{{{W}}}commentRangeStart"):
        assert etree.QName(start.getparent()).localname == "p"
        assert not any(etree.QName(a).localname == "txbxContent" for a in start.iterancestors())


def test_an_automatic_number_is_marked_at_the_head_of_its_paragraph() -> None:
    lists = abstract("7", ("decimal", "%1、")) + listed("1", "7")
    body = (
        paragraph("甲事项", number=("1", 0))
        + paragraph("乙事项", number=("1", 0))
        + paragraph("", number=("1", 0))
    )
    data = annotated(body, "1、", "2、\t乙事", "3、", numbering=lists)
    assert sorted(covered(data).values()) == ["", "乙事", "甲"]


def test_a_joined_paragraph_keeps_its_anchors_in_order() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
    lists = abstract("7", ("decimal", "%1、")) + listed("1", "7")
    body = paragraph("前半", more=mark) + paragraph("后半。", number=("1", 0))
    assert list(covered(annotated(body, "1、\t前半", "半后", numbering=lists)).values()) == ["前半", "半后"]


def test_nothing_else_changes(tmp_path: Path) -> None:
    files = {"word/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(64), "docProps/custom.xml": b"<a/>"}
    data = build(paragraph("全年办活动39场。"), files=files)
    made = annotate(data, read(data, "t.docx").source, [Comment(5, 7, ("x",))])
    before, after = parts(data), parts(made)
    assert set(after) - set(before) == {"word/comments.xml"}
    assert [name for name in before if before[name] != after[name] and name not in SEAMS] == []
    assert list(after)[: len(before)] == list(before)


def test_people_s_comments_stay_and_ours_are_replaced() -> None:
    people = f'<w:comments {SPACES}><w:comment w:id="4" w:author="王馆长">{paragraph("请核对")}</w:comment></w:comments>'
    body = paragraph(
        '<w:commentRangeStart w:id="4"/>' + run("全年办活动39场") + '<w:commentRangeEnd w:id="4"/>'
        '<w:r><w:commentReference w:id="4"/></w:r>' + run("。")
    )
    first = annotated(body, "39场", "全年", parts={"comments": ("comments", people)})
    source = read(first, "t.docx").source
    assert list(comments_of(first)) == ["4", "5", "6"]
    again = annotate(first, source, [Comment(2, 3, ("新",))])
    assert list(comments_of(again).values()) == ["请核对", "新"]
    assert sorted(covered(again).values()) == sorted(["全年办活动39场", "办"])
    cleared = annotate(again, source, [])
    assert list(comments_of(cleared).values()) == ["请核对"]
    assert list(covered(cleared)) == ["4"]


def test_answers_to_a_replaced_comment_stand_on_their_own() -> None:
    first = annotated(paragraph("全年办活动39场。"), "39场")
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    held = parts(first)
    held["word/comments.xml"] = held["word/comments.xml"].replace(b"<w:p>", b'<w:p w14:paraId="00000001">')
    assert w14.encode() in held["word/comments.xml"]
    held["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/></w15:commentsEx>'
    ).encode()
    held["word/_rels/document.xml.rels"] = held["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" '
        b'Target="commentsExtended.xml"/></Relationships>',
    )
    data = pack(held)
    again = annotate(data, read(data, "t.docx").source, [Comment(0, 2, ("新",))])
    extended = parts(again)["word/commentsExtended.xml"]
    assert b"00000001" not in extended
    assert b"00000002" in extended


def test_a_file_changed_meanwhile_is_refused() -> None:
    with pytest.raises(Changed):
        annotate(build(paragraph("甲")), "乙\n", [])


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = ROOT / "fixtures" / "xuchang-2021.txt"
    target = tmp_path / "draft.docx"
    target.write_bytes(make_docx(read(path.read_bytes(), path.name)))
    return target


def test_every_place_of_every_finding_has_its_comment(draft: Path, tmp_path: Path) -> None:
    result = audit_path(str(draft), Options())
    data = render("docx", Run([result]))
    assert isinstance(data, bytes)
    places = [
        (finding, place)
        for finding in result.findings
        for place in dict.fromkeys((p.start, p.end) for p in (finding.location, *finding.related) if p)
    ]
    assert len(places) > 10
    texts = list(comments_of(data).values())
    assert len(texts) == len(places)
    for (finding, _), text in zip(places, texts, strict=True):
        assert finding.message in text
        assert text.endswith(f"· {finding.short_id}")
        assert finding.rule in text


def test_running_again_gives_the_same_file(draft: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "1.docx", tmp_path / "2.docx"
    assert audit([str(draft), "-o", str(first)]) in (0, 1)
    assert audit([str(first), "-o", str(second)]) in (0, 1)
    assert first.read_bytes() == second.read_bytes()


def test_input_that_is_no_docx_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.txt"
    path.write_text("正文一段。", encoding="utf-8")
    assert audit([str(path), "-o", str(tmp_path / "t.docx")]) == 2
    assert "不是 .docx" in capsys.readouterr().err
    assert not (tmp_path / "t.docx").exists()
    with pytest.raises(CannotWrite, match="一份"):
        render("docx", Run([]))


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["wrappers", "fixture"])
def test_libreoffice_shows_every_comment_with_its_range(kind: str, draft: Path, tmp_path: Path) -> None:
    checked = tmp_path / "checked.docx"
    if kind == "fixture":
        assert audit([str(draft), "-o", str(checked)]) in (0, 1)
    else:
        checked.write_bytes(annotated(WRAPPED, *QUOTES))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        "fodt",
        "--outdir",
        str(tmp_path),
        str(checked),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    root = etree.parse(tmp_path / "checked.fodt").getroot()
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    shown = list(root.iter(f"{{{office}}}annotation"))
    assert len(shown) == len(comments_of(checked.read_bytes())) > 7
    assert len(list(root.iter(f"{{{office}}}annotation-end"))) == len(shown)
    assert {node.findtext("{http://purl.org/dc/elements/1.1/}creator") for node in shown} == {"audit"}
