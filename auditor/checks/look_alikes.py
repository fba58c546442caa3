"""Characters that only look like the mark or digit that is meant: ``℅`` for ``%``, ``˙`` for ``·``, ``2O21``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.checks.habits import gather
from auditor.facts import Facts
from auditor.finding import Fix, Hit, Mark
from auditor.text import is_traditional

DATA = ("mark", "wanted", "excerpt", "count", "places")
OPTIONS: dict[str, Any] = {"kind": "marks"}
"""``kind`` is ``marks`` or ``digits``."""

_HAN = "\u3400-\u9fff〇"
_MARKS = (
    (re.compile("(?<=[0-9])[ ]?℅"), "%"),
    (re.compile(f"(?<=[{_HAN}])[ ]?[˙‧∙⋅･ᐧ][ ]?(?=[{_HAN}])"), "·"),
    (re.compile(f"(?<=[{_HAN}”’》）0-9])[﹐‚](?=[{_HAN}“‘《（0-9])"), "，"),
    (re.compile(f"(?<=[{_HAN}”’》）])[丶﹑､](?=[{_HAN}“‘《（])"), "、"),
    (re.compile(f"(?<=[{_HAN}”’》）%])[｡。](?<=｡)"), "。"),
    (re.compile(f"(?<=[{_HAN}”’》）%])﹔"), "；"),
    (re.compile(f"(?<=[{_HAN}])[∶﹕ː](?=[{_HAN}“《])"), "："),
    (re.compile(f"(?<=[{_HAN}])〝(?=[{_HAN}])"), "“"),
    (re.compile(f"(?<=[{_HAN}])[〞〟](?=[{_HAN}，。、])"), "”"),
    (re.compile(f"(?<=[{_HAN}”’》，、])[<＜]{{1,2}}(?=[{_HAN}]{{2,20}}[>＞])"), "《"),
    (re.compile("(?<=[0-9])[oº˚](?=[CＣ](?![A-Za-z]))"), "°"),
    (re.compile("(?<=[0-9])[˙∙⋅･](?=[0-9]{1,4}[%％℃度万亿元千公平米吨倍])"), "."),
)
_COUNTED = "年月日时分秒余多万亿千百人次册种件场个项篇名元平公里米届期周岁%份天处座家所位批条节部类幅张台套块支只辆间层楼室号"
_DIGITS = re.compile(f"(?<![0-9A-Za-z.\\-])[0-9OoⅠlI｜|〇○]{{2,12}}(?=[{_COUNTED}])")
_YEAR = re.compile("[一二三四五六七八九〇○零][〇○零一二三四五六七八九0OＯo]{3}(?=年)")
_ASCII = str.maketrans("OoⅠlI｜|〇○", "001111100")
_HAN_ZERO = str.maketrans("0OＯo", "〇〇〇〇")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each look-alike of the wanted kind, or one for a habit."""
    if options["kind"] == "marks":
        yield from gather(_marks(facts.document.text), lambda hit: hit.data["mark"])
    else:
        yield from gather(_numbers(facts.document.text), lambda hit: str(hit.data["wanted"].isascii()))


def _marks(text: str) -> Iterator[Hit]:
    for pattern, wanted in _MARKS:
        for match in pattern.finditer(text):
            if "‧" not in match.group() or not is_traditional(text):  # its mark between names there
                yield _hit(text, match.start(), match.end(), wanted)


def _numbers(text: str) -> Iterator[Hit]:
    for match in _DIGITS.finditer(text):
        word = match.group()
        if not word.isdigit() and re.search("[0-9]", word) and re.search("[OoⅠlI｜|〇○]", word):
            yield _hit(text, match.start(), match.end(), word.translate(_ASCII))
    for match in _YEAR.finditer(text):
        if re.search("[0OＯo]", match.group()):
            yield _hit(text, match.start(), match.end(), match.group().translate(_HAN_ZERO))


def _hit(text: str, start: int, end: int, wanted: str) -> Hit:
    first = start if end - start > 1 else max(start - 2, text.rfind("\n", 0, start) + 1)
    data = {"mark": text[start:end].strip(), "wanted": wanted, "excerpt": text[first:end]}
    fix = Fix(start, end, wanted)
    return Hit(Mark(first, end, "mark"), data=data, suggestion=wanted, fixes=(fix,))
