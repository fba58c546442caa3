"""Findings: what a check yields (a hit) and what the engine makes of it (a finding)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "info"]
Confidence = Literal["certain", "likely", "possible"]
Status = Literal["new", "baselined", "suppressed"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
CONFIDENCES: tuple[Confidence, ...] = ("certain", "likely", "possible")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in ``document.text`` (offsets, never empty) and the role it plays in the conflict."""

    start: int
    end: int
    role: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair that cannot change meaning: replace ``text[start:end]`` by ``replacement``."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check yields: the primary mark, the other sides, and the values the message needs."""

    primary: Mark
    related: tuple[Mark, ...] = ()
    data: dict[str, str] = field(default_factory=dict)
    confidence: Confidence = "certain"
    suggestion: str | None = None
    fixes: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """A place as shown to people and machines; offsets, lines and columns are those of the source.

    ``start``/``end`` are half-open code points, line and column 1-based with an exclusive end. ``quote`` is
    the source slice, ``text`` the same as the reader sees it (no line breaks). ``view`` is the half-open
    range in the reading view, for reporters that show the report itself; it is not written out.
    """

    path: str
    locator: str | None
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    quote: str
    text: str
    role: str
    view: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect with all its places, ready to be shown.

    ``location`` is None only for findings about the audit itself (AUD). ``fingerprint`` identifies the
    finding across runs: no path, line, message or language goes into it.
    """

    path: str
    rule: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    location: Location | None
    related: tuple[Location, ...] = ()
    data: dict[str, str] = field(default_factory=dict)
    hint: str = ""
    suggestion: str | None = None
    fixes: tuple[Fix, ...] = ()
    fingerprint: str = ""
    status: Status = "new"
    reason: str | None = None

    @property
    def short_id(self) -> str:
        """The first characters of the fingerprint, which people type."""
        base, _, copy = self.fingerprint.partition("-")
        return base[:8] + (f"-{copy}" if copy else "")

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Sort key: file, place, rule."""
        place = (self.location.start, self.location.end) if self.location else (-1, -1)
        return (self.path, *place, self.rule, self.fingerprint)
