"""Points of GB/T 15834—2011 (marks) and GB/T 15835—2011 (numbers) that can be checked with certainty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.number_words import MEASURE
from auditor.finding import Hit, Mark

DATA = ("text", "right")
OPTIONS: dict[str, Any] = {"kind": "approximate-comma"}
"""``kind`` names one of the patterns below."""

_DIGIT = "[一二三四五六七八九]"
_NAMED = "(?:世界|国际|全国|消费者|中国|学雷锋|植树|消防|禁毒|妇女|劳动|青年|护士|建军|建党|抗战|国家|宪法|读书|读者|全民)"
_NEXT = "两、三|一、二|二、三|三、四|四、五|五、六|六、七|七、八|八、九|三、五"

# Where a pattern has a group "mark", that group is the place; the rest is context.
_PATTERNS: dict[str, str] = {
    # 三、四十人: the enumeration comma would make two numbers of it.
    "approximate-comma": f"(?<![一二三四五六七八九十百千第周月])(?P<mark>(?:{_NEXT})[十百千万]?)(?=[十百千万个天年岁名位次场本册元里米点人家]"
    "(?!、))(?!月|人民|年级|年[初中末]|级)",
    # 20几人: 几 makes an approximate number, which is written in Han digits.
    "approximate-ji": f"(?<![0-9.])(?P<mark>[0-9]{{1,6}}几)(?:{MEASURE}|万|亿)",
    "bare-decimal": "(?<![0-9A-Za-z.．。·\\-/:：、）)])(?P<mark>[.][0-9]{1,4})(?=[%％万亿元米克吨人个])",
    # 9～16亿: the first number loses its 亿.
    "range-unit": "(?<![0-9.年月日第—～~-])(?P<mark>[0-9]{1,6}(?:[.][0-9]{1,4})?[—～~－-][0-9]{1,6}(?:[.][0-9]{1,4})?(?:[%％‰]|[万亿](?!千伏)))",
    "short-year": "(?<![0-9A-Za-z.])(?P<mark>['’‘]?[0-9]{2}年)[0-9]{1,2}月[0-9]{1,2}日",
    # 3.15 and 4-23 as names of days: an interpunct between month and day, and quotation marks.
    "day-name-digits": f'(?<![0-9.“"·])(?P<mark>(?:1[0-2]|[1-9])[.．\\-－](?:[12][0-9]|3[01]|[1-9]))(?={_NAMED}[\u4e00-\u9fff]{{0,10}}(?:日|节|周|月|活动|晚会))',
    # 一二九 needs an interpunct (month one, eleven, twelve); 五·四 may not have one.
    "day-name-dot": "(?P<mark>(?:五·四|五·一|六·一|七·一|八·一|九·一八|七·七|三·八|四·一二|五·卅|六·二六)|一二九|一二八(?=事变|抗战))(?=[”」]?(?:运动|事变|精神|节|劳动|国际|儿童|建党|建军|妇女|抗战))",
    # 二零二一年: a year is a number that names, its zero is 〇.
    "year-zero": "(?<![一二三四五六七八九零〇])(?P<mark>(?:二零[零一二三四五六七八九]{2}|一九[零一二三四五六七八九]零|一九零[一二三四五六七八九])年)",
    # 4千人, 3百册: only 万 and 亿 go with digits.
    "digits-with-thousand": f"(?<![0-9A-Za-z.万亿])(?P<mark>[0-9]{{1,4}}(?:[.][0-9]{{1,2}})?[千百])(?![米克瓦伏赫卡帕字焦分])(?:余|多)?(?:{MEASURE}|万|亿)",
    "mixed-date": f"(?P<mark>[0-9]{{4}}年(?:十[一二]?|{_DIGIT})月|[0-9]{{1,2}}月(?:[二三]?十{_DIGIT}?|{_DIGIT})日|[二一][〇零一二三四五六七八九]{{3}}年[0-9]{{1,2}}月)",
    # 8:30分: the colon already divides hours and minutes.
    "clock-both": "(?<![0-9.:：])(?P<mark>[0-9]{1,2}[:：][0-9]{2}(?:分|时|点))(?![0-9钟])",
    "comma-between-titles": "(?P<mark>(?<=》)、(?=《)|(?<=”)、(?=“))",
}
_COMPILED = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}
_RIGHT = {
    "approximate-comma": lambda mark: mark.replace("、", ""),
    "bare-decimal": lambda mark: "0" + mark,
    "year-zero": lambda mark: mark.replace("零", "〇"),
    "clock-both": lambda mark: mark[:-1],
}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each place of the wanted kind; for separators one hit with all places."""
    kind = options["kind"]
    if kind == "marker-mark":
        yield from _marker_marks(facts)
    elif kind == "caption-stop":
        yield from _caption_stops(facts)
    elif kind == "comma-between-titles":
        yield from _one_habit(facts, kind)
    else:
        for match in _COMPILED[kind].finditer(facts.document.text):
            yield _hit(match, kind)


def _hit(match: re.Match[str], kind: str) -> Hit:
    mark = match["mark"]
    repair = _RIGHT.get(kind)
    right = repair(mark) if repair else ""
    return Hit(
        Mark(match.start("mark"), match.end("mark")),
        data={"text": mark, "right": right},
        suggestion=right or None,
    )


def _one_habit(facts: Facts, kind: str) -> Iterator[Hit]:
    marks = [Mark(m.start(), m.end()) for m in _COMPILED[kind].finditer(facts.document.text)]
    if marks:
        yield Hit(marks[0], tuple(marks[1:]), {"text": "、", "right": ""})


_BRACKETED = re.compile("[（(][一二三四五六七八九十0-9]{1,3}[）)](?P<mark>[、.．，,])")


def _marker_marks(facts: Facts) -> Iterator[Hit]:
    """（一）、: a bracketed number takes no mark after it."""
    text = facts.document.text
    for block in facts.document.blocks:
        match = _BRACKETED.match(text, block.start, block.end)
        if match:
            yield Hit(Mark(block.start, match.end()), data={"text": match[0], "right": match[0][:-1]})


_CAPTION = re.compile("[图表] ?[0-9一二三四五六七八九十-]{1,5}[\u3000 ：:][^。，；！？]{2,30}(?P<mark>。)")


def _caption_stops(facts: Facts) -> Iterator[Hit]:
    """表1　……。: a caption, which is a phrase, has no full stop at its end."""
    text = facts.document.text
    for block in facts.document.blocks:
        match = _CAPTION.fullmatch(text, block.start, block.end)
        if match:
            yield Hit(Mark(match.start("mark"), match.end("mark")), data={"text": "。", "right": ""})
