"""``audit facts``: what was read from a report, as tables for people or as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditor.commands import Failure
from auditor.commands.check import write_file, write_out
from auditor.commands.pipeline import Settings, plans_for
from auditor.engine import facts_of
from auditor.facts import Facts
from auditor.facts_file import KINDS, dump
from auditor.reading import ReadError
from auditor.reporting.inert import inert, json_safe
from auditor.reporting.words import locator_words

_NAMES = {
    "sequences": "编号", "dates": "日期", "chronicles": "大事记条目", "quantities": "数量", "measures": "指标",
    "relations": "数量关系", "tables": "表格", "duplicates": "重复", "references": "图表附件及其引用",
    "identifiers": "代码", "marks": "成对标点", "mentions": "数量及其名称",
}  # fmt: skip
_TABLES = (
    "quantities",
    "measures",
    "relations",
    "dates",
    "chronicles",
    "sequences",
    "tables",
    "duplicates",
    "identifiers",
)


def facts(report: str, format: str, output: str, kind: str, settings: Settings) -> int:
    """Print or write the facts of one report. Raises Failure."""
    if format not in ("table", "json"):
        raise Failure(f"--format 应是 table 或 json，不是 {format!r}")
    if kind and kind not in _TABLES:
        raise Failure(f"--kind 应是 {'、'.join(_TABLES)} 之一，不是 {kind!r}")
    plan = plans_for([report], settings)[0]
    try:
        data = Path(report).read_bytes()
        found = facts_of(data, report, plan.options)
    except OSError as error:
        raise Failure(f"{report}：读不了文件（{error.strerror or error}）") from None
    except ReadError as error:
        raise Failure(f"{report}：{error}") from None
    if format == "json":
        content = json_safe(json.dumps(dump(found), ensure_ascii=False, indent=1)) + "\n"
    else:
        content = tables(found, [kind] if kind else [name for name in KINDS if name in _TABLES])
    if output:
        write_file(content, output)
    else:
        write_out(content)
    return 0


def tables(facts: Facts, kinds: list[str]) -> str:
    """One table a kind of fact, each row with the place it was read from."""
    from tabulate import tabulate

    parts = []
    for kind in kinds:
        rows = [[inert(str(cell)) for cell in row] for row in _rows(facts, kind)]
        heads = ("位置", "原文", "内容")
        if rows:
            body = tabulate(rows, headers=heads, disable_numparse=True)
            parts.append(f"{_NAMES[kind]}（{kind}）{len(rows)}\n{body}\n")
    return "\n".join(parts)


def _rows(facts: Facts, kind: str) -> Iterator[tuple[str, str, str]]:
    """(place, text, what was understood) of every fact of a kind."""
    if kind == "tables":
        for table in facts.tables.read:
            cells = [cell for row in table.rows for cell in row.cells if cell]
            label = f"{len(table.rows)} 行 {len(table.columns)} 列 {table.unit}".strip()
            if cells:
                yield _place(facts, cells[0].start), _caption(facts, table), label
        for unread in facts.tables.unread:
            yield (
                _place(facts, unread.start),
                _text(facts, unread.start, unread.end),
                f"未能解析：{unread.reason}",
            )
    else:
        for fact in getattr(facts, kind):
            yield _row(facts, kind, fact)


def _row(facts: Facts, kind: str, fact: Any) -> tuple[str, str, str]:
    if kind == "quantities":
        said = f"{fact.value.describe(fact.label, fact.scale) if fact.scale else fact.value} {fact.dimension}"
        return _place(facts, fact.start), _text(facts, fact.start, fact.end), said.strip()
    if kind == "relations":
        spans = "、".join(_text(facts, operand.start, operand.end) for operand in fact.operands())
        said = f"{fact.kind} {fact.operator} {fact.expression} {fact.verdict} {fact.reason}".strip()
        return _place(facts, fact.left.start), spans, said
    if kind == "sequences":
        first = fact.items[0]
        numbers = "、".join(str(item.number) for item in fact.items)
        return _place(facts, first.start), _text(facts, first.start, first.end), f"{fact.style} {numbers}"
    if kind == "measures":
        quantity = fact.mention.quantity
        said = f"{fact.topic} {fact.name} {fact.kind} {fact.year or ''}".strip()
        return _place(facts, quantity.start), _text(facts, quantity.start, quantity.end), said
    if kind == "duplicates":
        first = fact.copies[0]
        others = "、".join(_place(facts, copy.start) for copy in fact.copies[1:])
        return _place(facts, first.start), _text(facts, first.start, first.end), f"又见 {others}"
    if kind == "chronicles":
        events = fact.events
        start, end = (events[0].start, events[0].end) if events else (0, 1)
        return _place(facts, start), _text(facts, start, end), f"{fact.kind} {len(events)} 条"
    said = fact.precision if kind == "dates" else fact.kind
    if kind == "dates":
        said = f"{_day(fact.first)} — {_day(fact.last)} {said}"
    return _place(facts, fact.start), _text(facts, fact.start, fact.end), said


def _day(fields: Any) -> str:
    return "-".join(str(part or "?") for part in fields)


def _caption(facts: Facts, table: Any) -> str:
    return _text(facts, *table.caption) if table.caption else f"第 {table.number + 1} 张表"


def _text(facts: Facts, start: int, end: int) -> str:
    text = facts.document.text[start:end].replace("\n", " ")
    return text if len(text) <= 40 else text[:36] + "…"


def _place(facts: Facts, start: int) -> str:
    document = facts.document
    at = document.to_source(start, start + 1).start
    return locator_words(document.locator(at) or f"line:{document.line_column(at)[0]}", "zh")
