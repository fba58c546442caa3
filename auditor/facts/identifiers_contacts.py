"""How to reach and what to look up: phones, postcodes, addresses of the net, number plates, accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

_POSTCODE = re.compile("(?:邮编|邮政编码)[：: \n\t]{0,4}(?P<code>[0-9]{3,12})(?![0-9-])")
_PHONE = re.compile(
    "(?P<label>电话|手机|热线|传真)(?:号码?)?[：: \n\t]{0,4}(?P<code>[0-9][0-9 ()（）—–-]{4,24}[0-9])(?![0-9])"
    "(?P<letter>[A-Za-z](?![0-9A-Za-z@._-]))?"
)
_ADDRESS = re.compile(
    "(?P<code>https?(?:：//|:/(?!/)|：/|//)[!-~]{2,80}|[0-9A-Za-z._-]{2,40}＠[0-9A-Za-z._-]{3,40}|www[。．，、][!-~]{2,60}"
    "|(?<![0-9A-Za-z])(?:(?:htp|htttp|hptt|hhtp|htpp)s?://|https?//|https?:(?=www))[!-~]{2,80}"
    "|(?<![0-9A-Za-z.@/-])w{2}(?:ww)?[.][0-9A-Za-z-]{2,40}[.][0-9A-Za-z./-]{2,60})"
)
_MAIL = re.compile(
    "(?:邮箱|电子邮件|[Ee]-?mail)(?:地址)?[：: ]{1,3}(?P<code>[0-9A-Za-z][0-9A-Za-z._#@＃-]{3,60}[0-9A-Za-z])"
)
_MAIL_SHAPE = re.compile("[0-9A-Za-z._-]{1,40}@[0-9A-Za-z-]{1,40}(?:[.][0-9A-Za-z-]{1,40}){1,5}")
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = re.compile(
    f"(?P<label>(?:车牌|号牌|牌照)(?:号码?)?(?:为|是|：|:)?[“]?)?(?P<code>[{_PROVINCES}][A-Z][·• ]?(?P<body>[0-9A-Z]{{3,8}}))"
    "(?P<suffix>[警学挂港澳领使])?(?P<car>[”]?(?:号|牌)?的?(?:[\u4e00-\u9fff]{0,5}(?:车|货|客)))?"
)
_ACCOUNT = re.compile("(?:账号|帐号|卡号)[：: 为]{1,3}(?P<code>[0-9A-Za-z]{10,30})(?![0-9A-Za-z@._-])")

Found = tuple[str, int, int, str]
"""Kind, span and fault of one identifier."""


def contacts(text: str) -> Iterator[Found]:
    """All of them, kind by kind."""
    for match in _POSTCODE.finditer(text):
        size = len(match["code"])
        yield "postcode", *match.span("code"), "" if size == 6 else f"邮政编码应为6位，实为{size}位"
    for match in _PHONE.finditer(text):
        fault = "号码里有字母" if match["letter"] else phone_fault(match["code"], match["label"] == "手机")
        yield "phone", match.start("code"), match.end(), fault
    for match in _ADDRESS.finditer(text):
        yield "address", *match.span("code"), "网址或邮箱里有全角符号或缺少符号"
    for match in _MAIL.finditer(text):
        if not _MAIL_SHAPE.fullmatch(match["code"]):
            yield "address", *match.span("code"), "不是完整的邮箱地址"
    for match in _PLATE.finditer(text):
        if match["label"] or match["car"]:
            yield "plate", *match.span("code"), _plate_fault(match["body"], bool(match["suffix"]))
    for match in _ACCOUNT.finditer(text):
        code = match["code"]
        mixed = sum(char.isdigit() for char in code) >= 10 and not code.isdigit()
        yield "account", *match.span("code"), "账号里混有字母" if mixed and code[0].isdigit() else ""


def phone_fault(written: str, mobile: bool = False) -> str:
    """What is wrong with the number of digits of a phone number (``mobile``: said to be one), empty if nothing."""
    parts = re.findall("[0-9]+", written)
    digits = "".join(parts)
    if len(digits) > 14:  # several numbers in a row
        return ""
    if mobile and digits.startswith("1") and 7 <= len(digits) != 11:
        return f"手机号应为11位，实为{len(digits)}位"
    if digits.startswith("1") and len(digits) >= 9 and not digits.startswith(("10", "12")):
        return "" if len(digits) == 11 else f"手机号应为11位，实为{len(digits)}位"
    if digits.startswith("0"):
        if not 10 <= len(digits) <= 12:
            return f"区号加号码应为10至12位，实为{len(digits)}位"
        if digits.startswith(("010", "02")) and len(digits) != 11 and len(parts) > 1:
            return f"区号{digits[:3]}后应为8位，实为{len(digits) - 3}位"
        if len(parts) == 2 and len(parts[0]) in (3, 4) and len(parts[1]) not in (7, 8):
            return f"区号后应为7或8位，实为{len(parts[1])}位"
        return ""
    return "" if len(digits) in (3, 5, 6, 7, 8, 10) else f"电话号码位数不对（{len(digits)}位）"


def _plate_fault(body: str, marked: bool) -> str:
    size = len(body) + marked
    return "" if size in (5, 6) else f"车牌省、市代号后应为5位（新能源6位），实为{size}位"
