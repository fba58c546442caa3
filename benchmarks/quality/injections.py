"""Errors put into a right text, one at a time, from a seed: the text with the error and where it is.

Every injection changes the source of a report and says which part of the new source a finding must touch
to count. What the extractors verify in the text tells where a number or a date can be broken so that the
text contradicts itself; whether a rule then speaks up is what is measured.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from auditor.document import Document
from auditor.facts import Facts
from auditor.facts.wording_candidates import SHAPE, SOUND, confusions

HAN = re.compile("[\u4e00-\u9fff]{6,}")
DATE = re.compile("([0-9]{1,2})( ?月 ?)([0-9]{1,2})( ?日)")
COMMON = 100  # cost × 10 of characters that somebody types by mistake


@dataclass(frozen=True)
class Broken:
    """A source with one error; a finding on ``source[start:end]`` or on ``other`` has found it."""

    source: str
    start: int
    end: int
    other: tuple[int, int] | None = None


def _replaced(source: str, start: int, end: int, new: str, around: int = 0) -> Broken:
    changed = source[:start] + new + source[end:]
    return Broken(changed, max(0, start - around), start + max(len(new), 1) + around)


def _lines(document: Document) -> list[tuple[int, int]]:
    """Source lines that are one whole paragraph or entry of twenty characters or more."""
    found = []
    for block in document.blocks:
        if block.kind in ("paragraph", "entry") and block.end - block.start >= 20:
            start, end = document.to_source(block.start, block.end)
            begin = document.source.rfind("\n", 0, start) + 1
            stop = document.source.find("\n", end)
            if stop > 0 and document.source[begin:stop].strip() == document.source[start:end].strip():
                found.append((begin, stop + 1))
    return found


def duplicate(facts: Facts, random: Random) -> Iterator[Broken]:
    """A paragraph or an entry once more, some paragraphs below."""
    lines, source = _lines(facts.document), facts.document.source
    for at in random.sample(range(len(lines)), len(lines)):
        start, end = lines[at]
        target = lines[min(at + random.randint(2, 6), len(lines) - 1)][1]
        if target > end:
            yield Broken(
                source[:target] + source[start:end] + source[target:],
                target,
                target + end - start,
                (start, end),
            )


def number(facts: Facts, random: Random) -> Iterator[Broken]:
    """One digit of a number that takes part in a verified equation."""
    document = facts.document
    relations = [r for r in facts.relations if r.verdict == "consistent" and r.operator == "="]
    for relation in random.sample(relations, len(relations)):
        operand = random.choice(relation.operands())
        start, end = document.to_source(operand.start, operand.end)
        digits = [m.start() for m in re.finditer("[0-9]", document.source[start:end])]
        if not digits:
            continue
        at = start + digits[0]
        new = random.choice([d for d in "123456789" if d != document.source[at]])
        sides = [document.to_source(o.start, o.end) for o in relation.operands()]
        changed = document.source[:at] + new + document.source[at + 1 :]
        yield Broken(changed, min(s for s, _ in sides), max(e for _, e in sides))


def item(facts: Facts, random: Random) -> Iterator[Broken]:
    """A numbered item is gone from the middle of its list."""
    document, lines = facts.document, dict(_lines(facts.document))
    for sequence in facts.sequences:
        items = [i for i in sequence.items[1:-1] if not sequence.style.startswith("clause")]
        for gone in random.sample(items, min(2, len(items))):
            start = document.source.rfind("\n", 0, document.origin[gone.start]) + 1
            if start in lines:
                end = lines[start]
                yield _replaced(document.source, start, end, "", around=end - start + 200)


def marker(facts: Facts, random: Random) -> Iterator[Broken]:
    """An item of a numbered list has lost its number."""
    document = facts.document
    for sequence in facts.sequences:
        items = [i for i in sequence.items[1:-1] if not sequence.style.startswith("clause")]
        for bare in random.sample(items, min(2, len(items))):
            start, end = document.to_source(bare.start, bare.end)
            yield _replaced(document.source, start, end, "", around=300)


def impossible_date(facts: Facts, random: Random) -> Iterator[Broken]:
    """A day that its month does not have."""
    for match in _dates(facts, random):
        month = random.choice(["2", "4", "6", "9", "11"])
        day = "30" if month == "2" else "31"
        yield _replaced(facts.document.source, *match.span(), f"{month}{match[2]}{day}{match[4]}")


def shifted_date(facts: Facts, random: Random) -> Iterator[Broken]:
    """An entry of a chronicle dated some months off."""
    spans = [facts.document.to_source(e.date.start, e.date.end) for e in facts.events if e.date]
    for match in _dates(facts, random):
        if any(start <= match.start() < end for start, end in spans):
            month = (int(match[1]) + random.randint(2, 9)) % 12 + 1
            if month != int(match[1]):
                new = f"{month}{match[2]}{match[3]}{match[4]}"
                yield _replaced(facts.document.source, *match.span(), new, around=200)


def _dates(facts: Facts, random: Random) -> list[re.Match[str]]:
    found = list(DATE.finditer(facts.document.source))
    return random.sample(found, len(found))


def _character(kind: str) -> Callable[[Facts, Random], Iterator[Broken]]:
    def confused(facts: Facts, random: Random) -> Iterator[Broken]:
        alike, source = confusions(), facts.document.source
        places = [i for run in HAN.finditer(source) for i in range(run.start(), run.end())]
        for at in random.sample(places, len(places)):
            found = alike.of(alike.model.identity[source[at]]).items()
            others = [j for j, by in found if by == kind and alike.model.rarity(j) < COMMON]
            if others:
                other = alike.model.alphabet[random.choice(others) - 1]
                yield _replaced(source, at, at + 1, other, around=1)

    return confused


def swapped(facts: Facts, random: Random) -> Iterator[Broken]:
    """Two neighbouring characters the wrong way round."""
    source = facts.document.source
    places = [i for run in HAN.finditer(source) for i in range(run.start(), run.end() - 1)]
    for at in random.sample(places, len(places)):
        if source[at] != source[at + 1]:
            yield _replaced(source, at, at + 2, source[at + 1] + source[at], around=1)


def doubled(facts: Facts, random: Random) -> Iterator[Broken]:
    """A word of two characters written twice."""
    source, alike = facts.document.source, confusions()
    identity, words = alike.model.identity, alike.model
    places = [i for run in HAN.finditer(source) for i in range(run.start() + 1, run.end() - 3)]
    for at in random.sample(places, len(places)):
        word = source[at : at + 2]
        if words.word([identity[c] for c in word]) >= 0 and word[0] != word[1]:
            yield _replaced(source, at, at + 2, word * 2)


def mark(facts: Facts, random: Random) -> Iterator[Broken]:
    """A closing quotation mark, bracket or 》 is gone."""
    source = facts.document.source
    found = [m.start() for m in re.finditer("[”》）]", source)]
    for at in random.sample(found, len(found)):
        yield _replaced(source, at, at + 1, "", around=60)


def half_width(facts: Facts, random: Random) -> Iterator[Broken]:
    """A comma of the wrong width between Han characters."""
    source = facts.document.source
    found = [m.start() + 1 for m in re.finditer("[\u4e00-\u9fff]，[\u4e00-\u9fff]", source)]
    for at in random.sample(found, len(found)):
        yield _replaced(source, at, at + 1, ",", around=1)


def left_open(facts: Facts, random: Random) -> Iterator[Broken]:
    """A number not filled in."""
    source = facts.document.source
    found = [m.span() for m in re.finditer("(?<=[\u4e00-\u9fff])[0-9]{2,6}(?=[\u4e00-\u9fff])", source)]
    for start, end in random.sample(found, len(found)):
        yield _replaced(source, start, end, random.choice(["XX", "××", "（）", "__"]), around=2)


KINDS: dict[str, Callable[[Facts, Random], Iterator[Broken]]] = {
    "entry or paragraph twice": duplicate,
    "number of a verified equation": number,
    "numbered item gone": item,
    "marker gone": marker,
    "impossible date": impossible_date,
    "date of an entry shifted": shifted_date,
    "character of the same sound": _character(SOUND),
    "character of similar shape": _character(SHAPE),
    "two characters swapped": swapped,
    "word doubled": doubled,
    "closing mark gone": mark,
    "half-width comma": half_width,
    "number left open": left_open,
}
