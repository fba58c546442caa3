"""The catalogue of rules, linted: unique codes and names, complete pages, declared data."""

from __future__ import annotations

import re

import pytest

from auditor.finding import CONFIDENCES, SEVERITIES
from auditor.rulebook import FAMILIES, PROFILES, Rule, check_module, load, placeholders

RULES = load()
SECTIONS = ("查什么", "为什么", "反例", "正例", "不报什么", "依据")


def test_codes_and_names_are_unique() -> None:
    codes = [rule.code for rule in RULES]
    names = [rule.name for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_complete(rule: Rule) -> None:
    page = rule.page()
    assert rule.path.name == f"{rule.code}-{rule.name}.md"
    assert rule.code[:3] in FAMILIES
    assert rule.severity in SEVERITIES
    assert rule.confidence in CONFIDENCES
    assert rule.profile in PROFILES
    assert rule.source, "a rule cites what it rests on"
    assert [title for title in SECTIONS if f"\n## {title}\n" not in "\n" + page] == []
    for title, body in re.findall("^## (.+?)\n(.*?)(?=^## |\\Z)", page, re.S | re.M):
        assert body.strip(), f"{title} is empty"
    if rule.code[:3] != "AUD":
        assert "```反例" in page, "at least one 反例"
    assert "```正例" in page, "at least one 正例"


@pytest.mark.parametrize("rule", [r for r in RULES if r.code[:3] != "AUD"], ids=lambda rule: rule.code)
def test_messages_use_only_data_the_check_declares(rule: Rule) -> None:
    module = check_module(rule)
    assert placeholders(rule) <= set(module.DATA)
    assert set(rule.options) <= set(module.OPTIONS)
    english = set(re.findall("{([a-z_]+)}", rule.message["en"]))
    assert english <= placeholders(rule)
