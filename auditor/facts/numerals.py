"""Numerals: what a run of digits says, exactly, and how finely it says it.

Arabic (`1,234.50`), full-width (`１２`), Chinese (六百三十二, 二〇二一, 三万二, 廿四, 壹佰), mixed (3万2千,
1.2万亿) and fractions (三分之一, 百分之五点六). Spoken spans keep their upper end: 三四十 is [30, 50), 十几 is
[10, 20), 几十 and 数十 are [20, 100). Every function takes one bounded string and is linear in it.
"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
POWER = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億", "一二三四五六七八九十百千万亿")
_HALF = str.maketrans("０１２３４５６７８９．，", "0123456789.,")

HAN_NUMERAL = "零〇○一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟几"
"""The characters a Chinese numeral is made of, for use inside a regex class."""
LONGEST = 32
"""Longer runs of digits are codes, not numbers."""

_GROUPED = re.compile("[0-9]{1,3}(?:,[0-9]{3})+(?:[.][0-9]+)?")
_ARABIC = re.compile("[0-9]+(?:[.][0-9]+)?")
_SEGMENT = re.compile("([0-9][0-9,.]*)([十百千万亿]{1,2})")
_PAIR = re.compile("一二|二三|两三|三四|四五|五六|六七|七八|八九|三五")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed.

    `place` is the last printed place and `last` the place of the last non-zero digit, both times any
    multiplier; `rounded` says that 万 or 亿 multiplies it; `high` is the open upper end of a spoken span,
    else None; `bare` says that a power stands alone (百, 万), which is a number only beside a hedge.
    """

    value: Fraction
    place: Fraction
    last: Fraction
    rounded: bool = False
    high: Fraction | None = None
    bare: bool = False

    def times(self, size: int, *, rounded: bool = True) -> "Numeral":
        """The numeral followed by a multiplier."""
        high = None if self.high is None else self.high * size
        return Numeral(self.value * size, self.place * size, self.last * size, rounded, high)


def parse(text: str) -> Numeral | None:
    """What a whole string says as one number; None when it is no well-formed numeral."""
    if not text or len(text) > 2 * LONGEST:
        return None
    over, split, under = text.partition("分之")
    if split:
        return _fraction(parse(over), parse(under))
    return arabic(text) or han(text) or _mixed(text)


def arabic(text: str) -> Numeral | None:
    """An Arabic number, thousands separators allowed; None when it is malformed or longer than a number."""
    text = text.translate(_HALF)
    if len(text) > LONGEST or not (_ARABIC.fullmatch(text) or _GROUPED.fullmatch(text)):
        return None
    whole, _, decimals = text.replace(",", "").partition(".")
    digits = whole + decimals
    value = int(digits)
    place = 10 ** len(decimals)
    zeros = len(digits) - len(digits.rstrip("0")) if value else 0
    return Numeral(Fraction(value, place), Fraction(1, place), Fraction(10**zeros, place))


def defect(text: str) -> str:
    """Why an Arabic number is malformed: "dots", "grouping", or "" when it is not."""
    text = text.translate(_HALF)
    if _ARABIC.fullmatch(text) or _GROUPED.fullmatch(text):
        return ""
    return "dots" if text.count(".") > 1 else "grouping"


def han(text: str) -> Numeral | None:
    """A Chinese numeral: with powers (六百三十二), digit by digit (二〇二一), with 点, or a spoken span."""
    text = text.translate(_PLAIN).replace("廿", "二十").replace("卅", "三十")
    if not text or len(text) > LONGEST:
        return None
    if "点" in text:
        return _with_point(text)
    if "几" in text:
        return _several(text)
    pair = _PAIR.search(text)
    if pair and not re.search("[零〇○]", text) and len(re.findall(f"[{''.join(DIGIT)}]{{2}}", text)) == 1:
        return _span(text, pair)
    return _positional(text) or _digits(text)


def _digits(text: str) -> Numeral | None:
    """二〇二一: at least two digits read one by one."""
    if len(text) < 2 or any(char not in DIGIT or char == "两" for char in text):
        return None
    return arabic("".join(str(DIGIT[char]) for char in text))


def _positional(text: str) -> Numeral | None:
    """Sections below 万, each times 万 and 亿; None where the order of powers is broken."""
    total, part, start = 0, 0, 0
    used = 0  # the largest power that may not come again before the next 亿
    for index, char in enumerate(text):
        if char not in LARGE:
            continue
        section = _section(text[start:index])
        if section is None or (char == "万" and used) or (not section and not part and (start or index)):
            return None
        section = section or int(not part)
        if char == "亿":
            total, part, used = total + (part + section if part else section) * LARGE[char], 0, 0
        else:
            part, used = section * LARGE[char], LARGE[char]
        start = index + 1
    tail = _section(text[start:], text[start - 1] if start else "")
    return None if tail is None else _place(text, total + part + tail, tail)


def _section(text: str, after: str = "") -> int | None:
    """A number below 万; `after` is the multiplier before it, for 三万二 (32000)."""
    total, digit, last, power = 0, -1, "", 10**4
    for char in text:
        if char in DIGIT:
            if digit > 0 or (digit == 0 and DIGIT[char] == 0):
                return None
            digit = DIGIT[char]
        elif char in POWER:
            size = POWER[char]
            if size >= power or (digit == 0 and last != "零"):
                return None
            total, digit, power = total + size * (1 if digit < 0 else digit), -1, size
        else:
            return None
        last = "零" if char in "〇○" else char
    if digit > 0 and len(text) > 1 and text[-2] in "百千":
        return total + digit * POWER[text[-2]] // 10
    if digit > 0 and len(text) == 1 and after:
        return digit * LARGE[after] // 10
    return total + max(digit, 0)


def _place(text: str, value: int, tail: int) -> Numeral:
    zeros = len(str(value)) - len(str(value).rstrip("0")) if value else 0
    last = 10**zeros
    large = 10**8 if text.endswith("亿") else 10**4
    large = 10**12 if text.endswith("万亿") else large
    rounded = "万" in text or "亿" in text
    place = 1 if not rounded else last if tail else large
    bare = len(text.strip("百千万亿")) == 0
    return Numeral(Fraction(value), Fraction(place), Fraction(last), rounded, None, bare)


def _with_point(text: str) -> Numeral | None:
    whole, _, rest = text.partition("点")
    digits = rest.rstrip("百千万亿")
    number = _positional(whole)
    if (
        number is None
        or number.bare
        or not digits
        or any(char not in DIGIT or char == "两" for char in digits)
    ):
        return None
    decimals = "".join(str(DIGIT[char]) for char in digits)
    result = arabic(f"{number.value}.{decimals}")
    multiplier = rest[len(digits) :]
    size = _positional(multiplier) if multiplier else None
    if result is None or (multiplier and size is None):
        return None
    return result.times(int(size.value)) if size else result


def _several(text: str) -> Numeral | None:
    """十几 is [10, 20), 几十 is [20, 100); 几 alone is no number."""
    if text.count("几") > 1 or len(text) < 2:
        return None
    at = text.index("几")
    if at == 0:
        low, unit = _positional("二" + text[1:]), _positional("一" + text[1:])
        ok = text[1] in "十百千万亿" and low and unit
        return replace(low, high=unit.value * 10, rounded=True) if ok and low and unit else None
    before, after = text[:at], text[at + 1 :]
    low = _positional(before + after)
    if before[-1] not in "十百" or low is None or after.strip("万亿"):
        return None
    return replace(low, high=low.value + low.last, rounded=True)


def _span(text: str, pair: re.Match[str]) -> Numeral | None:
    """三四十 is [30, 50), 十七八 is [17, 19), 三五百 is [300, 600)."""
    one = _positional(text[: pair.start() + 1] + text[pair.end() :])
    two = _positional(text[: pair.start()] + text[pair.end() - 1 :])
    if one is None or two is None:
        return None
    return replace(one, high=two.value + two.last, rounded=True)


def _fraction(over: Numeral | None, under: Numeral | None) -> Numeral | None:
    """`over` 分之 `under`: 百分之五 keeps its last printed place, 三分之一 has none."""
    if over is None or under is None or not over.value:
        return None
    tens = over.value in (10, 100, 1000, 10**4)
    place = under.place / over.value if tens else Fraction(0)
    return Numeral(under.value / over.value, place, under.last / over.value, rounded=True)


def _mixed(text: str) -> Numeral | None:
    """3万2千, 5亿3千万, 1.2万亿: Arabic segments with falling multipliers."""
    total, at, size = None, 0, 10**17
    while match := _SEGMENT.match(text, at):
        number, multiplier = arabic(match[1]), _positional(match[2])
        if number is None or multiplier is None or not multiplier.bare or multiplier.value >= size:
            return None
        size = int(multiplier.value)
        part = number.times(size, rounded=size >= 10**4 or total is not None)
        total = part if total is None else replace(part, value=total.value + part.value)
        at = match.end()
    return total if at == len(text) else None
