"""A reference to a table, figure, appendix or chapter that the report does not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.references import Label
from auditor.finding import Hit, Mark

DATA = ("label", "kind", "present")
OPTIONS: dict[str, Any] = {}


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each missing target, its first mention primary; silent where no target of the kind stands."""
    references = facts.references
    known: dict[str, list[Label]] = {}
    for label in (*references.defined, *references.listed):
        known.setdefault(_kind(label.kind), []).append(label)
    missing: dict[tuple[str, str], list[Label]] = {}
    for mention in references.mentions:
        targets = known.get(_kind(mention.kind), [])
        if targets and not any(_meets(mention.number, label.number) for label in targets):
            missing.setdefault((_kind(mention.kind), mention.number), []).append(mention)
    for (kind, _), mentions in sorted(missing.items(), key=lambda item: item[1][0].start):
        yield _hit(facts, mentions, known[kind])


def _kind(kind: str) -> str:
    return "附件" if kind == "附录" else kind


def _meets(mentioned: str, defined: str) -> bool:
    return mentioned == defined or defined.startswith(mentioned + "-")


def _name(kind: str, number: str) -> str:
    if kind == "式":
        return f"式（{number}）"
    if kind == "项":
        return "第{}条第{}项".format(*number.split("-"))
    return f"第{number}{kind}" if kind in ("章", "节", "部分", "篇", "条") else f"{kind}{number}"


def _hit(facts: Facts, mentions: list[Label], targets: list[Label]) -> Hit:
    first, *rest = mentions
    present = sorted(
        {label.number for label in targets},
        key=lambda n: [int(p) if p.isdigit() else 0 for p in n.split("-")],
    )
    data = {
        "label": facts.document.text[first.start : first.end],
        "kind": first.kind,
        "present": "、".join(_name(first.kind, number) for number in present[:8])
        + ("等" if len(present) > 8 else ""),
    }
    related = tuple(Mark(label.start, label.end, "mention") for label in rest)
    return Hit(Mark(first.start, first.end, "mention"), related, data)
