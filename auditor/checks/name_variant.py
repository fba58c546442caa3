"""One organisation, place, activity or title named in two ways."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.names_clusters import Cluster, Way
from auditor.facts.names_compare import Difference
from auditor.finding import Hit, Mark

DATA = ("written", "other", "difference", "evidence", "counts")
OPTIONS: dict[str, Any] = {"kinds": ["body"], "short": False}
"""``kinds``: body, activity, title, headed, work; ``short``: regular short forms, or all other differences."""
_INNER = str.maketrans("“”", "‘’")


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each thing that has several names: the rarest (of equals the last) is primary."""
    for cluster in facts.name_clusters:
        short = cluster.best.difference.kind == "short"
        wanted = cluster.best.first.kind in options["kinds"] and short == options["short"]
        if wanted and not _misquoted(facts, cluster):
            yield _hit(cluster, facts.document.text)


def _misquoted(facts: Facts, cluster: Cluster) -> bool:
    """Whether one of the ways is a set phrase misquoted, which is told by a rule of its own."""
    quotes = facts.misquotes
    for way in cluster.ways:
        for start, end in way.places:
            at = bisect_left(quotes, end, key=lambda quote: quote.start)
            if at and quotes[at - 1].end > start:
                return True
    return False


def _hit(cluster: Cluster, text: str) -> Hit:
    usual, *rare = cluster.ways
    odd = rare[-1]
    primary, *others = odd.places
    related = [Mark(a, b, "name") for way in (usual, *rare[:-1]) for a, b in way.places] + [
        Mark(a, b, "variant") for a, b in others
    ]
    evidence = "、".join(cluster.best.evidence.reasons)
    return Hit(
        Mark(*primary, "variant"),
        tuple(related),
        {
            "written": _shown(odd, text),
            "other": _shown(usual, text),
            "difference": describe(cluster.best.difference),
            "evidence": f"；{evidence}" if evidence else "",
            "counts": "、".join(f"“{_shown(way, text)}”{len(way.places)} 处" for way in cluster.ways),
        },
        confidence="likely" if cluster.majority or cluster.best.evidence.score >= 2 else "possible",
        suggestion=usual.form if cluster.majority else None,
    )


def _shown(way: Way, text: str) -> str:
    """The name as printed at its first place; its own quotation marks become single inside the message's."""
    start, end = way.places[0]
    return text[start:end].translate(_INNER)


def describe(d: Difference) -> str:
    """The difference in words."""
    match d.kind:
        case "swap":
            return "语序不同"
        case "alike":
            return f"“{d.a}”“{d.b}”音近或形近"
        case "short":
            return "一处用简称"
    if d.a and d.b:
        return f"“{d.a}”“{d.b}”不一"
    return f"一处少“{d.a or d.b}”"
