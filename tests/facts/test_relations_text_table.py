"""Text against table: what is one measure, what is not, on short texts of many fields; bounds on hostile input."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from auditor.facts import Facts
from auditor.facts.relations_empty_table import extract as empty
from auditor.facts.relations_text_table import extract
from auditor.reading import read
from auditor.resources import Resources

CASES = {
    "total row": (
        "2023年，医院全年门诊量{0}万人次，出院病人1.42万人次。\n"
        "表1　各科室业务量\n科室\t门诊量（人次）\t出院病人（人次）\n内科\t152300\t6420\n外科\t98600\t4310\n"
        "妇儿科\t112900\t3470\n合计\t363800\t14200\n",
        "36.38",
        "35.6",
    ),
    "row and column": (
        "全县粮食播种面积38.6万亩，粮食总产量{0}万吨，油料总产量2.1万吨。\n"
        "农产品\t播种面积（万亩）\t总产量（万吨）\n粮食\t38.6\t18.6\n油料\t12.4\t2.1\n蔬菜\t8.8\t24.3\n",
        "18.6",
        "16.8",
    ),
    "year columns": (
        "全校现有在校生{0}人，专任教师286人。\n指标\t2023年\t2022年\n在校生（人）\t4286\t4130\n专任教师（人）\t286\t279\n",
        "4286",
        "4268",
    ),
    "earlier year": (
        "2023年实现利润总额9320万元，比2022年的{0}万元增长。\n"
        "指标\t2023年（万元）\t2022年（万元）\n利润总额\t9320\t8460\n净利润\t7922\t7120\n",
        "8460",
        "8640",
    ),
    "rate": (
        "投诉办结率98.2%，管网漏损率{0}%。\n指标\t2022年\t2023年\n投诉办结率（%）\t97.4\t98.2\n管网漏损率（%）\t10.4\t6.9\n",
        "6.9",
        "9.6",
    ),
    "number first": (
        "全县建成34个社区服务站、{0}个农家书屋，配备12台流动服务车。\n设施\t数量\n社区服务站\t34\n农家书屋\t182\n流动服务车\t12\n",
        "182",
        "128",
    ),
    "quarter": (
        "一季度完成税收收入{0}亿元，二季度完成税收收入4.15亿元。\n"
        "季度\t税收收入（亿元）\n一季度\t3.62\n二季度\t4.15\n三季度\t3.98\n四季度\t4.41\n",
        "3.62",
        "3.26",
    ),
    "average": (
        "2023年，城镇居民人均可支配收入{0}元，农村居民人均可支配收入21350元。\n"
        "指标\t2022年\t2023年\n城镇居民人均可支配收入（元）\t40320\t42860\n农村居民人均可支配收入（元）\t19870\t21350\n",
        "42860",
        "42680",
    ),
    "holiday": (
        "春节假期接待游客{0}万人次，五一假期接待游客39.5万人次。\n"
        "假期\t接待游客（万人次）\t旅游收入（亿元）\n元旦\t12.6\t0.62\n春节\t42.8\t3.15\n五一\t39.5\t2.48\n",
        "42.8",
        "48.2",
    ),
    "opening balance": (
        "年初资产总额{0}亿元，年末资产总额28.46亿元。\n"
        "项目\t年末数（万元）\t年初数（万元）\n资产总额\t284600\t268300\n负债总额\t113200\t108900\n",
        "26.83",
        "26.38",
    ),
    "side": (
        "2024年预算安排教育支出12.6亿元，科技支出1.5亿元。2023年教育支出决算{0}亿元。\n"
        "项目\t2023年决算数（亿元）\t2024年预算数（亿元）\n教育支出\t11.8\t12.6\n科技支出\t1.2\t1.5\n",
        "11.8",
        "11.3",
    ),
    "short name": (
        "抽检样品1280批次，合格{0}批次，合格率98.8%。\n"
        "类别\t抽检（批次）\t合格（批次）\t合格率\n食品\t860\t852\t99.1%\n药品\t420\t412\t98.1%\n合计\t1280\t1264\t98.8%\n",
        "1264",
        "1246",
    ),
    "markdown and units": (
        "全年处理污水{0}万吨，削减化学需氧量6420吨。\n\n| 指标 | 单位 | 2023年 |\n| --- | --- | --- |\n"
        "| 处理污水 | 吨 | 26800000 |\n| 削减化学需氧量 | 吨 | 6420 |\n",
        "2680",
        "2860",
    ),
}

OTHERS = {
    "part of the year": "国庆期间接待游客3.2万人次。\n指标\t单位\t数量\n接待游客\t人次\t186400\n过夜游客\t人次\t52300\n",
    "narrower": "少儿观众11.3万人次。\n项目\t数量（人次）\n接待观众\t412360\n预约观众\t98200\n",
    "new": "新增床位120张。\n指标\t2023年\n床位（张）\t860\n卫生技术人员（人）\t1120\n",
    "target": "2024年力争完成固定资产投资130亿元。\n指标\t2023年完成\n固定资产投资（亿元）\t112.6\n工业投资（亿元）\t48.2\n",
    "table of targets": "2023年完成固定资产投资112.6亿元。\n2024年主要预期目标\n指标\t目标\n固定资产投资（亿元）\t125\n工业投资（亿元）\t60\n",
    "other year": "2022年，全市常住人口412.6万人。\n2023年末人口\n指标\t年末数（万人）\n常住人口\t408.3\n城镇人口\t261.5\n",
    "division": "东城分馆坚持错时开放，外借图书4.2万册。\n指标\t单位\t数值\n外借图书\t册\t228000\n到馆读者\t人次\t456000\n",
    "heading": "二、儿科\n门诊病人48700人次。\n三、全院情况\n指标\t人次\n门诊病人\t201000\n出院病人\t7710\n",
    "budget and outcome": "基本支出年初预算为320.5万元。\n决算表\n单位：万元\n项目\t决算数\n基本支出\t308.2\n项目支出\t96.4\n",
    "per head": "人均住房面积38.6平方米。\n指标\t数值\n住房面积（平方米）\t4200000\n耕地面积（亩）\t186000\n",
    "growth": "固定资产投资增长8.6%，增加3.2亿元。\n指标\t金额（亿元）\n固定资产投资\t40.4\n工业投资\t29.2\n",
    "cumulative": "近三年累计投入研发经费1.86亿元。\n年份\t研发经费（万元）\n2022年\t6320\n2023年\t6820\n",
}


def relations(text: str, packs: str = "") -> list[str]:
    facts = Facts(
        read(text.encode(), "x.md" if "| ---" in text else "x.txt"), Resources(packs=frozenset([packs]))
    )
    return [relation.verdict for relation in extract(facts)]


@pytest.mark.parametrize("case", CASES)
def test_figures_that_agree_are_counted_and_others_told(case: str) -> None:
    text, right, wrong = CASES[case]
    good, bad = relations(text.format(right)), relations(text.format(wrong))
    assert set(good) == {"consistent"}
    assert len(good) >= 2
    assert bad.count("inconsistent") == 1


@pytest.mark.parametrize("case", OTHERS)
def test_other_measures_are_never_compared(case: str) -> None:
    assert "inconsistent" not in relations(OTHERS[case])


def test_rounding_and_hedges_agree() -> None:
    text = "全年发电量约3.2亿千瓦时，售电量近3亿千瓦时。\n指标\t单位\t全年\n发电量\t万千瓦时\t32146\n售电量\t万千瓦时\t29862\n"
    assert relations(text) == ["consistent", "consistent"]


def test_budget_item_is_found_by_its_last_level() -> None:
    text = (
        "3. 卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）{}万元，用于缴纳医疗保险。\n"
        "单位：元\n科目编码\t科目名称\t合计\n21011\t行政事业单位医疗\t782,164.00\n2101101\t行政单位医疗\t782,164.00\n"
    )
    assert relations(text.format("78.22")) == ["consistent"]
    assert relations(text.format("87.22")) == ["inconsistent"]


def test_a_pack_knows_other_names() -> None:
    text = (
        "全年接待到馆读者{}万余人次。\n项目\t单位\t指标\n总流通人次\t人次\t299,008\n阅览室坐席数\t个\t300\n"
    )
    assert relations(text.format("29.9"), "public-library") == ["consistent"]
    assert relations(text.format("30.9"), "public-library") == ["inconsistent"]


def test_figures_of_last_year_are_recognised() -> None:
    text = "2023年全年门诊人次{}，出院病人6420人次。\n指标\t2023年（人次）\t2022年（人次）\n门诊人次\t152300\t148600\n出院病人\t6420\t6110\n"
    facts = Facts(read(text.format("148600人次").encode(), "x.txt"))
    wrong = [relation for relation in extract(facts) if relation.verdict == "inconsistent"]
    assert len(wrong) == 1
    assert "2022年" in wrong[0].repair


def test_empty_tables() -> None:
    text = "表6　基金支出\n单位：万元\n科目\t合计\t项目支出\n城乡社区支出\t{0}\t{0}\n合计\t{0}\t{0}\n注：故本表为空表。\n"
    for number, verdict in (("0.00", "consistent"), ("86.40", "inconsistent")):
        facts = Facts(read(text.format(number).encode(), "x.txt"))
        assert [relation.verdict for relation in empty(facts)] == [verdict]


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "粮食总产量18.6万吨，" * 3000 + "\n" + "指标\t数量（万吨）\n" + "粮食总产量\t18.7\n" * 900,
        "（" * 200_000 + "粮食12吨",
        "项" * 300_000 + "12吨\n指标\t数量（吨）\n项目甲\t1\n项目乙\t2\n",
        "本表为空表" * 50_000,
    ],
    ids=["many", "brackets", "characters", "notes"],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    facts = Facts(read(text.encode(), "x.txt"))
    _ = facts.measures, facts.tables
    start = time.perf_counter()
    _ = facts.said, facts.figures, extract(facts), empty(facts)
    assert time.perf_counter() - start < 5


ROOT = Path(__file__).parents[2]
REAL = ROOT / "../shared/real"


@pytest.mark.skipif(not REAL.exists(), reason="the reports are not here")
def test_real_reports_give_only_what_is_known() -> None:
    wrong: dict[str, int] = {}
    for path in sorted(REAL.glob("*.txt")):
        facts = Facts(read(path.read_bytes(), path.name))
        wrong[path.stem] = sum(relation.verdict == "inconsistent" for relation in extract(facts))
    known = {"juesuan_pt_guihua_2024": 2, "yusuan_pt_caizheng_2025": 1}
    assert {name: count for name, count in wrong.items() if count} == known
