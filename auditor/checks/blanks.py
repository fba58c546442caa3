"""Blanks that Chinese text has no place for: before a mark, inside quotation marks, in mid-sentence.

A report that has such blanks everywhere has a layout (justified lines saved as text), not slips; it is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.checks.habits import gather
from auditor.document import Block
from auditor.facts import Facts
from auditor.finding import Fix, Hit, Mark

DATA = ("excerpt", "count", "places")
OPTIONS: dict[str, Any] = {"place": "mark"}
"""``place`` is ``mark`` (beside a mark) or ``sentence`` (between Han characters of one sentence)."""

_B = "[ \u00a0\u3000]{1,4}"
_HAN = "\u3400-\u9fff〇"
_AT_MARK = re.compile(
    f"(?<=[{_HAN}0-9A-Za-z”’》）%])({_B})(?=[，。、；：！？”’》）])"
    f"|(?<=[“‘《（])({_B})(?=[{_HAN}0-9A-Za-z“《])"
    f"|(?<=[”’》])({_B})(?=[{_HAN}])"
    f"|(?<=[，、；])({_B})(?=[{_HAN}0-9“《])"
)
_IN_SENTENCE = re.compile(f"(?<=[{_HAN}])[ \u00a0\u3000]{{1,2}}(?=[{_HAN}])")
_TITLES = frozenset({"double", "single", "title", "corner"})
_SEGMENT = re.compile("[，。；：！？、\n（）()]")
_LEAD = re.compile(
    "(?:^|[^0-9])[0-9]{0,4}[年月日期届]份?$|^第[0-9一二三四五六七八九十]{1,3}[^，。]{0,3}$|^[图表附][0-9一二三四五六七八九十件表录][^，。]{0,6}$|^注$|[章节条款项目录]$|(?:同志|先生|女士|主任|馆长|市长|省长|县长|区长|镇长|乡长|村长|校长|会长|社长|站长|所长|股长|局长|书记|处长|科长|主席|教授|院长|校长|组长|委员|部长|经理|主编|编辑|记者|作者|主讲|责任|电话|地址|邮编)$"
)
_MANY = 12
_PER = 250


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each blank at the wanted place, or one for a habit; none where blanks are the layout."""
    hits = list(_at_marks(facts) if options["place"] == "mark" else _in_sentences(facts))
    if len(hits) > max(_MANY, len(facts.document.text) // _PER):
        return
    yield from gather(hits)


def _at_marks(facts: Facts) -> Iterator[Hit]:
    text = facts.document.text
    for block in facts.document.blocks:
        if block.kind in ("contents", "caption"):
            continue
        start = block.marker.end if block.marker else block.start
        for match in _AT_MARK.finditer(text, start, block.end):
            if facts.document.wrapped and text[match.start() - 1] in "”’》，、；":
                continue  # fonts of a PDF leave a gap after a mark that is set half-width
            if not (_is_slot(text, block, match) or _between_titles(text, match)):
                yield _hit(text, match.start(), match.end(), fix=True)


def _is_slot(text: str, block: Block, match: re.Match[str]) -> bool:
    """Blanks that wait for something to be filled in, and those that line up a form, are no slips here."""
    if "\n" in text[match.start() - 1 : match.end() + 1]:
        return True
    if len(match.group()) > 1 and text[match.start() - 1] in "是为有由在达共第":
        return True
    if len(match.group()) > 2 and block.cell is not None:
        return True
    if match.start() - block.start <= 3 and text[match.start() - 1] == "、":
        return True  # an item number that was not read as a marker
    return text[match.start() - 1] in "（" and text[match.end()] in "）年月日"


def _between_titles(text: str, match: re.Match[str]) -> bool:
    """``《甲》 《乙》`` and ``“甲” 乙组``: the blank stands for a pause the writer did not mark."""
    tail = text[match.end() : match.end() + 12]
    return text[match.start() - 1] in "”’》" and bool(re.match("[^，。、；]{1,10}[“《]", tail))


def _in_sentences(facts: Facts) -> Iterator[Hit]:
    text = facts.document.text
    for block in facts.document.blocks:
        if block.kind not in ("paragraph", "entry", "cell"):
            continue
        start = block.marker.end if block.marker else block.start
        if not _is_prose(text[start : block.end], block):
            continue
        for match in _IN_SENTENCE.finditer(text, start, block.end):
            if not facts.marks.inside(match.start(), _TITLES) and _is_slip(text, start, block.end, match):
                yield _hit(text, match.start(), match.end(), fix=True)


def _is_prose(body: str, block: Block) -> bool:
    """Sentences have commas or a full stop; a slogan, a name list or a form line has none."""
    if block.cell is not None:
        return "，" in body or body.endswith("。")
    return "。" in body or body.count("，") >= 1


def _is_slip(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    left = _segment(text, start, match.start(), backwards=True)
    right = _segment(text, match.end(), end, backwards=False)
    if any(char in left + right for char in " \u00a0\u3000"):
        return False  # several blanks in one clause divide it into columns or a list
    if match.start() - start <= 4 or _LEAD.search(left):
        return False
    slot = re.search("共|累计|合计|约|达|[为是有于]$", left) or re.match(
        "[人场次册种件名万元期个张份条家所台套幅部天户位篇项]", right
    )
    if len(match.group()) > 1 and slot:
        return False  # a slot that waits for a number
    even = abs(len(left) - len(right)) <= 1 and 4 <= len(left) <= 12
    if even and "。" not in text[start:end]:
        return False  # two even halves are a slogan
    return len(left) + len(right) >= 6


def _segment(text: str, start: int, end: int, *, backwards: bool) -> str:
    if backwards:
        part = text[max(start, end - 40) : end]
        cuts = [found.end() for found in _SEGMENT.finditer(part)]
        return part[cuts[-1] :] if cuts else part
    part = text[start : min(end, start + 40)]
    found = _SEGMENT.search(part)
    return part[: found.start()] if found else part


def _hit(text: str, start: int, end: int, fix: bool) -> Hit:
    first, last = max(start - 4, text.rfind("\n", 0, start) + 1), min(end + 4, len(text))
    stop = text.find("\n", end, last)
    last = stop if stop >= 0 else last
    fixes = (Fix(start, end, ""),) if fix else ()
    return Hit(Mark(first, last, "blank"), data={"excerpt": text[first:last]}, fixes=fixes)
