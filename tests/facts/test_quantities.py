"""Quantities: what counts, what it stands for, and what is no quantity at all."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.facts.quantities import Quantity, extract
from auditor.interval import EVERYTHING, at_least, at_most, exactly

SHARED = Path(__file__).resolve().parents[2] / "../shared"


def one(text: str) -> Quantity:
    (quantity,) = extract(text)
    return quantity


def spans(text: str) -> list[str]:
    return [text[quantity.start : quantity.end] for quantity in extract(text)]


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "dimension"),
    [
        ("全年接待85 万余人次。", "85 万余人次", 850000, 860000, "visit"),
        ("新购约2,260册。", "约2,260册", 2147, 2373, "book"),
        ("捐书500余册。", "500余册", 500, 600, "book"),
        ("走访10余次。", "10余次", 10, 20, "time"),
        ("讲座150 余场", "150 余场", 150, 160, "session"),
        ("下载17.38万余次", "17.38万余次", 173800, 173900, "time"),
        ("近千名学生", "近千名", 900, 1000, "noun"),
        ("百余篇稿件", "百余篇", 100, 200, "article"),
        ("来了十几名志愿者", "十几名", 10, 20, "noun"),
        ("三四十人到场", "三四十人", 30, 50, "person"),
        ("数百册旧书", "数百册", 200, 1000, "book"),
        ("捐款2.3—2.5万元", "2.3—2.5万元", 22500, 26000, "money"),
        ("投入5亿元至10亿元", "5亿元至10亿元", 450000000, 1100000000, "money"),
        ("增幅10%~20%", "10%~20%", Fraction(95, 1000), Fraction(21, 100), "percent"),
        ("占百分之五", "百分之五", Fraction(45, 1000), Fraction(6, 100), "percent"),
        ("超额的九成", "九成", Fraction(85, 100), 1, "percent"),
        ("提高0.9个百分点", "0.9个百分点", Fraction(85, 10000), Fraction(1, 100), "point"),
        ("覆盖1亿3千多万人", "1亿3千多万人", 130000000, 140000000, "person"),
        ("减负3万多亿元", "3万多亿元", 3 * 10**12, 4 * 10**12, "money"),
        ("新设1万6千多户", "1万6千多户", 16000, 17000, "household"),
        ("约50人左右", "约50人左右", Fraction(95, 2), Fraction(105, 2), "person"),
        ("办了三个多月", "三个多月", 3, 4, "month"),
        ("共3万册", "3万册", 25000, 40000, "book"),
        ("支出12.50元", "12.50元", Fraction(12495, 1000), Fraction(1251, 100), "money"),
        ("面积300平方米", "300平方米", Fraction(599, 2), 301, "area"),
        ("每头600元/头", "600元/头", Fraction(1199, 2), 601, "money/livestock"),
        ("经费0万元", "0万元", 0, 10000, "money"),
    ],
)
def test_spans_and_values(text: str, span: str, low: Fraction, high: Fraction, dimension: str) -> None:
    quantity = one(text)
    assert text[quantity.start : quantity.end] == span
    assert (quantity.value.low, quantity.value.high) == (low, high)
    assert quantity.dimension == dimension


def test_whole_numbers_of_counters_are_exact() -> None:
    assert one("藏书1352册").value == exactly(1352)
    assert one("办展两场").value == exactly(2)
    assert one("参加者八百四十一人").value == exactly(841)
    assert one("参加者8.4731万人").value == exactly(84731)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("参加者100人以上", at_least(100)),
        ("参加者不少于100人", at_least(100)),
        ("参加者超过100人", at_least(100, strict=True)),
        ("参加者逾百人", at_least(100, strict=True)),
        ("参加者上百人", at_least(100)),
        ("参加者不足10人", at_most(10, strict=True)),
        ("参加者不超过10人", at_most(10)),
        ("造价3000.00万元及以下", at_most(30000000)),
    ],
)
def test_bounds_are_open_ended(text: str, value: object) -> None:
    assert one(text).value == value


def test_printed_numbers_can_be_shown_again() -> None:
    quantity = one("收入3.66万元")
    assert quantity.point == 36600 and quantity.point / quantity.scale == Fraction("3.66")
    assert (quantity.label, quantity.unit, quantity.step) == ("万元", "元", 100)
    assert quantity.number == (2, 7)


def test_maximum_is_a_kind_and_no_bound() -> None:
    quantity = one("在线人数最高达到3.66万人")
    assert quantity.extreme == "maximum"
    assert quantity.value.low == 36550


def test_neighbours_form_a_group_only_when_side_by_side() -> None:
    titles, books, extra = extract("购书120种350册，画册8册")
    assert titles.group == books.group == 0
    assert extra.group == -1
    assert [q.group for q in extract("报刊30种，50册")] == [-1, -1]


def test_a_list_shares_the_unit_of_its_last_number() -> None:
    shares = extract("比重分别提高0.9、5.9个百分点")
    assert [(q.unit, q.inherited) for q in shares] == [("个百分点", True), ("个百分点", False)]
    people = extract("人数分别为12、15和18人")
    assert [q.point for q in people] == [12, 15, 18]
    money = extract("两年分别投入3.2、4.5万元")
    assert [q.point for q in money[-2:]] == [32000, 45000]


def test_ratios_fractions_and_multiples() -> None:
    assert [q.kind for q in extract("三产之比为3.9：59.5：36.6")] == ["ratio"] * 3
    assert len({q.group for q in extract("男女比例为3:7")}) == 1
    assert extract("每天19:30开放，8：30闭馆") == ()
    assert one("占三分之一").kind == "fraction"
    assert one("产值翻一番").point == 2 and one("产值翻两番").point == 4
    assert one("增长两倍").kind == "multiple"
    assert one("减少一半").value.contains(Fraction(1, 2))


def test_negative_numbers() -> None:
    assert one("增长-3.5%").point == Fraction(-35, 1000)
    assert one("增速为负2.1%").point == Fraction(-21, 1000)
    assert one("甲-3号楼有5人").point == 5


def test_from_to_is_a_change_and_no_range() -> None:
    assert [q.point for q in extract("从54人到82人")] == [54, 82]
    assert one("54人到82人").upper == 82


@pytest.mark.parametrize(
    "text",
    [
        "2021年7月15日8时30分",
        "2021—2023年",
        "4-6月",
        "12月22-25日",
        "二〇二一年",
        "文号〔2021〕3号",
        "联系电话：3930221",
        "电话0391-3930221",
        "邮编：454000",
        "全国5A级景区",
        "“十四五”规划",
        "三会一课",
        "四个全面",
        "一带一路",
        "第三次普查",
        "第1期至第3期",
        "第一、二、三批",
        "第十二届三次会议",
        "二期工程",
        "电厂三期并网",
        "精神(十九大)",
        "使用A4纸和H1N1试剂",
        "《三十六计五篇》",
        "“双百场演出”",
        "统一部署，进一步加强",
        "一是加强，二是巩固",
        "十分重要，百家争鸣",
        "每周三开放",
        "前3名",
        "1. 总体情况\n2、人员",
        "三年级学生",
        "20年代",
        "一起参加",
        "同一个目标",
        "队伍人数",
        "版本1.2.3",
        "节约用水，合约到期",
        "一件一件办好",
        "4．2025年预算",
        "见http://a.cn/12个/3人",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("组建5支队伍，支付5笔", ["5支", "5笔"]),
        ("最近3次会议", ["3次"]),
        ("节约20万元", ["20万元"]),
        ("近三年来办展40场", ["三年", "40场"]),
        ("2.3个项目", ["3个"]),
        ("惠及读者达到150万。", ["150万"]),
        ("投入50余万资金", ["50余万"]),
        ("指数为100.7，", ["100.7"]),
        ("12项目标任务", ["12项"]),
        ("50本书和3部长篇", ["50本", "3部"]),
        ("五大篇章", ["五大"]),
        ("两个5A级景区", ["两个"]),
        ("比去年的519人多招46人", ["519人", "46人"]),
        ("用时56分21秒", []),
        ("听众达十余万人次", ["十余万人次"]),
        ("接听231通，通过3项", ["231通", "3项"]),
    ],
)
def test_neighbouring_words_decide(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


def test_one_with_a_counter_may_be_an_article() -> None:
    assert one("提供一个良好环境").article
    assert not one("新建1个馆").article


def test_malformed_numbers_are_facts() -> None:
    for text, fault in (("共1.25.3万册", "dots"), ("共12,34册", "grouping"), ("共1,2345册", "grouping")):
        quantity = one(text)
        assert quantity.malformed == fault
        assert quantity.value == EVERYTHING
    assert one("共1,234册").malformed == ""


def test_ignored_spans_hold_no_numbers() -> None:
    text = "3.5个读书点"
    assert one(text).point == 5
    assert one("1.25万元入账").point == 12500
    assert extract("1.25万元入账", [(0, 2)])[0].point == 250000


SIGNS = "0123456789.,%-—~、，。：（）“”《》第约近超余多几一二三十百千万亿个人册元场次年月日时分成倍/ \n"
WORDS = ["人次", "以上", "分之", "百分点", "最高达到", "翻一番", "其中", "2021年", "12,34", "左右"]
PIECES = st.sampled_from([*SIGNS, *WORDS])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_spans_are_inside_the_text_and_never_overlap(text: str) -> None:
    end = 0
    for quantity in extract(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.start <= quantity.number[0] < quantity.number[1] <= quantity.end
        assert quantity.inherited or quantity.malformed or quantity.value.holds(quantity.value)
        end = quantity.end


@given(st.integers(1, 10**6), st.sampled_from(["册", "人", "场", "件", "张"]))
def test_a_printed_count_is_read_back(value: int, unit: str) -> None:
    assert one(f"共{value}{unit}。").value == exactly(value)
    assert one(f"共{value:,}{unit}。").value == exactly(value)


@pytest.mark.parametrize(
    "unit",
    ["1", "一", "万", "“", "《", "、", "1,", "1.", "1-", "1:", "约", "近了", "翻了", " ", "（", "http://"],
)
def test_a_megabyte_of_one_sign_is_read_in_one_pass(unit: str) -> None:
    assert extract(unit * (10**6 // len(unit))) == ()


@pytest.mark.skipif(not SHARED.exists(), reason="development texts are not here")
def test_real_reports_hold_quantities_and_no_malformed_ones() -> None:
    for path in sorted((SHARED / "real").glob("*.txt")):
        found = extract(path.read_text(encoding="utf-8"))
        assert len(found) > 10 or path.name.startswith("report")
        assert not [q for q in found if q.malformed]
