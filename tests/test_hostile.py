"""Broken and hostile input: nothing crashes a reader, a loader or a rule, and nothing takes more than linear time.

Long runs: benchmarks/fuzz/run.py. What crashed once is kept here.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks" / "fuzz"))

import targets

from auditor.engine import Options, audit_bytes, select_rules
from auditor.facts_file import load as load_facts
from auditor.reading import ReadError, read
from auditor.resources import Resources
from auditor.rulebook import load

RULES = select_rules(load(), Options())
RUNS = {"audit_prose": 25, "audit_report": 10, "audit_table": 40, "read_pdf": 10, "load_facts_file": 60}
UNITS = [
    *"一的馆1“”\"（）《、，。 \t|a万亿年%—….：；！村是0#*-/_×😀\n",
    "一、", "1. ", "（1）", "第一章", "1月1日", "1人、", "一、\n", "1.\n", "1月1日\n", "甲\n", "甲\t1\n",
    "其中1人，", "共1项，", "“”", "（）", "张三、", "甲\u200b", "一是", "11个", "| 1 ", "<td>", "<b>", "&amp;",
]  # fmt: skip
SMALL, LARGE = 4_000, 16_000
WORST = 2.2 * LARGE / SMALL
SOON = 0.8


@pytest.mark.parametrize("name", targets.TARGETS)
def test_random_input_is_read_or_refused(name: str) -> None:
    for number in range(RUNS.get(name, 100)):
        targets.TARGETS[name](Random(f"ci {number}"))


def seconds(unit: str, size: int) -> float:
    data = ("报告\n" + (unit * (size // len(unit) + 1))[:size] + "\n").encode()
    started = time.process_time()
    result = audit_bytes(data, "a.html" if unit[0] in "<&" else "a.txt", Options(), RULES)
    spent = time.process_time() - started
    assert [finding.message for finding in result.findings if finding.rule == "AUD001"] == []
    return spent


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_one_thing_over_and_over_takes_linear_time(unit: str) -> None:
    small, large = seconds(unit, SMALL), seconds(unit, LARGE)
    if large > SOON and large > WORST * small:  # a busy machine: measure again before calling it a hang
        small, large = seconds(unit, SMALL), seconds(unit, LARGE)
    assert large <= max(SOON, WORST * small)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<table><th>年</th><", "a.html"),
        ("<table><td>2</td>馆</table>", "a.html"),
        ("甲，\n- \n乙", "a.md"),
        ("甲\n\\\n乙", "a.md"),
        ("> \n乙", "a.md"),
    ],
)
def test_what_crashed_once_is_read(text: str, name: str) -> None:
    assert read(text.encode(), name).text


@pytest.mark.parametrize(
    "change",
    [
        lambda table: table["document"].update(blocks=[]),
        lambda table: table["document"].update(notes=[["甲"]]),
        lambda table: table["facts"]["quantities"][0].update(point=None),
        lambda table: table["facts"]["dates"][0].update(end=10**9),
    ],
)
def test_facts_that_fit_no_document_are_refused(change: object) -> None:
    import json

    table = json.loads(targets._facts())
    change(table)  # type: ignore[operator]
    with pytest.raises(ReadError):
        load_facts(json.dumps(table).encode(), "a.json", Resources())
