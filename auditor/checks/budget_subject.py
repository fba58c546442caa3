"""A budget subject named in the prose that the tables of the same report do not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.finding import Hit, Mark

DATA = ("name", "level", "near")
OPTIONS: dict[str, Any] = {}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each subject, with the likest subject of the tables beside it."""
    for subject in facts.unlisted_subjects:
        primary, *others = subject.places
        yield Hit(
            Mark(*primary, "subject"),
            (
                *(Mark(a, b, "subject") for a, b in others),
                *(Mark(a, b, "table") for a, b in subject.near_places),
            ),
            {"name": subject.name, "level": subject.level, "near": subject.near},
            confidence="likely",
        )
