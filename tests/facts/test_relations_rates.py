"""Rates against number and total: products, averages, and numbers that only share a sentence."""

import time

import pytest

from auditor.facts import Facts
from auditor.facts.relations import Relation
from auditor.facts.relations_rates import extract
from auditor.reading import read


def relations(text: str) -> tuple[Relation, ...]:
    return extract(Facts(read(text.encode(), "report.txt")))


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        ("为24个班配备急救包，每班3套，共70套。", "3套×24个=72套"),
        ("购置显微镜16台，单价3500元，合同金额58000元。", "3500元×16台=56000元"),
        ("巡诊36次，服务群众1620人次，平均每次服务54人次。", "1620人次÷36次=45人次"),
        ("种植玉米300亩，亩产550公斤，总产量175吨。", "175吨÷300亩=583.33公斤"),
        ("全年用水7200吨，月均用水650吨。", "7200吨÷12个月=600吨"),
        ("向8所学校各赠送球拍15套，共赠送130套。", "15套×8所=120套"),
        ("10套图书共90册，每套8册。", "8册×10套=80册"),
        ("资助学生120人，每人每学期625元，共发放助学金7500元。", "625元×120人=75000元"),
        ("夜校全年开课48期，学员6240人次。每期平均103人次。", "6240人次÷48期=130人次"),
    ],
)
def test_a_wrong_product_shows_its_arithmetic(text: str, arithmetic: str) -> None:
    assert [r.expression for r in relations(text) if r.verdict == "inconsistent"] == [arithmetic]


@pytest.mark.parametrize(
    "text",
    [
        "每期限额25人，全年6期，实际参加146人。",
        "采购台式机12台、笔记本7台，共支出96000元，台式机单价4500元。",
        "采购电脑30台，另购耗材若干，共支出138000元，电脑单价4500元。",
        "全县人口52万人，财政收入12亿元，农民人均可支配收入18000元。",
        "举办讲座24期、展览10场，吸引观众5000人次，讲座平均每期120人次。",
        "4场线下讲座，每场50人，线上观看2000人次。",
        "每月举办2场读书会，全年共举办20场（寒暑假除外）。",
        "近三年年均投入654万元，本年投入993万元。",
        "全校36个班，每班45人，教师160人。",
        "网站全年访问量73万次，日均访问2500次。",
    ],
)
def test_what_only_shares_a_sentence_is_not_told(text: str) -> None:
    assert "inconsistent" not in {relation.verdict for relation in relations(text)}


@pytest.mark.parametrize(
    "text",
    [
        "10套图书共90册，每套9册。",
        "巡诊36次，服务群众1625人次，平均每次服务45人次。",
        "志愿者30人，每人每月补助300元，全年共发放10.8万元。",
        "油菜20.04万亩，亩产157公斤，总产3.15万吨。",
        "春季12场、秋季8场，每场60人，共1200人。",
    ],
)
def test_a_product_that_holds_is_recorded(text: str) -> None:
    assert {relation.verdict for relation in relations(text)} == {"consistent"}


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["每人3份，", "每", "1人，人均1元，共1元，", "均", "每人每", "单价1元，"])
def test_hostile_input_takes_linear_time(unit: str) -> None:
    facts = Facts(read((unit * (60_000 // len(unit))).encode(), "report.txt"))
    _ = facts.mentions
    begun = time.process_time()
    extract(facts)
    assert time.process_time() - begun < 8
