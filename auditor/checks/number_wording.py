"""Slips in the words around a number: 352人数, 人次53542人次, 2021全年, 5%个百分点, 30名读者们."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.number_words import DIGITS, FREE, NUMBER, alternation
from auditor.finding import Hit, Mark

DATA = ("text", "right")
OPTIONS: dict[str, Any] = {"kind": "noun-after-count"}
"""``kind`` names one of the patterns below."""

_SOME = f"(?P<number>(?:{DIGITS})[万亿]?[余多]?)"
_PEOPLE = alternation(
    "读者 小读者 志愿者 同学 老师 学生 大学生 中学生 小学生 家长 孩子 小朋友 群众 市民 居民 党员 干部 职工 员工 馆员 专家 学者 "
    "嘉宾 代表 选手 观众 游客 队员 会员 青年 少年 青少年 儿童 老人 村民 农民 工人 战士 官兵 教师 作家 来宾 领导 同志 医生 护士 "
    "委员 爱好者 师生 考生 学员 讲解员 工作人员 农民工".split()
)
_PATTERNS: dict[str, tuple[str, str]] = {
    # A noun that already counts (人数) cannot be the counter after a number.
    "noun-after-count": (
        f"{FREE}{_SOME}(?P<unit>人|册|场|次|件|篇|项|户)数(?=[，。；、,;）)\n]|$)",
        "{number}{unit}",
    ),
    "unit-twice": (
        f"(?P<head>人次|册次|场次|件次|人次数|册次数|场次数)(?P<verb>为|达|达到|共|共计|有|约|近|超过|突破|累计|是)?"
        f"{_SOME}(?P<tail>人次|册次|场次|件次)",
        "",
    ),
    "people-for-visits": (
        f"(?P<head>人数)(?:为|达|达到|共|共计|约|近|超过|突破|累计)?{_SOME}(?P<tail>人次)",
        "",
    ),
    "year-sign": (
        "(?<![0-9A-Za-z.·〔（(-])(?P<number>(?:19|20)[0-9]{2})"
        "(?P<unit>全年|上半年|下半年|第?[一二三四]季度|前[两二三]季度|底(?=[，。、；前止]))"
        # “2020”全民阅读活动: a year alone in quotation marks; plans and models are called so (“2035”远景目标).
        "|“(?P<quoted>20[0-2][0-9])”(?=年?度?[\u3400-\u9fff]{3})(?!年|[^，。；]{0,4}(?:远景|规划|目标|议程|计划|战略|愿景|行动|工程|项目|系列|版|型))",
        "{number}{quoted}年{unit}",
    ),
    "percent-twice": (
        "(?P<number>[0-9]{1,6}(?:[.][0-9]{1,4})?)(?:(?:%|％)个?百分点|个百分之点|个百分点(?:%|％))"
        "|百分之(?P<other>[0-9]{1,6}(?:[.][0-9]{1,4})?|[一二三四五六七八九十]{1,4})(?:%|％)",
        "",
    ),
    "plural-after-count": (
        f"(?:{NUMBER})[万千]?[余多]?(?:名|位|个)(?P<who>{_PEOPLE}{{1,2}})们",
        "{who}",
    ),
}
_COMPILED = {kind: (re.compile(pattern), right) for kind, (pattern, right) in _PATTERNS.items()}
_FIELD = re.compile("\\{([a-z]+)\\}")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each slip of the wanted kind."""
    kind = options["kind"]
    pattern, right = _COMPILED[kind]
    for match in pattern.finditer(facts.document.text):
        found = match.groupdict()
        if kind == "unit-twice" and found["head"].removesuffix("数") != found["tail"]:
            continue
        better = _FIELD.sub(lambda field, found=found: found[field[1]] or "", right)  # type: ignore[misc]
        yield Hit(
            Mark(match.start(), match.end()),
            data={"text": match[0].strip("“”"), "right": better},
            suggestion=better if match[0][0] != "“" and kind in ("noun-after-count", "year-sign") else None,
        )
