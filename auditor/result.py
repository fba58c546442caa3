"""What came of one file: shared by the engine, which makes results, and the reporters, which show them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from auditor.document import Document
from auditor.facts import Facts
from auditor.finding import SEVERITIES, Finding


@dataclass(frozen=True)
class FileResult:
    """What came of one file: its findings, or the one-line reason why it could not be read."""

    path: str
    findings: tuple[Finding, ...] = ()
    error: str | None = None
    document: Document | None = field(default=None, compare=False, repr=False)
    facts: Facts | None = field(default=None, compare=False, repr=False)
    numbers: int = 0
    numbers_in_relations: int = 0
    unread_tables: int = 0

    def counts(self) -> dict[str, int]:
        """New findings by severity."""
        tally = Counter(finding.severity for finding in self.findings if finding.status == "new")
        return {name: tally[name] for name in SEVERITIES}
