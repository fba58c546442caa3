"""A programme whose lines open with times of day, one of them out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.order import to_move
from auditor.finding import Hit, Mark

DATA = ("time", "before")
OPTIONS: dict[str, object] = {}

_TIME = re.compile(
    "(?:[0-9]{1,2}[.、．][ ]?|[-•●]\\s?)?(?P<part>上午|下午|中午|晚上|晚)?[ ]?(?P<time>(?P<hour>[0-9]{1,2})[:：](?P<minute>[0-5][0-9]))(?![0-9:：])"
)
_SIDE = re.compile("会场|[一二三四五A-D]组|号场|号厅|场地|片区|线路|加场|专场")  # programmes side by side
_LEAST = 4


def _minutes(match: re.Match[str], afternoon: bool) -> int:
    hour = int(match["hour"])
    late = (match["part"] in ("下午", "晚上", "晚") or afternoon) and hour < 12
    return 60 * (hour + 12 * late) + int(match["minute"])


def _runs(facts: Facts) -> Iterator[list[tuple[int, int, int]]]:
    """Runs of neighbouring lines as (minutes of the day, start, end of the time); another day opens another run."""
    run: list[tuple[int, int, int]] = []
    afternoon = False
    text = facts.document.text
    for block in facts.document.blocks:
        match = _TIME.match(text, block.start, block.end) if block.kind != "cell" else None
        if match is None:
            yield run
            run, afternoon = [], False
            continue
        afternoon = match["part"] in ("下午", "晚上", "晚") if match["part"] else afternoon
        run.append((_minutes(match, afternoon), *match.span("time")))
    yield run


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each run with exactly one line to move."""
    text = facts.document.text
    for run in _runs(facts):
        if len(run) < _LEAST or _SIDE.search(text, run[0][1], run[-1][2] + 20):
            continue
        places = [((0, 0, minutes), (0, 0, minutes)) for minutes, _, _ in run]
        moved = to_move(places)
        if len(moved) != 1:
            continue
        at = moved[0]
        other = at - 1 if at and run[at - 1][0] > run[at][0] else at + 1
        yield Hit(
            Mark(run[at][1], run[at][2], "time"),
            (Mark(run[other][1], run[other][2], "neighbour"),),
            {"time": text[run[at][1] : run[at][2]], "before": text[run[other][1] : run[other][2]]},
            "likely",
        )
