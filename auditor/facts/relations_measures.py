"""The same measure in two places of the report: near-identical statements whose numbers differ.

Candidates share a rare anchor (a companion number of a tuple, the characters around the number, the
counted noun), so the work is linear; a pair is told only with a second witness besides the equal name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.facts.measures import Measure
from auditor.facts.measures_slips import called, unit_of
from auditor.facts.measures_witness import digits_of, thing, witness_of
from auditor.facts.relations import Relation
from auditor.facts.statements import operand
from auditor.interval import in_words

if TYPE_CHECKING:
    from auditor.facts import Facts

_CROWD = 5
_NUMBER = re.compile("[0-9.,，、 ]")


def extract(facts: Facts) -> tuple[Relation, ...]:
    """One relation a measure that stands in several places: all its places, consistent or not."""
    measures = facts.measures
    pairs: dict[tuple[int, int], str] = {}
    for (one, other), known_by in sorted(_candidates(facts, measures).items()):
        witness = witness_of(facts, measures[one], measures[other])
        # A name alone brings many together that are not one: there only a slip of the pen tells.
        if witness and (witness in ("slip", "companion") or known_by != {"called"}):
            pairs[one, other] = witness
    return tuple(_relation(facts, group, witness) for group, witness in _clusters(measures, pairs))


def _candidates(facts: Facts, measures: Sequence[Measure]) -> dict[tuple[int, int], set[str]]:
    """Pairs that share an anchor, with the kinds of anchor."""
    posts: dict[tuple[str, str], list[int]] = defaultdict(list)
    known = facts.pack_names
    for index, measure in enumerate(measures):
        named = (
            {("pack", known[measure.mention.start])}
            if measure.mention.start in known
            else set[tuple[str, str]]()
        )
        for anchor in sorted(_anchors(facts, measure) | named):
            posts[anchor].append(index)
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (kind, _), crowd in posts.items():
        if 2 <= len(crowd) <= _CROWD:
            for at, one in enumerate(crowd):
                for other in crowd[at + 1 :]:
                    found[one, other].add(kind)
    return found


def _anchors(facts: Facts, measure: Measure) -> set[tuple[str, str]]:
    text, mention = facts.document.text, measure.mention
    q = mention.quantity
    found: set[tuple[str, str]] = set()
    noun = thing(measure)[0]
    for at in range(min(len(noun), 9) - 3):
        found.add(("noun", noun[at : at + 4]))
    before = _NUMBER.sub("", text[max(mention.start - 16, 0) : mention.start])[-7:]
    after = _NUMBER.sub("", text[q.end : q.end + 14])[:7]
    if len(before) == 7:
        found.add(("before", before))
    if len(after) == 7:
        found.add(("after", q.unit + after))
    if len(measure.signature) >= 5:
        found.add(("name", measure.signature[-5:] + q.dimension))
    if len(name := called(measure)) >= 3:
        found.add(("called", name[:8] + unit_of(measure)))
    if len(digits := digits_of(facts, measure)) >= 3:
        found.add(("digits", "".join(sorted(digits)) + unit_of(measure)))
    for partner in facts.mentions_between(mention.start - 24, mention.end + 24):
        if partner.quantity.group >= 0 and partner.quantity.group == q.group and partner is not mention:
            p = partner.quantity
            found.add(("tuple", f"{p.point}{p.unit}|{q.unit}"))
    return found


def _clusters(
    measures: Sequence[Measure], pairs: dict[tuple[int, int], str]
) -> Iterator[tuple[list[Measure], str]]:
    parent: dict[int, int] = {}

    def root(index: int) -> int:
        while parent.setdefault(index, index) != index:
            index = parent[index]
        return index

    for one, other in pairs:
        a, b = sorted((root(one), root(other)))
        parent[b] = a
    groups: dict[int, list[int]] = defaultdict(list)
    for index in sorted(parent):
        groups[root(index)].append(index)
    order = ["tuple", "wording", "total", "pack", "companion", "slip", "noun"]
    for members in groups.values():
        inside = set(members)
        witnesses = {witness for (one, other), witness in pairs.items() if one in inside and other in inside}
        yield [measures[index] for index in members], min(witnesses, key=order.index)


def _relation(facts: Facts, group: list[Measure], witness: str) -> Relation:
    """The majority value stands first among the others; it is never called right."""
    text = facts.document.text
    agreeing = [sum(m.mention.quantity.value.meets(o.mention.quantity.value) for o in group) for m in group]
    # Of equals the last place is primary: people read the first as what was said before.
    minority = min(range(len(group)), key=lambda at: (agreeing[at], -at))
    primary = group[minority]
    rest = sorted(
        (m for m in group if m is not primary), key=lambda m: (-agreeing[group.index(m)], m.mention.start)
    )
    disjoint = any(not primary.mention.quantity.value.meets(m.mention.quantity.value) for m in group)
    values = list(dict.fromkeys(text[m.mention.start : m.mention.end] for m in group))
    return Relation(
        kind="same-measure",
        operator="=",
        left=operand(primary.mention, "place"),
        right=tuple(operand(m.mention, "place") for m in rest),
        computed=rest[0].mention.quantity.value,
        expression="、".join(values),
        verdict="inconsistent" if disjoint else "consistent",
        evidence=f"measure:{witness}",
        shown=in_words(rest[0].mention.quantity.point),
    )
