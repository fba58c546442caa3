"""A member named in one place and missing from the complete list in the other.

Two rosters of one kind and period are held side by side; most members must be the same, so that both surely
speak of one list, and the odd one must have nothing in common with any member of the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.facts.measures import residue
from auditor.facts.relations import Operand, Relation
from auditor.facts.rosters import Roster
from auditor.interval import exactly
from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts

_CROWD = 6
_LEAST_SAME = 2
_EARLIER = re.compile(
    "去年|上年|往年|历年|以来|此前|累计|前期|首批|第[一二三四五]批|上半年|下半年|[一二三四]季度"
)
_PLAN = re.compile("计划|拟|将(?!近)|明年|下一?年|力争|目标|下一步|预计|打算|争取")
_VAGUE = re.compile(
    "其[他它余]|有关|相关|各[县市区乡镇]|多[个家所]|部分|以及|[0-9一二三四五六七八九十]+[个家所处]"
)
_YEAR = re.compile("((?:19|20)[0-9]{2})年")


def extract(facts: Facts) -> tuple[Relation, ...]:
    """One relation for each complete list that another place names members of."""
    posts: dict[str, list[Roster]] = defaultdict(list)
    for roster in facts.rosters:
        posts[roster.head].append(roster)
    found: list[Relation] = []
    for crowd in posts.values():
        if 2 <= len(crowd) <= _CROWD:
            found.extend(_told(facts, crowd))
    return tuple(found)


def _told(facts: Facts, crowd: Sequence[Roster]) -> Iterator[Relation]:
    for whole in crowd:
        if not whole.complete:
            continue
        for other in crowd:
            if other is not whole and _comparable(facts, whole, other):
                relation = _relation(facts, whole, other)
                if relation is not None:
                    yield relation


def _comparable(facts: Facts, one: Roster, other: Roster) -> bool:
    """Whether both speak of one period, and neither of an earlier one or of a plan."""
    if one.sentence == other.sentence and one.block == other.block:
        return False
    first, second = _years(facts, one), _years(facts, other)
    if first and second and not first & second:
        return False
    return not any(_apart(facts, roster) for roster in (one, other))


def _years(facts: Facts, roster: Roster) -> set[int]:
    if roster.block < 0:
        return set()
    sentence = facts.sentences[roster.sentence]
    named = {int(year) for year in _YEAR.findall(facts.document.text[sentence.start : roster.start])}
    return named or ({facts.contexts[roster.block].year} - {0})


def _apart(facts: Facts, roster: Roster) -> bool:
    if roster.block < 0:
        return False
    sentence = facts.sentences[roster.sentence]
    lead = facts.document.text[max(sentence.start, roster.start - 120) : roster.start]
    return facts.contexts[roster.block].plan or bool(_EARLIER.search(lead) or _PLAN.search(lead))


def _relation(facts: Facts, whole: Roster, other: Roster) -> Relation | None:
    """What the members of both say: all known, one unknown, or nothing that can be told."""
    text = facts.document.text
    names = [_bare(text[start:end], whole.head) for start, end in whole.items]
    generic = _endings([*names, *(_bare(text[start:end], whole.head) for start, end in other.items)])
    known, unknown = 0, []
    for start, end in other.items:
        name = _bare(text[start:end], whole.head)
        if any(_same(name, member) for member in names):
            known += 1
        elif _VAGUE.search(text[start:end]) or len(name) < 2 or not _foreign(name, names, generic):
            return None
        else:
            unknown.append((start, end))
    if known < _LEAST_SAME or len(unknown) > (2 if known >= 4 else 1):
        return None
    size = known + len(unknown)
    first = unknown[0] if unknown else (other.start, other.end)
    return Relation(
        kind="roster",
        operator="=",
        left=Operand(*first, exactly(size), whole.head, "item"),
        right=(
            *(Operand(*span, exactly(1), whole.head, "item") for span in unknown[1:]),
            Operand(whole.start, whole.end, exactly(known), whole.head, "list"),
        ),
        computed=exactly(known),
        expression="、".join(text[start:end] for start, end in unknown),
        verdict="inconsistent" if unknown else "consistent",
        evidence="roster:likely",
        gap=str(len(unknown)),
        shown=str(len(whole.items)),
    )


def _bare(item: str, head: str) -> str:
    """The name of a member without brackets, marks and the words of its kind at the end."""
    name = re.sub("[（(][^（()）]{0,40}[）)]?", "", item)
    name = re.sub(f"[^{HAN}A-Za-z]", "", name)
    for size in range(min(len(head), len(name) - 2), 0, -1):
        if name.endswith(head[-size:]):
            return name[:-size]
    return name


def _endings(names: Sequence[str]) -> set[str]:
    """Endings that several members have: 小学, 社区, 村委会."""
    seen: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for size in (2, 3):
            seen[name[-size:]].add(name)
    return {ending for ending, those in seen.items() if len(those) > 1}


def _same(one: str, other: str) -> bool:
    """Whether two names are one member's: one holds the other, or both differ only in the place before it."""
    if len(one) < 2 or len(other) < 2:
        return one == other
    if one in other or other in one or _shortened(one, other) or _shortened(other, one):
        return True
    left, right = (side.split("|") for side in residue(one, other))
    bare = ["".join(side) for side in (left, right)]
    shared = len(one) - len(bare[0])
    return shared >= 3 and (not all(bare) or (shared >= 4 and min(map(len, bare)) >= 2))


def _shortened(short: str, full: str) -> bool:
    """市一中 for 市第一中学: the characters in their order, beginning alike or at a place's end."""
    if not 2 <= len(short) < len(full) <= 4 * len(short):
        return False
    rest = iter(full)
    return all(char in rest for char in short)


def _foreign(name: str, names: Sequence[str], generic: set[str]) -> bool:
    """Whether a name shares no two characters in a row with any member, common endings aside."""
    grams = {name[at : at + 2] for at in range(len(name) - 1)}
    grams -= {ending[at : at + 2] for ending in generic for at in range(len(ending) - 1)}
    return not any(gram in member for gram in grams for member in names)
