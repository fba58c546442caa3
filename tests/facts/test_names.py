"""Names: what is found, what counts as one name, and that the work stays linear."""

from __future__ import annotations

import time

import pytest

from auditor.facts import Facts
from auditor.facts.names_compare import align
from auditor.facts.names_edits import difference
from auditor.reading import read


def facts(text: str) -> Facts:
    return Facts(read(text.encode(), "names.txt"))


def forms(text: str, kind: str) -> set[str]:
    return {name.form for name in facts(text).names.names if name.kind == kind}


def test_bodies_and_places_are_cut_at_verbs() -> None:
    found = forms("馆员组织读者参观林觉非故居，并走进白石县人民医院。", "body")
    assert {"林觉非故居", "白石县人民医院"} <= found


def test_names_are_found_in_prose_cells_and_headings() -> None:
    text = (
        "# 白石县图书馆概况\n\n白石县图书馆新馆开放。\n\n| 单位 | 数量 |\n|---|---|\n| 白石县图书馆 | 3 |\n"
    )
    document = read(text.encode(), "names.md")
    names = {name.form: name for name in Facts(document).names.names}
    assert len(names["白石县图书馆"].places) == 3


def test_titles_works_and_headed_titles() -> None:
    text = "“灯火万家”诗词朗诵会上朗读了《河声集》。"
    assert forms(text, "title") == {"灯火万家"}
    assert forms(text, "work") == {"河声集"}
    assert [n.tail for n in facts(text).names.names if n.kind == "headed"] == ["诗词朗诵会"]


@pytest.mark.parametrize(
    ("a", "b", "gap"),
    [
        ("临溪市文化广电和旅游局", "临溪市文化和旅游局", ("广电", "")),
        ("广大读者走进青禾城市书房", "青禾城市书屋", ("房", "屋")),
        ("清风廉韵", "廉韵清风", ("清风廉韵", "廉韵清风")),
    ],
)
def test_align_finds_the_gap(a: str, b: str, gap: tuple[str, str]) -> None:
    found = align(a, b)
    assert found is not None
    assert (found.a, found.b) == gap


def test_align_gives_nothing_for_a_name_and_its_end() -> None:
    assert align("省文化和旅游厅", "文化和旅游厅") is None


@pytest.mark.parametrize(
    ("written", "phrase", "kind"),
    [
        ("社会统一信用代码", "统一社会信用代码", "swap"),
        ("国家公共文化体系示范区", "国家公共文化服务体系示范区", "missing"),
        ("中国人民政治协商会意", "中国人民政治协商会议", "other"),
    ],
)
def test_difference_of_set_phrases(written: str, phrase: str, kind: str) -> None:
    edit = difference(written, phrase)
    assert edit is not None
    assert edit.kind == kind


def test_numbers_are_no_misquotation() -> None:
    assert difference("庆祝中国共产党成立95周年", "庆祝中国共产党成立100周年") is None


def _many(count: int) -> str:
    chars = [chr(0x4E00 + (i * 37) % 5000) + chr(0x4E00 + (i * 91) % 4999) for i in range(count)]
    return "".join(f"临溪市{pair}图书馆接待“{pair}声岁月”读者。\n" for pair in chars)


def test_comparisons_grow_with_the_text_only() -> None:
    small, large = facts(_many(400)).names, facts(_many(1600)).names
    assert large.compared <= 8 * len(large.names)
    assert large.compared <= 6 * max(small.compared, 400)


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["馆" * 60_000, "市局" * 30_000, "张三丰、" * 15_000, "“" * 20_000, "A" * 60_000, "1" * 60_000,
     "学习党的二十大和" * 7_000, "中共市委临溪党校" * 7_000, "习近平新时代" * 10_000, "更名为" * 20_000],
    ids=lambda text: text[:6],
)  # fmt: skip
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    found = facts(text)
    _ = found.sentences, found.marks, found.dates
    began = time.perf_counter()
    _ = (
        found.name_clusters,
        found.misquotes,
        found.spellings,
        found.odd_surnames,
        found.markings,
        found.brands,
    )
    _ = found.meetings, found.latin_names, found.misordered_names, found.foreign_bodies, found.early_names
    assert time.perf_counter() - began < 20
