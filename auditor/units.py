"""Units and their dimensions.

`units.txt` is a pint definition file and the authority; `units_table.py` is generated from it
(`python -m auditor.units` prints it) so that pint is imported only for what the table lacks.
Two quantities can be compared or added only when `comparison` says so.
"""

import re
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from auditor.units_table import TABLE

DEFINITIONS = Path(__file__).with_name("units.txt")

_SPELLINGS = """
百分之一 % ％ ﹪ ℅
千分之一 ‰
平方米 ㎡ m² m2 M² 平方ｍ
平方公里 ㎢ km² km2
立方米 ㎥ m³ m3
公里 km KM ㎞
米 m
厘米 cm ㎝
毫米 mm ㎜
千克 kg KG Kg ㎏
克 g
毫克 mg ㎎
微克 μg ug
吨 t
升 L
毫升 ml mL
摄氏度 ℃ °C
千瓦时 kWh kW·h KWh
瓦 W
千瓦 kW KW kw
兆瓦 MW
千伏 kV KV
赫兹 Hz
兆赫 MHz
吉赫 GHz
分贝 dB
勒克斯 lx
小时 h
分钟 min
标准箱 TEU
TB Tb tb
GB Gb gb
MB Mb
KB kb
比特每秒 bps
Kbps kbps
"""
SYMBOLS = {sign: line.split()[0] for line in _SPELLINGS.strip().split("\n") for sign in line.split()[1:]}
"""Signs and spellings → the name in the table."""

GENERIC = frozenset("个座家所处名位")
"""Counters that say nothing themselves: the quantity has the dimension of the noun it counts."""

_MEASURED = """
percent point multiple money money_usd money_hkd money_eur money_jpy money_gbp area volume length mass energy
power voltage apparent_power current frequency level illuminance temperature degree coal_equivalent data
data_rate duration score
"""
MEASURED = frozenset(_MEASURED.split())
"""Dimensions that are measured, so that even a whole number stands for an interval; the rest is counted."""


PREFIXES = {
    "十万": 10**5, "百万": 10**6, "千万": 10**7, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11,
    "万亿": 10**12, "万": 10**4, "亿": 10**8, "千": 1000, "百": 100, "十": 10,
}  # fmt: skip
"""Multipliers that may stand before a unit, longest first."""

_LETTERS = frozenset("".join([*TABLE, *SYMBOLS, *PREFIXES, "·²³"]))
_UNIT = re.compile("[㐀-鿿%％‰℅℃°㎡㎥㎢²³μA-Za-z0-9·/]{1,24}")


def base(unit: str) -> tuple[str, Fraction] | None:
    """Dimension and factor of a unit without multiplier, from the table alone; None if unknown."""
    entry = TABLE.get(SYMBOLS.get(unit, unit))
    return None if entry is None else (entry[0], Fraction(entry[1], entry[2]))


def dimension(unit: str) -> tuple[str, Fraction] | None:
    """Dimension of a unit as a heading or a sentence prints it, and its factor to the dimension's base.

    `万册` → ("book", 10000), `千元` → ("money", 1000), `元/平方米` → ("money/area", 1), `㎡` → ("area", 1).
    Shares have the dimension "percent" and the base 1, so `%` → ("percent", 1/100), and 个百分点 the
    dimension "point" and the same base: a difference of two shares is a point. None for what no unit is, and for several units at once (`册、件`). pint is asked only for what the table lacks.
    """
    unit = unit.strip()
    found = _simple(unit)
    if found or not _UNIT.fullmatch(unit):
        return found
    over, slash, under = unit.partition("/")
    top, bottom = _simple(over), _simple(under)
    if slash and top and bottom:
        return f"{top[0]}/{bottom[0]}", top[1] / bottom[1]
    # A word with a character that no unit's name has (境, 注) is no unit: pint need not be loaded to say so.
    return _asked(unit) if all(char < "\x80" or char in _LETTERS for char in unit) else None


def comparison(one: str, two: str) -> str:
    """How two dimensions compare: "same", "noun" (only with the same noun), or "" (never).

    `noun` is the dimension of 个, 名 …: it compares with itself and with any counter when both count the
    same noun; 次 compares with 场 in the same way. 人 and 人次 never compare.
    """
    if one == two:
        return "noun" if one == "noun" else "same"
    if {one, two} == {"time", "session"}:
        return "noun"
    other = two if one == "noun" else one
    return "noun" if "noun" in (one, two) and other not in MEASURED and other not in _NO_NOUN else ""


_NO_NOUN = frozenset({"percent", "", "ratio", "visit", "loan", "day", "month", "year", "age", "anniversary"})


def _simple(unit: str) -> tuple[str, Fraction] | None:
    found = base(unit)
    if found:
        return found
    for prefix, size in PREFIXES.items():
        if unit.startswith(prefix) and (found := base(unit[len(prefix) :])):
            return found[0], found[1] * size
    return None


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(str(DEFINITIONS), non_int_type=Fraction, cache_folder=None)


@cache
def _asked(unit: str) -> tuple[str, Fraction] | None:
    """What pint makes of a unit that the table lacks (`千瓦时/平方米`, `吨*公里`)."""
    import pint

    try:
        quantity = _registry().Quantity(Fraction(1), unit).to_root_units()
    except (pint.errors.PintError, AssertionError, ValueError, TypeError, SyntaxError):
        return None
    return _named(quantity)


def _named(quantity: Any) -> tuple[str, Fraction]:
    factor = Fraction(quantity.magnitude)
    if not quantity.dimensionality:
        return "percent", factor
    name = str(quantity.dimensionality).replace("[", "").replace("]", "").replace(" ", "")
    return name, factor


def build_table() -> dict[str, tuple[str, int, int]]:
    """Unit → (dimension, numerator, denominator) for every name in the definition file, by pint."""
    text = DEFINITIONS.read_text(encoding="utf-8")
    names = re.findall("^([^ #\n]{1,20}) = ", text, re.MULTILINE)
    table = {}
    for name in names:
        if not name.endswith("-"):
            found, factor = _named(_registry().Quantity(Fraction(1), name).to_root_units())
            table[name] = (found, factor.numerator, factor.denominator)
    return table


def render_table() -> str:
    """The source text of `units_table.py`."""
    rows = "".join(f'    "{name}": {value!r},\n'.replace("'", '"') for name, value in build_table().items())
    head = '"""Generated from units.txt by `python -m auditor.units`: do not edit."""\n\n'
    note = '"""Unit → (dimension, numerator and denominator of the factor to the dimension\'s base)."""\n'
    return f"{head}TABLE: dict[str, tuple[str, int, int]] = {{\n{rows}}}\n{note}"


if __name__ == "__main__":
    print(render_table(), end="")
