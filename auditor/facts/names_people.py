"""People: names beside a title, in lists and alone in cells; and names that seem to be one person's.

Everything rests on the place: a surname alone makes no name. People's names are never corrected; what is
told is that two spellings, one alike character apart, stand in the same role or beside the same words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from auditor.facts.names_alike import alike
from auditor.facts.names_context import Place
from auditor.facts.names_people_patterns import Patterns, name_lists

if TYPE_CHECKING:
    from auditor.facts import Facts


@dataclass(frozen=True, slots=True)
class Person:
    """A person as named: all places, the titles beside them, and those titles of which one has a single one."""

    name: str
    places: tuple[Place, ...]
    titles: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()


def extract(facts: Facts) -> tuple[Person, ...]:
    """All people named, by first place."""
    patterns = Patterns(facts.resources.table("official-writing/people.toml"))
    places: dict[str, set[Place]] = defaultdict(set)
    titles: dict[str, set[str]] = defaultdict(set)
    text = facts.document.text
    for name, start, title in _mentions(facts, text, patterns):
        if len(name) == 2 and _word(name):
            continue
        places[name].add((start, start + len(name)))
        if title:
            titles[name].add(title)
    for name, start in _repeats(text, places, patterns):
        places[name].add((start, start + len(name)))
    people = [
        Person(name, tuple(sorted(at)), frozenset(titles[name]), frozenset(titles[name] - patterns.rankless))
        for name, at in places.items()
    ]
    return tuple(sorted(people, key=lambda person: person.places[0]))


def _word(name: str) -> bool:
    """Whether two characters make an everyday word (解读老师 is nobody's name)."""
    from auditor.facts.language_model import model

    return model().word([model().identity.get(char, 0) for char in name]) >= 0


def _mentions(facts: Facts, text: str, patterns: Patterns) -> Iterator[tuple[str, int, str]]:
    for match in patterns.titled.finditer(text):
        yield match["name"], match.start("name"), match[1]
    for match in patterns.named.finditer(text):
        if patterns.before.search(text, max(0, match.start() - 4), match.start()):
            yield match["name"], match.start("name"), match[2]
    for chain in name_lists(text, patterns):
        for start, end in chain:
            yield text[start:end], start, ""
    for block in facts.document.blocks:
        size = block.end - block.start
        if block.kind == "cell" and 2 <= size <= 4 and patterns.item.fullmatch(text, block.start, block.end):
            yield text[block.start : block.end], block.start, ""


def _repeats(
    text: str, known: Mapping[str, Iterable[Place]], patterns: Patterns
) -> Iterator[tuple[str, int]]:
    """Further places of known names of three, and of names one alike character away from them."""
    known_frames: dict[str, set[str]] = defaultdict(set)
    for name in known:
        if len(name) == 3:
            for frame in frames(name):
                known_frames[frame].add(name)
    seen: dict[str, bool] = {}
    firsts = patterns.surnames | {name[0] for name in known if len(name) == 3}
    for i in [i for i, first in enumerate(text[:-2]) if first in firsts]:
        part = text[i : i + 3]
        if part in known:
            yield part, i
        elif shared := [frame for frame in frames(part) if frame in known_frames]:
            if part not in seen:
                seen[part] = part[0] in patterns.surnames and any(
                    close(part, name) for frame in shared for name in known_frames[frame]
                )
            if seen[part] and (patterns.bounded(text, i, i + 3) or patterns.title.match(text, i + 3)):
                yield part, i


def frames(name: str) -> tuple[str, ...]:
    """The name with each of its characters hidden in turn."""
    return tuple([name[:k] + "\0" + name[k + 1 :] for k in range(len(name))])


def close(a: str, b: str) -> bool:
    """Whether two names differ only by characters that sound or look alike."""
    return all(x == y or alike(x, y) for x, y in zip(a, b, strict=True))
