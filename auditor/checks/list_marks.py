"""Commas and 、 in enumerations: a comma between items that are words, both marks at one level, a needless comma."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("list", "mark")
OPTIONS: dict[str, Any] = {"kind": "comma"}
"""``kind`` is ``comma`` (， between words of a list), ``mixed`` (， and 、 at one level) or ``subject``."""

_H = "\u3400-\u9fff"
_DAYS = re.compile(
    "(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日(?:[，,](?:[0-9]{1,2}月)?[0-9]{1,2}日){1,20}(?=[，、（“《]|两天|分别|先后|期间|"
    f"[{_H}]{{0,2}}[两三四五六七八九十]天|[携在举开组召赴到])"
)
_WORDS = re.compile(
    f"(?:包括|包含|涵盖|诸如|例如|比如)[：:]?(?P<list>[{_H}]{{2,6}}(?:，[{_H}]{{2,6}}){{1,12}})(?<![高平优均中初同相])(?=等(?![于待级候])[{_H}]|等(?:[，。；]|$))"
)
_VERBISH = re.compile(
    "[是有为在把被让使将]|开展|举办|进行|组织|召开|提高|加强|推动|促进|完成|不断|进一步|其中|以及|可以|需要|能够"
)
_STEM = re.compile(
    f"(?P<verb>进|到|送|讲|学|读|爱|促|访|赛|看|写)(?P<a>[{_H}]{{2,4}})，(?P=verb)[{_H}]{{2,4}}(?:，(?P=verb)[{_H}]{{2,4}}){{0,8}}?(?:的?(?:系列)?[{_H}]{{0,4}}(?:活动|服务|工作|行动|工程|项目))"
    f"|(?<=、)[{_H}]{{0,4}}(?P<other>进|到|送|讲|学|读)[{_H}]{{2,4}}，(?P=other)[{_H}]{{2,4}}(?=、)"
)
_ITEM = f"[{_H}“”《》—]{{1,16}}[0-9]{{1,4}}余?[场期]?次"
_COUNTS = re.compile(f"{_ITEM}(?:[，、](?:[{_H}]{{2,14}}、)?{_ITEM}){{4,40}}")
_SEPARATOR = re.compile("(?<=次)[，、]")
# Names in quotation marks parted by both marks: 开展“甲”，“乙”、“丙”等活动.
_QUOTED = re.compile(
    "“[^“”，。；：！？\n]{1,20}”(?:[，、]“[^“”，。；：！？\n]{1,20}”){2,30}(?=[等和及]|[，、]?以及)"
)
_BETWEEN = re.compile("(?<=”)[，、](?=“)")
_PARTY = re.compile(
    f"(?<![{_H}])[{_H}0-9、]{{2,40}}(?:一行(?:[0-9一二三四五六七八九十]{{1,3}}人)?)，(?:对|到|赴|来|莅临|前往|就)(?=[{_H}])"
)


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each enumeration of the wanted kind."""
    find = {"comma": _commas, "mixed": _mixed, "subject": _after_subject}[options["kind"]]
    for block in facts.document.blocks:
        if block.kind in ("contents", "heading"):
            continue
        start = block.marker.end if block.marker else block.start
        yield from find(facts.document.text, start, block.end)


def _commas(text: str, start: int, end: int) -> Iterator[Hit]:
    for match in _DAYS.finditer(text, start, end):
        yield _hit(text, match.start(), match.end(), "，")
    for match in _WORDS.finditer(text, start, end):
        if not _VERBISH.search(match["list"]):
            yield _hit(text, match.start("list"), match.end("list"), "，")
    for match in _STEM.finditer(text, start, end):
        if "。" not in match.group():
            yield _hit(text, match.start(), match.end(), "，")


def _mixed(text: str, start: int, end: int) -> Iterator[Hit]:
    """Counted activities in one row, some parted by ， and some by 、: the levels are lost."""
    for match in _COUNTS.finditer(text, start, end):
        marks = _SEPARATOR.findall(match.group())
        if marks.count("，") >= 3 and marks.count("、") >= 2 and not re.search("其中|分别|共", match.group()):
            yield _hit(text, match.start(), match.end(), "，、")
    for match in _QUOTED.finditer(text, start, end):
        if set(_BETWEEN.findall(match.group())) == {"，", "、"}:
            yield _hit(text, match.start(), match.end(), "，、")


def _after_subject(text: str, start: int, end: int) -> Iterator[Hit]:
    for match in _PARTY.finditer(text, start, end):
        at = text.rfind("，", match.start(), match.end())
        yield _hit(text, max(at - 4, match.start()), match.end(), "，")


def _hit(text: str, start: int, end: int, mark: str) -> Hit:
    data = {"list": text[start:end], "mark": mark}
    return Hit(Mark(start, end, "list"), data=data, confidence="likely")
