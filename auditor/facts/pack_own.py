"""A relation that a user's rule file states: a pack of its own, made of the measures that it names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from auditor.facts.pack_expression import parse
from auditor.facts.pack_relations import judge_all
from auditor.facts.packs import Pack, PackError, build, key, known
from auditor.facts.relations import Relation

if TYPE_CHECKING:
    from auditor.facts import Facts


def judge_own(facts: Facts, options: Mapping[str, Any]) -> list[Relation]:
    """The verdicts of the relation in a rule's options, over the whole report.

    Raises PackError for a measure that neither the rule nor any pack knows, ExpressionError for a relation
    that cannot be read.
    """
    pack = own_pack(facts, options)
    return judge_all(facts, pack, pack.relations)


def own_pack(facts: Facts, options: Mapping[str, Any]) -> Pack:
    """The pack of one rule: the rule's own measures first, then those of the packs that apply, then all."""
    packs = dict.fromkeys([*facts.packs, *known(tuple(facts.resources.folders))])
    measures = [_measure(name, options["measures"], packs) for name in parse(options["relation"]).names()]
    relation = {name: options[name] for name in ("relation", "source", "why", "optional", "prose")}
    return build({"measure": measures, "relation": [relation]}, "rule")


def _measure(name: str, own: Mapping[str, Any], packs: Mapping[Pack, None]) -> dict[str, Any]:
    if name in own:
        aliases = list(own[name])
        return {"name": name, "aliases": aliases, "prose": [name, *aliases], "kind": "rate"}
    for pack in packs:
        found = pack.measures.get(name) or pack.measures.get(pack.names.get(key(name), ""))
        if found is not None:
            cells = [{"caption": at.caption, "row": at.row, "column": at.column} for at in found.cells]
            return {
                "name": name,
                "aliases": [alias for alias in (found.name, *found.aliases) if key(alias) != key(name)],
                "prose": found.prose,
                "units": found.units,
                "kind": found.kind,
                "cells": cells,
            }
    raise PackError(f"没有叫“{name}”的指标；请在 [options.measures] 里写上它在表中的叫法")
