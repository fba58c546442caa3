from __future__ import annotations

import time

import pytest

from auditor.facts.sentences import extract
from auditor.reading import read


def sentences(text: str) -> list[str]:
    document = read(text.encode(), "x.txt")
    return [document.text[s.start : s.end] for s in extract(document)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "馆舍已经建成。读者很满意！明年如何？再看。",
            ["馆舍已经建成。", "读者很满意！", "明年如何？", "再看。"],
        ),
        ("他说：“书到了。”大家去取书。", ["他说：“书到了。”", "大家去取书。"]),
        ("以“书从哪里来？”为题举办讲座。会后合影。", ["以“书从哪里来？”为题举办讲座。", "会后合影。"]),
        ("《我们为什么读书？》一书再版。", ["《我们为什么读书？》一书再版。"]),
        ("馆员（不含临时工。下同）共三十人。", ["馆员（不含临时工。下同）共三十人。"]),
        ("1、完成书库搬迁。读者恢复入馆", ["完成书库搬迁。", "读者恢复入馆"]),
        (
            "左括号（没有配对，这一句照常结束。下一句也在。",
            ["左括号（没有配对，这一句照常结束。", "下一句也在。"],
        ),
    ],
)
def test_where_sentences_end(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


@pytest.mark.slow
def test_hostile_input_is_linear() -> None:
    for char in ["。", "“", "”", "（", "（）", "《？", "!"]:
        start = time.perf_counter()
        sentences("馆" + char * 200_000 + "》" * 1000)
        assert time.perf_counter() - start < 5, char
