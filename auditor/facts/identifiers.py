"""Identifiers: credit codes, identity numbers, document numbers, ISBN and ISSN, phones, postcodes, addresses.

Each comes with the fault that its own standard finds in it, or none. Check digits: GB 32100—2015 (credit
code), GB 11714—1997 (organisation code inside it), GB 11643—1999 (identity number), GB/T 5795 (ISBN),
GB/T 9999 (ISSN).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.text import HAN


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier at ``text[start:end]``: its kind and what is wrong with it in Chinese (empty if nothing)."""

    kind: str
    start: int
    end: int
    fault: str = ""


_ALNUM = "0-9A-Za-z"
_CREDIT_LABEL = re.compile("(?:统一社会信用|社会统一信用|信用)代码[：: \n\t（）()a-zA-Z]{0,6}$")
_CODE = re.compile(f"(?<![{_ALNUM}*-])[0-9A-Z]{{15,20}}(?![{_ALNUM}*-])")
_IDENTITY = re.compile(f"(?<![{_ALNUM}.-])[1-9][0-9]{{5}}(?:19|20)[0-9]{{2}}[0-9]{{7}}[0-9Xx](?![{_ALNUM}-])")
_IDENTITY_RUN = re.compile(
    f"(?:身份证|身份号码)(?:件|号码?)?[：: （(\n\t]{{0,4}}(?P<code>[1-9][0-9]{{7,21}}[0-9Xx])(?![{_ALNUM}*-])"
)
_DOCUMENT = re.compile(
    f"(?P<agency>[{HAN}]{{1,12}})(?P<open>[〔\\[［(（【{{]{{1,2}})(?P<year>(?:19|20)?[0-9]{{2}}|二[〇○零][〇○零一二三四五六七八九]{{2}})年?"
    "(?P<inner>第)?(?P<close>[〕\\]］)）】}]{1,2})(?P<word>第)?(?P<number>[0-9]{1,5})号"
)
_BOOK = re.compile("ISBN[ :：-]{0,3}(?P<code>[0-9Xx][0-9Xx -]{8,18}[0-9Xx])")
_SERIAL = re.compile("ISSN[ :：]{0,3}(?P<code>[0-9]{4}[-—–]?[0-9]{3}[0-9Xx])(?![0-9])")
_SERIAL_RUN = re.compile("ISSN[ :：]{0,3}(?P<code>[0-9]{2,6}[-—–][0-9]{2,6}[Xx]?)(?![0-9-])")

_CREDIT_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_AGENCIES = "1234569AFGNY"
"""Registration authorities of GB 32100 and its amendments, first character."""
_ORGANISATION = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def extract(text: str) -> tuple[Identifier, ...]:
    """All identifiers of ``text``, in order."""
    from auditor.facts.identifiers_contacts import contacts

    found = [*_credit(text), *_identities(text), *_documents(text), *_books(text)]
    found += [Identifier(*one) for one in contacts(text)]
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.kind)))


def _credit(text: str) -> Iterator[Identifier]:
    for match in _CODE.finditer(text):
        code = match.group()
        labelled = bool(_CREDIT_LABEL.search(text[max(match.start() - 24, 0) : match.start()]))
        shaped = len(code) == 18 and re.fullmatch("(?:1[1-9]|5[1-39]|9[1-3])[1-8][0-9]{5}[0-9A-Z]{10}", code)
        if labelled or (shaped and not code.isdigit()):
            yield Identifier("credit", match.start(), match.end(), credit_fault(code))


def credit_fault(code: str) -> str:
    """What is wrong with a unified social credit code, empty if nothing (GB 32100—2015, both check digits)."""
    if len(code) != 18:
        return f"应为18位，实为{len(code)}位"
    if bad := [char for char in code if char not in _CREDIT_DIGITS]:
        return f"含有不用的字符{bad[0]}"
    if code[:9] == code[9:]:
        return "前后9位完全相同"
    faults = []
    if code[0] not in _AGENCIES[:-3] + "NY":
        faults.append(f"登记管理部门代码{code[0]}不存在")
    want = organisation_digit(code[8:16])
    if code[16] != want:
        faults.append(f"主体标识码校验位应为{want}，写作{code[16]}")
    total = sum(
        _CREDIT_DIGITS.index(char) * weight for char, weight in zip(code, _CREDIT_WEIGHTS, strict=False)
    )
    check = _CREDIT_DIGITS[(31 - total % 31) % 31]
    if code[17] != check:
        faults.append(f"末位校验码应为{check}，写作{code[17]}")
    return "；".join(faults)


def organisation_digit(body: str) -> str:
    """Check digit of the eight characters of an organisation code (GB 11714—1997)."""
    total = sum(
        _ORGANISATION.index(char) * weight for char, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True)
    )
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def _identities(text: str) -> Iterator[Identifier]:
    for match in _IDENTITY.finditer(text):
        code = match.group().upper()
        month, day = int(code[10:12]), int(code[12:14])
        labelled = re.search("身份证|证件号|身份号码", text[max(match.start() - 16, 0) : match.start()])
        plausible = 1 <= month <= 12 and 1 <= day <= 31
        if not (labelled or plausible):
            continue
        weights = [2**power % 11 for power in range(17, 0, -1)]
        check = "10X98765432"[sum(int(d) * w for d, w in zip(code, weights, strict=False)) % 11]
        fault = "" if plausible else "出生日期不存在"
        if plausible and code[17] != check:
            fault = f"末位校验码应为{check}，写作{code[17]}"
        if labelled or not fault:
            yield Identifier("identity", match.start(), match.end(), fault)

    for match in _IDENTITY_RUN.finditer(text):
        if len(match["code"]) not in (15, 18):
            yield Identifier("identity", *match.span("code"), f"应为18位，实为{len(match['code'])}位")


def _documents(text: str) -> Iterator[Identifier]:
    """GB/T 9704—2012, 7.2.5: the year in full in 〔〕, the number without 第 and without leading zeros."""
    for match in _DOCUMENT.finditer(text):
        faults = []
        if match["open"] != "〔" or match["close"] != "〕":
            faults.append(f"年份应用六角括号〔〕，写作{match['open']}{match['close']}")
        if not match["year"].isascii():
            faults.append("年份应用阿拉伯数字")
        elif len(match["year"]) != 4:
            faults.append("年份应写全称")
        if match["word"] or match["inner"]:
            faults.append("顺序号前不加“第”")
        if match["number"].startswith("0"):
            faults.append("顺序号不编虚位")
        yield Identifier("document", match.start("open"), match.end(), "；".join(faults))


def _books(text: str) -> Iterator[Identifier]:
    for match in _BOOK.finditer(text):
        code = re.sub("[ -]", "", match["code"]).upper()
        yield Identifier("book", match.start("code"), match.end("code"), _book_fault(code))
    for match in _SERIAL.finditer(text):
        code = re.sub("[^0-9X]", "", match["code"].upper())
        check = (11 - sum(int(d) * w for d, w in zip(code[:7], range(8, 1, -1), strict=True)) % 11) % 11
        want = "X" if check == 10 else str(check)
        fault = "" if code[7] == want else f"末位校验码应为{want}，写作{code[7]}"
        yield Identifier("serial", match.start("code"), match.end("code"), fault)
    for match in _SERIAL_RUN.finditer(text):
        size = len(re.sub("[^0-9Xx]", "", match["code"]))
        if size != 8:
            yield Identifier("serial", *match.span("code"), f"应为8位，实为{size}位")


def _book_fault(code: str) -> str:
    if len(code) not in (10, 13) or not code[:-1].isdigit():
        return f"应为13位或10位，实为{len(code)}位"
    if len(code) == 13:
        want = str((10 - sum(int(d) * (3 if at % 2 else 1) for at, d in enumerate(code[:12])) % 10) % 10)
    else:
        check = (11 - sum(int(d) * (10 - at) for at, d in enumerate(code[:9])) % 11) % 11
        want = "X" if check == 10 else str(check)
    return "" if code[-1] == want else f"末位校验码应为{want}，写作{code[-1]}"
