"""The same entry or paragraph twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.duplicates import Cluster
from auditor.finding import Hit, Mark

DATA = ("copies", "start")
OPTIONS: dict[str, Any] = {"exact": True, "kind": "entry"}
"""``exact``: word for word, else lightly edited; ``kind``: ``entry`` or ``paragraph``."""


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each cluster; the second copy is primary, the others are related."""
    blocks = facts.document.blocks
    for cluster in facts.duplicates:
        kind = "entry" if any(blocks[copy.block].kind == "entry" for copy in cluster.copies) else "paragraph"
        if cluster.exact == options["exact"] and kind == options["kind"]:
            yield _hit(facts, cluster)


def _hit(facts: Facts, cluster: Cluster) -> Hit:
    first, second, *rest = cluster.copies
    text = facts.document.text[first.start : first.end]
    return Hit(
        Mark(second.start, second.end, "copy"),
        tuple(Mark(copy.start, copy.end, "copy") for copy in (first, *rest)),
        {"copies": str(len(cluster.copies)), "start": text[:16] + ("…" if len(text) > 16 else "")},
        confidence="certain" if cluster.exact else "likely",
    )
