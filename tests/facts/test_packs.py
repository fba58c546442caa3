"""Packs: what their files may hold, when they apply, and that the shipped ones are sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.facts import Facts
from auditor.facts.pack_expression import ExpressionError
from auditor.facts.packs import PackError, build, key, known, read
from auditor.reading import read as read_report
from auditor.resources import Resources

A, B, C = ({"name": name} for name in "甲乙丙")


def test_shipped_packs_are_sound() -> None:
    packs = {pack.name: pack for pack in known()}
    assert {"public-library", "government-budget", "statistics"} <= set(packs)
    for pack in packs.values():
        assert all(relation.source and relation.why for relation in pack.relations), pack.name


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("其中：书库面积（平方米）", "书库面积"),
        ("1、图书", "图书"),
        ("“三公”经费", "三公经费"),
        ("因公出国（境）费", "因公出国境费"),
        ("行政运行（项）", "行政运行"),
        ("二、藏 量", "藏量"),
    ],
)
def test_key(label: str, expected: str) -> None:
    assert key(label) == expected


@pytest.mark.parametrize(
    "table",
    [
        {"measure": [A], "relation": [{"relation": "甲 = 乙"}]},
        {"measure": [A, B], "relation": [{"relation": "甲 = 乙", "optional": ["丙"]}]},
        {"measure": [A, B, C], "relation": [{"relation": "甲 = 乙 + 丙"}, {"relation": "乙 = 甲 − 丙"}]},
        {"measure": [{"name": "甲", "aliases": ["同"]}, {"name": "乙", "aliases": ["同"]}]},
        {"measure": [{"name": "甲", "units": ["不是单位"]}]},
        {"measure": [{"name": "甲", "kind": "else"}]},
        {"measure": [{"name": "甲", "regex": ".*"}]},
        {"measures": []},
        {"measure": [A, B], "relation": [{"relation": "甲 = 乙 +"}]},
    ],
)
def test_faulty_data_are_refused(table: dict[str, object]) -> None:
    with pytest.raises((PackError, ExpressionError)):
        build(table, "x")


def test_the_fault_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "measures.toml"
    path.write_text('[[measure]]\nname = "甲"\n[[relation]]\nrelation = "甲 = 乙"\n', encoding="utf-8")
    with pytest.raises(PackError, match=r"measures[.]toml.*乙"):
        read(path)


def packs_of(text: str, resources: Resources | None = None) -> list[str]:
    return [pack.name for pack in Facts(read_report(text.encode(), "x.txt"), resources).packs]


def test_a_pack_applies_where_its_markers_are_seen() -> None:
    assert packs_of("本县地区生产总值和第三产业都有增长。") == ["statistics"]
    assert packs_of("今天天气很好。") == []


def test_a_pack_applies_on_demand() -> None:
    assert packs_of("今天天气很好。", Resources(packs=frozenset({"statistics"}))) == ["statistics"]


def test_own_packs_are_read(tmp_path: Path) -> None:
    folder = tmp_path / "venues"
    folder.mkdir()
    (folder / "measures.toml").write_text(
        'markers = ["体育场馆"]\n[[measure]]\nname = "甲"\n', encoding="utf-8"
    )
    assert packs_of("体育场馆开放。", Resources(folders=(tmp_path,))) == ["venues"]


def test_the_same_measure_under_two_names_is_compared_in_the_prose() -> None:
    text = (
        "一、读者服务\n全年接待到馆读者12.4万人次，阅读推广活动丰富多彩。\n二、存在问题\n"
        "场地不足，全年入馆人次{}万人次，图书馆的阅览座席十分紧张。\n"
    )
    for number, expected in (("12.4", "consistent"), ("14.2", "inconsistent")):
        facts = Facts(read_report(text.format(number).encode(), "x.txt"))
        told = [relation for relation in facts.relations if relation.evidence == "measure:pack"]
        assert [relation.verdict for relation in told] == [expected]
