"""A number that can only be part of the one before it: 会员1268人，女会员530人; 收到412件，办结387件，其余正在办理."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.facts.change_words import direction, eras
from auditor.facts.facets import without_qualities
from auditor.facts.mentions import Mention, strip_filler
from auditor.facts.parts_names import usable
from auditor.facts.relations import Relation
from auditor.facts.statements import at_most
from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts

_REST = re.compile("[^，。；、0-9]{0,14}[，；](?:其余|余下|剩余|剩下|尚余|还剩)(?!的?[^，。；]{0,8}[0-9])")
_DONE = re.compile(
    "(?:[个座所处条名项][^，。；、0-9]{0,3})?(?:已经?|均已|全部|尚未|仍未|未|仍|正在|达到|达标|通过|取得|获得|获评|实现|完成|符合|为|是|属于?|系|来自|被|有|[\u3400-\u9fff]{2,3}了|具有|具备|设有|达|考|还|仅|考取|考上|升入|被评为|如期|按期)"
)
_SPLIT = re.compile("[有共设为是达]|合计|总计")
_DUE = re.compile("(?<![适相对响反供])应(?P<verb>[^，。；达为有]{1,2})")
_CLAUSE = re.compile("(?P<clause>[^，。；]{3,20})的(?P<head>[^，。；的]{0,6}?)(?:共?有|为|达到?|共)?")
_NARROW = re.compile(
    "(?:(?:城镇|农村|乡村|常设|女|男|新能源|工业|民间|公共|专任|专职|注册|持证|活跃|规模以上|高新技术|公办|民办|残疾|少数民族|优质|示范|合格"
    "|进口|出口|境外|外籍|外地|护理型?|设施|高标准|大型|中型|小型|国家级|省级|市级|县级|[一二三四]级|重大|重点|严重|境内|本地|珍贵|善本|民营|国有|以上|及){1,3})"
)
_GENERAL = re.compile(
    "[^，。；]{0,10}?(?:现有|共|总|全[市县区省镇乡村校院馆国州]|开放|户籍|参赛|参展|参会|报名|登记|注册|拥有|设有|建有|在册|馆藏)"
)
_OUTSIDE = re.compile("同时|另|其他|其它|累计|历年|往年|全[国省市县区州]|新增|以外|之外|超|未入|邻|外单位")
_OTHER_DAY = re.compile("[年月季期](?:末|底)|至今|目前|现有")
_BODIES = frozenset("行院校县市区局镇乡村司所馆站社厂省州部")
_WHOLE = re.compile("[共总]|全[国省市县区镇乡村州球校院馆年]")
# What is so called is often counted beside the rest, not within it.
_BESIDE = re.compile(
    "退休|离休|退役|临时|外聘|编外|劳务|派遣|电子|数字|网络|线上|虚拟|新增|新建|累计|历年|往年|历届|原|旧|全[国省市县区州球校院馆年]|总|各|其他|另|合作|联合|共建|毕业|流动|兼职|志愿|租|借|后备|候补|拟|意向|在建|规划|减|退|失|死"
)


_FLOW = re.compile("新增|净增|新建|新设|新开|新办|新评|增设|增加|创建|新获")
_STOCK = re.compile("(?:达到?|累计|总数|增至|增加到|已有|共有|现有|扩大到)[为到约近]?$")
_LEVEL = re.compile("[国省市县区乡镇村校院厅局处科]级")


def extract(facts: Facts) -> tuple[Relation, ...]:
    """Relations between a number and the one before it in the sentence, whose part it is by its words alone."""
    found: list[Relation] = []
    for whole, part in _neighbours(facts.mentions):
        if any(
            judge(facts, whole, part) for judge in (_is_rest, _is_done, _is_due, _is_clause, _is_narrower)
        ):
            found.append(at_most(whole, part, "within"))
    return tuple(found)


def _neighbours(mentions: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Numbers with the first of their sentence, where the two are counted alike and joined by a comma only."""
    pairs = []
    first: Mention | None = None
    for index, mention in enumerate(mentions):
        if first is None or (mention.block, mention.sentence) != (first.block, first.sentence):
            first = mention
            continue
        near = (
            mention is mentions[index - 1]
            or mentions[index - 1] is first
            or _properties(mentions, first, index)
        )
        if near and _comparable(first, mention) and "；" not in mention.gap:
            pairs.append((first, mention))
    return pairs


def _properties(mentions: Sequence[Mention], first: Mention, index: int) -> bool:
    """Whether nothing but numbers of the same counter stand between ``first`` and the one at ``index``."""
    at, naming = index - 1, "，" not in mentions[index].gap
    while mentions[at] is not first and index - at < 6:
        if mentions[at].quantity.unit != first.quantity.unit and not naming:
            return False
        naming = naming and "，" not in mentions[at].gap
        at -= 1
    return mentions[at] is first


def _comparable(whole: Mention, part: Mention) -> bool:
    return (
        usable(whole)
        and usable(part)
        and whole.depth == part.depth == 0
        and whole.quantity.unit == part.quantity.unit
        and not eras(part.label)
        and not _OTHER_DAY.search(part.label)
        and not _beside(whole, part)
    )


def _beside(whole: Mention, part: Mention) -> bool:
    """新增县级专科2个，省级专科达到3个: all there is of a kind is no part of what is new, nor one level of another."""
    levels = [set(_LEVEL.findall(m.label + m.noun)) for m in (whole, part)]
    return bool(_FLOW.search(whole.label) and _STOCK.search(part.label)) or (
        all(levels) and levels[0].isdisjoint(levels[1])
    )


def _is_rest(facts: Facts, _: Mention, part: Mention) -> bool:
    return bool(_REST.match(facts.document.text, part.end))


def _is_done(facts: Facts, whole: Mention, part: Mention) -> bool:
    """1240座，1186座已通过验收."""
    bare = part.gap.lstrip(whole.noun) == "，" and not part.label
    return bare and bool(_DONE.match(facts.document.text, part.end))


def _is_due(_: Facts, whole: Mention, part: Mention) -> bool:
    """应发放1320人，实际发放1210人."""
    due = _DUE.search(whole.label)
    paid = part.quantity.dimension != "money" and re.search(
        "(?:实际?|已经?)(?P<verb>[^，。；]{1,2})", part.label
    )
    return bool(due and paid) and paid["verb"][0] == due["verb"][0]  # type: ignore[index]


def _clause_text(facts: Facts, whole: Mention, part: Mention) -> str:
    """What stands between the last comma and the part, with numbers that help to name it: 一次检修合格的."""
    between = facts.document.text[whole.end : part.start]
    return re.split("[，。；：（）]", between)[-1] if "，" in between else ""


def _is_clause(facts: Facts, whole: Mention, part: Mention) -> bool:
    """教室1860间，配备多媒体设备的教室1745间; 养老机构29所，已完成改造的24所."""
    clause = _CLAUSE.fullmatch(_clause_text(facts, whole, part))
    if (
        not clause
        or ("的" in whole.label and clause["head"])
        or _OUTSIDE.search(clause["clause"])
        or direction(clause["clause"])
    ):
        return False
    head = re.sub(f"[^{HAN}]|有$", "", clause["head"]) or part.noun
    return not head or (part.noun or head[0]) in strip_filler(whole.label) + whole.noun


def _own_subject(part: Mention) -> bool:
    """地方有五十三个建设项目 tells of another body."""
    return bool(part.noun) and len(strip_filler(part.label)) > 1


def _is_narrower(facts: Facts, whole: Mention, part: Mention) -> bool:
    """会员1268人，女会员530人; 民警86人，党员52人."""
    one, other = (re.sub(f"[^{HAN}]", "", strip_filler(m.label) + m.noun) for m in (whole, part))
    if not one or not other or _own_subject(part) or _BESIDE.search(other) or "，" not in part.gap:
        return False
    if _BESIDE.search(_WHOLE.sub("", one[-6:])):
        return False
    if whole.quantity.dimension == "person":
        rest = without_qualities(other, facts.resources)
        bare = one.replace("团团员", "团")
        if rest != other and without_qualities(bare, facts.resources) == bare:
            return len(rest) <= 3 or rest in one
    if _of_body(one, other):
        return True
    name = _SPLIT.split(one)[-1]
    if len(name) >= 2 and other != name and other.endswith(name) and len(other) <= len(name) + 6:
        return True
    narrower = _NARROW.match(other)
    general = _GENERAL.match(strip_filler(whole.label)) or _GENERAL.match(whole.label)
    if not narrower or not general:
        return False
    head = other[narrower.end() :]
    return len(head) >= 2 and one.endswith(head)


def _of_body(one: str, other: str) -> bool:
    """支行贷款余额, 涉农贷款余额: the whole has the name of a body before the words that both have."""
    size = 0
    while size < min(len(one), len(other)) and one[-1 - size] == other[-1 - size]:
        size += 1
    front = one[: len(one) - size]
    return size >= 3 and 1 <= len(other) - size <= 4 and 2 <= len(front) <= 8 and front[-1] in _BODIES
