"""The same measure in two places of the report: near-identical statements whose numbers differ.

Candidates share a rare anchor (a companion number of a tuple, the characters around the number, the
counted noun), so the work is linear; a pair is told only with a second witness besides the equal name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.facts.measures import Measure, clean, residue, same_period
from auditor.facts.relations import Operand, Relation
from auditor.interval import in_words

if TYPE_CHECKING:
    from auditor.facts import Facts

_CROWD = 5
_NUMBER = re.compile("[0-9.,，、 ]")
_STOCK_NOUN = 4
_GRAMS = 5


def extract(facts: Facts) -> tuple[Relation, ...]:
    """One relation a measure that stands in several places: all its places, consistent or not."""
    measures = facts.measures
    pairs: dict[tuple[int, int], str] = {}
    for one, other in sorted(_candidates(facts, measures)):
        witness = _same(facts, measures[one], measures[other])
        if witness:
            pairs[one, other] = witness
    return tuple(_relation(facts, group, witness) for group, witness in _clusters(measures, pairs))


def _candidates(facts: Facts, measures: Sequence[Measure]) -> set[tuple[int, int]]:
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
    return {
        (one, other)
        for crowd in posts.values()
        if 2 <= len(crowd) <= _CROWD
        for at, one in enumerate(crowd)
        for other in crowd[at + 1 :]
    }


def _anchors(facts: Facts, measure: Measure) -> set[tuple[str, str]]:
    text, mention = facts.document.text, measure.mention
    q = mention.quantity
    found: set[tuple[str, str]] = set()
    noun = mention.noun
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
    if len(digits := _digits(facts, measure)) >= 3:
        found.add(("digits", "".join(sorted(digits)) + q.unit))
    for partner in facts.mentions_between(mention.start - 24, mention.end + 24):
        if partner.quantity.group >= 0 and partner.quantity.group == q.group and partner is not mention:
            p = partner.quantity
            found.add(("tuple", f"{p.point}{p.unit}|{q.unit}"))
    return found


def _same(facts: Facts, one: Measure, other: Measure) -> str:
    """The second witness that two quantities are one measure, or nothing."""
    a, b = one.mention.quantity, other.mention.quantity
    if a.dimension != b.dimension or (one.mention.block, one.mention.sentence) == (
        other.mention.block,
        other.mention.sentence,
    ):
        return ""
    if one.year and other.year and one.year != other.year:
        return ""
    if one.kind != other.kind or not same_period(one.period, other.period):
        return _stock_noun(one, other) if a.dimension == "noun" else ""
    if _by_pack(facts, one, other):
        return "pack"
    if _of_two_items(facts, one, other):
        return ""
    apart, exact = _compare(one, other)
    shared = _shared_grams(facts, one, other)
    if _tuple_witness(facts, one, other) and (shared >= 3 or not apart or _one_thing(facts, one, other)):
        return "tuple"
    if not apart and (shared >= 2 * _GRAMS or (exact and shared >= _GRAMS)):
        return "wording"
    if exact and one.total and other.total and len(one.name) >= 4:
        return "total"
    if not apart and one.total and other.total and _shares_name(one, other) and _swapped(facts, one, other):
        return "total"
    return _stock_noun(one, other) if a.dimension == "noun" else ""


_RUN_IN = re.compile("[^，,；;：:。0-9]{2,24}。")
_BARE_NAME = 3  # characters of a name that says nothing by itself (参保, 同意)


def _of_two_items(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether two bare names stand under headings of their own (（一）职工医保。参保……。（二）居民医保。参保……)."""
    if max(len(one.name), len(other.name)) > _BARE_NAME:
        return False
    heads = [_heading(facts, measure) for measure in (one, other)]
    return all(heads) and all(clean(side.replace("|", "")) for side in residue(*heads))


def _heading(facts: Facts, measure: Measure) -> str:
    """The run-in heading of the block of a measure, else the heading above it."""
    document = facts.document
    block = document.blocks[measure.mention.block]
    head = document.text[block.start : measure.mention.start]
    if match := _RUN_IN.search(head[:40]):
        return match[0]
    above = document.heading_texts(block)
    return above[-1] if above else ""


def _by_pack(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether a pack's vocabulary makes both one measure of the year, and no topic speaks against it."""
    known = facts.pack_names
    name = known.get(one.mention.start)
    sides = residue(*(measure.topic.replace(measure.name, "") for measure in (one, other)))
    return (
        name is not None and name == known.get(other.mention.start) and not all(clean(side) for side in sides)
    )


def _digits(facts: Facts, measure: Measure) -> str:
    start, end = measure.mention.quantity.number
    return re.sub("[^0-9]", "", facts.document.text[start:end])


def _swapped(facts: Facts, one: Measure, other: Measure) -> bool:
    """32.6万 and 36.2万: the same digits in another order are one figure misprinted."""
    a, b = _digits(facts, one), _digits(facts, other)
    return len(a) >= 3 and a != b and sorted(a) == sorted(b)


def _shares_name(one: Measure, other: Measure) -> bool:
    return any(one.name[at : at + 2] in other.name for at in range(len(one.name) - 1))


def _compare(one: Measure, other: Measure) -> tuple[bool, bool]:
    """(names surely differ, names surely agree): both have words of their own, or neither has any."""
    sides = [residue(one.name, other.name), residue(one.signature, other.signature)]
    bare = [(left.replace("|", ""), right.replace("|", "")) for left, right in sides]
    apart = any(left and right for left, right in bare)
    exact = not any(left or right for left, right in bare) and bool(one.name)
    return apart, exact


def _stock_noun(one: Measure, other: Measure) -> str:
    """A counted stock of four or more characters (34座智慧阅读空间 / 30座阅读空间), whoever speaks of it."""
    if not (one.noun_first and other.noun_first):
        return ""
    if "new" in (one.kind, other.kind) and one.mention.noun != other.mention.noun:
        return ""
    if "date" in (one.period[0], other.period[0]) or "other year" in (one.period[0], other.period[0]):
        return ""
    a, b = one.mention.noun, other.mention.noun
    shared = _prefix_inside(a, b) or _prefix_inside(b, a)
    return "noun" if len(shared) >= _STOCK_NOUN and _plain(one) and _plain(other) else ""


def _prefix_inside(short: str, long: str) -> str:
    """The longest beginning of ``short`` that stands within the first characters of ``long``."""
    for size in range(min(len(short), 12), 3, -1):
        if short[:size] in long[: size + 4]:
            return short[:size]
    return ""


def _plain(measure: Measure) -> bool:
    """Whether nothing before the number narrows the count to some place or owner."""
    label = measure.mention.label
    return len(clean(label)) <= 1 and not re.search(
        "其中|另|各|每|个别|部分|分别|首批|第[一二三四五]批", label
    )


def _tuple_witness(facts: Facts, one: Measure, other: Measure) -> bool:
    return bool(_partners(facts, one) & _partners(facts, other))


def _partners(facts: Facts, measure: Measure) -> set[tuple[object, str]]:
    q = measure.mention.quantity
    around = facts.mentions_between(measure.mention.start - 24, measure.mention.end + 24)
    return {
        (m.quantity.point, m.quantity.unit)
        for m in around
        if q.group >= 0 and m.quantity.group == q.group and m is not measure.mention
    }


def _one_thing(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether the words around both numbers share a run of four characters that says what they are about."""
    a, b = (clean(facts.document.text[m.mention.start - 20 : m.mention.end + 20]) for m in (one, other))
    return any(a[at : at + 4] in b for at in range(len(a) - 3))


def _shared_grams(facts: Facts, one: Measure, other: Measure) -> int:
    """Masked 8-grams (every number as #) that both clauses share."""
    return len(_grams(facts, one) & _grams(facts, other))


def _grams(facts: Facts, measure: Measure) -> set[str]:
    text, mention = facts.document.text, measure.mention
    window = text[max(mention.start - 28, 0) : mention.end + 20]
    masked = re.sub("[0-9][0-9.,，]{0,12}", "#", window)
    masked = re.sub("[ \u3000]", "", masked)
    return {masked[at : at + 8] for at in range(len(masked) - 7)}


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
    order = ["tuple", "wording", "total", "pack", "noun"]
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
        left=_operand(primary),
        right=tuple(_operand(m) for m in rest),
        computed=rest[0].mention.quantity.value,
        expression="、".join(values),
        verdict="inconsistent" if disjoint else "consistent",
        evidence=f"measure:{witness}",
        shown=in_words(rest[0].mention.quantity.point),
    )


def _operand(measure: Measure) -> Operand:
    q = measure.mention.quantity
    return Operand(q.start, q.end, q.value, measure.mention.name, "place")
