"""余 and 多 after a number: only a round number leaves a surplus, and 万 stands before it (6万余, not 6余万)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.number_words import DIGITS, FREE, MEASURE
from auditor.finding import Hit, Mark

DATA = ("text", "number", "surplus", "right")
OPTIONS: dict[str, Any] = {"kind": "exact"}
"""``kind`` is ``exact`` (162余场, 17.38万余册) or ``misplaced`` (6余万册)."""

_EXACT = re.compile(f"{FREE}(?P<number>{DIGITS})(?P<scale>[万亿]?)(?P<surplus>[余多])(?:{MEASURE})")
_HAN_EXACT = re.compile(
    f"(?P<number>[一二三四五六七八九]?[百千]?[零]?[一二三四五六七八九]?十[一二三四五六七八九])(?P<surplus>余)(?:{MEASURE})"
)
_MISPLACED = re.compile(f"{FREE}(?P<number>{DIGITS})(?P<surplus>[余多])(?P<scale>[万亿])")
_HAN_MISPLACED = re.compile(
    "(?<![一二三四五六七八九十百千万第零0-9.])(?P<number>[二三四五六七八九])(?P<surplus>余)(?P<scale>[万亿])"
)
_OTHER_WORDS = re.compile(
    "多(?:元[化文素主统一]|部门|项式|人[机像物]|层|级|年生|件套|次元|点[触位]|门类|家庭|条腿)"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each number of the wanted kind."""
    text = facts.document.text
    patterns = (_EXACT, _HAN_EXACT) if options["kind"] == "exact" else (_MISPLACED, _HAN_MISPLACED)
    for match in sorted((m for p in patterns for m in p.finditer(text)), key=lambda m: m.start()):
        if _is_wrong(text, match, options["kind"]):
            yield _hit(match, options["kind"])


def _is_wrong(text: str, match: re.Match[str], kind: str) -> bool:
    number = match["number"]
    if match["surplus"] == "多" and (
        _YEAR.fullmatch(number) or _OTHER_WORDS.match(text, match.start("surplus"))
    ):
        return False
    if not number[0].isascii():
        return True
    if kind == "misplaced":
        return not (number.endswith("0") and "." not in number)
    return _precise(number, match["scale"])


def _precise(number: str, scale: str) -> bool:
    """Whether the number is told to the last place that counts.

    Before 万 and 亿 a whole number or one decimal still leaves a surplus worth telling (15万余, 1.2万余).
    """
    whole, _, decimals = number.partition(".")
    if scale:
        return len(decimals) >= 2
    return bool(decimals) or not whole.endswith("0")


def _hit(match: re.Match[str], kind: str) -> Hit:
    number, surplus = match["number"], match["surplus"]
    scale = match.groupdict().get("scale") or ""
    right = f"{number}{scale}{surplus}" if kind == "misplaced" else f"{number}{scale}"
    end = match.end("scale") if kind == "misplaced" else match.end("surplus")
    return Hit(
        Mark(match.start(), end),
        data={
            "text": match.string[match.start() : end],
            "number": number + (scale if kind == "exact" else ""),
            "surplus": surplus,
            "right": right,
        },
        suggestion=right,
    )
