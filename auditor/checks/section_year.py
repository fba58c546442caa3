"""A section heading whose year is not the one that the title gives to its kind of section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("heading", "title", "year")
OPTIONS: dict[str, object] = {}

_YEAR = "(?P<{0}>(?:19|20)[0-9]{{2}})年度?"
_BACK = "总结|情况|回顾|述职|小结|汇报|报告"
_AHEAD = "计划|打算|安排|要点|思路|展望|部署|谋划"
_BOTH = re.compile(
    f"{_YEAR.format('past')}[^0-9]{{0,16}}?(?:{_BACK})(?:报告)?[ ]?(?:及|和|暨|与|以及|、)?[ ]?{_YEAR.format('next')}[^0-9]{{0,12}}?(?:{_AHEAD})"
)
_ONE = re.compile(f"[^0-9]{{0,24}}{_YEAR.format('past')}[^0-9]{{0,20}}总结")
_HEADING = re.compile(
    f"[（(]?[一二三四五六七八九十0-9]{{1,3}}[）)、.．][ \u3000]?{_YEAR.format('year')}[^，。；：0-9]{{0,16}}"
)
_HEADING_AHEAD = re.compile(f"(?:{_AHEAD}|重点工作|工作重点|工作目标|目标任务|下一步工作)$")
_HEADING_BACK = re.compile(
    "(?:总结|回顾|完成情况|工作情况|主要成效|工作成效|开展情况|主要工作|工作亮点|基本情况)$"
)
_CARRIED = re.compile("(?:计划|安排|任务|目标|要点|部署)[^，。；]{0,6}(?:完成|落实|执行)")
_NOT = re.compile("政府工作报告|[0-9]{4}年?[-—–~～至][0-9]{4}年")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each heading of a summary with plans, or of a plan with a summary, of another year."""
    document = facts.document
    if not document.blocks:
        return
    title = document.block_text(0)
    both, one = _BOTH.search(title), _ONE.fullmatch(title.strip())
    named = both or one
    if named is None or _NOT.search(title) or len(title) > 60:
        return
    past = int(named["past"])
    following = int(both["next"]) if both else 0
    start = document.blocks[0].start
    for index in range(1, len(document.blocks)):
        block = document.blocks[index]
        match = (
            _HEADING.fullmatch(document.text[block.start : block.end].strip())
            if block.end - block.start <= 40
            else None
        )
        if match is None or block.kind in ("cell", "contents") or _CARRIED.search(match.group()):
            continue
        wanted = _wanted(match.group(), int(match["year"]), past, following)
        if not wanted:
            continue
        at = document.text.index(match["year"], block.start)
        yield Hit(
            Mark(at, at + 4, "year"),
            (Mark(start + named.start("past"), start + len(title.rstrip()), "title"),),
            {"heading": match.group(), "title": title.strip(), "year": wanted},
            "likely",
        )


def _wanted(heading: str, year: int, past: int, following: int) -> str:
    """The year that a heading should have by the title, where it has another; else empty."""
    if _HEADING_AHEAD.search(heading):
        if following:
            return str(following) if year != following else ""
        return str(past + 1) if year <= past else ""
    if _HEADING_BACK.search(heading) and year != past:
        return str(past)
    return ""
