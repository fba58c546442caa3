"""A part in one place larger than the whole in another: 少儿部接待读者8.5万人次, and 全馆接待读者6万人次.

The part's name is the whole's name with a restriction that is known to be one (a division, a mode, a group of
people); year, kind and dimension are the same. For each name only the
least wholes count, so the work is linear.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.facts.owners import ALL, DIVISION, title
from auditor.facts.relations import Operand, Relation, judge
from auditor.facts.said import Said
from auditor.interval import in_words
from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts

_VERBS = re.compile(
    "^(?:累计|总共|一共|共|总|新增|并|还|已经?|继续|开展|组织|举办|举行|召开|进行|完成|接待|办理|受理|处理|实现|提供|参与|参加|服务|惠及|发放|安排|落实)+"
)
_WHOLES = 8
_TOTAL = re.compile("(?<!公)共(?![青建享产同])|合计|总计|全年")
_OPENS = re.compile(f"(?:^|[，；。：])[0-9年本今全，]{{0,8}}(?:{ALL.pattern})")
_GROUP = re.compile(
    "(?:少儿|未成年人?|儿童|学生|教师|成人|老年人?|女性?|妇女|党员|青年|残疾人?|线上|线下|网上|网络|现场|境外|国外|境内|国内|城镇|农村|城市|乡村|(?:民事|刑事|行政|执行|商事)(?=案件|审判|诉讼|申请)|纸质|电子|中文|外文|专题|专项)+(?:的)?"
)

_Key = tuple[str, str, str]
"""Name without restriction, dimension, kind (stock or new)."""


def extract(facts: Facts) -> tuple[Relation, ...]:
    """One relation for each part whose whole stands in another place."""
    wholes: dict[_Key, list[Said]] = defaultdict(list)
    parts: dict[_Key, list[tuple[Said, str]]] = defaultdict(list)
    for said in facts.said:
        if not _usable(facts, said):
            continue
        words = _plain(said, title(facts))
        if _is_whole(said, words):
            wholes[_key(said, _core(words))].append(said)
            continue
        for name, restriction in _restricted(words):
            parts[_key(said, name)].append((said, restriction))
    return tuple(
        relation
        for key, those in sorted(parts.items())
        if key in wholes
        for relation in _relations(facts, those, wholes[key])
    )


def _key(said: Said, name: str) -> _Key:
    return name, said.mention.quantity.dimension, said.measure_.kind


def _usable(facts: Facts, said: Said) -> bool:
    """Whether a number is a level of the report's year with a name of its own, outside the chronicle's days."""
    period = said.measure_.period[0]
    plain = said.mention.role == "level" and said.measure_.kind != "planned" and not said.earlier
    return plain and not said.sub and period in ("year", "none") and not said.mention.quantity.each


def _plain(said: Said, title: str) -> str:
    """The words of a name without the year and without the institution that the title names."""
    words = re.sub(f"[^{HAN}]", "", re.sub("[0-9]{4}年度?|全年度?|本年度?|今年|年内", "", said.words))
    own = next((n for n in range(min(len(words), 16), 2, -1) if words[:n] in title), 0)
    return words[own:]


def _core(words: str) -> str:
    """A name without the institution and light verbs before it."""
    words = ALL.sub("", words, count=1)
    return _VERBS.sub("", words)


def _is_whole(said: Said, words: str) -> bool:
    """Whether a number is called one of the whole institution: 全馆, 全院 in its name or just before it."""
    called = ALL.search(said.words) or _OPENS.search(said.before) or _TOTAL.search(said.words)
    return bool(called) and len(_core(words)) >= 2 and not any(_restricted(ALL.sub("", words, count=1)))


def _restricted(words: str) -> Iterator[tuple[str, str]]:
    """The names that are left when a restriction is taken out, each with the restriction."""
    division = DIVISION.match(words)
    if division and division.end() < len(words):
        yield _VERBS.sub("", words[division.end() :]), division.group()
    bare = _VERBS.sub("", words)
    group = _GROUP.match(bare)
    if group and group.end() < len(bare):
        yield _VERBS.sub("", bare[group.end() :]), group.group()


def _comparable(whole: Said, part: Said) -> bool:
    """Whether both stand in different paragraphs and speak of one year as far as they say."""
    years = {whole.year, part.year} - {0}
    return whole.mention.block != part.mention.block and len(years) < 2


def _relations(facts: Facts, parts: list[tuple[Said, str]], wholes: list[Said]) -> Iterator[Relation]:
    least = sorted(wholes, key=lambda one: (one.mention.quantity.point, one.mention.start))[:_WHOLES]
    for part, restriction in parts:
        apart = [whole for whole in least if _comparable(whole, part)]
        if not apart:
            continue
        whole = apart[0]
        p, w = part.mention.quantity, whole.mention.quantity
        verdict = judge("≤", p.value, w.value)
        yield Relation(
            kind="part-elsewhere",
            operator="≤",
            left=Operand(p.start, p.end, p.value, part.words, "part"),
            right=(Operand(w.start, w.end, w.value, whole.words, "whole"),),
            computed=w.value,
            expression=restriction,
            verdict=verdict,
            evidence="part-elsewhere:likely",
            gap=in_words(p.point - w.point) if verdict == "inconsistent" else "",
            shown=facts.document.text[w.start : w.end],
        )
