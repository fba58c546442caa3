"""Budget subjects named in the prose, ``X（类）Y（款）Z（项）``, that the tables of the same report do not have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.facts.names_context import Place
from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts

LEAST_CODES = 6  # coded subjects in the tables
SHARE = 0.6  # of the prose's subjects that the tables have: fewer, and the tables are of another kind
_SUBJECT = re.compile(f"(?P<name>[{HAN}][{HAN}、]{{1,29}})（(?P<level>[类款项])）")
_CODE = re.compile("[12][0-9]{2}(?:[0-9]{2}){0,2}")
_SPACE = re.compile("[ \t\u3000]+")
_LEVELS = {"类": 3, "款": 5, "项": 7}


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of the prose that no table has, with all places; ``near`` is the likest one of the tables."""

    name: str
    level: str
    places: tuple[Place, ...]
    near: str
    near_places: tuple[Place, ...]


def extract(facts: Facts) -> tuple[Subject, ...]:
    """The subjects that stand in the prose only, by first place; empty where the tables are of another kind."""
    listed = _listed(facts)
    if sum(map(len, listed.values())) < LEAST_CODES:
        return ()
    named: dict[tuple[str, str], list[Place]] = {}
    for match in _SUBJECT.finditer(facts.document.text):
        if facts.document.blocks[facts.document.block_at(match.start())].kind != "cell":
            named.setdefault((match["level"], match["name"]), []).append(match.span("name"))
    known = sum(name in listed[level] for level, name in named)
    if not named or known < SHARE * len(named):
        return ()
    return tuple(
        _subject(name, level, places, listed[level])
        for (level, name), places in named.items()
        if name not in listed[level] and listed[level]
    )


def _listed(facts: Facts) -> dict[str, dict[str, Place]]:
    """For each level the subjects of coded rows: the cell right behind a code of three, five or seven digits."""
    listed: dict[str, dict[str, Place]] = {level: {} for level in _LEVELS}
    text, blocks = facts.document.text, facts.document.blocks
    for block, following in pairwise(blocks):
        code = text[block.start : block.end].strip()
        name = _SPACE.sub("", text[following.start : following.end])
        if (
            block.kind == following.kind == "cell"
            and _CODE.fullmatch(code)
            and name
            and not name[0].isdigit()
        ):
            for level, size in _LEVELS.items():
                if len(code) == size:
                    listed[level].setdefault(name, (following.start, following.end))
    return listed


def _subject(name: str, level: str, places: list[Place], listed: dict[str, Place]) -> Subject:
    from rapidfuzz.fuzz import ratio

    near = max(sorted(listed), key=lambda other: ratio(name, other))
    return Subject(name, level, tuple(places), near, (listed[near],))
