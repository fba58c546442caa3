"""A set phrase of official language that is one or two characters off its canonical wording."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.names_phrases import Misquote
from auditor.finding import Hit, Mark

DATA = ("written", "phrase", "difference", "group")
OPTIONS: dict[str, Any] = {}
_KINDS = {"swap": "语序不同", "extra": "多“{}”", "missing": "少“{}”", "other": "“{}”应核对"}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each misquoted wording, with all its places."""
    text = facts.document.text
    clusters: dict[tuple[str, str], list[Misquote]] = defaultdict(list)
    for misquote in facts.misquotes:
        written = text[misquote.start : misquote.end]
        if not any(written in word for word in facts.resources.vocabulary):
            clusters[written, misquote.phrase.core].append(misquote)
    for (written, _), places in clusters.items():
        yield _hit(written, places)


def _hit(written: str, places: list[Misquote]) -> Hit:
    first, *others = places
    wrong = first.meant if first.kind == "missing" else first.written
    return Hit(
        Mark(first.start, first.end, "phrase"),
        tuple(Mark(other.start, other.end, "phrase") for other in others),
        {
            "written": written,
            "phrase": first.phrase.printed,
            "difference": _KINDS[first.kind].format(wrong),
            "group": first.phrase.group,
        },
        confidence="likely",
        suggestion=first.phrase.printed,
    )
