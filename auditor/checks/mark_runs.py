"""Runs of marks: doubled marks (``，。`` ``。。``) and ellipses of the wrong form (``......`` ``。。。`` ``…``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.checks.habits import gather
from auditor.facts import Facts
from auditor.finding import Fix, Hit, Mark

DATA = ("mark", "wanted", "excerpt", "count", "places")
OPTIONS: dict[str, Any] = {"kind": "doubled"}
"""``kind`` is ``doubled`` or ``ellipsis``."""

_STOPS = "，。、；：,;"
_DOUBLED = re.compile(
    f"[{_STOPS}][ \u3000]?[{_STOPS}]{{1,8}}|[！？][ \u3000]?[，。、；：]|。”。|[，、；]”[，、；。]"
)
_FORMS = re.compile(
    "(?=[.．。·・•、,…])(?:[.．]{3,60}|。{3,60}|[·・•]{3,60}|、{3,60}|,{3,60}|(?<!…)…(?!…)|…{3,60})"
)
_HAN_SIDE = re.compile("[\u3400-\u9fff〇”’》）】！？!?，。]")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each run of the wanted kind; a run that repeats three times is one habit."""
    hits = _doubled(facts) if options["kind"] == "doubled" else _ellipses(facts)
    yield from gather(hits, lambda hit: hit.data["mark"])


def _doubled(facts: Facts) -> Iterator[Hit]:
    text = facts.document.text
    for match in _DOUBLED.finditer(text):
        run = match.group()
        if (
            _is_ellipsis(run)
            or (run[0] in "：:" and run[-1] not in "：:")
            or (match.start() and text[match.start() - 1] in _STOPS and run[0] not in _STOPS)
        ):
            continue
        if text[match.start() - 1 : match.start()].isascii() and run[0] in ",;":
            continue
        stops = run.replace(" ", "").replace("\u3000", "").replace(",", "，").replace(";", "；")
        same = len(set(stops)) == 1
        fixes = (Fix(match.start(), match.end(), stops[0]),) if same else ()
        data = {"mark": run, "wanted": stops[0] if same else "", "excerpt": _around(text, *match.span())}
        yield Hit(Mark(*match.span(), "mark"), data=data, suggestion=stops[0] if same else None, fixes=fixes)


def _is_ellipsis(run: str) -> bool:
    return len(run) >= 3 and len(set(run)) == 1 and run[0] in "。、,"


def _ellipses(facts: Facts) -> Iterator[Hit]:
    text = facts.document.text
    for block in facts.document.blocks:
        if block.kind == "contents" and not re.search("[，、；]", text[block.start : block.end]):
            continue
        for match in _FORMS.finditer(text, block.start, block.end):
            before = text[match.start() - 1 : match.start()] if match.start() > block.start else ""
            if not _HAN_SIDE.fullmatch(before) or _is_leader(text, match.end(), block.end):
                continue
            # Chinese dots of leaders and blanks to fill in are long; an ellipsis is short.
            if len(match.group()) > 15:
                continue
            data = {"mark": match.group(), "wanted": "……", "excerpt": _around(text, *match.span())}
            yield Hit(
                Mark(*match.span(), "mark"), data=data, suggestion="……", fixes=(Fix(*match.span(), "……"),)
            )


def _is_leader(text: str, at: int, end: int) -> bool:
    return bool(re.fullmatch("[ ]{0,4}[（(]?[0-9]{1,4}[)）]?[ ]{0,4}", text[at : min(end, at + 16)]))


def _around(text: str, start: int, end: int) -> str:
    return text[max(start - 4, 0) : end + 4].replace("\n", " ")
