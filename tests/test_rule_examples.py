"""The examples in the rule files are the tests of the rules.

A 反例 gives exactly the marked spans under its own rule alone; the 改后 that follows it, and every 正例, are
silent under the whole default profile.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from auditor.document import Document
from auditor.engine import Options, audit_document, select_rules
from auditor.reading import read
from auditor.resources import Resources
from auditor.rulebook import Rule, load

RULES = load()
_FENCE = re.compile("^```(反例|改后|正例)([^\n]*)\n(.*?)^```[ \t]*$", re.S | re.M)
_MARKS = str.maketrans("", "", "⟦⟧⟨⟩")


class Example(NamedTuple):
    rule: Rule
    kind: str
    options: dict[str, str]
    text: str

    @property
    def id(self) -> str:
        return f"{self.rule.code}-{self.kind}"


def examples(rule: Rule) -> list[Example]:
    found = []
    for kind, info, body in _FENCE.findall(rule.page()):
        options = dict(part.split("=", 1) for part in info.split())
        found.append(Example(rule, kind, options, body))
    return found


EXAMPLES = [example for rule in RULES for example in examples(rule)]


def read_example(example: Example) -> Document:
    name = f"example{example.options.get('format', '.txt')}"
    return read(example.text.translate(_MARKS).encode(), name)


def options_of(example: Example, **more: object) -> Options:
    year = example.options.get("year")
    packs = frozenset(filter(None, example.options.get("pack", "").split(",")))
    resources = Resources(year=int(year) if year else None, packs=packs)
    return Options(resources=resources, **more)  # type: ignore[arg-type]


def marked(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Source spans of the ⟦primary⟧ and ⟨related⟩ marks in the text without them."""
    stack: dict[str, list[int]] = {"⟦": [], "⟨": []}
    spans: dict[str, list[tuple[int, int]]] = {"⟦": [], "⟨": []}
    at = 0
    for char in text:
        if char in stack:
            stack[char].append(at)
        elif char in "⟧⟩":
            opener = "⟦" if char == "⟧" else "⟨"
            spans[opener].append((stack[opener].pop(), at))
        else:
            at += 1
    return sorted(spans["⟦"]), sorted(spans["⟨"])


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.kind == "反例"], ids=lambda e: e.id)
def test_bad_example_gives_exactly_its_marks(example: Example) -> None:
    options = options_of(example, select=(example.rule.code,))
    result = audit_document(read_example(example), options, select_rules(RULES, options))
    found = [finding for finding in result.findings if finding.location]
    assert not [f for f in result.findings if not f.location], result.findings
    primary = sorted((f.location.start, f.location.end) for f in found if f.location)
    related = sorted({(place.start, place.end) for f in found for place in f.related})
    plain = example.text.translate(_MARKS)
    wanted, wanted_related = marked(example.text)
    show = [[plain[a:b] for a, b in spans] for spans in (primary, related)]
    assert (primary, related) == (wanted, sorted(set(wanted_related))), show
    for finding in found:
        assert "{" not in finding.message, finding.message


@pytest.mark.parametrize("example", [e for e in EXAMPLES if e.kind != "反例"], ids=lambda e: e.id)
def test_good_example_is_silent(example: Example) -> None:
    options = options_of(example)
    chosen = {rule.code: rule for rule in (*select_rules(RULES, options), example.rule)}
    result = audit_document(read_example(example), options, tuple(chosen.values()))
    assert [(f.rule, f.message, f.location and f.location.text) for f in result.findings] == []


def test_every_bad_example_is_followed_by_its_correction() -> None:
    for rule in RULES:
        kinds = [example.kind for example in examples(rule)]
        for index, kind in enumerate(kinds):
            if kind == "反例":
                assert kinds[index + 1 : index + 2] == ["改后"], (rule.code, Path(rule.path).name)
