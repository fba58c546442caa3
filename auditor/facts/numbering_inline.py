"""Numbers inside a paragraph: （1）…；（2）…, ①…②…, 步骤一：…, 第12期…、第13期…, 附件1《…》、附件2《…》.

A run is what one paragraph counts in one form at the heads of its clauses; it needs three items, so that a
number that is only mentioned makes none. Lines that each open with 问题1： form a run too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.document import Block, Document
from auditor.facts.numbering import Item, Sequence
from auditor.text import HAN, han_ordinal

_HEAD = "(?:(?<=[：；。，、:;,\n！])|^)[ \u3000]{0,4}"
_NUMBER = "[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_FORMS = {
    "parens": re.compile(
        f"{_HEAD}[（(](?P<number>[0-9]{{1,2}})[）)](?=[{HAN}“《A-Za-z])(?![项款条目号、和至])"
    ),
    "han-parens": re.compile(
        f"{_HEAD}[（(](?P<number>[一二三四五六七八九十]{{1,3}})[）)](?=[{HAN}“《])(?![项款条目号、和至])"
    ),
    "circled": re.compile("(?<!第)(?P<number>[\u2460-\u2473])"),
    "paren": re.compile(f"{_HEAD}(?P<number>[0-9]{{1,2}})[）)](?=[{HAN}“《])"),
    "arabic": re.compile(f"{_HEAD}(?P<number>[0-9]{{1,2}})(?=[.．、][{HAN}“《])"),
    "others": re.compile(f"{_HEAD}(?P<label>其)(?P<number>[一二三四五六七八九])(?=[，,是])"),
    "label": re.compile(
        f"{_HEAD}(?P<label>步骤|问题|措施|案例|任务|环节|事例|目标|要求|亮点|举措|议题|流程|阶段|方案|条件|标段|包)"
        f"(?P<number>{_NUMBER})(?=[：:，、是 \u3000])"
    ),
    "step": re.compile(
        f"{_HEAD}第(?P<number>{_NUMBER})(?P<label>步|阶段|环节|项(?=[：:、，])|部分(?![之在里中，]))"
    ),
    "series": re.compile(
        f"{_HEAD}(?:[^，。；：、\n]{{0,4}})第(?P<number>{_NUMBER})(?P<label>轮|期|批|届|场|讲|站|集|卷|课)"
    ),
    "letter": re.compile(
        f"(?:(?<=[：；。，、:;,\n！ \u3000\t])|^)(?P<number>[A-H])[.．、](?=[ \u3000]{{0,2}}[{HAN}0-9“《])"
    ),
    "stem": re.compile("(?<![^\n])(?P<number>[甲乙丙丁戊己庚])[、.．](?!方|[甲乙丙丁])"),
    "words": re.compile(f"{_HEAD}(?P<number>首先|其次|再次)(?=[，,是要]|[{HAN}])"),
    "annex": re.compile(f"(?P<label>附件|附表|附图)(?P<number>{_NUMBER})(?=《|[：:]《)"),
}
_LINES = frozenset({"label", "letter", "stem", "step"})
_STEMS = "甲乙丙丁戊己庚"
_WORDS = ("首先", "其次", "再次")
_LEAST = 3
_ANY_START = frozenset({"series", "annex"})


def extract(document: Document) -> Iterator[Sequence]:
    """The runs of every paragraph, and of lines that open with one label and a number."""
    lines: dict[str, list[Item]] = {}
    for index, block in enumerate(document.blocks):
        if block.kind not in ("paragraph", "entry"):
            counted = any(
                _FORMS[form].match(document.text, block.start, block.end) for form in sorted(_LINES)
            )
            if block.kind != "cell" and not counted:
                yield from _closed(lines)
            if block.kind == "cell" or not counted:
                continue
        text = document.text[block.start : block.end]
        for form, pattern in _FORMS.items():
            for label, items in _runs(document, index, block, pattern, form):
                if form == "words" and not _counted_out([item.number for item in items]):
                    continue
                if form in _LINES and items[0].number == 1 and len(lines.get(label, ())) != 1:
                    yield from _closed(lines)
                if form in _LINES and len(items) == 1 and items[0].start == block.start:
                    lines.setdefault(label, []).extend(items)
                elif form != "stem" and len(items) >= _LEAST and (form in _ANY_START or items[0].number == 1):
                    yield Sequence(f"inline:{form}:{label}", tuple(items))
        if not text:
            yield from _closed(lines)
    yield from _closed(lines)


def _counted_out(numbers: list[int]) -> bool:
    """首先…其次…再次 in full; 首先…然后…再次 counts in words of its own, 首先A，其次B；首先C，其次D twice."""
    return {1, 2, 3} <= set(numbers) and numbers.count(1) + numbers.count(2) <= 3


def _closed(lines: dict[str, list[Item]]) -> Iterator[Sequence]:
    """The runs of lines up to here; the table is emptied."""
    for label, items in lines.items():
        if len(items) >= _LEAST and items[0].number == 1:
            yield Sequence(f"inline:lines:{label}", tuple(items))
    lines.clear()


def _runs(
    document: Document, index: int, block: Block, pattern: re.Pattern[str], form: str
) -> Iterator[tuple[str, list[Item]]]:
    """The items of one form in a block by label; another 1 opens another run."""
    runs: dict[str, list[Item]] = {}
    for match in pattern.finditer(document.text, block.start, block.end):
        label = match["label"] if "label" in pattern.groupindex else ""
        number = _value(match["number"])
        if not number:
            continue
        item = Item(number, match.start("number"), match.end("number"), index)
        run = runs.setdefault(label, [])
        again = form == "words" and not document.text.endswith("。", 0, match.start("number"))
        if number == 1 and run and not again:
            yield label, run
            runs[label] = run = []
        run.append(_whole(document.text, item, form, label))
    yield from runs.items()


def _whole(text: str, item: Item, form: str, label: str) -> Item:
    """The item with its label or brackets: 步骤四, （2）, 第15期."""
    start, end = item.start, item.end
    if form in ("parens", "han-parens"):
        start, end = start - 1, end + 1
    elif form in ("label", "annex", "others"):
        start -= len(label)
    elif form in ("step", "series"):
        start, end = start - 1, end + len(label)
    elif form == "paren":
        end += 1
    return Item(item.number, start, end, item.block)


def _value(text: str) -> int:
    if "\u2460" <= text <= "\u2473":
        return ord(text) - 0x245F
    if text in _WORDS:
        return _WORDS.index(text) + 1
    if text in _STEMS:
        return _STEMS.index(text) + 1
    if "A" <= text <= "H":
        return ord(text) - 64
    return int(text) if text.isascii() else han_ordinal(text) or 0
