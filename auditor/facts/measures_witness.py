"""Witnesses that two numbers with like names are one measure: a shared companion, the wording, a counted noun."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.facts.measures import Measure, clean, residue, same_period
from auditor.facts.measures_guards import (
    divided,
    of_two_fields,
    of_two_items,
    of_two_levels,
    of_two_times,
    other_case,
)
from auditor.facts.measures_slips import companion_witness, slip_witness, unit_of
from auditor.facts.said_names import NOUN_END

if TYPE_CHECKING:
    from auditor.facts import Facts

_ACTS = re.compile(f"{NOUN_END.pattern}|实施|启用|服务于")
_STANDS = re.compile("[^，。；]{0,40}?(?:建成|建有|设有|现有|拥有|共有|已有|设立|建立)了?")
_STOCK_NOUN = 4
_GRAMS = 5


def witness_of(facts: Facts, one: Measure, other: Measure) -> str:
    """The second witness that two quantities are one measure, or nothing."""
    a, b = one.mention.quantity, other.mention.quantity
    people = unit_of(one) == unit_of(other) == "人"
    if (a.dimension != b.dimension and not people) or (one.mention.block, one.mention.sentence) == (
        other.mention.block,
        other.mention.sentence,
    ):
        return ""
    if one.year and other.year and one.year != other.year:
        return ""
    if (
        of_two_levels(facts, one, other)
        or of_two_times(facts, one, other)
        or of_two_fields(facts, one, other)
    ):
        return ""
    if one.kind != other.kind or not same_period(one.period, other.period):
        return _stock_noun(one, other) if a.dimension == "noun" else ""
    if _by_pack(facts, one, other):
        return "pack"
    if slip_witness(facts, one, other):
        return "slip"
    if companion_witness(facts, one, other):
        return "companion"
    if people and a.dimension != b.dimension:
        return ""
    if of_two_items(facts, one, other):
        return ""
    apart, _ = _compare(one, other)
    shared = _shared_grams(facts, one, other)
    if _tuple_witness(facts, one, other) and (shared >= 3 or not apart or _one_thing(facts, one, other)):
        return "tuple"
    witness = "" if divided(facts, one, other) else _worded(facts, one, other)
    return witness or (_stock_noun(one, other) if a.dimension == "noun" else "")


def _worded(facts: Facts, one: Measure, other: Measure) -> str:
    """The witness that the wording gives: the same words around both, or the same name of both totals."""
    apart, exact = _compare(one, other)
    shared = _shared_grams(facts, one, other)
    if not apart and (shared >= 2 * _GRAMS or (exact and shared >= _GRAMS)):
        return "" if other_case(facts, one, other) else "wording"
    if exact and one.total and other.total and len(one.name) >= 4:
        return "total"
    totals = not apart and one.total and other.total
    return "total" if totals and _shares_name(one, other) and _swapped(facts, one, other) else ""


def _by_pack(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether a pack's vocabulary makes both one measure of the year, and no topic speaks against it."""
    known = facts.pack_names
    name = known.get(one.mention.start)
    sides = residue(*(measure.topic.replace(measure.name, "") for measure in (one, other)))
    return (
        name is not None and name == known.get(other.mention.start) and not all(clean(side) for side in sides)
    )


def digits_of(facts: Facts, measure: Measure) -> str:
    """The digits of a number as printed."""
    start, end = measure.mention.quantity.number
    return re.sub("[^0-9]", "", facts.document.text[start:end])


def _swapped(facts: Facts, one: Measure, other: Measure) -> bool:
    """32.6万 and 36.2万: the same digits in another order are one figure misprinted."""
    a, b = digits_of(facts, one), digits_of(facts, other)
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
    a, b = (thing(measure)[0] for measure in (one, other))
    if not (a and b) or ("new" in (one.kind, other.kind) and a != b):
        return ""
    if "date" in (one.period[0], other.period[0]) or "other year" in (one.period[0], other.period[0]):
        return ""
    shared = _prefix_inside(a, b) or _prefix_inside(b, a)
    return "noun" if len(shared) >= _STOCK_NOUN and _plain(one) and _plain(other) else ""


def _prefix_inside(short: str, long: str) -> str:
    """The longest beginning of ``short`` that stands within the first characters of ``long``."""
    for size in range(min(len(short), 12), 3, -1):
        if short[:size] in long[: size + 4]:
            return short[:size]
    return ""


def thing(measure: Measure) -> tuple[str, str]:
    """What is counted, and what stands before it: 34座智慧阅读空间, or 建成智慧阅读空间34座."""
    mention = measure.mention
    if measure.noun_first:
        return _ACTS.split(mention.noun, maxsplit=1)[0], mention.label
    stands = _STANDS.match(mention.label)
    return (clean(mention.label[stands.end() :]), stands.group()) if stands else ("", mention.label)


def _plain(measure: Measure) -> bool:
    """Whether nothing before the number narrows the count to some place or owner."""
    label = thing(measure)[1]
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
