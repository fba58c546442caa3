"""The date rules stay linear on input made to hurt them."""

from __future__ import annotations

import time

import pytest

from auditor.engine import Options, audit_document
from auditor.reading import read

UNITS = [
    "1月1日，",
    "春节，3月5日，",
    "第1届桂湖诗会2021年，",
    "2021年建党100周年，",
    "截至10月底全年，",
    "2021年1月1日（农历",
    "3月5日，举办“书香飘万家”活动，\n",
    "3月1日至5日为期3天，",
    "2021年\n3月\n3月5日开会\n",
    "“",
]


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_hostile_reports(unit: str) -> None:
    text = "2021年大事记\n" + unit * (100_000 // len(unit))
    start = time.perf_counter()
    result = audit_document(read(text.encode(), "report.txt"), Options(select=("DAT",)))
    assert time.perf_counter() - start < 12
    assert all(finding.location for finding in result.findings)
