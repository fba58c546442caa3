"""Short texts of many fields: each wrong version is found, each right version and look-alike is silent."""

import re
from collections.abc import Iterator
from pathlib import Path

from auditor.engine import Options, audit_document, select_rules
from auditor.reading import read
from auditor.rulebook import load

LINES = [
    line.replace("⏎", "\n")
    for line in Path(__file__).with_name("short_texts.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
_MARK = re.compile("[{]([^|{}]*)[|]([^|{}]*)[}]")
OPTIONS = Options(select=("MET", "TAB", "DAT"))
RULES = select_rules(load(()), OPTIONS)


def findings(text: str) -> list[str]:
    result = audit_document(read((text + "\n").encode(), "text.txt"), OPTIONS, RULES)
    return [f"{finding.rule} {finding.message}" for finding in result.findings]


def wrong_versions(line: str) -> Iterator[str]:
    """The line once for each mark, with that number wrong and the others right."""
    for wanted in _MARK.finditer(line):
        place = wanted.start()
        yield _MARK.sub(lambda mark, place=place: mark[2 if mark.start() == place else 1], line)  # type: ignore[misc]


def test_right_versions_are_silent() -> None:
    told = {line: findings(_MARK.sub(r"\1", line)) for line in LINES}
    assert {line: found for line, found in told.items() if found} == {}


def test_wrong_versions_are_found() -> None:
    missed = [wrong for line in LINES for wrong in wrong_versions(line) if not findings(wrong)]
    assert missed == []
