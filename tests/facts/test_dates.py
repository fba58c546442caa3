"""Dates: every common form, what is no date, inheritance, and time on hostile input."""

from __future__ import annotations

import datetime
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.facts import Facts
from auditor.facts.dates import Date
from auditor.facts.dates_grammar import scan
from auditor.facts.dates_times import extract as times
from auditor.facts.dates_tokens import han_number
from auditor.reading.plain import read_plain
from auditor.resources import Resources


def dates(text: str, year: int | None = None) -> list[tuple[str, Date]]:
    facts = Facts(read_plain(text, "report.txt"), Resources(year=year))
    return [(facts.document.text[date.start : date.end], date) for date in facts.dates]


@pytest.mark.parametrize(
    ("text", "shown", "first", "last", "precision"),
    [
        ("2022年7月15日下午开会。", "2022年7月15日", (2022, 7, 15), (2022, 7, 15), "day"),
        ("于 7 月 15 日下午开会。", "7月15日", (2022, 7, 15), (2022, 7, 15), "day"),
        ("填表日期：2022-07-15", "2022-07-15", (2022, 7, 15), (2022, 7, 15), "day"),
        ("日期2022/7/5。", "2022/7/5", (2022, 7, 5), (2022, 7, 5), "day"),
        ("9月15日—30日展出。", "9月15日—30日", (2022, 9, 15), (2022, 9, 30), "range"),
        ("9月15日至10月3日展出。", "9月15日至10月3日", (2022, 9, 15), (2022, 10, 3), "range"),
        ("12月22-25日培训。", "12月22-25日", (2022, 12, 22), (2022, 12, 25), "range"),
        ("4-6月巡展。", "4-6月", (2022, 4, 1), (2022, 6, 30), "range"),
        ("4月23日——8月，展出。", "4月23日——8月", (2022, 4, 23), (2022, 8, 31), "range"),
        ("二〇二二年七月十五日，开会。", "二〇二二年七月十五日", (2022, 7, 15), (2022, 7, 15), "day"),
        ("二○二二年十二月，开会。", "二○二二年十二月", (2022, 12, 1), (2022, 12, 31), "month"),
        ("上半年外借3万册。", "上半年", (2022, 1, 1), (2022, 6, 30), "half"),
        ("一季度外借3万册。", "一季度", (2022, 1, 1), (2022, 3, 31), "quarter"),
        ("前三季度外借3万册。", "前三季度", (2022, 1, 1), (2022, 9, 30), "quarter"),
        ("5月中旬开工。", "5月中旬", (2022, 5, 11), (2022, 5, 20), "part"),
        ("截至10月底，共45人。", "10月底", (2022, 10, 25), (2022, 10, 31), "part"),
        ("10月1日（星期六）至7日休馆。", "10月1日（星期六）至7日", (2022, 10, 1), (2022, 10, 7), "range"),
        ("11月20日至3月10日开放冰场。", "11月20日至3月10日", (2022, 11, 20), (2023, 3, 10), "range"),
        ("21年3月4日开会。", "21年3月4日", (2021, 3, 4), (2021, 3, 4), "day"),
        ("去年12月开工。", "去年12月", (2021, 12, 1), (2021, 12, 31), "month"),
        ("2018年至今服务不断。", "2018年至今", (2018, 1, 1), (2018, 12, 31), "year"),
    ],
)
def test_forms(text: str, shown: str, first: tuple[int, ...], last: tuple[int, ...], precision: str) -> None:
    found = dates(text, 2022)
    assert (found[0][0], found[0][1].first, found[0][1].last, found[0][1].precision) == (
        shown,
        first,
        last,
        precision,
    )


@pytest.mark.parametrize(
    "text",
    [
        "“十四五”规划与4·23读书日。",
        "版本2.5.13，文号〔2022〕15号，比例3:20，开放到20:30。",
        "需15日内办结，45日结业，12个月为一期，18月龄可入托。",
        "馆藏2021.5万册，IP 10.2.30.1，金额3,201年均。",
        "十月革命的故事，近日、连日、每月一查。",
    ],
)
def test_not_dates(text: str) -> None:
    assert dates(text) == []


def test_lists_inherit_the_month() -> None:
    found = dates("9月23日，24日，走进小学；4月9日、14日、19日接待来访。", 2022)
    assert [(date.first[1], date.first[2]) for _, date in found] == [
        (9, 23),
        (9, 24),
        (4, 9),
        (4, 14),
        (4, 19),
    ]


def test_inheritance_from_headings_and_title() -> None:
    text = "2022年桂湖美术馆大事记\n3月份\n1、3月6日，开幕。\n2、于15日闭幕。\n"
    found = dict(dates(text))
    assert found["3月6日"].first == (2022, 3, 6) and found["3月6日"].year_from == "heading"
    assert found["15日"].first == (2022, 3, 15) and found["15日"].month_from == "heading"


def test_a_law_does_not_lend_its_year() -> None:
    text = "2022年桂湖美术馆大事记\n该办法自2020年1月1日起施行，馆内于5月24日组织学习。\n"
    law, event = (date for _, date in dates(text)[1:])
    assert "effective" in law.roles and event.first == (2022, 5, 24)


def test_year_carries_within_a_sentence_only() -> None:
    found = dates("2019年3月开工，9月竣工。5月启用。", 2022)
    assert [date.first[0] for _, date in found] == [2019, 2019, 2022]


def test_the_user_states_the_year() -> None:
    assert dates("3月6日，开幕。")[0][1].first[0] == 0
    assert dates("3月6日，开幕。", 2020)[0][1].first[0] == 2020


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("截至10月底，共45人。", "cutoff"),
        ("办法自1月1日起施行。", "effective"),
        ("在3月5日“志愿者日”到来之际慰问。", "occasion"),
        ("该馆成立于1958年5月1日。", "founding"),
        ("拟于5月6日开工。", "plan"),
        ("观看“7月1日庆典”直播。", "quoted"),
        ("流通点（5月8日）启用。", "bracketed"),
    ],
)
def test_roles(text: str, role: str) -> None:
    assert role in dates(text, 2022)[0][1].roles


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2月30日", "day"),
        ("2022年2月29日", "leap"),
        ("2022年13月", "month"),
        ("9月15日至9月10日", "order"),
        ("2022年5月1日—2021年6月1日", "order"),
        ("2024年2月29日", ""),
        ("2月29日", ""),
    ],
)
def test_problems(text: str, problem: str) -> None:
    assert dates(text)[0][1].problem == problem


def test_times() -> None:
    found = {
        time.problem
        for time in times("5月8日下午25:00，上午9:75，上午14时，每天8:30—24:00，以25:20取胜，配比1:75")
    }
    assert found == {"hour", "minute", "daypart", ""}
    assert [time for time in times("以25:20取胜，配比1:75") if time.problem] == []


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 12, 31)))
def test_every_day_is_read_back(day: datetime.date) -> None:
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day.year}.{day.month}.{day.day}",
    ):
        ((shown, date),) = dates(text)
        assert shown == text and date.interval() == (day, day)


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2090, 12, 31)), st.integers(1, 300))
def test_every_range_is_read_back(day: datetime.date, length: int) -> None:
    last = day + datetime.timedelta(length)
    text = f"{day.year}年{day.month}月{day.day}日至{last.year}年{last.month}月{last.day}日"
    ((shown, date),) = dates(text)
    assert shown == text and date.interval() == (day, last) and date.precision == "range"


@given(st.text(alphabet="0123456789年月日号至—-、，.:/于在截至底上旬季度半全一二十〇 “”（）\n", max_size=60))
def test_spans_stay_in_the_text_and_in_order(text: str) -> None:
    found = list(scan(text))
    assert all(0 <= date.start < date.end <= len(text) for date in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    dates(text)


def test_han_numbers() -> None:
    assert [han_number(text) for text in ("二〇二一", "十", "廿三", "三十一", "十二", "九")] == [
        2021,
        10,
        23,
        31,
        12,
        9,
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["1", "月", "1、", "12-", "2022年", "（", "〇", "9:00至", "日", "十", "2022-01-", "“", "截至"]
)
def test_hostile_input_is_linear(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    for _ in scan(text):
        pass
    assert time.perf_counter() - start < 20


def test_dates_of_the_real_reports() -> None:
    folder = Path(__file__).parents[2] / "../shared/reports"
    if not folder.is_dir():
        pytest.skip("development material is not here")
    for path in sorted(folder.glob("*.txt")):
        facts = Facts(read_plain(path.read_text(encoding="utf-8"), path.name))
        assert facts.report_year == 2021
        assert len(facts.dates) > 50 and all(not date.problem for date in facts.dates)
