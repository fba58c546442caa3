"""Hard wraps: the paragraphs of wrapped texts come out as they were."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.markers import opening
from auditor.reading import read
from auditor.reading.unwrap import find_margin, paragraph_ends
from auditor.text import width

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).parents[2] / "../shared/real"
_UNIT = re.compile("[0-9A-Za-z.,:;%+/@_-]+|.", re.S)
_MAY_NOT_OPEN = "，。、；：？！,.;:?!%”’」』）》〉】〕]"


def wrap(paragraph: str, columns: int, indent: int = 4) -> list[str]:
    """Break a paragraph as a typesetter does: no mark opens a line, words and numbers stay whole."""
    units: list[str] = []
    for unit in _UNIT.findall(paragraph):
        if units and (unit in _MAY_NOT_OPEN or units[-1][-1] in "“‘《（("):
            units[-1] += unit
        else:
            units.append(unit)
    lines, current, capacity = [], "", columns - indent
    for unit in units:
        if current and width(current + unit) > capacity:
            lines.append(current.strip())
            current, capacity = unit.lstrip(), columns
        else:
            current += unit
    return [line for line in (*lines, current.strip()) if line]


def test_hand_checked_pdf_text() -> None:
    source = (DATA / "wrapped.txt").read_bytes()
    expected = (DATA / "wrapped.paragraphs.txt").read_text(encoding="utf-8").splitlines()
    document = read(source, "wrapped.txt")
    got = [document.block_text(index) for index in range(len(document.blocks))]
    compact = [re.sub("[ \u3000]", "", text) for text in got]
    assert compact == [re.sub("[ \u3000]", "", text) for text in expected]


@pytest.mark.skipif(not SHARED.is_dir(), reason="development material is not here")
@pytest.mark.parametrize("columns", [52, 76])
def test_rewrapped_documents(columns: int) -> None:
    starts = missed = lines_in_all = false = 0
    for path in sorted(SHARED.glob("*.txt")):
        paragraphs = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        paragraphs = [paragraph for paragraph in paragraphs if "\t" not in paragraph]
        lines: list[str] = []
        ends: list[bool] = []
        for paragraph in paragraphs:
            wrapped = wrap(paragraph, columns)
            lines += wrapped
            ends += [False] * (len(wrapped) - 1) + [True]
        margin = find_margin(lines)
        assert margin is not None, path.name
        got = paragraph_ends(lines, margin)
        starts += len(paragraphs)
        missed += sum(want and not have for want, have in zip(ends, got, strict=True))
        false += sum(have and not want for want, have in zip(ends, got, strict=True))
        lines_in_all += len(lines)
    assert missed / starts <= 0.03
    assert false / lines_in_all <= 0.01


@pytest.mark.parametrize(
    ("text", "style", "number"),
    [
        ("一、总则", "han", 1),
        ("（十二）保障", "han-paren", 12),
        ("1.采编", "arabic-dot", 1),
        ("第三章 队伍", "chapter", 3),
        ("⑫其他", "circled", 12),
        ("1.2 经费", "decimal2", 2),
        ("3）安全", "paren", 3),
    ],
)
def test_markers(text: str, style: str, number: int) -> None:
    found = opening(text)
    assert found is not None
    assert (found.style, found.number) == (style, number)


@pytest.mark.parametrize(
    "text", ["4.23世界读书日", "3.5万册", "2021年", "第三届读书节", "一等奖", "十四五规划", "3月5日"]
)
def test_no_markers(text: str) -> None:
    assert opening(text) is None


def test_a_month_after_the_stop_is_not_sure() -> None:
    found = opening("9.7月6日，举办讲座")
    assert found is not None
    assert not found.sure
