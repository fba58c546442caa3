"""Party congresses and plenums: numbers that do not exist, 大 for 届, wrong documents, a missing 精神."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from auditor.text import han_ordinal

if TYPE_CHECKING:
    from auditor.facts import Facts

Kind = Literal["number", "style", "document", "spirit"]
_N = "[一二三四五六七八九十]{1,3}"
_PLENUM = re.compile(
    f"(?:第)?(?P<congress>十[一二三四五六七八九]|二十)(?P<word>[届大])(?P<plenum>{_N})中全会"
)
_ONE = f"(?:党的)?(?:第?{_N}届(?:{_N}中(?:、{_N}中){{0,6}}|历次)全会|(?<=党的){_N}大|第{_N}次全国代表大会)"
_VERB = "(?:学习|宣传|贯彻|落实|领会|传达|宣讲)(?:好|了)?"
_STUDIED = re.compile(
    f"{_VERB}党的{_N}大(?:(?:[、和及]|以及)(?:历次全会|{_ONE})){{0,4}}|{_VERB}党的{_N}届{_N}中全会"
)
_REST = re.compile("[^，。；！？\n]{0,40}")
_KEPT = re.compile(
    "精神|报告|决议|决定|公报|部署|要求|文件|讲话|主题|内容|战略|成果|任务|提出|作出|确定|确立|关于|以来|召开|期间|方针|路线|思路|目标|热潮|专题"
)
_OBJECT = re.compile("(?:$|[，。；！？\n]|和(?!党的|第))")
_DOCUMENT = re.compile("(?:审议通过|通过|审议并通过|作出)了?[的]?[《“]")
_REACH = 60


@dataclass(frozen=True, slots=True)
class Slip:
    """``text[start:end]`` names a meeting wrongly; ``meant`` is the right number, name or wording where known."""

    start: int
    end: int
    kind: Kind
    meant: str


def extract(facts: Facts) -> tuple[Slip, ...]:
    """All slips, in order."""
    table = facts.resources.table("official-writing/meetings.toml")
    text = facts.document.text
    found = [*_plenums(text, table), *_spirits(text)]
    return tuple(sorted(found, key=lambda slip: (slip.start, slip.end, slip.kind)))


def _plenums(text: str, table: Mapping[str, Any]) -> Iterator[Slip]:
    held = table["plenums"]
    for match in _PLENUM.finditer(text):
        congress, plenum = match["congress"], han_ordinal(match["plenum"]) or 0
        start, end = match.start("congress"), match.end()
        if plenum > held[congress]:
            yield Slip(start, end, "number", str(held[congress]))
        elif match["word"] == "大":
            yield Slip(start, end, "style", f"{congress}届{match['plenum']}中全会")
        elif meant := _adopted(text, match.end(), f"{congress}届{match['plenum']}中全会", table):
            yield Slip(start, end, "document", meant)


def _adopted(text: str, at: int, written: str, table: Mapping[str, Any]) -> str:
    """The plenum that adopted the document named right behind this one, where it is another."""
    match = _DOCUMENT.search(text, at, at + 12)
    if match is None:
        return ""
    title = text[match.end() : match.end() + _REACH].split("》")[0]
    for document in table["documents"]:
        if document["title"] in title and document["meeting"] != written:
            return str(document["meeting"])
    return ""


def _spirits(text: str) -> Iterator[Slip]:
    """Meetings that are studied themselves, where what is studied is what they decided."""
    for match in _STUDIED.finditer(text):
        rest = _REST.match(text, match.end())
        assert rest is not None
        if _OBJECT.match(text, match.end()) and not _KEPT.search(rest.group()):
            start = match.start() + match.group().index("党的")
            yield Slip(start, match.end(), "spirit", text[start : match.end()] + "精神")
