"""Exceptions, the baseline and comments: what is known is marked, only what is new fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from auditor.cli import run
from auditor.config import forget
from auditor.known import Entry, KnownError, read_entries, render_entries

TEXT = "1、办讲座。\n2、办展览。\n2、修书库。\n3、查消防。\n"
ONLY = ("--select", "NUM001,AUD")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str = TEXT) -> Path:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return Path(name)


def findings(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    run([*arguments, *ONLY, "-f", "json"])
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["findings"]
    return found


def short_id(capsys: pytest.CaptureFixture[str], name: str = "report.txt") -> str:
    return str(findings(capsys, name)[0]["fingerprint"])[:8]


def test_accepting_needs_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    write("report.txt")
    code = short_id(capsys)
    assert run(["accept", code]) == 2
    assert run(["accept", code, "  "]) == 2
    assert run(["accept", code[:3], "附件另编"]) == 2
    assert run(["accept", "00000000", "附件另编"]) == 2
    assert list(Path().glob("*.audit.toml")) == []


def test_an_accepted_finding_lasts_while_its_text_does(capsys: pytest.CaptureFixture[str]) -> None:
    write("report.txt")
    assert run(["report.txt"]) == 1
    assert run(["accept", short_id(capsys), "附件另编\n号码", "report.txt"]) == 0
    stored = Path("report.txt.audit.toml").read_text(encoding="utf-8")
    assert 'reason = "附件另编 号码"' in stored
    assert 'rule = "NUM001"' in stored
    assert run(["report.txt"]) == 0
    told = findings(capsys, "report.txt")
    assert [(f["rule"], f["status"]) for f in told] == [("NUM001", "suppressed")]
    # Lines above it and another name of the folder change nothing.
    write("report.txt", "全年工作总结\n\n" + TEXT)
    assert run(["report.txt"]) == 0
    # Mended: the exception is told to be unused, and --prune drops it.
    write("report.txt", TEXT.replace("2、修", "3、修").replace("3、查", "4、查"))
    assert [f["rule"] for f in findings(capsys, "report.txt")] == ["AUD002"]
    assert run(["report.txt"]) == 0
    assert run(["accept", "--prune", "report.txt"]) == 0
    assert not Path("report.txt.audit.toml").exists()


def test_an_exception_of_a_rule_that_did_not_run_is_not_unused(capsys: pytest.CaptureFixture[str]) -> None:
    write("report.txt")
    run(["accept", short_id(capsys), "附件另编"])
    assert findings(capsys, "report.txt", "--ignore", "NUM001") == []


def test_one_finding_in_two_reports_needs_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt")
    write("b.txt")
    code = short_id(capsys, "a.txt")
    assert run(["accept", code, "附件另编"]) == 2
    assert "a.txt" in capsys.readouterr().err
    assert run(["accept", code, "附件另编", "b.txt"]) == 0
    assert run(["a.txt"]) == 1
    assert run(["b.txt"]) == 0


def test_baseline_marks_the_old_and_only_shrinks(capsys: pytest.CaptureFixture[str]) -> None:
    write("drafts/old.txt")
    assert run(["baseline", "drafts"]) == 0
    assert run(["drafts", "--baseline", "audit-baseline.toml"]) == 0
    capsys.readouterr()
    run(["drafts", "--baseline", "audit-baseline.toml"])
    assert "1个已知" in capsys.readouterr().out
    write("drafts/new.txt", TEXT.replace("2、", "5、"))
    assert run(["drafts", "--baseline", "audit-baseline.toml"]) == 1
    before = Path("audit-baseline.toml").read_text(encoding="utf-8")
    assert run(["baseline", "drafts"]) == 0
    assert Path("audit-baseline.toml").read_text(encoding="utf-8") == before
    assert "--add" in capsys.readouterr().out
    write("drafts/old.txt", "1、办讲座。\n2、办展览。\n")
    told = findings(capsys, "drafts/old.txt", "--baseline", "audit-baseline.toml")
    assert [f["rule"] for f in told] == ["AUD003"]
    assert run(["baseline", "drafts"]) == 0
    assert read_entries(Path("audit-baseline.toml")) == ()
    assert run(["baseline", "drafts", "--add"]) == 0
    assert {entry.file for entry in read_entries(Path("audit-baseline.toml"))} == {"drafts/new.txt"}


def test_baseline_keeps_what_was_not_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    write("a.txt")
    write("b.txt")
    run(["baseline", "a.txt", "b.txt"])
    entries = read_entries(Path("audit-baseline.toml"))
    write("a.txt", "1、办讲座。\n")
    run(["baseline", "a.txt"])
    assert read_entries(Path("audit-baseline.toml")) == tuple(e for e in entries if e.file == "b.txt")


def test_baseline_that_is_missing_or_malformed_is_fatal() -> None:
    write("report.txt")
    assert run(["report.txt", "--baseline", "none.toml"]) == 2
    write("report.txt.audit.toml", "[[known]]\nrule = 3\n")
    assert run(["report.txt"]) == 2
    write("report.txt.audit.toml", "[[")
    assert run(["report.txt"]) == 2


def test_entries_survive_any_text(tmp_path: Path) -> None:
    nasty = 'a"b\\c\n\t\x00\x7f\u2028“”]]\n[[known]]\n# \U0001f600'
    entries = (Entry("NUM001", "ff-2", (nasty, ""), nasty, "目录/甲 乙.txt"), Entry("TYP001", "00"))
    path = tmp_path / "x.toml"
    path.write_text(render_entries(entries, "一行\n又一行"), encoding="utf-8", newline="\n")
    assert read_entries(path) == entries
    path.write_text("version = 1\nother = 2\n", encoding="utf-8")
    with pytest.raises(KnownError):
        read_entries(path)


MARKDOWN = "# 总结\n\n1、办讲座。\n\n2、办展览。\n\n{comment}2、修书库。\n\n3、查消防。\n"


@pytest.mark.parametrize(
    ("comment", "rules"),
    [
        ("", [("NUM001", "new")]),
        ("<!-- audit: ignore NUM001 附件另编 -->\n\n", [("NUM001", "suppressed")]),
        ("<!-- audit: ignore NUM, PUN 附件另编 -->\n\n", [("NUM001", "suppressed")]),
        ("<!--audit:ignore repeated-number 附件另编-->\n\n", [("NUM001", "suppressed")]),
        ("<!-- audit: ignore NUM001 -->\n\n", [("AUD004", "new"), ("NUM001", "new")]),
        ("<!-- audit: ignore 附件另编 -->\n\n", [("AUD004", "new"), ("NUM001", "new")]),
        ("<!-- audit: ignore AUD002 无 -->\n\n", [("AUD002", "new"), ("NUM001", "new")]),
        ("<!-- audit: ignored NUM001 -->\n\n", [("NUM001", "new")]),
        ("<!-- 备注 audit -->\n\n", [("NUM001", "new")]),
    ],
)
def test_comments_speak_for_the_next_paragraph(
    capsys: pytest.CaptureFixture[str], comment: str, rules: list[tuple[str, str]]
) -> None:
    source = MARKDOWN.format(comment=comment)
    write("report.md", source)
    told = findings(capsys, "report.md")
    assert sorted((f["rule"], f["status"]) for f in told) == rules
    for finding in told:
        place = finding["location"]
        assert source[place["start"] : place["end"]] == place["quote"]


def test_a_comment_speaks_for_no_other_paragraph(capsys: pytest.CaptureFixture[str]) -> None:
    source = MARKDOWN.format(comment="").replace("3、查", "<!-- audit: ignore NUM001 附件另编 -->\n\n3、查")
    write("report.md", source)
    assert sorted(f["rule"] for f in findings(capsys, "report.md")) == ["AUD002", "NUM001"]


def test_a_comment_inside_its_paragraph(capsys: pytest.CaptureFixture[str]) -> None:
    source = MARKDOWN.format(comment="").replace("修书库。", "修书库。<!-- audit: ignore NUM001 附件另编 -->")
    write("report.md", source)
    assert [(f["rule"], f["status"]) for f in findings(capsys, "report.md")] == [("NUM001", "suppressed")]


def test_two_drafts(capsys: pytest.CaptureFixture[str]) -> None:
    write("v1.txt", "1、甲。\n2、乙。\n2、丙。\n\n一、办讲座。\n二、办展览。\n二、修书库。\n")
    write("v2.txt", "前言一段。\n1、甲。\n2、乙。\n2、丙。\n3、丁。\n3、戊。\n\n一、办讲座。\n二、办展览。\n")
    assert run(["v2.txt", "--against", "v1.txt", "--select", "NUM001"]) == 1
    out = capsys.readouterr().out
    new, _, rest = out.partition("== 仍在 1 ==")
    assert "== 新出现 1 ==" in new
    assert "“3、”" in new
    still, _, solved = rest.partition("== 已解决 1 ==")
    assert "“2、”" in still
    assert "“二、”" in solved
    assert run(["v2.txt", "--against", "v2.txt", "--select", "NUM001"]) == 0
    assert run(["v2.txt", "--against", "none.txt"]) == 2
    told = findings(capsys, "v2.txt", "--against", "v1.txt")
    assert sorted(f["status"] for f in told) == ["baselined", "new"]


def test_a_comment_before_a_table_speaks_for_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    table = "| 项目 | 数量 |\n| --- | --- |\n| 讲座 | 10 |\n| 展览 | 20 |\n| 合计 | 31 |\n"
    write("report.md", f"# 总结\n\n{table}")
    capsys.readouterr()
    assert run(["report.md", "--select", "TAB001"]) == 1
    write("report.md", f"# 总结\n\n<!-- audit: ignore TAB001 含未列出的一项 -->\n\n{table}")
    assert run(["report.md", "--select", "TAB001"]) == 0
