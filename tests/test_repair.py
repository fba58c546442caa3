"""Safe repairs: only what cannot change meaning, and nothing left to do the second time."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.cli import run
from auditor.document import Document
from auditor.finding import Finding, Fix
from auditor.reading import read
from auditor.repair import CannotRepair, apply, edits, repair
from auditor.result import FileResult

TEXT = "全年开展““四联四促”活动12场，，读者反响好。。\n各支部布署到位,成效明显。\n"


def finding(*fixes: Fix, status: str = "new") -> Finding:
    return Finding(
        "r.txt",
        "PUN004",
        "x",
        "error",
        "certain",
        "",
        None,
        fixes=fixes,
        status=status,  # type: ignore[arg-type]
    )


def document(text: str, name: str = "r.txt") -> Document:
    return read(text.encode(), name)


def repaired(text: str, *findings: Finding) -> str:
    found = document(text)
    return apply(found.source, edits(found, findings))


def test_repairs_are_applied_at_their_place() -> None:
    assert repaired("讲座““好”多。", finding(Fix(2, 3, ""))) == "讲座“好”多。"
    assert repaired("布署到位。", finding(Fix(0, 2, "部署"))) == "部署到位。"


def test_known_findings_are_not_repaired() -> None:
    assert repaired("布署到位。", finding(Fix(0, 2, "部署"), status="suppressed")) == "布署到位。"


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("全年12场。", Fix(2, 4, "13")),
        ("全年l2场。", Fix(2, 4, "12")),
        ("全年三场。", Fix(2, 3, "二")),
        ("全年1２场。", Fix(2, 4, "1")),
        ("于5月月8日。", Fix(1, 4, "5月8")),
    ],
)
def test_a_number_is_never_touched(text: str, fix: Fix) -> None:
    assert repaired(text, finding(fix)) == text


def test_a_line_break_is_never_removed() -> None:
    wrapped = "".join(("全市各级图书馆认真学习贯彻会议精神围绕中心服务大局" + "\n") for _ in range(12))
    found = document(wrapped)
    fixes = [finding(Fix(at, at + 2, "好")) for at in range(0, len(found.text) - 2, 7)]
    assert apply(found.source, edits(found, fixes)).count("\n") == wrapped.count("\n")


def test_overlapping_repairs_count_once_and_whole() -> None:
    one, two = finding(Fix(0, 2, "部署")), finding(Fix(1, 2, "署署"), Fix(4, 5, "！"))
    assert repaired("布署到位。", one, two) == "部署到位。"


def test_fix_diff_and_the_second_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "report.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    before = path.read_bytes()
    assert run(["report.txt", "--diff"]) == 1
    shown = capsys.readouterr().out
    assert "-全年开展““四联四促”活动" in shown
    assert "+全年开展“四联四促”活动" in shown
    assert path.read_bytes() == before
    run(["report.txt", "--fix", "-q"])
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\r\n") == 2
    assert "“四联四促”活动12场，读者反响好。" in after.decode("utf-8-sig")
    assert run(["report.txt", "--diff"]) == 0
    capsys.readouterr()
    run(["report.txt", "--fix", "-q"])
    assert "已修改 0 处" in capsys.readouterr().err
    assert path.read_bytes() == after


def test_markdown_keeps_its_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "r.md"
    path.write_text(
        "# 总结\n\n**全年**开展““四联”活动。。\n\n| 项目 | 数 |\n| --- | --- |\n| 讲座 | 3 |\n",
        encoding="utf-8",
    )
    run(["r.md", "--fix", "-q"])
    assert path.read_text(encoding="utf-8").startswith("# 总结\n\n**全年**开展“四联”活动。\n\n| 项目 |")


def test_gb18030_stays_gb18030(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "r.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    run(["r.txt", "--fix", "-q"])
    assert "“四联四促”活动12场" in path.read_bytes().decode("gb18030")


def test_other_formats_and_odd_bytes_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.docx").write_bytes(b"x")
    assert run(["r.docx", "--fix"]) == 2
    assert "手工" in capsys.readouterr().err
    text = document("甲。")
    with pytest.raises(CannotRepair, match="字节"):
        repair(b"\xff\xfe\xfd", "r.txt", lambda data: FileResult("r.txt", document=text))
    assert run(["-", "--fix"]) == 2
