"""Changes against their two numbers: size, direction, base, balance, reason."""

import time

import pytest

from auditor.facts import Facts
from auditor.facts.relations import Relation
from auditor.facts.relations_changes import extract
from auditor.reading import read


def relations(text: str) -> tuple[Relation, ...]:
    return extract(Facts(read(text.encode(), "report.txt")))


def wrong(text: str) -> list[tuple[str, str]]:
    return [(r.kind, r.expression) for r in relations(text) if r.verdict == "inconsistent"]


@pytest.mark.parametrize(
    ("text", "kind", "arithmetic"),
    [
        ("采暖面积由320万平方米增至360万平方米，增长15.2%。", "change", "（360−320）÷320=12.5%"),
        ("接种疫苗8400剂次，比上年7000剂次增加2400剂次。", "change", "8400−7000=1400剂次"),
        ("注册志愿者330人，比上年增加30人，增长20%。", "change", "30÷（330−30）=10%"),
        ("接报火情45起，上年60起，同比增加15起。", "direction", "45−60=−15起"),
        ("药品占比由26.1%下降到27.4%。", "direction", "27.4%>26.1%"),
        ("漏损率由18.5%降至12.3%，下降7.2个百分点。", "change", "12.3%−18.5%=−6.2个百分点"),
        ("下载360万次，是上年同期120万次的4.5倍。", "change", "360÷120=3倍"),
        ("社团由20家发展到50家，增长2.5倍。", "change", "（50−20）÷20=1.5倍"),
        ("上年募捐50000元。今年募捐80000元，增长40%。", "change", "（80000−50000）÷50000=60%"),
        ("2021年招生500人。\n2022年招生600人，比2021年增加80人。", "change", "600−500=100人"),
        ("与去年同期的150件相比，今年受理180件，上升30%。", "change", "（180−150）÷150=20%"),
        ("投诉量下降35%，由200件降到150件。", "change", "（150−200）÷200=−25%"),
        ("年初库存200台，购入60台，报废25台，年末库存253台。", "change", "200+60−25=235台"),
        (
            "门诊8000人次、住院520人次，上年分别为4000人次、500人次，分别增长100%、9%。",
            "change",
            "（520−500）÷500=4%",
        ),
        ("本年购车支出18.6万元，上年支出0万元，增长100%。", "change", "基数为0，不能计算增长率"),
        ("培训费上年无此项支出，本年2.4万元，增长100%。", "change", "基数为0，不能计算增长率"),
        ("招待费支出比上年减少1.70万元，主要原因是批次增加。", "direction", "前面说减少，原因却是增加"),
    ],
)
def test_a_wrong_change_is_told_once_with_its_arithmetic(text: str, kind: str, arithmetic: str) -> None:
    assert wrong(text) == [(kind, arithmetic)]


@pytest.mark.parametrize(
    "text",
    [
        "会员由2019年的60万人增加到2022年的90万人，同比增长8%。",
        "全年接待观众36万人次，其中上半年14万人次，同比增长12%。",
        "年初预算安排500万元，调整后620万元，实际支出580万元，比上年增长10%。",
        "2022年非税收入120万元。\n2023年全年收入560万元，同比增长8%。",
        "图书外借由上年的50万册次增加到60万册次，增长20%，比前年增长35%。",
        "生产总值350亿元，上年为330亿元，增长5.2%。",
        "出生人口3200人，死亡人口2800人，净增400人，增长0.1%。",
        "甲馆接待200人次，乙馆接待300人次，两馆上年共接待450人次，合计增长11.1%。",
        "研发投入由2018年的2亿元增加到2022年的4亿元，年均增长18.9%。",
        "全年接诊4200人次，其中急诊800人次，比上年的4000人次增加200人次。",
        "新开工项目248个、比上年增加36个，制造业投资增长13.3%。",
        "年末结余减少12万元，主要原因是支出增加。",
        "会议费减少3万元，主要原因是培训费增加、会议次数减少。",
        "教育支出比上年减少20万元，主要原因是上年追加项目支出增加。",
        "年初库存200台，购入60台，年末库存至少230台。",
        "总额由1 6 5 5亿元增加到3 2 5 1亿元。",
    ],
)
def test_what_compares_with_something_else_is_not_told(text: str) -> None:
    assert wrong(text) == []


def test_a_change_that_holds_is_recorded() -> None:
    found = relations("校服费用由每套120元降到每套96元，降低20%。")
    assert {relation.verdict for relation in found} == {"consistent"}
    assert {relation.kind for relation in found} == {"change", "direction"}


def test_the_slip_is_named() -> None:
    (relation,) = relations("出院21460人次，比上年的19870人次增长18.0%。")
    assert relation.repair == "18.0 → 8.0：多一位"


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "增长1%，",
        "由1人增至2人，",
        "上年为1人，",
        "A增加1%，主要原因是",
        "2020年1元，2021年2元，",
        "增",
        "上年",
        "由",
    ],
)
def test_hostile_input_takes_linear_time(unit: str) -> None:
    facts = Facts(read((unit * (60_000 // len(unit))).encode(), "report.txt"))
    _ = facts.mentions
    begun = time.process_time()
    extract(facts)
    assert time.process_time() - begun < 8
