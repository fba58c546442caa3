"""Dashes of the wrong form: ``--``, a hyphen or a lone ``—`` where 破折号 ``——`` is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.checks.habits import gather
from auditor.document import Block
from auditor.facts import Facts
from auditor.finding import Fix, Hit, Mark

DATA = ("mark", "excerpt", "count", "places")
OPTIONS: dict[str, Any] = {"form": "hyphens"}
"""``form`` is ``hyphens`` (two or more), or ``single`` (one hyphen or one ``—``)."""

_HAN = "\u3400-\u9fff〇"
_HYPHENS = re.compile(f"(?<=[{_HAN}”’》）！？])[ ]?(?:[-－﹣–−]{{2,6}}|—-|-—)[ ]?(?=[{_HAN}“‘《（0-9])")
_SINGLE = re.compile(f"(?<=[{_HAN}”’》）！？])([ ]?[-－﹣–−—][ ]?)(?=[{_HAN}“‘《（])")
_CLAUSE = re.compile("[，。；：！？、\n“”‘’《》（）()]")
# A connecting line joins two names or two bounds; both are short and of one kind.
_JOINED = re.compile(
    "(?:[省市县区镇乡村州盟旗路街站港湾岛江河海湖山口岸洲国峡谷廊京沪津渝冀豫]|大学|学院|集团|公司|中亚|南亚|东盟|欧盟|非洲)$"
)
_BOUND = re.compile("[0-9一二三四五六七八九十][ ]?[年月日时分号点周季期级届]?$|[甲乙丙]$")
_LINE = re.compile("[^-－﹣–−—][-－﹣–−—][^-－﹣–−—]")
_TITLES = frozenset({"double", "title", "corner", "single"})
_REACH = 30


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each dash of the wanted wrong form, or one for a habit."""
    pattern = _HYPHENS if options["form"] == "hyphens" else _SINGLE
    yield from gather(_hits(facts, pattern), lambda hit: hit.data["mark"])


def _hits(facts: Facts, pattern: re.Pattern[str]) -> Iterator[Hit]:
    text = facts.document.text
    for block in facts.document.blocks:
        if block.kind == "contents":
            continue
        for match in pattern.finditer(text, block.start, block.end):
            if pattern is _SINGLE and _connects(facts, block, match):
                continue
            start, end = match.span()
            excerpt = text[max(start - 6, block.start) : min(end + 6, block.end)]
            data = {"mark": match.group().strip(), "excerpt": excerpt}
            fixes = (Fix(start, end, "——"),) if pattern is _HYPHENS else ()
            first, last = max(start - 4, block.start), min(end + 4, block.end)
            yield Hit(Mark(first, last, "mark"), data=data, suggestion="——", fixes=fixes)


def _connects(facts: Facts, block: Block, match: re.Match[str]) -> bool:
    """Whether the line joins names, places or bounds (连接号) rather than breaks a title in two."""
    text = facts.document.text
    if "\u2014" in match.group() and _doubled(text, match):
        return True
    left = _part(text, block.start, match.start(), backwards=True)
    right = _part(text, match.end(), block.end, backwards=False)
    titled = facts.marks.inside(match.start(), _TITLES)
    if _LINE.search(left.strip()) or _LINE.search(right.strip()):
        return True  # 社区党委—网格党支部—党员中心户: a chain
    slogan = titled and " " in left.strip()
    if (
        (_JOINED.search(left) and not slogan)
        or _BOUND.search(left)
        or re.match("[一二三四五六七八九十]{1,3}", right)
    ):
        return True
    if text[match.start() - 1] in "”》" and text[match.end()] not in "（“《":
        return False
    if not titled and block.kind not in ("title", "heading", "cell", "caption"):
        return True
    # Two short words are a compound (成本-效益, 政产-学研); a title goes on longer.
    return min(len(left), len(right)) < (2 if "的" in right and titled and len(right) > 4 else 3) or (
        len(left) < 4 and "的" not in right
    )


def _doubled(text: str, match: re.Match[str]) -> bool:
    return "—" in (text[match.start() - 1], text[match.end() : match.end() + 1])


def _part(text: str, start: int, end: int, *, backwards: bool) -> str:
    if backwards:
        part = text[max(start, end - _REACH) : end]
        cuts = [found.end() for found in _CLAUSE.finditer(part, 0, max(len(part) - 1, 0))]
        return part[cuts[-1] :] if cuts else part
    part = text[start : min(end, start + _REACH)]
    found = _CLAUSE.search(part, 1)
    return part[: found.start()] if found else part
