"""References: the contents page, captions, appendices, and what the text says of them (见表3-2, 详见附件2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.document import Block, Document
from auditor.facts.references_items import numbers, pointed
from auditor.markers import opening
from auditor.text import HAN, han_ordinal

_LEADERS = re.compile(
    "[ \u3000]*(?:[.．…·‥—\\-]{2,}|[ \t\u3000]{2,})[ \u3000.．…·‥—\\-]{0,200}[（(]?[0-9IVXivx]{0,5}[）)]?$"
)
_PAGE = re.compile(f"(?<=[{HAN}）)”》])[ \u3000]{{0,20}}[0-9]{{1,4}}$")
_NUMBER = "(?:[0-9]{1,3}|[A-Z])(?:[-.—–－．][0-9]{1,3}){0,2}|[一二三四五六七八九十]{1,3}"
_CAPTION = re.compile(
    f"(?P<kind>附表|附图|[表图])[ \u3000]?(?P<number>{_NUMBER})(?![0-9]|[.．][0-9])(?P<rest>[^\n]{{0,80}})"
)
_APPENDIX = re.compile(f"(?P<kind>附[件录])[ \u3000]?(?P<number>{_NUMBER})(?P<rest>[^\n]{{0,60}})")
_LIST_HEAD = re.compile("附[件录]?[ \u3000]?[：:]")
_LISTED = re.compile(
    "(?:^|[\n；;。 ：:])[ \u3000]{0,8}(?P<number>[0-9]{1,2})[.．、](?P<title>[^\n；;。]{2,60})"
)
_MENTION = re.compile(
    f"(?P<lead>详?见|参见|参阅|如|由|据|按照?|依据|根据|列于|载于|填写|填报|对照|下载|[（(]|(?<=[0-9])[和与及、至])?(?P<label>(?P<kind>附表|附图|附件|附录|[表图])[ \u3000]?(?P<number>{_NUMBER}))"
    f"(?![0-9])(?P<tail>所示|所列|中|显示|反映|可[见知以看])?"
)
_CHAPTER = re.compile(
    "(?:详?见|参见|参阅|按照?|依据|根据)(?P<book>本(?:报告|年报|年鉴|书|章|文|册))?(?P<label>第(?P<number>[一二三四五六七八九十百]{1,5}|[0-9]{1,3})(?P<kind>章|节|部分|篇))"
)

_ARTICLE = re.compile(
    "本(?:办法|规定|细则|条例|合同|协议|制度|章程|方案|规则|规程|公约|守则|准则|程序)(?P<label>第(?P<number>[一二三四五六七八九十百]{1,5}|[0-9]{1,3})条)"
)
_EQUATION = re.compile(
    "(?:公式|方程式?|(?<![公形方样格模正款])式)[ ]?(?P<label>[（(](?P<number>[0-9]{1,2}(?:[-.][0-9]{1,2})?)[）)])"
)
_FORMULA = re.compile(
    "[^。，；\n]{0,100}[=＝≈≤≥][^。，；\n]{0,100}[ \u3000…·]{0,20}[（(](?P<number>[0-9]{1,2}(?:[-.][0-9]{1,2})?)[）)]"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A numbered thing: kind (表 图 附件 章 条 式 …), number as normalised text, its span, and its title."""

    kind: str
    number: str
    start: int
    end: int
    title: str = ""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents page: its bare title (no leaders, no page) with its span, and its marker."""

    title: str
    start: int
    end: int
    style: str
    number: int


@dataclass(frozen=True, slots=True)
class References:
    """All labels that are defined, listed or mentioned, and the contents page."""

    contents: tuple[ContentsEntry, ...]
    defined: tuple[Label, ...]
    listed: tuple[Label, ...]
    mentions: tuple[Label, ...]


def extract(document: Document) -> References:
    """Read the references of ``document``."""
    defined = tuple(_defined(document))
    listed = tuple(_listed(document))
    taken = {label.start for label in (*defined, *listed)}
    mentions = tuple(label for label in _mentions(document) if label.start not in taken)
    if pointing := [Label("项", *found) for found in pointed(document)]:
        defined += tuple(Label("项", number, 0, 0) for number in numbers(document))
        mentions = tuple(sorted((*mentions, *pointing), key=lambda label: label.start))
    return References(tuple(_contents(document)), defined, listed, mentions)


def bare(title: str) -> str:
    """A title as compared: Han, letters and digits only."""
    return re.sub(f"[^{HAN}0-9A-Za-z]", "", title)


def _contents(document: Document) -> Iterator[ContentsEntry]:
    for index, block in enumerate(document.blocks):
        if block.kind != "contents":
            continue
        text = document.block_text(index)
        text = _PAGE.sub("", _LEADERS.sub("", text)).rstrip(" \u3000.…·")
        found = opening(text)
        if text:
            style, number = (found.style, found.number) if found else ("", 0)
            yield ContentsEntry(text, block.start, block.start + len(text), style, number)


def number_of(text: str) -> str:
    """A number as compared: 三 and 3, 1－2 and 1-2 are the same."""
    value = han_ordinal(text)
    return str(value) if value is not None else re.sub("[.—–－．]", "-", text)


def _defined(document: Document) -> Iterator[Label]:
    for index, block in enumerate(document.blocks):
        if block.kind != "contents" and block.marker and block.marker.style == "article":
            yield Label("条", str(block.marker.number), block.marker.start, block.marker.end)
        if block.kind in ("contents", "entry"):
            continue
        text = document.block_text(index)
        if len(text) > 90 or "。" in text[:-1]:
            continue
        if formula := _FORMULA.fullmatch(text):
            start = block.start + formula.start("number")
            yield Label("式", number_of(formula["number"]), start, block.start + formula.end("number"))
        match = _CAPTION.match(text) or _APPENDIX.match(text)
        if match and not _LIST_HEAD.match(text) and _is_title(match["rest"]) and _stands_apart(block, match):
            yield Label(
                match["kind"],
                number_of(match["number"]),
                block.start,
                block.start + match.end("number"),
                match["rest"].strip(),
            )
        if block.kind == "heading" and block.marker and block.marker.style in _CHAPTERS:
            marker = block.marker
            for kind in _CHAPTERS[marker.style]:
                yield Label(kind, str(marker.number), marker.start, marker.end, text)


_CHAPTERS = {"chapter": ("章",), "section": ("节",), "part": ("部分", "篇")}


def _is_title(rest: str) -> bool:
    return not re.match("[所中显反可是为的和与、]|[:：，,]?见", rest)


def _stands_apart(block: Block, match: re.Match[str]) -> bool:
    """图一 in running words is no caption; a Chinese number needs a caption's place."""
    return match["number"].isascii() or block.kind in ("caption", "heading") or not match["rest"]


def _listed(document: Document) -> Iterator[Label]:
    """The items of ``附件：1.… 2.…``, in one block or over the entries below it."""
    blocks = document.blocks
    for index, block in enumerate(blocks):
        text = document.block_text(index)
        if not _LIST_HEAD.match(text) or block.kind == "cell":
            continue
        for match in _LISTED.finditer(text):
            start = block.start + match.start("number")
            yield Label(
                "附件", match["number"], start, block.start + match.end("title"), match["title"].strip()
            )
        yield from _entries_below(document, index)


def _entries_below(document: Document, index: int) -> Iterator[Label]:
    for block in document.blocks[index + 1 : index + 31]:
        if block.marker is None or not block.marker.style.startswith("arabic"):
            return
        text = document.text[block.marker.end : block.end].strip()
        yield Label("附件", str(block.marker.number), block.start, block.end, text)


def _mentions(document: Document) -> Iterator[Label]:
    for block in document.blocks:
        if block.kind in ("contents", "caption", "title", "heading"):
            continue
        for match in _MENTION.finditer(document.text, block.start, block.end):
            if _is_mention(document, block, match):
                kind = match["kind"]
                yield Label(kind, number_of(match["number"]), match.start("label"), match.end("label"))
        for match in _CHAPTER.finditer(document.text, block.start, block.end):
            yield Label(match["kind"], number_of(match["number"]), match.start("label"), match.end("label"))
        for kind, pattern in (("条", _ARTICLE), ("式", _EQUATION)):
            for match in pattern.finditer(document.text, block.start, block.end):
                yield Label(kind, number_of(match["number"]), match.start("label"), match.end("label"))


def _is_mention(document: Document, block: Block, match: re.Match[str]) -> bool:
    """A label counts as a reference when a verb leads to it, or when it says what the table shows."""
    following = document.text[match.end("label") : match.end("label") + 1]
    if re.fullmatch("[一二三四五六七八九十]{1,3}", match["number"]) and re.match(f"[{HAN}]", following):
        return bool(match["tail"] and match["lead"])
    before = document.text[max(match.start("label") - 1, 0) : match.start("label")]
    if not match["lead"] and re.match(f"[{HAN}]", before) and match["kind"] in "表图":
        return bool(match["tail"]) and before in "从在，由"
    # 填写附件4《参展登记表》 points at it by number and title; 通知附件2《…》 belongs to something else.
    titled = match["kind"] == "附件" and following == "《" and before in "写填按照见用据看阅附交报"
    return bool(match["lead"] or match["tail"] or titled)
