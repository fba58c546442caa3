"""Numerals: what a run of digits says, exactly, and how finely it says it.

Arabic (`1,234.50`), full-width (`１２`), Chinese (六百三十二, 二〇二一, 三万二, 廿四, 壹佰), mixed (3万2千,
1.2万亿) and fractions (三分之一, 百分之五点六). Spoken spans keep their upper end: 三四十 is [30, 50), 十几 is
[10, 20), 几十 and 数十 are [20, 100). Every function takes one bounded string and is linear in it.
"""

import re
from dataclasses import replace
from fractions import Fraction

from auditor.facts.numerals_arabic import LONGEST, Numeral, arabic, defect
from auditor.facts.numerals_chinese import HAN_NUMERAL, han

__all__ = ["HAN_NUMERAL", "LONGEST", "Numeral", "arabic", "defect", "han", "parse"]

_SEGMENT = re.compile("([0-9][0-9,.]*)([十百千万亿]{1,2})")


def parse(text: str) -> Numeral | None:
    """What a whole string says as one number; None when it is no well-formed numeral."""
    if not text or len(text) > 2 * LONGEST:
        return None
    over, split, under = text.partition("分之")
    if split:
        return _fraction(parse(over), parse(under))
    return arabic(text) or han(text) or _mixed(text)


def _fraction(over: Numeral | None, under: Numeral | None) -> Numeral | None:
    """`over` 分之 `under`: 百分之五 keeps its last printed place, 三分之一 has none."""
    if over is None or under is None or not over.value:
        return None
    tens = over.value in (10, 100, 1000, 10**4)
    place = under.place / over.value if tens else Fraction(0)
    return Numeral(under.value / over.value, place, under.last / over.value)


def _mixed(text: str) -> Numeral | None:
    """3万2千, 5亿3千万, 1.2万亿: Arabic segments with falling multipliers."""
    total, at, size = None, 0, 10**17
    while match := _SEGMENT.match(text, at):
        number, multiplier = arabic(match[1]), han(match[2])
        if number is None or multiplier is None or not multiplier.bare or multiplier.value >= size:
            return None
        size = int(multiplier.value)
        part = number.times(size)
        total = part if total is None else replace(part, value=total.value + part.value)
        at = match.end()
    return total if at == len(text) else None
