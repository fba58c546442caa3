"""Quantities as facts: from a number as printed and its hedges to the interval of values it stands for."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from auditor.facts.numerals import Numeral
from auditor.facts.quantities_read import Piece, counted, known
from auditor.facts.quantities_words import (
    ABOUT,
    ABOVE,
    AT_LEAST,
    AT_MOST,
    BELOW,
    MAXIMUM,
    MINIMUM,
    MORE,
    NEAR,
)
from auditor.interval import EVERYTHING, Interval, at_least, at_most, exactly

_FIVE = Fraction(5, 100)
_TENTH = Fraction(1, 10)
_WORDS = {
    10**12: "万亿",
    10**11: "千亿",
    10**10: "百亿",
    10**9: "十亿",
    10**8: "亿",
    10**7: "千万",
    10**6: "百万",
}
_WORDS |= {10**5: "十万", 10**4: "万", 1000: "千", 100: "百", 1: ""}
_SENSES = (MORE, ABOUT, NEAR, AT_LEAST, ABOVE, AT_MOST, BELOW)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and hedges: `start:end` in the text it was read from.

    `number` is the span of digits and multiplier alone. `value` holds every value meant and `point` the one
    printed (negative for a loss), both in base units of the dimension; `upper` is the second number of a
    range. `step` is the last printed place in base units (0 where there is none). `label` is the unit as
    printed with its multiplier (万册) and `scale` its worth in base units: point / scale is what stands
    there. `unit` is the unit without multiplier ("" if none); `dimension` as in `auditor.units` ("" for a
    bare number, "noun" where the counted noun decides, "ratio" for 3:7).
    `kind`: plain, percent, fraction, point, multiple or ratio. `extreme`: "maximum", "minimum" or "".
    `hedges`: senses as named in `quantities_words`. `article`: 一个, 一场. `inherited`: the unit stands at a
    later number of the list. `each`: 每 stands before it. `malformed`: "dots" or "grouping" (`value` is then
    unbounded and `point` 0). `group`: equal for numbers side by side (10套90册, 3:7), −1 when alone.
    """

    start: int
    end: int
    number: tuple[int, int]
    value: Interval
    point: Fraction
    step: Fraction
    unit: str = ""
    label: str = ""
    scale: Fraction = Fraction(1)
    dimension: str = ""
    kind: str = "plain"
    upper: Fraction | None = None
    extreme: str = ""
    hedges: tuple[str, ...] = ()
    article: bool = False
    inherited: bool = False
    each: bool = False
    malformed: str = ""
    group: int = -1


def build(
    text: str, span: tuple[int, int], piece: Piece, second: Piece | None, senses: Collection[str], minus: bool
) -> Quantity:
    """The quantity of a number, or of a range when `second` is its upper number."""
    last = second or piece
    dimension, factor = known(last.unit) or ("", Fraction(1))
    hedges = [*dict.fromkeys([*senses, *([MORE] if piece.more or last.more else [])])]
    low, high = aligned(piece, second) if second else (piece.numeral, None)
    point, value, step = Fraction(0), EVERYTHING, Fraction(0)
    if low is not None:
        point, step = _times(low.value, factor), _times(low.place, factor)
        value = interval(low, factor, counted(last.unit), hedges)
        if high is not None:
            value = value.hull(interval(high, factor, counted(last.unit), hedges))
        value, point = (-value, -point) if minus else (value, point)
    size = last.size if piece.numeral is None or piece.size in (1, last.size) else piece.size
    return Quantity(
        *span,
        (piece.start, last.end),
        value,
        point,
        step,
        unit="%" if piece.kind == "percent" else last.unit,
        label="%" if piece.kind == "percent" else _WORDS[size] + last.unit,
        scale=Fraction(1, 100) if piece.kind == "percent" else factor if size == 1 else factor * size,
        dimension="percent" if piece.kind in ("percent", "fraction") else dimension,
        kind=piece.kind or (dimension if dimension in ("percent", "point", "multiple") else "plain"),
        upper=None if high is None else high.value * factor,
        extreme=next((sense for sense in hedges if sense in (MAXIMUM, MINIMUM)), ""),
        hedges=tuple(sense for sense in _SENSES if sense in hedges),
        article=text[piece.start : piece.end] == "一" and counted(last.unit),
        each=text[piece.start - 1 : piece.start] == "每",
        malformed=piece.defect,
    )


def aligned(piece: Piece, second: Piece) -> tuple[Numeral, Numeral]:
    """Both numbers of a range; the first takes the second's multiplier if it has no multiplier and unit."""
    low, high = piece.numeral, second.numeral
    if low is None or high is None:
        raise ValueError("a range of malformed numbers")
    takes = second.size > 1 and piece.size == 1 and not piece.unit
    return (low.times(second.size) if takes else low), high


def interval(numeral: Numeral, scale: Fraction, counted: bool, hedges: Collection[str]) -> Interval:
    """The values that a printed number can stand for, in base units (`scale` base units to one printed).

    A whole number of a counter without 万 or 亿 is exact; anything else lies in [v − u/2, v + u), where u
    is the last printed place. 余/多/几: [v, v + p), p the place of the last non-zero digit. 约/左右: ±5 %.
    近: [0.9 v, v]. Bounds (以上, 不足 …) are open-ended. A spoken span (三四十) is [low, high). 三分之一,
    which has no printed place, is ±5 % too. Several hedges of one number: bounds first, else the hull.
    """
    value, step = _times(numeral.value, scale), _times(numeral.place, scale)
    senses = set(hedges)
    bound = _bound(value, senses)
    if bound:
        return bound
    parts = []
    if MORE in senses and numeral.last:
        parts.append(Interval(value, value + numeral.last * scale, high_open=True))
    if ABOUT in senses or (not numeral.place and NEAR not in senses):
        parts.append(Interval(value * (1 - _FIVE), value * (1 + _FIVE)))
    if NEAR in senses:
        parts.append(Interval(value * (1 - _TENTH), value))
    if not parts:
        return _printed(numeral, value, step, scale, counted)
    result = parts[0]
    for part in parts[1:]:
        result = result.hull(part)
    return result


def _times(value: Fraction, scale: Fraction) -> Fraction:
    return value if scale == 1 else value * scale


def _bound(value: Fraction, senses: set[str]) -> Interval | None:
    if AT_LEAST in senses or ABOVE in senses:
        return at_least(value, strict=ABOVE in senses)
    if AT_MOST in senses or BELOW in senses:
        return at_most(value, strict=BELOW in senses)
    return None


def _printed(numeral: Numeral, value: Fraction, step: Fraction, scale: Fraction, counted: bool) -> Interval:
    if numeral.high is not None:
        return Interval(value, numeral.high * scale, high_open=True)
    # A counter is whole: printed to the last one it cannot have been rounded (8.4731万人 is 84731人).
    if counted and step <= 1 and value.denominator == 1:
        return exactly(value)
    low = value - step / 2
    if low < 0 <= value:
        low = Fraction(0)
    return Interval(low, value + step, high_open=True)


def grouped(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Numbers side by side get one group: the index of the first of them."""
    first = -1
    for index, quantity in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        linked = after is not None and _side_by_side(text, quantity, after)
        if linked and first < 0:
            first = index
        yield replace(quantity, group=first) if first >= 0 else quantity
        if not linked:
            first = -1


def _side_by_side(text: str, one: Quantity, two: Quantity) -> bool:
    between = text[one.end : two.start]
    if one.kind == two.kind == "ratio":
        return between in (":", "：", "∶")
    return between in ("", " ", "\u3000") and bool(one.unit and two.unit)
