"""Cells of a table: what one holds (a number, a date, a dash, nothing, words) and the values it stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from auditor.facts.numerals import arabic
from auditor.interval import Interval, exactly
from auditor.text import HAN
from auditor.units import MEASURED, dimension

CellKind = Literal["blank", "dash", "number", "percent", "date", "malformed", "text"]

_NUMBER = re.compile(
    "(?P<about>约|近|≈)?(?P<sign>[-−–－+＋]|负)?(?P<open>[（(])?[¥￥]?(?P<digits>[0-9][0-9,，]{0,24}(?:[.．][0-9]{1,8})?)"
    f"[)）]?(?P<unit>[%％‰]|[{HAN}㎡/]{{1,6}})?(?P<open_end>余)?"
)
_MALFORMED = re.compile("[-−]?[0-9OoIl][0-9,，.．OoIl]{1,24}")
_DASH = re.compile("[—–\\-－─―]{1,4}|[/／\\\\]|[无空]|\\*{1,3}|…{1,2}|N/A|n/a|NA")
_DATE = re.compile(
    "(?:(?P<y>(?:19|20)[0-9]{2}) ?[年./-] ?(?P<m>[0-9]{1,2})(?: ?[月./-] ?(?P<d>[0-9]{1,2}) ?[日号]?| ?月(?:份)?)?"
    "|(?P<m2>[0-9]{1,2}) ?月(?: ?(?P<d2>[0-9]{1,2}) ?[日号])?)"
    "(?:[ 　]{0,2}[—–~～至到-]{1,2}[^。；]{1,24})?"
)
_YEAR = re.compile("(?:19|20)[0-9]{2} ?年(?:度)?")
CENT = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell: its block, its span in ``text`` (empty for a blank cell), its place, and what it holds.

    ``point`` is the printed value and ``place`` its last printed place, both in the cell's own unit (which
    is the column's when ``unit`` is empty; a percent is in points). ``digits`` is the number as printed and
    ``at`` where it starts. ``day`` is (year, month, day) with 0 for what is not given.
    """

    block: int
    start: int
    end: int
    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    kind: CellKind = "text"
    point: Fraction | None = None
    place: Fraction = Fraction(1)
    unit: str = ""
    digits: str = ""
    at: int = 0
    day: tuple[int, int, int] = (0, 0, 0)
    rough: bool = False

    @property
    def empty(self) -> bool:
        """Whether it holds nothing or a sign for nothing."""
        return self.kind in ("blank", "dash")

    @property
    def numeric(self) -> bool:
        """Whether it holds a number (a percentage is one)."""
        return self.kind in ("number", "percent")


def read_cell(
    block: int, start: int, text: str, place: tuple[int, int], spans: tuple[int, int] = (1, 1)
) -> TableCell:
    """Read the cell ``text`` that stands at ``start``; ``place`` is (row, column), ``spans`` (rows, columns)."""
    base = (block, start, start + len(text), text, *place, *spans)
    if not text:
        return TableCell(*base, kind="blank")
    if len(text) > 40:
        return TableCell(*base)
    if _DASH.fullmatch(text):
        return TableCell(*base, kind="dash")
    if (match := _NUMBER.fullmatch(text)) and (cell := _number(base, match)):
        return cell
    if match := _DATE.fullmatch(text):
        fields = (match["y"], match["m"] or match["m2"], match["d"] or match["d2"])
        year, month, day = (int(field or 0) for field in fields)
        if 1 <= month <= 12 and day <= 31:
            return TableCell(*base, kind="date", day=(year, month, day))
    if _YEAR.fullmatch(text):
        return TableCell(*base, kind="date", day=(int(text[:4]), 0, 0))
    if _MALFORMED.fullmatch(text) and re.search("[0-9]", text) and not re.search("[A-Za-z]{2}", text):
        return TableCell(*base, kind="malformed")
    return TableCell(*base)


def _number(base: tuple[int, int, int, str, int, int, int, int], match: re.Match[str]) -> TableCell | None:
    digits = match["digits"].replace("，", ",")
    numeral = arabic(digits)
    unit = match["unit"] or ""
    percent = unit in ("%", "％", "‰")
    if numeral is None or len(digits.replace(",", "")) > 18:
        return None
    if unit and not percent and not _known(unit):
        return None
    sign = -1 if match["sign"] in ("-", "−", "–", "－", "负") or match["open"] else 1
    if match["open"] and not base[3].endswith((")", "）")):
        return None
    size = Fraction(1, 10) if unit == "‰" else Fraction(1)
    return TableCell(
        *base,
        kind="percent" if percent else "number",
        point=numeral.value * sign * size,
        place=numeral.place * size,
        unit="" if percent else unit,
        digits=digits,
        at=base[1] + match.start("digits"),
        rough=bool(match["about"] or match["open_end"]),
    )


@lru_cache(maxsize=512)
def _known(unit: str) -> bool:
    """Whether a word is a unit that may stand behind a number (a multiplier alone is one)."""
    return unit in ("万", "亿", "千", "百万", "千万") or (
        unit not in ("年", "月", "日", "号") and dimension(unit) is not None
    )


@lru_cache(maxsize=512)
def is_exact(unit: str, place: Fraction) -> bool:
    """Whether a number with this unit and last place was counted, and not rounded.

    Whole numbers of counters are exact; decimals and measured units are not, but money has no part
    smaller than a cent (分).
    """
    known = dimension(unit) if unit else None
    if known and known[0].startswith("money"):
        return known[1] * place <= CENT
    return (
        place == 1 and not (known and known[0] in MEASURED) and not unit.startswith(("万", "亿", "千", "百"))
    )


def interval(cell: TableCell, unit: str = "") -> Interval | None:
    """The values a cell stands for in its column's unit: exactly 0 for nothing, None for words.

    A number printed to the place u is any of [v − u/2, v + u), which admits rounding and truncation.
    """
    if cell.empty:
        return exactly(0)
    if cell.point is None or cell.rough:
        return None
    if cell.kind == "number" and is_exact(cell.unit or unit, cell.place):
        return exactly(cell.point)
    away = cell.place if cell.point >= 0 else cell.place / 2
    back = cell.place / 2 if cell.point >= 0 else cell.place
    return Interval(cell.point - back, cell.point + away, cell.point < 0, cell.point >= 0)
