"""Chinese numerals that count nothing: set phrases, ordinals, digit strings, weekdays, 一 as an article."""

import re

from auditor.facts.quantities_read import Piece, counted
from auditor.facts.quantities_words import ARTICLE_VETO, IDIOMS, ORDINAL_NOUN

_FORMAL = re.compile("[壹贰叁肆伍陆柒捌玖]")
_FORMAL_ONLY = re.compile("(?=.*[拾佰仟])[壹贰叁肆伍陆柒捌玖拾佰仟零万亿]{2,32}")
_ISSUED = frozenset("了出共有开办举行分设刊编发印排织班")
_HELD = re.compile("召开|举行|举办|组织|先后|共|了$")
"""召开四次会议 counts meetings, 四次会议 alone is the fourth."""
_AMOUNT = re.compile("[0-9]{1,9}(?:[.][0-9]{1,4})?[万亿千百]?[\u3400-\u9fff]")
_SINGLED = frozenset(ARTICLE_VETO)


def counts_nothing(text: str, piece: Piece, hedged: bool) -> bool:
    """Whether a Chinese numeral is a set phrase, an ordinal, a digit string or an article out of use."""
    numeral, before = piece.numeral, text[piece.start - 1 : piece.start]
    digits = text[piece.start : piece.end]
    if numeral is None or not numeral.value or text.startswith(IDIOMS, piece.start):
        return True
    if numeral.bare and not (hedged or piece.more):
        return True
    if piece.kind:
        return False
    plain = not any(char in "十百千万亿廿卅拾佰仟" for char in digits)
    if plain and numeral.high is None and len(digits) > 1 and "点" not in digits:
        return True
    if before == "届" or (before and _weekday(text, piece.start, before)):
        return True
    if digits == "一" and (before in _SINGLED or _doubled(text, piece.start)):
        return True
    if _FORMAL.search(digits) and not _FORMAL_ONLY.fullmatch(digits):
        return True
    if digits == "二" and counted(piece.unit):
        return True
    numbered = counted(piece.unit) and piece.unit != "个" and "两" not in digits
    if numbered and _AMOUNT.match(text, piece.stop):  # 一标段9500万元
        return True
    if piece.unit == "期" and before not in _ISSUED:
        return True
    if _HELD.search(text, max(piece.start - 2, 0), piece.start):
        return not piece.unit
    return ORDINAL_NOUN.match(text, piece.end) is not None or not piece.unit


def _doubled(text: str, start: int) -> bool:
    """一件一件, 一年比一年."""
    word = text[start : start + 2]
    return text.startswith((word, "比" + word), start + 2) or text[max(start - 3, 0) : start].rstrip(
        "比"
    ).endswith(word)


def _weekday(text: str, start: int, before: str) -> bool:
    if before == "周":
        return text[start - 2 : start - 1] != "每"
    return text[start - 2 : start] in ("星期", "礼拜")
