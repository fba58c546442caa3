"""The text of the speed measurements: of the size asked for, the same every time, and without repetition."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks" / "speed"))

from generate import chinese, report


def test_a_report_has_its_size_and_is_the_same_every_time() -> None:
    text = report(50_000)
    assert 50_000 <= len(text.encode()) < 55_000
    assert text == report(50_000)
    assert text != report(50_000, 2)


def test_no_sentence_stands_twice() -> None:
    sentences = [part for part in report(300_000).replace("\n", "。").split("。") if len(part) > 16]
    assert len(set(sentences)) > 0.999 * len(sentences)


def test_chapters_are_numbered_as_in_chinese() -> None:
    numbers = {1: "一", 10: "十", 11: "十一", 20: "二十", 101: "一百零一", 110: "一百一十", 1005: "一千零五"}
    assert {number: chinese(number) for number in numbers} == numbers
