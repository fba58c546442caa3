"""What stands before and after a number: hedges, signs, and the signs that it counts nothing."""

import re

from auditor.facts.quantities_read import Piece, counted, known, measured
from auditor.facts.quantities_words import (
    ABOUT,
    AFTER,
    AT_LEAST,
    AT_MOST,
    BEFORE,
    BLANK,
    FILLERS,
    NOT_AFTER,
)

_LAST = frozenset(word[-1] for word in (*BEFORE, *FILLERS))
_LONGEST = max(map(len, BEFORE))
_RECENT = frozenset({"day", "week", "month", "year", "quarter"})
_CODE_WORDS = re.compile(
    "(?:电话|手机|传真|邮编|邮政编码|代码|编码|编号|账号|帐号|卡号|证号|号码|QQ|微信|热线|序号|学号|书号|ISBN|ISSN|分机"
    "|统一社会信用|年份|年度|时间|日期|版本|型号|车牌|门牌|网址|文号|索取号)[^，。；、\n]{0,6}$"
)
_DATE_AFTER = re.compile(f"[{BLANK}]?(?:月|日|号|时|点(?!击|赞|位|播)|世纪|年代|#)")
_YEARISH = re.compile("(?:[0-9]{1,4}[.,．])?(?:19|20)[0-9]{2}(?:[.][0-9]{1,2}){0,2}")
_LINKS = frozenset("、和及与至到-—~～")
_NUMBER = "[0-9一二三四五六七八九十百]{1,4}"
_ORDINALS = re.compile(f"第{_NUMBER}(?:[、和及与至到—~～-]{_NUMBER}){{0,6}}[、和及与至到—~～-]$")
_GLUED = re.compile("[0-9]{1,2}[.．](?=[0-9]{1,4}$|[0-9]{1,4}[^0-9.,])")
_CUES = frozenset("为达到至是有共计：:约近超￥¥")
_ENDS = frozenset("，。；,;）)\n\t")
_NOW = frozenset("目此之以")
_RANK_UNITS = frozenset(["名", "位", "个月", "个季度", "年", "天", "周", "家", "强"])


def hedges_before(text: str, start: int, bare: bool) -> tuple[int, list[str]]:
    """The start of the hedges before `start` and their senses; `bare` admits 上百, 过万."""
    senses: list[str] = []
    while len(senses) < 3:
        at, word = _hedge(text, start, bare)
        if not word:
            break
        senses.append(BEFORE.get(word, AT_LEAST))
        start = at
    return start, senses


def _hedge(text: str, start: int, bare: bool) -> tuple[int, str]:
    if text[start - 1 : start] in BLANK:
        start -= 1
    if start <= 0 or text[start - 1] not in _LAST:
        return start, ""
    for filler in ("", *FILLERS):
        end = start - len(filler)
        if not text.startswith(filler, max(end, 0)) or end <= 0:
            continue
        for size in range(min(_LONGEST, end), 0, -1):
            word = text[end - size : end]
            if word in BEFORE and _is_hedge(text, end - size, word, bare and not filler):
                return end - size, word
    return start, ""


def _is_hedge(text: str, at: int, word: str, bare: bool) -> bool:
    if word in ("上", "过") and not bare:
        return False
    return at == 0 or text[at - 1] not in NOT_AFTER.get(word, "")


def hedges_after(text: str, stop: int) -> tuple[int, list[str]]:
    """The end of the hedge after a unit and its sense, if there is one."""
    at = stop + 1 if text[stop : stop + 1] and text[stop : stop + 1] in BLANK else stop
    match = AFTER.match(text, at)
    if match is None:
        return stop, []
    sense = AT_LEAST if match[1] else ABOUT if match[4] else AT_MOST
    return match.end(), [sense]


def negative(text: str, start: int) -> bool:
    """Whether the character before `start` is a minus sign or 负 that belongs to the number."""
    sign, before = text[start - 1 : start], text[start - 2 : start - 1]
    if not sign or sign not in "-−－负":
        return False
    return not before or before in "为是率比达至到长幅额度：:，（( \t\n"


def dated(text: str, piece: Piece) -> bool:
    """Whether the number is part of a date, a time, a grade or a street number."""
    if piece.unit == "年" and not piece.more:
        return _YEARISH.fullmatch(text, piece.start, piece.end) is not None
    before = text[max(piece.start - 1, 0)]
    if (piece.unit == "分" and before in "时点") or (piece.unit == "秒" and before == "分"):
        return True
    if piece.unit or piece.size != 1:
        return False
    return text.startswith(("年", "级"), piece.end) or _DATE_AFTER.match(text, piece.end) is not None


def ordinal(text: str, piece: Piece) -> bool:
    """第三批, and the rest of a list that it opens: 第一、二、三批."""
    before = text[piece.start - 1 : piece.start]
    if before == "第" or text[piece.start - 2 : piece.start] == "第 ":
        return True
    return before in _LINKS and _ORDINALS.search(text, max(piece.start - 24, 0), piece.start) is not None


def after_marker(text: str, piece: Piece) -> int:
    """The start of the number proper where a list marker is glued to it (`2.3个项目`), else −1."""
    match = _GLUED.match(text, piece.start, piece.end)
    opens = not piece.start or text[piece.start - 1] in "\n\t"
    if match is None or not opens or piece.size != 1 or not counted(piece.unit):
        return -1
    return match.end()


def uncountable(text: str, piece: Piece) -> bool:
    """Whether the number's left side makes it an ordinal, a code, a rank or part of a word."""
    before = text[piece.start - 1 : piece.start] if piece.start else ""
    if not before:
        return False
    if ordinal(text, piece):
        return True
    if before == "前" and piece.unit in _RANK_UNITS and text[piece.start - 2 : piece.start - 1] not in _NOW:
        return True
    return False if piece.chinese else _coded(text, piece, before)


def _coded(text: str, piece: Piece, before: str) -> bool:
    digits = text[piece.start : piece.start + 2]
    if digits[0] == "0" and digits[1:].isdigit():
        return True
    if before.isascii() and before.isalpha():
        return not measured(piece.unit)
    if before in "-–—~～" and text[piece.start - 2 : piece.start - 1].isascii():
        return text[piece.start - 2 : piece.start - 1].isalnum()
    return before in "./_#＃№@$\\=&+*〔"


def bare_counts(text: str, piece: Piece) -> bool:
    """Whether a number without unit still states a value: 达到150万, 总数为1,352, 指数为100.7."""
    if piece.chinese or piece.numeral is None:
        return False
    if piece.size != 1:
        return True
    before, after = text[piece.start - 1 : piece.start], text[piece.stop : piece.stop + 1]
    if before not in _CUES or not before or (after and after not in _ENDS):
        return False
    digits = text[piece.start : piece.end]
    value = piece.numeral.value
    if len(digits) > 12 or (value.denominator == 1 and 1900 <= value <= 2100 and "," not in digits):
        return False
    return _CODE_WORDS.search(text, max(piece.start - 14, 0), piece.start) is None


def recent(piece: Piece) -> bool:
    """近三年 names the last three years: the hedge is none."""
    found = known(piece.unit)
    return found is not None and found[0] in _RECENT and not piece.more


def section_number(text: str, piece: Piece) -> bool:
    """1.2.3 at the start of a line."""
    digits = text[piece.start : piece.end]
    start = not piece.start or text[piece.start - 1] in "\n\t "
    return start and piece.size == 1 and all(len(part) <= 2 for part in digits.split("."))
