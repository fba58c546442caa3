"""Names of periods against the years or months beside them: 十四五 (2021—2025年), 一季度（1—3月）, 2021牛年."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.calendar import ANIMALS, BRANCHES, STEMS, animal, stem_branch
from auditor.finding import Hit, Mark

DATA = ("name", "stated", "expected")
OPTIONS: dict[str, object] = {"kind": "plan"}
"""``kind``: ``plan`` (five-year plans), ``quarter`` (quarters and halves of a year) or ``zodiac``."""

_DIGITS = "一二三四五六七八九"
_JOIN = "(?:—|–|-|~|～|－|至|到){1,2}"
_PLAN = f'[“"]?(?P<plan>十[{_DIGITS}]|[六七八九]|十)五[”"]?'
_PLAN_YEARS = re.compile(
    f"{_PLAN}(?:规划|计划)?(?:期间|时期|期)?[（(](?P<span>(?P<a>[0-9]{{4}})年?{_JOIN}(?P<b>[0-9]{{4}})年?)[）)]"
)
_PLAN_EDGE = re.compile(
    f"(?P<year>(?:19|20)[0-9]{{2}})年(?P<edge>既?是|作为|系|为|，是)(?:全面)?(?:实施|推进|落实)?(?:我[国省市县区])?(?:国家)?{_PLAN}(?:规划|计划)?(?:的|实施的)?"
    "(?P<which>开局|起步|首|第一|收官|收尾|最后一|关键|末|中期评估)(?:之|的一|起步)?年"
)
_EDGE_OF = re.compile(
    f"{_PLAN}(?:规划|计划)?(?:的|实施的)?(?P<which>开局|起步|首|收官|收尾|最后一|末)(?:之|的一)?年(?:的|即|，即|（)(?P<year>(?:19|20)[0-9]{{2}})年"
)
_MONTHS = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9)}
_QUARTER = re.compile(
    f"(?P<name>前三季度|第?[一二三四1-4]季度|[上下]半年)[（(](?P<span>(?P<a>[0-9]{{1,2}})月?份?{_JOIN}(?P<b>[0-9]{{1,2}})月份?)[）)]"
)
_ZODIAC = re.compile(
    "(?P<year>(?:19|20)[0-9]{2})年?(?:农历|新春|春节)?[（(，]?(?P<name>(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?)?[鼠牛虎兔龙蛇马羊猴鸡狗猪]年"
    "|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)"
)


# 兔年新春…展期为2024年2月: the animal stands alone, its year in a date of the first months beside it.
_SPRING = re.compile(
    "(?<![本生属0-9])(?P<name>[鼠牛虎兔龙蛇马羊猴鸡狗猪]年)(?=新春|新年|春节|迎春|贺岁|贺年|大吉|吉祥|正月|元宵|春晚)"
    "[^。；\n]{0,40}?(?P<year>(?:19|20)[0-9]{2})年(?P<month>[0-9]{1,2})月"
)


# 癸卯龙年: branch and animal do not go together, whatever the year.
_MIXED = re.compile(
    f"(?<![0-9]年)(?<![0-9])(?P<stem>[{STEMS}](?P<branch>[{BRANCHES}]))[ ]?[·（(]?(?P<name>[{ANIMALS}]年)"
)


def plan_years(name: str) -> tuple[int, int]:
    """First and last year of a five-year plan (六五 1981-1985 … 十四五 2021-2025)."""
    number = (
        10 + (_DIGITS.index(name[1]) + 1 if len(name) > 1 else 0)
        if name[0] == "十"
        else _DIGITS.index(name) + 1
    )
    return 1981 + 5 * (number - 6), 1985 + 5 * (number - 6)


def _plans(text: str) -> Iterator[tuple[re.Match[str], str, str, str]]:
    for match in _PLAN_YEARS.finditer(text):
        first, last = plan_years(match["plan"])
        if (
            (int(match["a"]), int(match["b"])) != (first, last) and int(match["b"]) - int(match["a"]) == 4
        ) or (int(match["a"]) == first) != (int(match["b"]) == last):
            yield match, "span", f"“{match['plan']}五”", f"{first}—{last}年"
    for match in (*_PLAN_EDGE.finditer(text), *_EDGE_OF.finditer(text)):
        first, last = plan_years(match["plan"])
        opening = match["which"] in ("开局", "起步", "首", "第一")
        closing = match["which"] in ("收官", "收尾", "最后一", "末")
        if (opening and int(match["year"]) != first) or (closing and int(match["year"]) != last):
            name = f"“{match['plan']}五”{match['which']}之年"
            yield match, "year", name, f"{first if opening else last}年"


def _quarters(text: str) -> Iterator[tuple[re.Match[str], str, str, str]]:
    for match in _QUARTER.finditer(text):
        name = match["name"]
        number = (
            "一二三四".find(name[-3]) + 1 or int(name[-3]) if name[-2:] == "季度" and name[0] != "前" else 0
        )
        first, last = _MONTHS.get(name) or (3 * number - 2, 3 * number)
        if (int(match["a"]), int(match["b"])) != (first, last):
            yield match, "span", match["name"], f"{first}—{last}月"


def _zodiac(text: str) -> Iterator[tuple[re.Match[str], str, str, str]]:
    for match in _ZODIAC.finditer(text):
        year, name = int(match["year"]), match["name"]
        shown = name.removesuffix("年")
        right = f"{stem_branch(year)}{animal(year)}"
        if not set(shown) - set("年") <= set(right):
            yield match, "name", f"{year}年", f"{stem_branch(year)}（{animal(year)}）年"
    for match in _MIXED.finditer(text):
        right = ANIMALS[BRANCHES.index(match["branch"])]
        if match["name"][0] != right:
            yield match, "name", match["stem"], f"{right}年"
    for match in _SPRING.finditer(text):
        year = int(match["year"])
        if int(match["month"]) <= 3 and match["name"][0] != animal(year):
            yield match, "name", f"{year}年", f"{stem_branch(year)}（{animal(year)}）年"


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each period that is not the one named."""
    text = facts.document.text
    find = {"plan": _plans, "quarter": _quarters, "zodiac": _zodiac}[options["kind"]]
    for match, group, name, expected in find(text):
        start, end = match.span(group)
        end += text.startswith("年", end) and group == "year"
        yield Hit(
            Mark(start, end, "stated"),
            data={"name": name, "stated": text[start:end], "expected": expected},
        )
