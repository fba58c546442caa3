"""Word files: what is shown is read, once, in order; what is not shown is not."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "scripts"))

from docx_builder import SPACES, build, cell, paragraph, run, table

from auditor.document import Document
from auditor.reading import read


def document_of(body: str, **more: object) -> Document:
    return read(build(body, **more), "t.docx")  # type: ignore[arg-type]


def text_of(body: str, **more: object) -> str:
    return document_of(body, **more).text


def runs(*parts: str) -> str:
    return paragraph("".join(parts))


def test_headings_come_from_style_base_style_outline_and_wps_names() -> None:
    document = document_of(
        paragraph("年度报告", "t")
        + paragraph("概况", "1")
        + paragraph("甲", "3")
        + paragraph("另一章", "mine")
        + paragraph("直接给的级别", more='<w:outlineLvl w:val="1"/>')
        + paragraph("这一段错用了标题样式。它其实是正文，写了两句话。", "1")
    )
    assert [(b.kind, b.level) for b in document.blocks] == [
        ("title", 1), ("heading", 1), ("heading", 3), ("heading", 1), ("heading", 2), ("paragraph", 0),
    ]  # fmt: skip
    assert document.heading_texts(document.blocks[-1]) == ("另一章", "直接给的级别")


def test_accepted_text_is_read() -> None:
    deleted = '<w:del w:id="1" w:author="x"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    moved = '<w:moveFrom w:id="2" w:author="x">' + run("移走") + "</w:moveFrom>"
    body = runs(
        run("全年"), deleted, moved, '<w:ins w:id="3" w:author="x">' + run("新增") + "</w:ins>",
        '<w:moveTo w:id="4" w:author="x">' + run("三百") + "</w:moveTo>", run("册。"),
    )  # fmt: skip
    assert text_of(body) == "全年新增三百册。"


def test_deleted_paragraph_mark_joins_and_deleted_rows_go() -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>'
    gone = '<w:tr><w:trPr><w:del w:id="2" w:author="x"/></w:trPr>' + cell("删") + cell("行") + "</w:tr>"
    rows = table(["甲", "乙"], ["1", "2"]).replace("</w:tbl>", f"{gone}</w:tbl>")
    document = document_of(
        paragraph("前半", more=mark) + paragraph("后半。") + paragraph("尾", more=mark) + rows
    )
    assert document.text == "前半后半。\n尾\n甲\n乙\n1\n2"


def test_fields_show_their_result() -> None:
    def field(code: str, result: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f"<w:r><w:instrText>{code}</w:instrText></w:r>"
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    nested = field("IF " + "</w:instrText></w:r>" + field("PAGE", run("9")) + "<w:r><w:instrText>", run("甲"))
    body = runs(
        field("REF x", run("第三章")), nested, '<w:fldSimple w:instr="DATE">' + run("乙") + "</w:fldSimple>"
    )
    assert text_of(body) == "第三章甲乙"


def test_an_instruction_never_closed_does_not_swallow_the_report() -> None:
    broken = runs(run("前"), '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', run("指令"))
    assert text_of(broken + paragraph("后文照读。")) == "前\n后文照读。"


def test_content_controls_hyperlinks_and_smart_tags_are_looked_through() -> None:
    inline = runs(
        "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>"
        + run("控件")
        + "</w:sdtContent></w:sdt>",
        '<w:hyperlink r:id="rId9">' + run("链接") + "</w:hyperlink>",
        "<w:smartTag>" + run("标记") + "</w:smartTag>",
    )
    block = "<w:sdt><w:sdtContent>" + paragraph("块") + table(["a", "b"]) + "</w:sdtContent></w:sdt>"
    assert text_of(inline + block) == "控件链接标记\n块\na\nb"


def box(text: str) -> str:
    inner = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_text_boxes_stand_once_after_their_paragraph() -> None:
    assert text_of(runs(run("正文"), box("框里"), run("续")) + paragraph("下段")) == "正文续\n框里\n下段"
    assert (
        text_of(table([cell(runs(run("表"), box("格中框"))), "乙"], ["丙", "丁"])) == "表\n乙\n丙\n丁\n格中框"
    )


def test_notes_follow_their_paragraph() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = runs(run("有注"), note, run("的话。")) + paragraph("下段。")
    notes = {"2": paragraph("注文。"), "3": paragraph("没有引用的注。")}
    assert text_of(body, notes=notes) == "有注的话。\n注文。\n下段。"


def test_signs_hidden_and_raised_text() -> None:
    body = runs(
        '<w:r><w:t>1996</w:t><w:noBreakHyphen/><w:t>2021</w:t><w:softHyphen/></w:r>',
        run("看不见", "<w:vanish/>"), run("看得见", '<w:vanish w:val="0"/>'),
        run("m"), run("2", '<w:vertAlign w:val="superscript"/>'),
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        "<w:r><w:ruby><w:rt>" + run("zhuyin") + "</w:rt><w:rubyBase>" + run("注音") + "</w:rubyBase></w:ruby></w:r>",
        "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>",
    )  # fmt: skip
    assert text_of(body) == "1996-2021看得见m²☑注音1/2"


def test_line_breaks_wrap_titles_and_divide_pasted_paragraphs() -> None:
    title = paragraph("青河市图书馆\n二〇二一年工作总结", "t")
    pasted = paragraph(
        "这是从网页贴来的第一段，句号结尾。\n这是第二段，也写得够长够长，也以句号结尾。\n2、这是第三段"
    )
    head = paragraph("一、概况\n这一行是概况之下的正文，写得很长很长，比上面那一行长得多，所以不会是折行")
    assert text_of(title + pasted + head).split("\n") == [
        "青河市图书馆二〇二一年工作总结",
        "这是从网页贴来的第一段，句号结尾。",
        "这是第二段，也写得够长够长，也以句号结尾。",
        "2、这是第三段",
        "一、概况",
        "这一行是概况之下的正文，写得很长很长，比上面那一行长得多，所以不会是折行",
    ]


def cells(document: Document) -> list[tuple[int, int, int, int, int, str]]:
    return [
        (
            b.cell.table,
            b.cell.row,
            b.cell.column,
            b.cell.rowspan,
            b.cell.colspan,
            document.text[b.start : b.end],
        )
        for b in document.blocks
        if b.cell
    ]


def test_merged_cells_stand_once_with_their_spans() -> None:
    body = table(
        [cell("项目", merge="restart"), cell("2021年", span=2)],
        [cell("", merge="continue"), "上半年", "全年"],
        ["册", "1", ""],
    )
    assert cells(document_of(body)) == [
        (0, 0, 0, 2, 1, "项目"), (0, 0, 1, 1, 2, "2021年"),
        (0, 1, 1, 1, 1, "上半年"), (0, 1, 2, 1, 1, "全年"),
        (0, 2, 0, 1, 1, "册"), (0, 2, 1, 1, 1, "1"), (0, 2, 2, 1, 1, ""),
    ]  # fmt: skip


def test_grid_lines_where_no_cell_starts_do_not_count() -> None:
    body = table([cell("甲", span=2), cell("乙", span=3)], [cell("丙", span=2), cell("丁", span=3)])
    assert [c[2:5] for c in cells(document_of(body))] == [(0, 1, 1), (1, 1, 1)] * 2


def test_nested_tables_frames_and_prose_cells() -> None:
    nested = cell(paragraph("外") + table(["内1", "内2"]) + paragraph(""))
    assert [c[0] for c in cells(document_of(table([nested, "右"])))] == [0, 1, 1, 0]
    framed = document_of(table([paragraph("框中一段。") + paragraph("框中二段。")]))
    assert framed.text == "框中一段。\n框中二段。"
    assert {block.kind for block in framed.blocks} == {"paragraph"}
    form = document_of(table(["工作总结", paragraph("第一段话。") + paragraph("第二段话。")], ["姓名", "秦"]))
    assert [b.kind for b in form.blocks] == ["cell", "cell", "paragraph", "paragraph", "cell", "cell"]
    header = document_of(table([paragraph("参加") + paragraph("人次"), "场"], ["3", "4"]))
    assert header.text.split("\n")[0] == "参加人次"


def test_headers_and_footers_are_furniture() -> None:
    parts = {
        "header1": ("header", f"<w:hdr {SPACES}>{paragraph('青河市图书馆')}</w:hdr>"),
        "footer1": ("footer", f"<w:ftr {SPACES}>{paragraph('第 1 页')}</w:ftr>"),
    }
    document = document_of(paragraph("正文。"), parts=parts)
    assert document.text == "正文。"
    assert ["".join(document.source[a:b].split()) for a, b in document.furniture] == ["青河市图书馆", "第1页"]


def test_locators_count_paragraphs_and_pages_once_a_row() -> None:
    turn = "<w:r><w:lastRenderedPageBreak/></w:r>"
    body = (
        paragraph("甲")
        + runs(run("乙"), turn, run("丙"))
        + table([runs(turn, run("丁")), runs(turn, run("戊"))], ["己", "庚"])
        + paragraph("辛")
    )
    document = document_of(body)
    found = {char: document.locator(document.source.index(char)) for char in "甲乙丙丁戊己辛"}
    assert found == {
        "甲": "page:1 paragraph:1", "乙": "page:1 paragraph:2", "丙": "page:2 paragraph:2",
        "丁": "page:3 paragraph:3", "戊": "page:3 paragraph:4", "己": "page:3 paragraph:5",
        "辛": "page:3 paragraph:7",
    }  # fmt: skip
    assert document_of(paragraph("甲") + paragraph("乙")).locator(2) == "paragraph:2"


def test_strict_files_read_like_transitional_ones() -> None:
    import zipfile
    from io import BytesIO

    from docx_builder import W, pack

    data = build(paragraph("概况", "1") + table(["甲", "1"], ["乙", "2"]))
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    archive = zipfile.ZipFile(BytesIO(data))
    parts = {n: archive.read(n).replace(W.encode(), strict.encode()) for n in archive.namelist()}
    document = read(pack(parts), "t.docx")
    assert document.blocks[0].kind == "heading"
    assert document.text == "概况\n甲\n1\n乙\n2"


def test_contents_and_captions_by_style() -> None:
    document = document_of(
        paragraph("一、概况\t3", "toc1") + paragraph("馆藏情况", "cap") + paragraph("正文。")
    )
    assert [b.kind for b in document.blocks] == ["contents", "caption", "paragraph"]


def test_lines_pasted_from_a_pdf_are_joined_again() -> None:
    wrapped = (Path(__file__).parent / "data" / "wrapped.txt").read_bytes()
    expected = read(wrapped, "t.txt")
    source = list(expected.source)
    for start, end in expected.furniture:
        source[start:end] = " " * (end - start)
    lines = [
        line.strip(" \u3000\t\r\f") for line in "".join(source).split("\n") if line.strip(" \u3000\t\r\f")
    ]
    document = document_of("".join(paragraph(line) for line in lines))
    assert document.wrapped
    assert document.text == expected.text


def test_paragraphs_of_like_length_are_not_joined() -> None:
    entries = [
        f"{number}年度群众文化活动先进单位表彰名单第{number}批公布与颁奖仪式的综合情况通报"
        for number in range(100, 140)
    ]
    assert document_of("".join(map(paragraph, entries))).text.split("\n") == entries
