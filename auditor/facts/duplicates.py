"""Duplicates: entries and paragraphs that say the same thing twice, word for word or lightly edited.

Blocks are compared only when they share an anchor (a clause, a beginning or an end) that few blocks hold,
so the work stays near-linear; what recurs by intent (another date, another number, another title, another
stage of one thing) is no duplicate.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from auditor.document import Document
from auditor.facts.duplicates_short import same_body, short_copies
from auditor.facts.duplicates_units import DATED, Copy, Unit, unit_of
from auditor.text import HAN

_CLAUSES = re.compile(f"[{HAN}0-9A-Za-z]{{6,80}}")
_STAGES = re.compile(
    "启动|开幕|闭幕|结束|开班|结业|开工|竣工|上午|下午|晚上|[初复决预终]赛|上半|下半|东|西|南|北|中|男|女|[甲乙丙丁ABCD]"
    "|春|夏|秋|冬|市|县|区|省|镇|乡|街道|社区|小学|中学|学院|大学|公司|医院|村"
)
_PAIRED = re.compile("总体|具体|全部|部分|[上下]午|[去今明前]年")
_LIGHT = frozenset(
    "开展 举办 组织 举行 召开 进行 实施 组织开展 莅临 来到 前往 赴 到 在 于 对 共 约 我馆 本馆 我院 本院 我校 本校 我局 本局 我市 "
    "全市 我县 全县 等 的 了 和 与 及 并 并且 以及 一行 活动 工作 成功 顺利 圆满 隆重".split()
)
_CROWD, _MIN_FAR = 12, 60


@dataclass(frozen=True, slots=True)
class Cluster:
    """Blocks that say the same, in document order; ``exact`` when word for word."""

    copies: tuple[Copy, ...]
    exact: bool


def extract(document: Document) -> tuple[Cluster, ...]:
    """All clusters of ``document``, in order of their first block."""
    units = [unit for index, block in enumerate(document.blocks) if (unit := unit_of(document, index, block))]
    parent = list(range(len(units)))
    for first, second in _pairs(units):
        if _root(parent, first) == _root(parent, second):
            continue
        if _same(units[first], units[second]):
            a, b = sorted((_root(parent, first), _root(parent, second)))
            parent[b] = a
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(units)):
        groups[_root(parent, index)].append(index)
    clusters = [
        Cluster(tuple(units[i].copy for i in group), len({units[i].plain for i in group}) == 1)
        for group in groups.values()
        if len(group) > 1
    ]
    known = {copy.block for cluster in clusters for copy in cluster.copies}
    clusters.extend(
        Cluster(tuple(Copy(index, start, document.blocks[index].end) for index, start in places), True)
        for places in short_copies(document)
        if not known & {index for index, _ in places}
    )
    return tuple(sorted(clusters, key=lambda cluster: cluster.copies[0].start))


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _pairs(units: list[Unit]) -> Iterator[tuple[int, int]]:
    """Pairs that share an anchor held by at most a dozen blocks; the same text pairs with its first copy."""
    posts: dict[str, list[int]] = defaultdict(list)
    first: dict[str, int] = {}
    for index, unit in enumerate(units):
        if unit.plain in first:
            yield first[unit.plain], index
            continue
        first[unit.plain] = index
        anchors = {unit.plain[:8], unit.plain[-8:], *_CLAUSES.findall(unit.text)}
        if day := DATED.match(unit.text):
            anchors.add(day.group())  # two entries of one day are always compared
        for anchor in sorted(anchors):
            posts[anchor].append(index)
    done: set[tuple[int, int]] = set()
    for crowd in posts.values():
        if len(crowd) > _CROWD:
            continue
        for at, one in enumerate(crowd):
            for other in crowd[at + 1 :]:
                if (one, other) not in done:
                    done.add((one, other))
                    yield one, other


def _same(one: Unit, other: Unit) -> bool:
    """Whether two blocks say the same thing."""
    far = one.part != other.part
    shorter = min(len(one.plain), len(other.plain))
    if one.plain == other.plain:
        # A year's total told again in the chronicle is an echo; the same long block twice is a copy.
        return not far or (shorter >= _MIN_FAR and one.entry == other.entry)
    if not far and same_body(one.text, other.text):
        return True
    if far or one.digits != other.digits or (not (one.entry and other.entry) and shorter < 40):
        return False
    if _titles_differ(one, other) or abs(len(one.plain) - len(other.plain)) > 0.3 * shorter + 4:
        return False
    return _edited(one, other)


def _titles_differ(one: Unit, other: Unit) -> bool:
    return bool(one.titles or other.titles) and not one.titles & other.titles


def _edited(one: Unit, other: Unit) -> bool:
    from rapidfuzz.distance import Indel

    similarity = Indel.normalized_similarity(one.plain, other.plain, score_cutoff=0.68)
    if not similarity:
        return False
    shared = max((len(title) for title in one.titles & other.titles), default=0)
    shorter = min(len(one.plain), len(other.plain))
    told = shared >= 8 and shared >= 0.4 * shorter and one.section == other.section
    dated = bool(re.match("(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日", one.text))
    if similarity < 0.85 and not told:
        return False
    changed = 0
    for step in Indel.opcodes(one.plain, other.plain):
        left = one.plain[step.src_start : step.src_end]
        right = other.plain[step.dest_start : step.dest_end]
        if step.tag == "equal" or (left or right) in _LIGHT:
            continue
        if not told and (
            _STAGES.search(left + right) or _PAIRED.search(_around(one.plain, other.plain, step))
        ):
            return False
        changed += max(len(left), len(right))
    allowed = 0.6 if told else 0.2 if dated else 0.12
    return changed <= allowed * shorter and shorter >= 16


def _around(one: str, other: str, step: Any) -> str:
    """The changed stretch with one character on either side, in both texts."""
    left = one[max(step.src_start - 1, 0) : step.src_end + 1]
    return f"{left}/{other[max(step.dest_start - 1, 0) : step.dest_end + 1]}"
