"""A small report with hand-made findings, and a hostile one: the reporters' fixture, no rule takes part."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from auditor.document import Document
from auditor.engine import fingerprint, locate
from auditor.facts.relations import Operand, Relation
from auditor.finding import Finding, Fix, Mark
from auditor.interval import Interval, exactly
from auditor.reading import read
from auditor.reporting import Run
from auditor.result import FileResult
from auditor.rulebook import Rule

TEXT = """霜桥区图书馆2023年工作总结

一、读者活动

全年举办读者活动 39 次，其中讲座17次、展览19次、培训3次、竞赛2次，参加活动的读者共有
4.2 万人次。

二、设施与馆藏

（一）馆舍
馆舍面积3600平方米，与去年持平，，设阅览座位420个。

（二）大事记
3月15日至17日，举办为期5天的修复培训班。
5月6日，流动图书车开进柳湾小学。
5月6日，流动图书车开进柳湾小学。
"""
ADVICE = "核对总数和各分项的原始记录"


def mark(document: Document, words: str, role: str, nth: int = 0) -> Mark:
    """The place of the ``nth`` occurrence of ``words`` in the reading view."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return Mark(start, start + len(words), role)


def finding(document: Document, primary: Mark, related: tuple[Mark, ...] = (), **fields: Any) -> Finding:
    """A finding as the engine would make it."""
    found = Finding(
        path=document.path,
        location=locate(document, primary),
        related=tuple(locate(document, place) for place in related),
        **{"confidence": "certain", **fields},
    )
    return replace(found, fingerprint=fingerprint(found))


def result(path: str = "drafts/summary.txt") -> FileResult:
    """Five findings of every severity and status, and one without a place."""
    document = read(TEXT.encode(), path)
    parts = tuple(mark(document, words, "part") for words in ("17次", "19次", "3次", "2次"))
    total = mark(document, "39次", "total")
    message = "分项之和 41次 ≠ 总数 39次（17+19+3+2，差 -2）"
    data = {"expression": "17+19+3+2", "computed": "41次", "gap": "-2", "repair": "39 → 41"}
    findings = (
        Finding(path, "AUD001", "rule-crashed", "error", "certain", "规则 XXX001 运行出错", None, fingerprint="0" * 64),
        finding(
            document, total, parts, rule="MET001", name="parts-exceed-total", severity="error", message=message,
            data=data, hint=ADVICE, suggestion="39次 → 41次：多写少写一位",
        ),
        finding(
            document, mark(document, "，，", "mark"), rule="PUN013", name="doubled-mark", severity="info",
            message="“，”重复", suggestion="，", fixes=(Fix(0, 1, "，"),), confidence="likely",
        ),
        finding(
            document, mark(document, "5天", "duration"), (mark(document, "3月15日至17日", "dates"),), rule="DAT006",
            name="duration-against-dates", severity="warning", message="“3月15日至17日”共 3 天，与“5天”不符",
            data={"stated": "5天", "expected": "3"}, hint="核对起止日期或天数",
        ),
        finding(
            document, mark(document, "5月6日，流动图书车开进柳湾小学。", "copy", 1),
            (mark(document, "5月6日，流动图书车开进柳湾小学。", "copy"),), rule="DUP001", name="repeated-entry",
            severity="error", message="同一条目登记了 2 次", status="suppressed", reason="两处都要保留",
        ),
    )  # fmt: skip
    facts: Any = SimpleNamespace(relations=relations(document))
    return FileResult(path, findings, None, document, facts, 9, 6, 1)


def relations(document: Document) -> tuple[Relation, ...]:
    """One relation that fails, one that holds, one that nobody can judge."""

    def operand(words: str, value: Interval, label: str, role: str = "part") -> Operand:
        place = mark(document, words, role)
        return Operand(place.start, place.end, value, label, role)

    total = operand("39次", exactly(39), "读者活动", "total")
    parts = tuple(
        operand(f"{number}次", exactly(number), label)
        for number, label in ((17, "讲座"), (19, "展览"), (3, "培训"), (2, "竞赛"))
    )
    area = operand(
        "3600平方米", Interval(exactly(7199).low / 2, exactly(7201).low / 2, high_open=True), "馆舍面积"
    )  # type: ignore[operator]
    seats = operand("420个", exactly(420), "阅览座位")
    return (
        Relation(
            "parts", "=", total, parts, exactly(41), "17+19+3+2", "inconsistent", "其中", gap="-2",
            repair="39 → 41", shown="41次",
        ),
        Relation("part-whole", "≤", parts[0], (total,), exactly(39), "17 ≤ 39", "consistent", "其中"),
        Relation(
            "share", "≥", area, (seats,), Interval(exactly(1).low / 3, None), "1/3", "unknown", "",  # type: ignore[operator]
            reason="看不出是不是分项",
        ),
    )  # fmt: skip


HOSTILE_TEXT = (
    "=cmd|' /C calc'!A0\n\n"
    '<script>alert(1)</script> **粗** [点我](http://evil.example) ]]> &lt; "引" `码` | 表 | %0A::error::x\n\n'
    "@SUM(1) +1 -1 \U000e0041\u2066隐\u2069\x1b[31m红\x1b[0m \x07\n"
)
HOSTILE_PATH = "坏\n::error::\x1b[2J<b>,名%.txt"


def hostile() -> FileResult:
    """Findings whose every text tries to be more than text."""
    document = read(HOSTILE_TEXT.encode(), HOSTILE_PATH)
    script = mark(document, "<script>alert(1)</script>", "mark")
    formula = mark(document, "=cmd|' /C calc'!A0", "mark")
    nasty = "=1+1\r\n::warning::注入\x1b]0;题\x07 ]]> <img src=x onerror=y> [x](http://evil.example) \ud800\uffff\x00"
    found = finding(
        document, formula, (script, mark(document, "@SUM(1)", "mark")), rule="MET001", name="parts-exceed-total",
        severity="error", message=nasty, hint=nasty, suggestion=nasty, data={"computed": nasty, "expression": "=2+2"},
    )  # fmt: skip
    second = finding(
        document, script, rule="PUN001", name="unpaired", severity="info", message="@sum", suggestion="\t=1",
        status="suppressed", reason=nasty,
    )  # fmt: skip
    return FileResult(HOSTILE_PATH, (found, second), None, document, None, 1, 0, 0)


def rules() -> tuple[Rule, ...]:
    """A rule file's worth of rule for the finding MET001."""
    page = Path(__file__).parent / "data" / "MET001-sample.md"
    return (
        Rule(
            code="MET001", name="parts-exceed-total", check="contradiction", severity="error", confidence="certain",
            profile="default", status="stable", message={"zh": "分项之和 {computed} 大于总数 {left}", "en": "too much: {left}"},
            hint={"zh": ADVICE, "en": "check the records"}, options={}, source="", since="0.1.0", pack="general",
            path=page,
        ),
    )  # fmt: skip


def run(**fields: Any) -> Run:
    """The ordinary report, one without findings, and one that could not be read."""
    clean = FileResult("drafts/clean.txt", document=read("全年无事。\n".encode(), "drafts/clean.txt"))
    broken = FileResult("drafts/broken.docx", error="不是有效的 .docx 文件")
    return Run(**{"results": (result(), clean, broken), "rules": rules(), **fields})


def hostile_run(**fields: Any) -> Run:
    """The hostile report alone."""
    return Run(**{"results": (hostile(),), "rules": rules(), **fields})
