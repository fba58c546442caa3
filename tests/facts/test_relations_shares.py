"""Shares against part and whole: verdict, arithmetic, and what must stay unknown."""

import time

import pytest

from auditor.facts import Facts
from auditor.facts.relations import Relation
from auditor.facts.relations_shares import extract
from auditor.reading import read


def relations(text: str) -> tuple[Relation, ...]:
    return extract(Facts(read(text.encode(), "report.txt")))


def verdicts(text: str) -> list[str]:
    return [relation.verdict for relation in relations(text)]


@pytest.mark.parametrize(
    "text",
    [
        "全馆职工48人，本科以上学历36人，占总人数的75%。",
        "志愿者45人，占职工总数（53人）的85%。",
        "入库税收8.4亿元，占一般公共预算收入12亿元的70%。",
        "抽检300批次，294批次合格，6批次不合格，合格率98%。",
        "全院教师50人，硕士20人、博士10人，占60%。",
        "投入资金800万元，撬动社会资本3200万元，其中社会资本占80%。",
        "在64名队员中，女队员有28名，占比为43.8%。",
        "三次产业比为4.1：52.3：43.6。",
        "项目总投资5000万元，财政资金2000万元、自筹资金3000万元，分别占40%和60%。",
    ],
)
def test_a_share_that_holds_is_never_wrong(text: str) -> None:
    assert "inconsistent" not in verdicts(text)


@pytest.mark.parametrize(
    ("text", "arithmetic"),
    [
        ("全馆职工48人，本科以上学历36人，占总人数的85%。", "36÷48=75%"),
        ("应到代表150人，实到135人，出勤率95%。", "135÷150=90%"),
        ("入库税收8.4亿元，占一般公共预算收入12亿元的80%。", "8.4÷12=70%"),
        ("专任教师80人，硕士60人，占75%；高级职称20人，占35%。", "20÷80=25%"),
        ("用水量按用途分：生活占45%，生产占35%，其他占30%。", "45+35+30=110"),
        ("女职工占职工总数的62%，全院职工500人，女职工230人。", "230÷500=46%"),
    ],
)
def test_a_wrong_share_shows_its_arithmetic(text: str, arithmetic: str) -> None:
    wrong = [relation for relation in relations(text) if relation.verdict == "inconsistent"]
    assert [relation.expression for relation in wrong] == [arithmetic]


@pytest.mark.parametrize(
    "text",
    [
        "新增规模以上企业12家，实现产值4.6亿元，占全市的13.5%。",
        "全市图书馆15家，总藏量450万册，持证率12%。",
        "参加培训120人，举办考试2场，考核50人，通过率95%。",
        "资料室面积260平方米，占15%。",
        "完成投资9.2亿元，占年度计划的102%，同比增长15%。",
        "读者中女性占55%，党员占12%，退休人员占48%。",
        "普通病床200张，重症病床10张，床位使用率85%。",
        "工程造价300元，超过定额125元的140%。",
    ],
)
def test_what_may_be_of_something_else_is_not_told(text: str) -> None:
    assert "inconsistent" not in verdicts(text)


def test_a_slip_explains_a_share_whose_words_tie_nothing() -> None:
    (relation,) = relations("全州登记候鸟3470只，佩戴环志1249只，识别率63.0%。")
    assert (relation.verdict, relation.repair) == ("inconsistent", "63.0 → 36.0：两位数字互换")
    assert relation.evidence.endswith("likely")


def test_no_whole_number_of_members_gives_the_percentage() -> None:
    (relation,) = relations("对46名学员开展问卷调查，满意率32.16%。")
    assert (relation.verdict, relation.evidence) == ("inconsistent", "share:impossible:likely")
    assert verdicts("对46名学员开展问卷调查，满意率32.61%。") == []


def test_a_share_of_more_than_all() -> None:
    (relation,) = relations("线下活动占活动总数的152.6%。")
    assert relation.evidence == "share:beyond:certain"
    assert verdicts("完成年度任务的112.5%，毛入学率104.2%。") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["1人，占总数的5%，", "占1%，", "1人、", "率1%", "占", "1", "比1：1：", "（1人"]
)
def test_hostile_input_takes_linear_time(unit: str) -> None:
    facts = Facts(read((unit * (60_000 // len(unit))).encode(), "report.txt"))
    _ = facts.mentions
    begun = time.process_time()
    extract(facts)
    assert time.process_time() - begun < 8
