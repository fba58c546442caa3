"""Chronicles, their entries, and which date is an entry's own."""

from __future__ import annotations

from auditor.facts import Facts
from auditor.facts.events import Event
from auditor.facts.order import to_move
from auditor.reading.plain import read_plain


def read(text: str) -> Facts:
    return Facts(read_plain(text, "report.txt"))


def own(facts: Facts, event: Event) -> str:
    return facts.document.text[event.date.start : event.date.end] if event.date else ""


def test_the_date_of_an_entry() -> None:
    facts = read(
        "2022年桂湖馆大事记\n"
        "3月份\n"
        "1、在3月5日“志愿者日”到来之际，桂湖馆于3月3日下午慰问工地。\n"
        "2、《办法》自2021年1月1日起施行，桂湖馆于3月24日组织学习。\n"
        "3、2022年是建馆十周年，桂湖馆在3月26日举办座谈会。\n"
        "4、为弘扬家风。3月28日，桂湖馆举办故事会。\n"
        "5、桂湖馆3月29日送书下乡。\n"
        "6、观看“3月30日启幕”直播。\n"
    )
    (chronicle,) = facts.chronicles
    assert chronicle.kind == "heading" and chronicle.numbered
    assert [own(facts, event) for event in chronicle.events] == [
        "3月3日",
        "3月24日",
        "3月26日",
        "3月28日",
        "3月29日",
        "",
    ]
    assert [event.placing for event in chronicle.events][:5] == [
        "preposition",
        "preposition",
        "preposition",
        "clause",
        "inside",
    ]


def test_a_list_of_dated_entries_is_a_chronicle() -> None:
    entries = "".join(f"{month}月{month}日，举办{'民乐合唱' * month}音乐会。\n" for month in range(1, 8))
    facts = read("年度活动\n" + entries + "合唱团人数增加。\n")
    (chronicle,) = facts.chronicles
    assert chronicle.kind == "list" and len(chronicle.events) == 8


def test_prose_is_no_chronicle() -> None:
    facts = read("2022年工作总结\n一、概况\n2022年，外借3万册。\n5月6日，开幕。\n设备更新完成。\n")
    assert facts.chronicles == ()


def test_year_headings() -> None:
    facts = read(
        "馆史纪事\n**2019年**\n\n3月2日，成立修复室。\n\n9月9日，新库房启用。\n\n**2020年**\n\n4月6日，揭牌。\n"
    )
    (chronicle,) = facts.chronicles
    assert [event.date.first for event in chronicle.events if event.date] == [
        (2019, 3, 2),
        (2019, 9, 9),
        (2020, 4, 6),
    ]


def test_short_dates() -> None:
    facts = read("2022年大事记\n1.8　召开部署会\n3.15 开展宣传\n7.20 举办夏令营\n")
    (chronicle,) = facts.chronicles
    assert [event.date.first for event in chronicle.events if event.date] == [
        (2022, 1, 8),
        (2022, 3, 15),
        (2022, 7, 20),
    ]


def test_several_days_place_and_titles() -> None:
    facts = read(
        "2022年大事记\n1. 3月4日，在一楼展厅举办“春风拂面”画展。\n"
        "2. 参观活动。4月9日、4月14日、5月3日，接待幼儿园。\n3. 6月1日，开放。\n"
    )
    first, second, _ = facts.events
    assert first.place == "一楼展厅" and first.titles == ("春风拂面",)
    assert second.several and second.date and second.date.last == (2022, 5, 3)


def test_fewest_to_move() -> None:
    day = [(value, value) for value in (1, 2, 9, 3, 4)]
    assert to_move(day) == [2]
    assert to_move([(5, 5), (3, 3)]) == [1]
    assert to_move([(1, 9), (4, 4), (2, 6), (5, 5)]) == []
    assert to_move([]) == []
    assert to_move([(value, value) for value in range(3000, 0, -1)])[:1] == [1]


def test_longest_run_against_brute_force() -> None:
    from itertools import combinations, product

    spans = [(a, b) for a in range(3) for b in range(a, 3)]
    for items in product(spans, repeat=4):
        moved = to_move(items)
        left = [item for at, item in enumerate(items) if at not in moved]
        assert all(a[0] <= b[1] for a, b in combinations(left, 2))
        best = max(
            size
            for size in range(len(items) + 1)
            if any(all(a[0] <= b[1] for a, b in combinations(kept, 2)) for kept in combinations(items, size))
        )
        assert len(left) == best
