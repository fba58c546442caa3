"""Text against table: a figure of the prose and the cell that states the same measure.

They state one measure when every word of the prose's name is accounted for (by the cell's row, its column,
the caption of its table, or a pack's vocabulary) and every name that tells the cell from its neighbours
stands in the prose, with the same dimension, year and side (budget or outcome). Candidates are found by the
cells' names, so the work is linear in the prose.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.facts.packs import PackMeasure, key
from auditor.facts.relations import Relation
from auditor.facts.said import Said
from auditor.facts.said_names import stem
from auditor.facts.statements import PERIODS
from auditor.facts.table_figures import Figure, measure_of
from auditor.facts.text_table_guards import (
    Labels,
    commensurable,
    explained,
    feast,
    labels_of,
    same_period,
    same_scope,
    told,
)
from auditor.facts.text_table_verdict import Match, Place, relation_of

if TYPE_CHECKING:
    from auditor.facts import Facts

_MOST = 120
_LONGEST = 24
_AHEAD = 48
_KIND = re.compile("项目|名称|类[别型]|指标|内容|分类|种类|科目|收入|支出")
_TELLING = 10


def extract(facts: Facts) -> tuple[Relation, ...]:
    """One relation for each figure of the prose that a table states too."""
    if not facts.figures:
        return ()
    index = _index(facts.figures)
    labels = labels_of(facts)
    heads = frozenset(name[:2] for name in index)
    found = [(said, list(_matches(facts, said, index, heads, labels))) for said in facts.said]
    retold = _retold(found)
    relations = (relation_of(facts, said, matches, retold) for said, matches in found if matches)
    return tuple(relation for relation in relations if relation is not None)


def _retold(found: Sequence[tuple[Said, Sequence[Match]]]) -> frozenset[Place]:
    """Paragraphs that tell what a table holds: (block, table, panel) where a figure of both agrees."""
    return frozenset(
        (said.mention.block, match.figure.table.number, match.figure.table.part)
        for said, matches in found
        for match in matches
        if said.mention.quantity.point * (100 if said.mention.quantity.kind == "percent" else 1) >= _TELLING
        and said.mention.quantity.value.meets(match.figure.value)
        and (match.figure.dimensions or said.mention.quantity.value.exact)
    )


def _index(figures: Sequence[Figure]) -> dict[str, list[Figure]]:
    """The figures under each of their names, whole and bare; names borne by very many say nothing."""
    posts: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        for name in sorted({stem(name) for name in figure.names}):
            posts[name].append(figure)
    return {name: found for name, found in posts.items() if len(name) >= 2 and len(found) <= _MOST}


def _matches(
    facts: Facts, said: Said, index: dict[str, list[Figure]], heads: frozenset[str], labels: Labels
) -> Iterator[Match]:
    yield from _pack_matches(facts, said)
    name = said.name[-40:]
    seen: set[tuple[int, int]] = set()
    for start in [start for start in range(len(name) - 1) if name[start : start + 2] in heads]:
        for end in range(start + 2, min(len(name), start + _LONGEST) + 1):
            for figure in index.get(name[start:end], ()):
                place = (figure.cell.start, figure.cell.end)
                if place not in seen:
                    seen.add(place)
                    match = _match(facts, said, figure, labels)
                    if match is not None:
                        yield match


def _pack_matches(facts: Facts, said: Said) -> Iterator[Match]:
    """Cells that state the same measure by a pack's vocabulary."""
    for pack in facts.packs:
        name = said.measure(pack)
        if not name or not said.annual or _wider(pack.measures[name], said, facts.document.text):
            continue
        for figure in facts.figures:
            if (
                measure_of(pack, figure) == name
                and same_period(facts, said, figure)
                and commensurable(said, figure)
            ):
                yield Match(figure, False, 100)


def _wider(measure: PackMeasure, said: Said, text: str) -> bool:
    """Whether the sentence goes on to say that its total holds what the measure leaves out (电子图书 in 馆藏)."""
    following = text[said.mention.end : said.mention.end + _AHEAD]
    return any(word in following for word in measure.excludes)


def _match(facts: Facts, said: Said, figure: Figure, labels: Labels) -> Match | None:
    if not commensurable(said, figure) or not same_period(facts, said, figure):
        return None
    caption = key(PERIODS.sub("", figure.caption))
    context = key(said.before[-60:]) + "".join(said.path)
    needed = [figure.label] if figure.label and len(figure.table.rows) > 1 else []
    heads = [head for head in figure.heads if head not in caption]
    needed += [figure.core] if figure.core else heads[-1:]
    inside = [name for name in needed if stem(name) in said.name]
    if not inside or any(stem(name) not in said.name and stem(name) not in context for name in needed):
        return None
    outside = [name for name in needed if name not in inside]
    allowed = [*needed, *figure.heads, *said.path, caption, *labels.above(figure)]
    allowed += [_KIND.sub("", key(one.header)) for one in figure.table.columns if one.kind == "label"]
    allowed += ["假期期间长假小长假"] if feast(said, figure) else []
    if not explained(said.name, [stem(name) for name in inside], allowed):
        return None
    if not labels.settled(figure, said, outside) or not same_scope(facts, said, figure):
        return None
    weight = sum(len(name) for name in needed)
    whole = stem(figure.label or (heads[-1] if heads else "")) in (stem(said.name), told(said.name))
    return Match(figure, whole or len(inside) > 1, weight)
