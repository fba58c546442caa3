"""Events told twice: dated sentences with the same thing done, in the chronicle and elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.document import Document
from auditor.facts.dates import Date
from auditor.facts.dates_clauses import sentence
from auditor.facts.dates_roles import ASIDE

_HAN = "\u4e00-\u9fff"
_DONE = re.compile(
    f"(?:举办|召开|开展|举行|组织|承办|协办|主办|启动)(?:了|召开|开展|举办)?(?P<what>[{_HAN}0-9A-Za-z“”《》·—]{{4,40}})"
)
_QUOTED = re.compile(f"[“《](?P<what>[{_HAN}A-Za-z0-9 ，·—]{{4,40}})[”》]")
_LEAD = re.compile(
    "^(?:[0-9]{4}年度?|全[市省县区国馆院校]|[我本][市省县区馆院校]|首届|首次|[\u4e00-\u9fff]{2,4}?[市省县区])"
)
_GENERIC = re.compile(
    "活动|会议|大会|仪式|讲座|培训班?|比赛|大赛|竞赛|展览|系列|主题|工作|志愿服务|党日|学习|宣传|调研|座谈会?|研讨会?|启动|专题|教育|业务|全体|职工|读者|年度|集中|专场|公益|公开课|沙龙|讲坛"
)
_STAGE = re.compile(
    "开幕|闭幕|启动|收官|结束|揭晓|颁奖|初赛|复赛|决赛|报名|征集|开班|结业|开工|竣工|签约|筹备|第一|第二|上午|下午"
)
_PART = re.compile("第[0-9一二三四五六七八九十]{1,3}[期场次讲批站]|[（(][一二三四上中下][)）]")


@dataclass(frozen=True, slots=True)
class Telling:
    """One dated telling of an event: what was done (normalised), its date, the block and its top section."""

    what: str
    date: Date
    block: int
    section: int
    stages: frozenset[str]


def _normal(text: str) -> str:
    bare = re.sub(f"[^{_HAN}A-Za-z0-9]", "", text)
    for _ in range(3):
        bare = _LEAD.sub("", bare)
    return bare


def _telling(document: Document, date: Date, later: int) -> Iterator[tuple[str, frozenset[str]]]:
    _, end = sentence(document.text, document.blocks[date.block], date.end)
    end = min(end, later, date.end + 120)
    piece = document.text[date.end : end]
    for pattern in (_DONE, _QUOTED):
        for match in pattern.finditer(piece):
            what = _normal(match["what"])
            if len(_GENERIC.sub("", what)) >= 4 and not _PART.search(match["what"]):
                yield what, frozenset(_STAGE.findall(piece))


def tellings(document: Document, dates: Sequence[Date]) -> dict[str, list[Telling]]:
    """Tellings by what was done; only dates given to the day and belonging to their sentence count."""
    found: dict[str, list[Telling]] = {}
    finer = [date for date in dates if date.precision not in ("year", "half", "quarter")]
    for at, date in enumerate(finer):
        block = document.blocks[date.block]
        if date.precision not in ("day", "range") or not date.dated or set(date.roles) & (ASIDE | {"plan"}):
            continue
        if block.kind not in ("entry", "paragraph") or not date.first[2] or date.open_end:
            continue
        later = finer[at + 1].start if at + 1 < len(finer) else len(document.text)
        section = block.section[-1] if block.section else -1
        for what, stages in dict(_telling(document, date, later)).items():
            found.setdefault(what, []).append(Telling(what, date, date.block, section, stages))
    return found
