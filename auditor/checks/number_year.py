"""The year in the number of a document against the date on which it was issued or acted on: 2022年3月印发…（〔2023〕5号）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("number", "date")
OPTIONS: dict[str, object] = {}

_DATE = "(?P<date>(?P<year>(?:19|20)[0-9]{2})年(?P<month>[0-9]{1,2})月(?:[0-9]{1,2}日)?)"
_NUMBER = "(?P<number>[〔\\[［](?P<issued>(?:19|20)[0-9]{2})[〕\\]］][0-9]{1,5}号)"
_ISSUED = re.compile(
    f"{_DATE}(?:[，,]?(?:[^，。；《》\\n]{{0,24}}?))(?:印发|下发|出台|发布|转发|签发|颁布|公布)(?:了|的)?(?:《[^《》\\n]{{2,80}}》)"
    f"[（(][^（）()\\n，。；]{{0,14}}?{_NUMBER}"
)
_BASED = re.compile(
    f"(?:根据|按照|依据|依照|遵照)[^。；\\n]{{0,100}}?{_NUMBER}[）)]?[^。；，0-9\\n]{{0,12}}，[^。；，0-9\\n]{{0,12}}?{_DATE}(?=，|起|[^，。；\\n]{{0,20}}(?:启动|开展|组织|召开|成立|完成|印发|举办|实施))"
)
_EARLY = 3  # a number of December is often printed in the first months of the next year
_SPAN = re.compile("对|将|截[至止]|以来|自|从|期间")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each number whose year cannot be that of the date."""
    text = facts.document.text
    if "号" not in text:
        return
    for match in _ISSUED.finditer(text):
        year, issued = int(match["year"]), int(match["issued"])
        if issued > year or issued < year - 1 or (issued == year - 1 and int(match["month"]) > _EARLY):
            yield _hit(match)
    for match in _BASED.finditer(text):
        between = text[match.end("number") : match.start("date")]
        if int(match["issued"]) > int(match["year"]) and not _SPAN.search(between):
            yield _hit(match)


def _hit(match: re.Match[str]) -> Hit:
    return Hit(
        Mark(*match.span("number"), "number"),
        (Mark(*match.span("date"), "date"),),
        {"number": match["number"], "date": match["date"]},
        "likely",
    )
