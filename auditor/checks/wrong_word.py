"""Wrong words by evidence: of the document, of the official language, or of an enumeration's form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.wording import Suspect
from auditor.facts.wording_parallel import Odd
from auditor.finding import Confidence, Hit, Mark

DATA = ("written", "meant", "evidence", "score", "count")
LONGEST = 6  # characters of a listed wrong word
OPTIONS: dict[str, Any] = {"evidence": "language", "likely": 0.95}
"""``evidence`` is ``language``, ``document`` or ``form``; ``likely`` the score from which a slip is likely."""


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each suspected word of the wanted kind of evidence."""
    if options["evidence"] == "form":
        yield from (_odd_hit(facts, odd) for odd in facts.odd_items)
        return
    listed = _listed(facts)
    for suspect in facts.suspects:
        if (suspect.repeats > 0) != (options["evidence"] == "document"):
            continue
        if not _covered(facts.document.text, suspect, listed):
            yield _hit(facts, suspect, "likely" if suspect.score >= options["likely"] else "possible")


def _listed(facts: Facts) -> frozenset[str]:
    """Wrong words that a list already reports."""
    groups = facts.resources.table("general/confusions.toml")["group"]
    return frozenset(entry[0] for group in groups for entry in group["entries"])


def _covered(text: str, suspect: Suspect, listed: frozenset[str]) -> bool:
    first, last = max(0, suspect.end - LONGEST), min(len(text), suspect.start + LONGEST)
    starts = range(first, suspect.start + 1)
    return any(text[a:b] in listed for a in starts for b in range(suspect.end, min(a + LONGEST, last) + 1))


def _hit(facts: Facts, suspect: Suspect, confidence: Confidence) -> Hit:
    related = (Mark(*suspect.witness, "other"),) if suspect.witness else ()
    return Hit(
        Mark(suspect.start, suspect.end, "word"),
        related,
        {
            "written": facts.document.text[suspect.start : suspect.end],
            "meant": suspect.replacement,
            "evidence": suspect.evidence,
            "score": f"{suspect.score:.2f}",
            "count": str(suspect.repeats),
        },
        confidence=confidence,
        suggestion=suspect.replacement or None,
    )


def _odd_hit(facts: Facts, odd: Odd) -> Hit:
    written = facts.document.text[odd.start : odd.end]
    count = len(odd.siblings)
    return Hit(
        Mark(odd.start, odd.end, "word"),
        tuple(Mark(a, b, "sibling") for a, b in odd.siblings),
        {
            "written": written,
            "meant": odd.replacement,
            "evidence": f"并列的其余 {count} 项都以“{odd.replacement}”收尾",
            "score": "",
            "count": str(count),
        },
        confidence="possible",
        suggestion=odd.replacement,
    )
