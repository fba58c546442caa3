"""What a spreadsheet shows for a value under a number format: percent, decimals, thousands, dates."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal

_LITERAL = re.compile('"([^"]{0,60})"|\\\\(.)|_.|\\*.|\\[[^\\]]{0,40}\\]')
_DIGITS = re.compile("([#0?,]{1,40})(?:[.]([0#?]{1,30})(,{0,4}))?|[.]([0#?]{1,30})")
_BREAKS = re.compile("[\r\n\t\v\f\u2028\u2029\u0085]+")


def shown(value: object, number_format: str) -> str:
    """The text of a cell on one line; "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return _date(value, number_format)
    return _BREAKS.sub(" ", str(value)).strip()


def _number(value: float, number_format: str) -> str:
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    sections = number_format.split(";")
    signed = len(sections) > 1 and number < 0 and bool(sections[1].strip())
    form = sections[1] if signed else sections[0]
    bare = _LITERAL.sub("", form)
    if "General" in form or "@" in form or "/" in bare or not re.search("[0#?]", bare) or "E" in bare.upper():
        return _general(number)
    return _formatted(abs(number) if signed else number, form, bare)


def _general(number: Decimal) -> str:
    """Up to 11 significant digits, as a cell without a format has room for."""
    if number == number.to_integral_value() and abs(number) < 10**15:
        return str(int(number))
    places = max(10 - max(number.adjusted(), -1), 0)
    text = format(number.quantize(Decimal(1).scaleb(-min(places, 12)), ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _formatted(number: Decimal, form: str, bare: str) -> str:
    match = _DIGITS.search(bare)
    if match is None:
        return _general(number)
    whole, decimals = match[1], match[2] or ""
    scaled = len(match[3] or "") + (0 if decimals else len(whole) - len(whole.rstrip(",")))
    number = number.scaleb(2 * bare.count("%") - 3 * scaled)
    rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = format(rounded, ",f" if "," in whole.rstrip(",") else "f")
    for place in reversed(decimals):
        if place == "0" or not text.endswith("0"):
            break
        text = text[:-1]
    places = whole.replace(",", "")
    least = len(places) - len(places.rstrip("0"))
    sign, body = ("-", text[1:]) if text.startswith("-") else ("", text)
    head, point, tail = body.rstrip(".").partition(".")
    return _around(form, sign + head.rjust(least, "0") + point + tail)


def _around(form: str, digits: str) -> str:
    """``digits`` with the literal characters of the format around them."""
    plain = _LITERAL.sub(lambda match: _escaped(match[1] or match[2] or ""), form)
    match = _DIGITS.search(plain)
    if match is None:
        return digits
    before, after = plain[: match.start()], plain[match.end() :]
    return f"{_unescaped(before)}{digits}{_unescaped(after)}".strip()


def _escaped(text: str) -> str:
    """Digits and signs of a literal moved out of the way of the pattern (to the private use area)."""
    return "".join(chr(0xF000 + ord(char)) if ord(char) < 128 else char for char in text)


def _unescaped(text: str) -> str:
    return "".join(chr(ord(char) - 0xF000) if 0xF000 <= ord(char) < 0xF080 else char for char in text)


def _date(value: datetime.datetime | datetime.date | datetime.time, number_format: str) -> str:
    bare = _LITERAL.sub("", number_format).lower()
    clock = "%H:%M:%S" if "s" in bare else "%H:%M"
    if isinstance(value, datetime.time):
        return value.strftime(clock)
    text = _day(value, "y" in bare, "d" in bare, "年" in number_format or "月" in number_format, bare)
    if isinstance(value, datetime.datetime) and "h" in bare:
        text += f" {value.strftime(clock)}"
    return text


def _day(value: datetime.date, has_year: bool, has_day: bool, han: bool, bare: str) -> str:
    parts = [(value.year, "年")] if has_year or not has_day else []
    parts.append((value.month, "月"))
    if has_day or not has_year:
        parts.append((value.day, "日"))
    if han:
        return "".join(f"{number}{word}" for number, word in parts)
    wide = "mm" in bare
    sign = "-" if "-" in bare else "/"
    return sign.join(f"{number:02d}" if wide else str(number) for number, _ in parts)
