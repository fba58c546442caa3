"""Chinese numerals: with powers (六百三十二), digit by digit (二〇二一), with 点, and spoken spans (三四十)."""

import re
from dataclasses import replace
from fractions import Fraction

from auditor.facts.numerals_arabic import LONGEST, Numeral, arabic

DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
POWER = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
HAN_NUMERAL = "零〇○一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟几"
"""The characters a Chinese numeral is made of, for use inside a regex class."""
_PLAIN = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億", "一二三四五六七八九十百千万亿")
_PAIR = re.compile("一二|二三|两三|三四|四五|五六|六七|七八|八九|三五")
_TWO = re.compile(f"[{''.join(DIGIT)}]{{2}}")


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
    if pair and not re.search("[零〇○]", text) and len(_TWO.findall(text)) == 1:
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
    return Numeral(Fraction(value), Fraction(place), Fraction(last), None, bare)


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
        return replace(low, high=unit.value * 10) if ok and low and unit else None
    before, after = text[:at], text[at + 1 :]
    low = _positional(before + after)
    if before[-1] not in "十百" or low is None or after.strip("万亿"):
        return None
    return replace(low, high=low.value + low.last)


def _span(text: str, pair: re.Match[str]) -> Numeral | None:
    """三四十 is [30, 50), 十七八 is [17, 19), 三五百 is [300, 600)."""
    one = _positional(text[: pair.start() + 1] + text[pair.end() :])
    two = _positional(text[: pair.start()] + text[pair.end() - 1 :])
    if one is None or two is None:
        return None
    return replace(one, high=two.value + two.last)
