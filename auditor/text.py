"""Character classes and small measures of Chinese text.

Chinese has no word borders, so ``\\b`` and ``\\w`` mean nothing here, and a bare ``\\d`` also takes other
scripts' digits: every pattern names its classes from this module.
"""

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007"
"""Han characters (with 〇), for use inside a regex class."""
BLANK = " \t\u00a0\u3000\u2002\u2003\u2009\u202f"
"""Horizontal white space as reports hold it."""
INVISIBLE = "\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
"""Control and zero-width characters: never shown, never part of the reading view."""
SENTENCE_END = "。！？!?；;…"
CLOSERS = "”’」』）)》〉】〕]"
OPENERS = "“‘「『（(《〈【〔["

_WIDE = re.compile("[^\u0000-\u02ff]")
_FULL_DIGITS = {0xFF10 + digit: 0x30 + digit for digit in range(10)}


def half_width_digits(text: str) -> str:
    """``text`` with full-width digits mapped one to one to ASCII digits (same length)."""
    return text.translate(_FULL_DIGITS)


def width(text: str) -> int:
    """Display columns of ``text``; ambiguous characters (“ ” — …) count two, as Chinese fonts set them."""
    return len(text) + len(_WIDE.findall(text))


def shared_start(a: str, b: str) -> int:
    """Number of equal characters at the beginning of both."""
    for i, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return i
    return min(len(a), len(b))


_HAN_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


def han_ordinal(text: str) -> int | None:
    """The value of a Chinese ordinal of up to three digits (十二, 二十, 廿三, 一百零二), or None."""
    if not text or len(text) > 7:
        return None
    total, digit = 0, -1
    for char in text.replace("廿", "二十").replace("卅", "三十"):
        if char in "十百":
            scale = 10 if char == "十" else 100
            total += scale * (1 if digit < 0 else digit)
            digit = -1
        elif char in _HAN_DIGIT and (digit <= 0):
            digit = _HAN_DIGIT[char]
        else:
            return None
    return total + max(digit, 0)


_HAN_CHAR = re.compile(f"[{HAN}]")
_TRADITIONAL = re.compile(
    "[們來國會學時個這為說對發經過後還實現點與長業書館讀萬區縣鄉鎮廳處務員動機關開門見電車東馬魚鳥龍風飛體醫療護術藝產農習聞問間題領導師資訊"
    "計畫報協議級組織線統維環衞衛氣樂權樣構標準歷總結規劃設備單價費購買賣質貴賓贈進遠連運達選適遞邊鄰際陸陳隊險雙離難頁項順須預頭類顧顯養餘驗]"
)


def is_traditional(text: str) -> bool:
    """Whether ``text`` is written in traditional characters (one in twenty or more exists only there)."""
    return 20 * len(_TRADITIONAL.findall(text)) >= len(_HAN_CHAR.findall(text)) > 0


_LATIN_CHAR = re.compile("[A-Za-z]")


def main_language(text: str) -> str:
    """``en`` for a text that is mostly Latin letters, else ``zh``; a Han character weighs as much as four letters."""
    head = text[:20000]
    return "en" if len(_LATIN_CHAR.findall(head)) > 4 * len(_HAN_CHAR.findall(head)) + 40 else "zh"
