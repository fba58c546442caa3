"""Breaks in numbered sequences: a number twice, a number missing, numbers out of order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.numbering import Item, Sequence
from auditor.finding import Hit, Mark

DATA = ("number", "before", "after", "missing")
OPTIONS: dict[str, Any] = {"kind": "repeated", "series": False}
"""``kind`` is ``repeated``, ``gap`` or ``order``; ``series`` asks for what is counted in running words
(第12期, 附件1) and need not be told in full: only one missing number between neighbours counts there."""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SERIES = ("inline:series", "inline:annex")

# Other ways to open what 二是 goes on with.
_FIRST = re.compile("首先|第一|一方面|[一1][是要、，.）)]|其一|最|先")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each break of the wanted kind."""
    for sequence in (*facts.sequences, *facts.inline_sequences):
        if len(sequence.items) < 2 or sequence.style.startswith(_SERIES) != options["series"]:
            continue
        if options["series"] and not _one_lacks(sequence):
            continue
        for kind, item, other, missing in breaks(sequence):
            if kind != options["kind"]:
                continue
            lone = item is other and not _opens(facts, sequence)
            if kind != "gap" or not (lone or _inside(facts, sequence, item, other, missing)):
                yield _hit(facts, item, other, missing)


def breaks(sequence: Sequence) -> Iterator[tuple[str, Item, Item, tuple[int, ...]]]:
    """(kind, item at fault, item it clashes with, missing numbers) in document order."""
    seen: dict[int, Item] = {}
    numbers = {item.number for item in sequence.items}
    previous: Item | None = None
    for item in sequence.items:
        if item.number in seen:
            yield "repeated", item, seen[item.number], ()
            previous = item if previous is None or item.number >= previous.number else previous
            continue
        seen[item.number] = item
        if previous is not None and item.number < previous.number:
            yield "order", item, previous, ()
            continue
        expected = (
            previous.number + 1 if previous else (1 if sequence.style.startswith("clause") else item.number)
        )
        absent = tuple(n for n in range(expected, min(item.number, expected + 20)) if n not in numbers)
        if absent and (previous is not None or item.number == 2):
            yield "gap", item, previous or item, absent
        previous = item


def _one_lacks(sequence: Sequence) -> bool:
    """Whether a run of numbers in order is whole but for one."""
    numbers = [item.number for item in sequence.items]
    return numbers == sorted(set(numbers)) and numbers[-1] - numbers[0] == len(numbers)


def _opens(facts: Facts, sequence: Sequence) -> bool:
    """Whether a list that begins with 二是 was meant to begin there, not with 首先, a heading or another form."""
    document, item = facts.document, sequence.items[0]
    block = document.blocks[item.block]
    before = document.text[block.start : item.start].rstrip(" \u3000")
    if before.endswith(("：", ":")):
        return True
    near = [one for one in sequence.items if one.block == item.block]
    return len(near) >= 2 and bool(before) and "：" in before[-80:] and not _FIRST.search(before[-200:])


def _inside(facts: Facts, sequence: Sequence, item: Item, other: Item, missing: tuple[int, ...]) -> bool:
    """A number that stands inside the text between the two markers is not missing, only not on its own line."""
    if item.number - other.number > 8 and other is not item:
        return True
    text = facts.document.text[other.end : item.start]
    return any(_written(text, sequence.style, number) for number in missing)


def _written(text: str, style: str, number: int) -> bool:
    if style.startswith("clause"):
        return False
    forms = [str(number)]
    if number <= 99:
        forms.append(_han(number))
    return any(re.search(f"(?<![0-9.一二三四五六七八九十]){form}[、.．)）]", text) for form in forms)


def _han(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else digits[tens] + "十")
    return head + (digits[ones] if ones or not tens else "")


def _hit(facts: Facts, item: Item, other: Item, missing: tuple[int, ...]) -> Hit:
    text = facts.document.text
    lettered = text[item.start] in _LETTERS
    related = () if other is item else (Mark(other.start, other.end, "other"),)
    return Hit(
        Mark(item.start, item.end, "number"),
        related,
        {
            "number": text[item.start : item.end].strip(),
            "before": text[other.start : other.end].strip(),
            "after": text[item.start : item.end].strip(),
            "missing": "、".join(_LETTERS[n - 1] if lettered else str(n) for n in missing),
        },
        confidence="certain",
    )
