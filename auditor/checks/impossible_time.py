"""A time of day that no clock shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.dates_times import extract
from auditor.finding import Hit, Mark

DATA = ("time", "reason")
OPTIONS: dict[str, object] = {}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each impossible time."""
    text = facts.document.text
    for time in extract(text):
        if not time.problem:
            continue
        reason = {
            "hour": f"一天没有{time.hour}时" if time.hour > 24 else "24时之后是次日",
            "minute": f"一小时没有{time.minute}分",
            "daypart": f"{time.hour}时不在上午",
            "range": "早于前面的开始时刻",
        }[time.problem]
        yield Hit(
            Mark(time.start, time.end, "time"), data={"time": text[time.start : time.end], "reason": reason}
        )
