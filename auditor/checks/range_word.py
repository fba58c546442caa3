"""Two times, dates or numbers of one unit with 志, 致, 置 or 制 between them where 至 is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Fix, Hit, Mark

DATA = ("text", "wrong", "right")
OPTIONS: dict[str, Any] = {"kind": "word"}
"""``kind`` is ``word`` (a homophone of 至) or ``dash`` (—— between two bounds)."""

_D = "[0-9]{1,4}"
_CLOCK = f"(?:{_D}[时点](?:{_D}分|半|整)?|[0-9]{{1,2}}[:：][0-9]{{2}})"
_DAY = "(?:(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号])?|[0-9]{1,2}[日号]|[0-9]{4}年(?:[0-9]{1,2}月)?)"
_UNIT = "(?:元|万元|亿元|岁|周岁|人|名|公里|米|厘米|度|℃|%|％|层|楼|页|章|条|期|年级|班|号楼|亩|吨|册|次|周|个月|小时|分钟|分|天)"
_WORD = re.compile(
    f"(?<![0-9.])(?P<a>{_CLOCK})(?P<mark>[志致置制支止之])(?=(?:上午|下午|中午|晚上?|次日|当日|翌日)?{_CLOCK})"
    f"|(?<![0-9.])(?P<b>{_DAY})(?P<mark2>[志致置])(?=(?:次年|翌年|同年|当年)?{_DAY})"
    f"|(?<![0-9])(?P<c>{_D}(?:[.][0-9]{{1,2}})?(?P<unit>{_UNIT}))(?P<mark3>[志致置])(?={_D}(?:[.][0-9]{{1,2}})?(?P=unit))"
)
_REST = re.compile(
    f"(?:上午|下午|中午|晚上?|次日|当日|翌日|次年|翌年|同年|当年)?(?:{_CLOCK}|{_DAY}|{_D}(?:[.][0-9]{{1,2}})?{_UNIT})"
)
_DASH = re.compile(
    "(?<![0-9.周])(?P<a>(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?[0-9]{1,4}(?P<unit>[年月日时分号期届页岁%％]?))(?P<mark>[ ]?——[ ]?)(?=[0-9]{1,4}(?P<other>[年月日时分号期届页岁%％]?))"
)
_TIMES = frozenset("年月日时分号")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each range joined by the wrong word or mark."""
    yield from _words(facts.document.text) if options["kind"] == "word" else _dashes(facts.document.text)


def _words(text: str) -> Iterator[Hit]:
    for match in _WORD.finditer(text):
        at = match.end() - 1
        rest = _REST.match(text, match.end())
        end = rest.end() if rest else match.end()
        yield _hit(text, match.start(), end, (at, match.end()), "至")


def _dashes(text: str) -> Iterator[Hit]:
    for match in _DASH.finditer(text):
        unit, other = match["unit"], match["other"]
        if not other or (unit and unit != other and not {unit, other} <= _TIMES):
            continue
        yield _hit(text, match.start(), match.end("other"), match.span("mark"), "—")


def _hit(text: str, start: int, end: int, mark: tuple[int, int], right: str) -> Hit:
    data = {"text": text[start:end], "wrong": text[mark[0] : mark[1]].strip(), "right": right}
    return Hit(Mark(start, end, "range"), data=data, suggestion=right, fixes=(Fix(*mark, right),))
