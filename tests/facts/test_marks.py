from __future__ import annotations

import time

import pytest

from auditor.facts import Facts
from auditor.reading import read


def faults(text: str) -> list[tuple[str, str]]:
    facts = Facts(read(text.encode(), "x.txt"))
    return [(fault.kind, facts.document.text[fault.at]) for fault in facts.marks.faults]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("举办“春晖诵读活动。", [("unclosed", "“")]),
        ("举办春晖”诵读活动。", [("unopened", "”")]),
        ("举办“春晖“诵读活动。", [("turned", "“")]),
        ("举办”春晖”诵读活动。", [("turned", "”")]),
        ("举办””春晖”诵读活动，又办“秋月”雅集。", [("doubled", "”"), ("turned", "”")]),
        ("举办““春晖”诵读活动。", [("doubled", "“")]),
        ("举办““春晖””诵读活动。", [("doubled", "“")]),
        ("分“走读“和”朗读”两组。", [("turned", "“"), ("turned", "”")]),
        ("题为“正视“三减”——健康生活”的讲座。", [("nested", "“")]),
        ("学习《条例》、《办法的通知。", [("unclosed", "《")]),
        ("文号为国图〔2021］3号。", [("mismatched", "〔")]),
        ("推荐了“《长河”》一书。", [("crossed", "》")]),
        ("讲座12场(线上3场）。", [("mixed", "(")]),
        ('举办“春晖"诵读活动。', [("mixed", "“")]),
    ],
)
def test_what_is_wrong(text: str, wanted: list[tuple[str, str]]) -> None:
    assert faults(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "“第一段。\n“第二段。\n“第三段。”",
        "（说明：一、数据截至年底。\n二、数据不含分馆。）",
        "开展“不忘初心\n牢记使命”主题教育",
        "实施《\n公共图书馆法\n》，完善制度。",
        "1）采编；2）流通；3）典藏。",
        "It's the readers' day，读者日。",
        '屏幕为 24" 的有两台，共 3 台。',
        "《“书香之城”建设方案》和“《论语》夜读”。",
        "得分在[0,60)的为不合格，在(60,100]的为合格。",
        "（含分馆（室）和流动车（船））",
        "“一”“二”“三”，《甲》《乙》。",
        ":) 和 ^_^)",
    ],
)
def test_what_is_right(text: str) -> None:
    assert faults(text) == []


def test_inside() -> None:
    facts = Facts(read("甲“乙丙”丁（戊）".encode(), "x.txt"))
    quotes = frozenset({"double"})
    assert [facts.marks.inside(at, quotes) for at in range(9)] == [False, False, True, True, *[False] * 5]


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["“", "”", "“”", "（", "《》“", "‘’", '"', "”“\n", "[0,1)", "A)"])
def test_hostile_input_is_linear(unit: str) -> None:
    start = time.perf_counter()
    faults("馆" + unit * (300_000 // len(unit)))
    assert time.perf_counter() - start < 20
