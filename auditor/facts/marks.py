"""Paired marks: quotation marks, brackets and 《》, matched block by block, and what is wrong with them.

A pair may span paragraphs: a long quotation opens every paragraph and closes only the last, and a note in
brackets may hold several; such openers and closers are no faults.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from auditor.document import Block, Document
from auditor.facts.marks_match import Role, Token, read
from auditor.facts.marks_span import Spans
from auditor.facts.marks_tokens import FAMILIES, tokens_of

Kind = Literal["unclosed", "unopened", "turned", "doubled", "nested", "crossed", "mismatched", "mixed"]

QUOTES = frozenset({"double", "single", "corner", "white-corner"})
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Pair:
    """An opener and a closer (offsets in ``text``) of one family; ``depth`` counts enclosing pairs of the like."""

    start: int
    end: int
    family: str
    depth: int


@dataclass(frozen=True, slots=True)
class Fault:
    """A mark that breaks its family's order: ``at`` its offset, ``other`` the offset it clashes with or −1."""

    kind: Kind
    at: int
    family: str
    block: int
    other: int = -1


@dataclass(frozen=True)
class Marks:
    """All pairs by opener and all faults by place. ``Pair.end`` is the closer's own offset."""

    pairs: tuple[Pair, ...]
    faults: tuple[Fault, ...]

    @cached_property
    def _outer(self) -> dict[frozenset[str], tuple[list[int], list[int]]]:
        return {}

    def inside(self, offset: int, families: frozenset[str]) -> bool:
        """Whether ``offset`` stands strictly inside a pair of ``families``."""
        if families not in self._outer:
            self._outer[families] = _merged(pair for pair in self.pairs if pair.family in families)
        starts, ends = self._outer[families]
        at = bisect_right(starts, offset) - 1
        return at >= 0 and starts[at] < offset < ends[at]


def _merged(pairs: Iterable[Pair]) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    ends: list[int] = []
    for pair in pairs:
        if ends and pair.start < ends[-1]:
            ends[-1] = max(ends[-1], pair.end)
        else:
            starts.append(pair.start)
            ends.append(pair.end)
    return starts, ends


def extract(document: Document) -> Marks:
    """The paired marks of ``document``."""
    pairs: list[Pair] = []
    faults: list[Fault] = []
    spans = Spans(document)
    for index, block in enumerate(document.blocks):
        own, wrong = _of_block(document.text, index, block, spans)
        pairs.extend(own)
        faults.extend(wrong)
    pairs.sort(key=lambda pair: (pair.start, pair.end))
    left = [fault for fault in faults if (fault.at, fault.kind) not in spans.settled]
    return Marks(tuple(pairs), tuple(sorted(left, key=lambda fault: (fault.at, fault.kind))))


def _of_block(text: str, index: int, block: Block, spans: Spans) -> tuple[list[Pair], list[Fault]]:
    start = block.marker.end if block.marker else block.start
    families = tokens_of(text, start, block.end)
    pairs: list[Pair] = []
    faults: list[Fault] = []
    for name, tokens in families.items():
        if tokens and tokens[0].side == "close":
            # A closer at the very start of a block closes what stood before, even where that was lost.
            led = tokens[0].at == start
            tokens = tokens[1:] if spans.closes(name, tokens[0].at, index) or led else tokens
        roles = read(tokens, text, start, block.end, FAMILIES[name][3])
        own, wrong = _judge(tokens, roles, name, index)
        if roles and roles[-1] == "stray" and tokens[-1].side == "open":
            spans.opens(name, tokens[-1].at, index)
        pairs += own
        faults += wrong
    if len(families) > 1:
        faults = list(_mismatched(text, faults))
        faults += _crossed(pairs, index)
    return pairs, faults


def _judge(
    tokens: Sequence[Token], roles: Sequence[Role], family: str, block: int
) -> tuple[list[Pair], list[Fault]]:
    pairs: list[Pair] = []
    faults: list[Fault] = []
    awaiting: list[Token] = []
    for index, (token, role) in enumerate(zip(tokens, roles, strict=True)):
        if role == "stray":
            faults.append(_stray(tokens, index, family, block))
            continue
        if token.side not in ("either", role):
            faults.append(Fault("turned", token.at, family, block))
        if role == "open":
            awaiting.append(token)
            continue
        opener = awaiting.pop()
        pairs.append(Pair(opener.at, token.at, family, len(awaiting)))
        if FAMILIES[family][3].nested and awaiting:
            faults.append(Fault("nested", opener.at, family, block, token.at))
        faults += _mixed(opener, token, family, block)
    return pairs, _doubled(pairs, faults)


def _stray(tokens: Sequence[Token], index: int, family: str, block: int) -> Fault:
    token = tokens[index]
    for near in (index - 1, index + 1):
        if (
            0 <= near < len(tokens)
            and abs(tokens[near].at - token.at) == 1
            and tokens[near].char == token.char
        ):
            return Fault("doubled", token.at, family, block, tokens[near].at)
    return Fault("unopened" if token.side == "close" else "unclosed", token.at, family, block)


def _mixed(opener: Token, closer: Token, family: str, block: int) -> Iterator[Fault]:
    if family == "double":
        if (opener.side == "either") != (closer.side == "either"):
            yield Fault("mixed", opener.at, family, block, closer.at)
    elif (opener.char in "([") != (closer.char in ")]"):
        yield Fault("mixed", opener.at, family, block, closer.at)


def _doubled(pairs: Sequence[Pair], faults: Sequence[Fault]) -> list[Fault]:
    """A pair that holds nothing but a pair of its like was typed twice."""
    around = {(pair.start + 1, pair.end - 1) for pair in pairs}
    return [
        replace(fault, kind="doubled")
        if fault.kind == "nested" and (fault.at, fault.other) in around
        else fault
        for fault in faults
    ]


def _mismatched(text: str, faults: Sequence[Fault]) -> Iterator[Fault]:
    """An opener of one kind closed by another kind (〔2021］) is one fault, not two."""
    waiting: Fault | None = None
    for fault in sorted(faults, key=lambda fault: fault.at):
        if (
            waiting
            and fault.kind == "unopened"
            and fault.at - waiting.at <= _NEAR
            and "。" not in text[waiting.at : fault.at]
        ):
            yield Fault("mismatched", waiting.at, waiting.family, waiting.block, fault.at)
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = fault if fault.kind == "unclosed" else None
        if waiting is None:
            yield fault
    if waiting:
        yield waiting


def _crossed(pairs: Sequence[Pair], block: int) -> Iterator[Fault]:
    """Pairs of which one opens inside the other and closes outside it."""
    awaiting: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: pair.start):
        while awaiting and awaiting[-1].end < pair.start:
            awaiting.pop()
        if awaiting and awaiting[-1].end < pair.end and awaiting[-1].family != pair.family:
            yield Fault("crossed", pair.end, pair.family, block, awaiting[-1].end)
        awaiting.append(pair)
