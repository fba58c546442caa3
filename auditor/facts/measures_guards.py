"""What keeps two numbers with one name apart: the level or division they speak of, and the figures beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.facts.measures import Measure, clean, residue
from auditor.facts.mentions import Mention
from auditor.facts.owners import owner

if TYPE_CHECKING:
    from auditor.facts import Facts

_LEVEL = re.compile("全[国省市州县区镇乡村校院馆局系]")


def of_two_levels(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether one sentence speaks of 全省, say, and the other of 全市."""
    return len({level for measure in (one, other) if (level := _level(facts, measure))}) > 1


def _level(facts: Facts, measure: Measure) -> str:
    """全省, 全市: of how much the sentence speaks, by the last such word before the number."""
    sentence = facts.sentences[measure.mention.sentence]
    low = max(sentence.start, measure.mention.start - 60)
    found = _LEVEL.findall(facts.document.text[low : measure.mention.start])
    return found[-1] if found else ""


def other_case(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether all figures that both have besides differ too: then it is told of two cases."""
    pairs = [
        (x.quantity.value, y.quantity.value)
        for x in _besides(facts, one)
        for y in _besides(facts, other)
        if x.quantity.unit == y.quantity.unit and _named_alike(x, y)
    ]
    return bool(pairs) and not any(x.meets(y) for x, y in pairs)


def _besides(facts: Facts, measure: Measure) -> list[Mention]:
    mention = measure.mention
    around = facts.mentions_between(mention.start - 60, mention.end + 60)
    return [m for m in around if m.sentence == mention.sentence and m is not mention and m.role == "level"]


def _named_alike(one: Mention, other: Mention) -> bool:
    a, b = (clean(mention.label[-20:] + mention.noun) for mention in (one, other))
    left, right = (side.replace("|", "") for side in residue(a, b))
    return len(a) - len(left) >= 2 and len(left) + len(right) <= max(len(a), len(b))


def divided(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether the two numbers are of different divisions, or one of the whole and one of a division."""
    a, b = (owner(facts, measure.mention) for measure in (one, other))
    return a != b and not (a and b and (a in b or b in a))
