"""Half-width marks inside Chinese text: ``,`` ``;`` ``:`` ``!`` ``?`` and a closing ``.``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.checks.habits import gather
from auditor.facts import Facts
from auditor.finding import Fix, Hit, Mark

DATA = ("mark", "wanted", "excerpt", "count", "places")
OPTIONS: dict[str, Any] = {"marks": ",;:!?."}

_HAN = "\u3400-\u9fff〇"
_LEFT = f"{_HAN}”’》）】〕」』%％℃"
_RIGHT = f"{_HAN}“‘《（【〔「『"
# Between digits a comma groups and a colon tells the time; there a mark is half-width by right.
_INSIDE = re.compile(
    f"(?<=[{_LEFT}]) {{0,2}}([,;:]|[!?]{{1,6}}) {{0,2}}(?=[{_RIGHT}0-9A-Za-z])|(?<=[0-9A-Za-z)]) {{0,2}}([,;:!?]) {{0,2}}(?=[{_RIGHT}])"
    f"|(?<=[{_HAN}])(?<![一二三四五六七八九十〇])([.])(?=[{_HAN}])"
)
_CLOSING = re.compile(f"(?<=[{_LEFT}])([,;!?.])(?=[ \n”’）》]|$)")
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_REFERENCE = re.compile(
    "https?:|www[.]|@|[a-z]{2,}[.](?:cn|com|org|net)|[A-Z]{1,3}[/:]|^[ ]{0,4}[\\[［〔][0-9]{1,3}[\\]］〕]"
)


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each half-width mark among Chinese, or one for a habit of three or more of one mark."""
    yield from gather(_hits(facts, options["marks"]), lambda hit: hit.data["mark"])


def _hits(facts: Facts, marks: str) -> Iterator[Hit]:
    text = facts.document.text
    for block in facts.document.blocks:
        if block.kind == "contents":
            continue
        start = block.marker.end if block.marker else block.start
        found = [
            *((m, (m[1] or m[2] or m[3])[0]) for m in _INSIDE.finditer(text, start, block.end)),
            *((m, m[1]) for m in _CLOSING.finditer(text, start, block.end)),
        ]
        for match, mark in sorted(found, key=lambda pair: pair[0].start()):
            if mark in marks and not _is_code(text, start, block.end, match):
                yield _hit(text, match.start(), match.end(), mark)


def _is_code(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Addresses, bibliographic references and lines that are mostly Latin keep their own marks."""
    near = text[max(start, match.start() - 40) : min(end, match.end() + 40)]
    if _REFERENCE.search(near):
        return True
    if match.group().strip() == "." and len(text[start:end]) < 6:
        return True
    latin = sum(char.isascii() and char.isalpha() for char in near)
    return latin * 2 > len(near)


def _hit(text: str, start: int, end: int, mark: str) -> Hit:
    first, last = max(start - 1, 0), min(end + 1, len(text))
    last = last if text[last - 1] != "\n" else last - 1
    data = {"mark": mark, "wanted": _FULL[mark], "excerpt": text[first:last]}
    fixes = (Fix(start, end, _FULL[mark]),) if mark in ",;" else ()
    return Hit(Mark(first, last, "mark"), data=data, suggestion=_FULL[mark], fixes=fixes)
