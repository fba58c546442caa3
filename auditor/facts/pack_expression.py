"""Relations between named measures as a pack writes them: `藏量 = 图书 + 古籍`, `借还册次 ≥ 外借册次`.

    relation := name operator sum          operator := = ≤ ≥ < > (also <= >=)
    sum      := product (("+" | "−") product)*
    product  := factor (("×" | "÷") factor)*
    factor   := name | number | number "%" | "（" sum "）"

A name runs up to the next sign; one that holds signs or brackets stands in “”. Nothing is evaluated but
this grammar, in time linear in the text. Source of the signs: GB 3102.11 (mathematical signs).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

from auditor.facts.relations import Operator
from auditor.interval import Interval, exactly

LONGEST = 400
_DEEPEST = 8
_SIGNS = {
    "＝": "=",
    "<=": "≤",
    ">=": "≥",
    "≦": "≤",
    "≧": "≥",
    "＜": "<",
    "＞": ">",
    "＋": "+",
    "-": "−",
    "－": "−",
}
_SIGNS |= {"–": "−", "*": "×", "/": "÷", "(": "（", ")": "）"}
_TOKEN = re.compile(
    "[ \u3000\t]*(?:(?P<sign><=|>=|[=＝≤≥≦≧<>＜＞+＋−\\-－–×*÷/（）()])|“(?P<quoted>[^“”]{1,60})”"
    "|(?P<number>[0-9]{1,15}(?:[.][0-9]{1,8})?[%％]?)(?![^=＝≤≥≦≧<>＜＞+＋−\\-－–×*÷/（）() \u3000\t])"
    "|(?P<name>[^=＝≤≥≦≧<>＜＞+＋−\\-－–×*÷/（）()“”\n]{1,60}))"
)


class ExpressionError(ValueError):
    """A relation that cannot be read; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Term:
    """A measure's name, or a number."""

    name: str = ""
    number: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Two terms joined by `sign`."""

    sign: Literal["+", "−", "×", "÷"]
    left: Node
    right: Node


Node = Term | Reckoning


@dataclass(frozen=True, slots=True)
class Formula:
    """`left` `operator` `right` as written in `text`."""

    text: str
    left: str
    operator: Operator
    right: Node

    def names(self) -> tuple[str, ...]:
        """The measures named, `left` first, each once."""
        return tuple(dict.fromkeys([self.left, *names(self.right)]))


def parse(text: str) -> Formula:
    """The formula in `text`. Raises ExpressionError."""
    if len(text) > LONGEST:
        raise ExpressionError(f"关系式超过 {LONGEST} 字")
    reader = _Reader(text, list(_tokens(text)))
    left = reader.take()
    if left[0] != "name":
        raise ExpressionError(f"“{text}”的左边要是一个指标名")
    kind, operator = reader.take()
    if kind != "sign" or operator not in ("=", "≤", "≥", "<", ">"):
        raise ExpressionError(f"“{text}”在“{left[1]}”之后缺少 = ≤ ≥ < >")
    right = reader.sum(0)
    if reader.at < len(reader.tokens):
        raise ExpressionError(f"“{text}”在“{reader.tokens[reader.at][1]}”处读不下去")
    formula = Formula(text, left[1], cast(Operator, operator), right)
    if not list(names(right)):
        raise ExpressionError(f"“{text}”的右边没有指标名")
    if left[1] in names(right):
        raise ExpressionError(f"“{text}”用“{left[1]}”说明它自己")
    return formula


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        if not match:
            raise ExpressionError(f"“{text}”在第 {at + 1} 字处读不下去")
        at = match.end()
        if match["sign"]:
            yield "sign", _SIGNS.get(match["sign"], match["sign"])
        elif match["number"]:
            yield "number", match["number"]
        else:
            yield "name", (match["quoted"] or match["name"]).strip()


class _Reader:
    def __init__(self, text: str, tokens: list[tuple[str, str]]) -> None:
        self.text, self.tokens, self.at = text, tokens, 0

    def take(self) -> tuple[str, str]:
        if self.at == len(self.tokens):
            raise ExpressionError(f"“{self.text}”没有写完")
        self.at += 1
        return self.tokens[self.at - 1]

    def _next(self, signs: str) -> str:
        kind, sign = self.tokens[self.at] if self.at < len(self.tokens) else ("", "")
        return sign if kind == "sign" and sign in signs else ""

    def sum(self, depth: int) -> Node:
        return self._chain("+−", self.product, depth)

    def product(self, depth: int) -> Node:
        return self._chain("×÷", self.factor, depth)

    def _chain(self, signs: str, inner: Callable[[int], Node], depth: int) -> Node:
        node = inner(depth)
        while sign := self._next(signs):
            self.at += 1
            node = Reckoning(cast(Literal["+", "−", "×", "÷"], sign), node, inner(depth))
        return node

    def factor(self, depth: int) -> Node:
        kind, word = self.take()
        if kind == "name":
            return Term(word)
        if kind == "number":
            share = word.endswith(("%", "％"))
            return Term(number=Fraction(word.rstrip("%％")) / (100 if share else 1))
        if word != "（" or depth == _DEEPEST:
            raise ExpressionError(f"“{self.text}”在“{word}”处缺少指标名")
        node = self.sum(depth + 1)
        if self.take() != ("sign", "）"):
            raise ExpressionError(f"“{self.text}”缺少右括号")
        return node


def names(node: Node) -> Iterator[str]:
    """The measures that `node` names, in order."""
    if isinstance(node, Term):
        if node.name:
            yield node.name
    else:
        yield from names(node.left)
        yield from names(node.right)


def evaluate(node: Node, values: Mapping[str, Interval]) -> Interval:
    """The interval of `node`. Raises KeyError for a measure without value, ZeroDivisionError for ÷ 0."""
    if isinstance(node, Term):
        return values[node.name] if node.name else exactly(node.number)
    left, right = evaluate(node.left, values), evaluate(node.right, values)
    if node.sign == "+":
        return left + right
    if node.sign == "−":
        return left - right
    return left * right if node.sign == "×" else left / right


def is_sum(node: Node) -> bool:
    """Whether only sums and differences stand in `node`, so that all its measures have one dimension."""
    return isinstance(node, Term) or (node.sign in "+−" and is_sum(node.left) and is_sum(node.right))


def printed(node: Node, words: Mapping[str, str], inner: bool = False) -> str:
    """The arithmetic with `words` (the figures as printed) in place of the measures' names."""
    if isinstance(node, Term):
        return words.get(node.name, node.name) if node.name else str(node.number)
    text = f"{printed(node.left, words, node.sign in '×÷')}{node.sign}{printed(node.right, words, node.sign in '×÷−')}"
    return f"（{text}）" if inner and node.sign in "+−" else text
