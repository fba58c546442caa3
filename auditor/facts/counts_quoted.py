"""Numbers inside a quoted name against the list that spells it out: “五进”：进社区、进学校、进企业、进农村、进机关."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.facts import enumerations
from auditor.facts.relations import Operand, Relation
from auditor.interval import between
from auditor.text import han_ordinal

if TYPE_CHECKING:
    from auditor.facts import Facts

_NAMED = re.compile(
    "“(?P<count>[两三四五六七八九十])(?:个|项|大|类)?(?P<rest>[^“”0-9一二两三四五六七八九十]{1,5})”[^，。；：:、0-9“”]{0,6}"
    "(?:(?P<says>是指|指的是|指|即[：:]?|，即)|[：:])"
)
_STOP = re.compile("[。；;\n]")
_FAR = 2


def extract(facts: Facts) -> tuple[Relation, ...]:
    """One relation for each quoted name with a number and the list after it."""
    return tuple(_relations(facts))


def _relations(facts: Facts) -> Iterator[Relation]:
    text = facts.document.text
    for match in _NAMED.finditer(text):
        start = match.end()
        stop = _STOP.search(text, start, start + 200)
        if stop is None or stop.group() in "；;":
            continue
        body = text[start : stop.start()]
        found = enumerations.read(text, start, stop.start()) if "、" in body and "，" not in body else None
        if found is None or found.more or any(len(item) > 16 for item in found.items):
            continue
        key = match["rest"][-1]
        formed = sum(key in item for item in found.items) >= len(found.items) - 1
        stated = han_ordinal(match["count"].replace("两", "二")) or 0
        wrong = not found.least <= stated <= found.most
        if not (formed or match["says"]) or abs(stated - found.least) > _FAR:
            continue
        value = between(found.least, found.most)
        listed = f"{found.least}" if found.least == found.most else f"{found.least}至{found.most}"
        yield Relation(
            kind="count",
            operator="=",
            left=Operand(match.start("count"), match.end("rest"), between(stated, stated), "", "count"),
            right=(Operand(found.start, found.end, value, "", "list"),),
            computed=value,
            expression=f"列出{listed}项",
            verdict="inconsistent" if wrong else "consistent",
            evidence="count:quoted",
            gap=str(stated - found.least),
            shown=listed,
        )
