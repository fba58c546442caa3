"""A Party congress or plenum with a wrong number, name or document, or without its 精神."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("written", "meant", "reason")
OPTIONS: dict[str, Any] = {"kinds": ["number", "style", "document"]}
"""``kinds``: number, style, document, spirit."""
_REASONS = {
    "number": "没有这次全会，该届共开过 {meant} 次",
    "style": "应作“{meant}”",
    "document": "该文件由{meant}通过",
    "spirit": "学习贯彻的是会议精神，应作“{meant}”",
}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each slip."""
    for slip in facts.meetings:
        if slip.kind in options["kinds"]:
            yield Hit(
                Mark(slip.start, slip.end, "meeting"),
                (),
                {
                    "written": facts.document.text[slip.start : slip.end],
                    "meant": slip.meant,
                    "reason": _REASONS[slip.kind].format(meant=slip.meant),
                },
                confidence="likely",
                suggestion=slip.meant if slip.kind in ("style", "spirit") else None,
            )
