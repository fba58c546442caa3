"""Number formats of Word's automatic numbering (ST_NumberFormat), as Word shows them."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

_COUNTING = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "japaneseCounting",
        "ideographLegalTraditional",
    }
)
# First character and count of each ready-made series; beyond it Word goes on in plain digits.
_SERIES = {
    "decimalEnclosedCircle": ("①", 20),
    "decimalEnclosedCircleChinese": ("①", 20),
    "decimalEnclosedFullstop": ("⒈", 20),
    "decimalEnclosedParen": ("⑴", 20),
    "ideographEnclosedCircle": ("㊀", 10),
}


def shown(value: int, form: str) -> str:
    """``value`` (≥ 0) in the number format ``form``; an unknown format shows plain digits, ``none`` nothing."""
    if form in ("none", "bullet"):
        return ""
    if form in _SERIES:
        first, count = _SERIES[form]
        return chr(ord(first) + value - 1) if 1 <= value <= count else str(value)
    if form in ("upperRoman", "lowerRoman"):
        return _cased(_roman(value), form)
    if form in ("upperLetter", "lowerLetter"):
        return _cased(_letters(value), form)
    if form == "decimalZero":
        return f"{value:02d}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(0xFF10 + int(digit)) for digit in str(value))
    if form == "numberInDash":
        return f"- {value} -"
    return _han(value, form)


def _han(value: int, form: str) -> str:
    if form in _COUNTING and not (form == "chineseCounting" and value >= 100):
        return _counted(value, _DIGITS, "十百千", "零")
    if form in ("chineseCounting", "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_DIGITS[int(digit)] for digit in str(value))
    if form == "chineseLegalSimplified":
        return _counted(value, _LEGAL, "拾佰仟", "零")
    if form == "ideographTraditional" and 1 <= value <= 10:
        return _STEMS[value - 1]
    if form == "ideographZodiac" and 1 <= value <= 12:
        return _BRANCHES[value - 1]
    if form == "ideographZodiacTraditional" and value >= 1:
        return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12]
    return str(value)


def _counted(value: int, digits: str, scales: str, zero: str) -> str:
    """一百零五 and the like up to 9999; 10 to 19 without the leading 一 (but 壹拾)."""
    if not 1 <= value <= 9999:
        return str(value)
    said, gap = "", False
    for power in range(3, -1, -1):
        digit = value // 10**power % 10
        if digit:
            said += (zero if gap and said else "") + digits[digit] + (scales[power - 1] if power else "")
            gap = False
        else:
            gap = True
    return said[1:] if said.startswith("一十") else said


def _cased(text: str, form: str) -> str:
    return text if form.startswith("upper") else text.lower()


def _roman(value: int) -> str:
    if not 1 <= value <= 3999:
        return str(value)
    said = ""
    for worth, sign in _ROMAN:
        said += sign * (value // worth)
        value %= worth
    return said


def _letters(value: int) -> str:
    """A … Z, then AA, BB … as Word counts."""
    if not 1 <= value <= 780:
        return str(value)
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
