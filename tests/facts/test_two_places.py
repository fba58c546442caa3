"""One thing in two places: what must be told and what must not, on short texts of many fields; the work is linear."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from auditor.facts import Facts
from auditor.facts import relations_measures as same
from auditor.facts import relations_occasions as occasions
from auditor.facts import relations_retold as retold
from auditor.facts import relations_rosters as rosters
from auditor.facts import relations_wholes as wholes
from auditor.facts.phrases import Phrases
from auditor.reading import read
from auditor.resources import Resources

CASES = tomllib.loads((Path(__file__).parent / "two_places.toml").read_text(encoding="utf-8"))["case"]
EXTRACTORS = (same, occasions, retold, rosters, wholes)


def facts_of(text: str) -> Facts:
    return Facts(read(text.encode(), "report.txt"), Resources())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}-{case['text'][:24]}")
def test_only_what_contradicts_is_told(case: dict[str, str]) -> None:
    facts = facts_of(case["text"])
    assert {relation.kind for relation in facts.contradictions} == ({case["kind"]} - {""})
    assert facts.failures == []


def test_what_agrees_is_recorded() -> None:
    facts = facts_of(
        "一、总体\n2023年，全院完成手术4213台次，开展消防演练1次。\n二、骨科\n2023年，骨科完成手术1213台次。\n"
        "三、会议\n分别于1月12日、7月5日召开职工代表大会。全年召开职工代表大会2次。\n"
    )
    assert {(relation.kind, relation.verdict) for relation in facts.relations} >= {
        ("part-elsewhere", "consistent"),
        ("occasions", "consistent"),
    }


def test_a_chronicle_that_tells_of_fewer_settles_nothing() -> None:
    facts = facts_of(
        "一、总结\n全年开展消防演练5次。\n二、2023年大事记\n1．3月1日，开展消防演练。\n2．5月4日，召开大会。\n3．9月1日，开展消防演练。\n"
    )
    (relation,) = (relation for relation in facts.relations if relation.kind == "occasions")
    assert (relation.verdict, relation.reason != "") == ("unknown", True)


def test_phrases_are_found_wherever_they_stand() -> None:
    found = list(Phrases(["消防演练", "消防演练总结", "读书会"]).find("读书会、消防演练总结会", 0, 11))
    assert found == [("读书会", 0), ("消防演练", 4), ("消防演练总结", 4)]
    assert list(Phrases(["读书会"]).find("读书会", 0, 2)) == []


def lines_run(work: Callable[[], Any]) -> int:
    """How many lines of the auditor's own code ``work`` runs."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if "auditor" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def report(size: int) -> str:
    """A report of about ``size`` characters: the clean and the broken cases over and over, each numbered apart."""
    pieces: list[str] = []
    length = at = 0
    while length < size:
        text = CASES[at % len(CASES)]["text"]
        pieces.append(f"第{at + 1}部分\n" + text if at % 3 else text)
        length, at = length + len(pieces[-1]), at + 1
    return "".join(pieces)


def work(text: str) -> int:
    facts = facts_of(text)
    for kind in ("mentions", "measures", "said", "events", "counted_lists", "sentences", "pack_names"):
        getattr(facts, kind)

    def extract() -> None:
        for module in EXTRACTORS:
            module.extract(facts)

    return lines_run(extract)


@pytest.mark.slow
def test_the_work_on_a_megabyte_is_linear() -> None:
    small, large = work(report(62_500)), work(report(1_000_000 // 3))
    assert large < 1.3 * small * (1_000_000 / 3) / 62_500


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "全馆接待读者6万人次。\n少儿部接待读者8万人次。\n",
        "在甲村、乙村、丙村建立了服务点，",
        "新设服务点3个：甲村、乙村、丙村。\n",
        "开展消防演练2次。\n1月2日，开展消防演练。\n",
        "举办“读书日”活动，参加120人。\n",
        "分别于1月2日、3月4日召开大会，",
        "、",
        "在",
        "于1月2日",
        "全",
        "“甲乙丙”",
        "开展",
    ],
)
def test_one_thing_over_and_over_is_linear(unit: str) -> None:
    small, large = (work((unit * (size // len(unit))) + "\n") for size in (10_000, 40_000))
    assert large < 5 * small + 20_000
