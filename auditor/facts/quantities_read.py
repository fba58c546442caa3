"""One number where it stands: digits, multiplier, inner hedge and unit, from a known first character."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from math import prod

from auditor.facts.numerals import HAN_NUMERAL, LONGEST, Numeral, arabic, defect, han, parse
from auditor.facts.quantities_units import unit_at
from auditor.facts.quantities_words import BLANK, HALF_UNIT, INNER, TENTHS
from auditor.units import MEASURED, base, dimension

ARABIC = "(?<![0-9])(?<![0-9][·•])[0-9０-９]+(?:[.,．][0-9０-９]+)*"
_ARABIC = re.compile(ARABIC)
_HAN = re.compile(f"[{HAN_NUMERAL}]{{1,{LONGEST}}}+")
_POINT = re.compile("点([零〇一二三四五六七八九]{1,4})([百千万亿]{0,2})(?![十百分])")
_MULTIPLIER = re.compile(
    f"[{BLANK}]{{0,2}}(?:([余多几])[{BLANK}]?)?"
    "((?:[十百千万]([余多])?(?=[万亿])|个(?=亿))?(?:万亿|万(?!方数据|达广场|科|人空巷)|亿)"
    "|千(?![米克瓦伏焦赫帕卡])|百(?![分货姓强科日]))"
)
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_NEXT = re.compile("[0-9]{1,4}(?=[余多]?[百千万])")
_GAP = re.compile(f"[{BLANK}]{{0,2}}")
_MINUTES = re.compile("([1-5]?[0-9])分钟?(?![之钟])")
_TAIL_MORE = re.compile("([多余])(?=[，。、；：）)\n的来时以后前]|$)")
_TAKES_MORE = frozenset(
    "年 天 小时 个小时 公里 千米 米 吨 元 倍 岁 亩 人 分钟 周 公斤 斤 公顷 平方米 平方公里".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A number as read: `start:end` covers digits and multiplier, `stop` is after inner hedge and unit.

    `numeral` is None when the number is malformed (`defect` says how). `rest` is the multiplier's size
    (1 if none), `more` tells of 余, 多 or 来, `unit` is "" for a bare number. `kind` is "percent" or
    "fraction" for 百分之五 and 三分之一, "multiple" for 翻番.
    """

    start: int
    end: int
    stop: int
    numeral: Numeral | None
    unit: str = ""
    size: int = 1
    more: bool = False
    chinese: bool = False
    defect: str = ""
    kind: str = ""


@cache
def known(unit: str) -> tuple[str, Fraction] | None:
    """Dimension and factor of a unit that was read (`元`, `元/头`), or None for none."""
    return dimension(unit) if "/" in unit else base(unit)


def measured(unit: str) -> bool:
    """Whether the unit is one that is measured; False for counters and for none."""
    found = known(unit)
    return found is not None and found[0].partition("/")[0] in MEASURED


def counted(unit: str) -> bool:
    """Whether the unit is a counter."""
    return known(unit) is not None and not measured(unit)


def read(text: str, at: int) -> Piece | None:
    """The number that starts at `at`, with what belongs to it; None when nothing readable starts there."""
    token = _ARABIC.match(text, at)
    piece = _read_arabic(text, token) if token else _read_han(text, at)
    if piece is None or piece.kind:
        return piece
    return _with_unit(text, piece)


def _read_arabic(text: str, token: re.Match[str]) -> Piece | None:
    digits = token[0] if token.end() - token.start() <= 2 * LONGEST else ""
    if not digits:
        return None
    numeral = arabic(digits)
    fault = "" if numeral else defect(digits)
    if numeral is None and not fault:
        return None
    piece = Piece(token.start(), token.end(), token.end(), numeral, defect=fault)
    return _multiplied(text, piece)


def _multiplied(text: str, piece: Piece) -> Piece:
    """3万, 50余万, 1亿3千多万: multipliers fall from left to right."""
    while match := _MULTIPLIER.match(text, piece.end):
        size = _size(match[2])
        if piece.size != 1 and size >= piece.size:
            break
        numeral = piece.numeral.times(size) if piece.numeral else None
        piece = replace(
            piece, end=match.end(), numeral=numeral, size=size, more=piece.more or bool(match[1] or match[3])
        )
        following = _NEXT.match(text, piece.end)
        if piece.more or following is None:
            break
        after = _MULTIPLIER.match(text, following.end())
        lower, low = arabic(following[0]), _size(after[2]) if after else size
        if numeral is None or lower is None or after is None or low >= size:
            break
        part = lower.times(low)
        numeral = replace(part, value=numeral.value + part.value)
        piece = replace(piece, end=after.end(), numeral=numeral, more=bool(after[1] or after[3]))
        break
    return replace(piece, stop=piece.end) if piece.stop != piece.end else piece


def _size(multiplier: str) -> int:
    return prod(_POWERS.get(char, 1) for char in multiplier)


def _read_han(text: str, at: int) -> Piece | None:
    token = _HAN.match(text, at)
    if token is None:
        return None
    end = token.end()
    if text.startswith("分之", end):
        under = _ARABIC.match(text, end + 2) or _HAN.match(text, end + 2)
        if under is None or under.end() - end > LONGEST:
            return None
        end = under.end()
        point = _POINT.match(text, end)
        end = point.end() if point else end
    elif point := _POINT.match(text, end):
        end = point.end()
    if "分之" not in text[at:end]:
        numeral = han(text[at:end])
        if numeral is None:
            return None
        piece = Piece(at, end, end, numeral, chinese=True)
        return _multiplied(text, piece) if text.startswith(("余", "多"), end) else piece
    numeral = parse(text[at:end])
    kind = "percent" if numeral and numeral.place else "fraction"
    return Piece(at, end, end, numeral, chinese=True, kind=kind) if numeral else None


def _with_unit(text: str, piece: Piece) -> Piece:
    at = piece.end
    more = INNER.match(text, _skip(text, at))
    if more and (more[1] != "来" or text[at - 1] in "0十百千"):
        at = more.end()
    else:
        more = None
    start = _skip(text, at)
    half = HALF_UNIT.match(text, start)
    unit = ""
    if half:
        unit = unit_at("个" + text[half.end() : half.end() + 4], 0)
        stop = half.end() + len(unit) - 1
    else:
        unit = unit_at(text, start)
        stop = start + len(unit)
    if not unit and not more:
        return piece
    if not unit:
        stop = at
    elif text.startswith("/", stop) and measured(unit) and (per := unit_at(text, stop + 1)):
        unit, stop = f"{unit}/{per}", stop + 1 + len(per)
    elif unit in _TAKES_MORE and not more and (tail := _TAIL_MORE.match(text, stop)):
        more, stop = tail, tail.end()
    surplus = piece.more or bool(more or (half and unit))
    piece = Piece(
        piece.start, piece.end, stop, piece.numeral, unit, piece.size, surplus, piece.chinese, piece.defect
    )
    if unit == "成" and not piece.more:
        return _with_tenths(text, piece)
    return _with_minutes(text, piece) if unit.endswith("小时") and not piece.more else piece


def _with_tenths(text: str, piece: Piece) -> Piece:
    """六成五 is 65 %."""
    match = TENTHS.match(text, piece.stop)
    if not (match and piece.numeral):
        return piece
    value = piece.numeral.value + Fraction("零一二三四五六七八九".find(match[0]), 10)
    numeral = replace(piece.numeral, value=value, place=Fraction(1, 10), last=Fraction(1, 10))
    return replace(piece, numeral=numeral, stop=match.end())


def _with_minutes(text: str, piece: Piece) -> Piece:
    """41小时10分 is one duration, printed to the minute."""
    match = _MINUTES.match(text, piece.stop)
    if match is None or piece.numeral is None or piece.size != 1 or piece.numeral.value.denominator != 1:
        return piece
    value = piece.numeral.value + Fraction(int(match[1]), 60)
    numeral = replace(piece.numeral, value=value, place=Fraction(1, 60), last=Fraction(1, 60))
    return replace(piece, numeral=numeral, end=match.end(1), stop=match.end())


def _skip(text: str, at: int) -> int:
    match = _GAP.match(text, at)
    return match.end() if match else at
