"""Identifiers that their own standard finds wrong, and personal numbers that a public report should not show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("code", "fault")
OPTIONS: dict[str, Any] = {"kinds": [], "faulty": True}
"""``kinds`` of identifiers; ``faulty``: tell those with a fault, else every one."""


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each identifier of the wanted kinds."""
    for one in facts.identifiers:
        if one.kind in options["kinds"] and (bool(one.fault) or not options["faulty"]):
            code = facts.document.text[one.start : one.end]
            yield Hit(Mark(one.start, one.end, one.kind), (), {"code": code, "fault": one.fault})
