"""Matching of one family of paired marks inside one block: the reading with the least damage.

A hand-typed pair can be broken in four ways: a mark is missing, a mark is too many, a mark is turned the wrong
way, or a pair stands inside its like. Each token may be read as opener, closer or stray at a cost; the
cheapest reading of the whole block wins (Viterbi over the depth, linear in the number of tokens).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Side = Literal["open", "close", "either"]
Role = Literal["open", "close", "stray"]

_TURNED = 1.0
_STRAY = 1.3
_UNLIKELY = 1.5
_PER_CHARACTER = 0.0005
_CONTENT_CANNOT_OPEN_WITH = "，。、；：！？,;”’》）)】」』"
_CONNECTIVE = re.compile("[和与及或暨、，到变向转的是为等]|以及|还有")


class Token(NamedTuple):
    """A mark: its offset, the character, and the side its glyph tells."""

    at: int
    char: str
    side: Side


@dataclass(frozen=True, slots=True)
class Costs:
    """What a family allows: how deep it nests, and what a pair inside its like costs."""

    depth: int = 2
    nested: float = 0.6


def read(tokens: Sequence[Token], text: str, start: int, end: int, costs: Costs) -> list[Role]:
    """The role of every token in the cheapest reading of ``text[start:end]``."""
    if _alternates(tokens):
        return ["open" if index % 2 == 0 else "close" for index in range(len(tokens))]
    best: list[tuple[float, int]] = [(0.0, 0)]
    back: list[list[tuple[int, Role]]] = []
    for index, token in enumerate(tokens):
        gap = min(token.at - tokens[index - 1].at, 400) * _PER_CHARACTER if index else 0.0
        opening = _opening(tokens, index, text, end)
        closing = _closing(token, text, start)
        states: dict[int, tuple[float, int, Role]] = {}
        for cost, depth in best:
            cost += gap if depth else 0.0
            _offer(states, depth, cost + _STRAY, depth, "stray")
            if depth < costs.depth:
                nested = costs.nested + _no_nest(tokens, index, text, end) if depth else 0.0
                _offer(states, depth + 1, cost + opening + nested, depth, "open")
            if depth:
                _offer(states, depth - 1, cost + closing, depth, "close")
        best = [(states[depth][0], depth) for depth in sorted(states)]
        back.append([(0, "stray")] * (costs.depth + 1))
        for depth, (_, previous, role) in states.items():
            back[-1][depth] = (previous, role)
    return _trace(tokens, best, back)


def _alternates(tokens: Sequence[Token]) -> bool:
    return len(tokens) % 2 == 0 and all(
        token.side in (("open", "either") if index % 2 == 0 else ("close", "either"))
        for index, token in enumerate(tokens)
    )


def _offer(
    states: dict[int, tuple[float, int, Role]], depth: int, cost: float, previous: int, role: Role
) -> None:
    if depth not in states or cost < states[depth][0]:
        states[depth] = (cost, previous, role)


def _opening(tokens: Sequence[Token], index: int, text: str, end: int) -> float:
    token = tokens[index]
    cost = _TURNED if token.side == "close" else 0.0
    after = text[token.at + 1 : min(token.at + 2, end)]
    if not after or after in _CONTENT_CANNOT_OPEN_WITH:
        cost += _UNLIKELY
    return cost


def _closing(token: Token, text: str, start: int) -> float:
    cost = _TURNED if token.side == "open" else 0.0
    before = text[max(token.at - 1, start) : token.at]
    if not before or before in "“‘《（(【「『：":
        cost += _UNLIKELY
    return cost


def _no_nest(tokens: Sequence[Token], index: int, text: str, end: int) -> float:
    """A pair that holds only 和 or 、 is no pair: it is the gap between two wrongly turned ones."""
    following = tokens[index + 1].at if index + 1 < len(tokens) else end
    if following - tokens[index].at > 4:
        return 0.0
    return 2.0 if _CONNECTIVE.fullmatch(text, tokens[index].at + 1, following) else 0.0


def _trace(
    tokens: Sequence[Token], best: list[tuple[float, int]], back: list[list[tuple[int, Role]]]
) -> list[Role]:
    depth = 0
    roles: list[Role] = []
    for index in range(len(tokens) - 1, -1, -1):
        depth, role = back[index][depth]
        roles.append(role)
    return roles[::-1]
