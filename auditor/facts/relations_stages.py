"""A later stage of one thing larger than the stage before it: 录取100名，实际报到120名; 抽检90份。合格95份."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from auditor.facts.mentions import Mention
from auditor.facts.parts_names import usable
from auditor.facts.relations import Relation
from auditor.facts.statements import at_most

if TYPE_CHECKING:
    from auditor.facts import Facts

_REACH = 4
_CARRIED = Fraction(3, 2)


def extract(facts: Facts) -> tuple[Relation, ...]:
    """Relations between a stage and the one before it in the same sentence or the next."""
    stages = facts.resources.table("general/stages.toml")["stage"]
    opening = re.compile("|".join(sorted({re.escape(word) for stage in stages for word in stage["whole"]})))
    mentions = facts.mentions
    return tuple(
        relation
        for index, whole in enumerate(mentions)
        if usable(whole)
        for relation in _later(facts, mentions, index, stages, opening)
    )


def _later(
    facts: Facts,
    mentions: Sequence[Mention],
    index: int,
    stages: Sequence[Mapping[str, Any]],
    opening: re.Pattern[str],
) -> Iterator[Relation]:
    whole = mentions[index]
    label = whole.label + whole.noun
    if not opening.search(label):
        return
    fitting = [stage for stage in stages if any(word in label for word in stage["whole"])]
    # 其中审结婚姻案件1024件，……。诉前调解2316件: the next sentence goes on from all cases, not from one kind.
    last = whole.sentence if "其中" in whole.gap else whole.sentence + 1
    for part in mentions[index + 1 : index + 1 + _REACH]:
        if part.block != whole.block or part.sentence > last:
            return
        if part.quantity.unit != whole.quantity.unit or part.depth > whole.depth:
            continue
        name = part.label + part.noun
        stage = next((s for s in fitting if any(word in name for word in s["part"])), None)
        if not usable(part) or (stage is None and any(word in name for s in fitting for word in s["whole"])):
            return
        if stage is not None:
            yield _relation(facts, whole, part, bool(stage.get("carry")))


def _relation(facts: Facts, whole: Mention, part: Mention, carry: bool) -> Relation:
    """The relation; what was carried over from years before excuses a part above its whole."""
    relation = at_most(whole, part, "stage")
    behind = facts.document.text[part.end : part.end + 24]
    excused = "含" in behind or "往年" in behind or "上年" in behind or "旧存" in behind or "结转" in behind
    far = part.quantity.point > whole.quantity.point * _CARRIED
    if relation.verdict == "inconsistent" and (excused or (carry and not far)):
        return replace(relation, verdict="unknown", reason="可能含往年结转")
    return relation
