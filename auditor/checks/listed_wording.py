"""Wordings that a list holds to be wrong wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.wordlists import Match, search, wordings
from auditor.finding import Fix, Hit, Mark

DATA = ("wrong", "right", "reason")
OPTIONS: dict[str, Any] = {"table": "general/confusions.toml", "kind": ""}
"""``table`` is the list (``pack/file.toml``; files of that name in the user's packs add to it), ``kind`` picks
the groups of that kind."""


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each place, but for those that the user's vocabulary holds to be right."""
    tables = facts.resources.tables(options["table"])
    text = facts.document.text
    for match in search(text, wordings(tables, options["kind"])):
        if not _own_word(text, match, facts.resources.vocabulary):
            yield _hit(match)


def _hit(match: Match) -> Hit:
    wording = match.wording
    fix = (Fix(match.start, match.end, wording.right),) if wording.safe else ()
    return Hit(
        Mark(match.start, match.end),
        data={"wrong": wording.wrong, "right": wording.right, "reason": wording.reason},
        suggestion=wording.right,
        fixes=fix,
    )


def _own_word(text: str, match: Match, vocabulary: frozenset[str]) -> bool:
    """Whether the place lies inside a name or term of the user's vocabulary."""
    for word in vocabulary:
        first = max(match.end - len(word), 0)
        if len(word) >= match.end - match.start and text.find(word, first, match.start + len(word)) >= 0:
            return True
    return False
