"""The marker grammar: numbers that open headings, entries and clauses.

Styles: ``chapter`` ``part`` ``section`` ``article`` (第一章 第一部分 第一节 第一条), ``han`` (一、),
``han-paren`` (（一）), ``arabic`` (1、), ``arabic-dot`` (1. 1．), ``paren`` (1）), ``parens`` (（1）),
``circled`` (①), ``decimal2`` ``decimal3`` (1.2, 1.2.3: the last part is the number).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from auditor.text import HAN, half_width_digits, han_ordinal

_NUMERAL = "[零〇一二三四五六七八九十百廿]{1,6}"
_UNITS = {"章": "chapter", "部分": "part", "篇": "part", "编": "part", "节": "section", "条": "article"}
_MARKER = re.compile(
    f"(?P<unit>第(?P<un>{_NUMERAL}|[0-9０-９]{{1,4}})(?P<uw>章|部分|篇|编|节|条)(?![件款目线约]))"
    f"|(?P<han>(?P<hn>{_NUMERAL})[、．.])"
    f"|(?P<hp>[（(](?P<hpn>{_NUMERAL})[）)])"
    "|(?P<dec>(?P<dp>[0-9０-９]{1,2}(?:[.．][0-9０-９]{1,2}){0,2})[.．](?P<dn>[0-9０-９]{1,2})(?=[ \u3000\t\u00a0]{1,4}["
    + HAN
    + "A-Za-z“《]))"
    "|(?P<ar>(?P<arn>[0-9０-９]{1,4})(?P<ars>[、.．]))"
    "|(?P<pa>(?P<pan>[0-9０-９]{1,3})[)）])"
    "|(?P<ps>[（(](?P<psn>[0-9０-９]{1,3})[）)])"
    "|(?P<ci>[\u2460-\u2473\u3251-\u325f])"
)
_MONTH_DAY = re.compile("[0-9０-９]{1,2}[ \u00a0]?月")
_DIGIT = re.compile("[0-9０-９]")


class Opening(NamedTuple):
    """A marker found at the start of a string: style, value, and its length in code points.

    ``sure`` is False for ``9.7月6日``, which is entry 9 of 7 July only if 9 is next in its sequence.
    """

    style: str
    number: int
    length: int
    sure: bool = True


def opening(text: str, start: int = 0) -> Opening | None:
    """The marker at ``text[start:]``, or None.

    A digit and a full stop are no marker when a digit follows (``3.5万``, ``4.23 世界读书日``), unless what
    follows is a month (``9.7月6日``): then the marker is returned as not sure.
    """
    match = _MARKER.match(text, start)
    if not match:
        return None
    length = match.end() - start
    if match["unit"]:
        number = _number(match["un"])
        return Opening(_UNITS[match["uw"]], number, length) if number else None
    if match["ci"]:
        code = ord(match["ci"])
        return Opening("circled", code - 0x245F if code <= 0x2473 else code - 0x3251 + 21, length)
    if match["dec"]:
        depth = len(re.findall("[.．]", match["dec"])) + 1
        return Opening(f"decimal{depth}", int(half_width_digits(match["dn"])), length)
    return _simple(match, text, length)


def _simple(match: re.Match[str], text: str, length: int) -> Opening | None:
    for group, value, style in (
        ("han", "hn", "han"),
        ("hp", "hpn", "han-paren"),
        ("ar", "arn", "arabic"),
        ("pa", "pan", "paren"),
        ("ps", "psn", "parens"),
    ):
        if match[group]:
            number = _number(match[value])
            if number is None:
                return None
            if group == "ar" and match["ars"] != "、":
                return _dotted(match, text, number, length)
            return Opening(style, number, length)
    return None


def _dotted(match: re.Match[str], text: str, number: int, length: int) -> Opening | None:
    if not _DIGIT.match(text, match.end()):
        return Opening("arabic-dot", number, length)
    if _MONTH_DAY.match(text, match.end()):
        return Opening("arabic-dot", number, length, sure=False)
    return None


def _number(text: str) -> int | None:
    text = half_width_digits(text)
    return int(text) if text.isascii() else han_ordinal(text)
