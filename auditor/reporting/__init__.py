"""Reporting: findings → text or bytes. One module per output format, each with ``render(run) -> str | bytes``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import cast

from auditor.result import FileResult
from auditor.rulebook import Rule

FORMATS = {
    "text": ".txt",
    "concise": "",
    "table": "",
    "markdown": ".md",
    "json": ".json",
    "csv": ".csv",
    "xlsx": ".xlsx",
    "sarif": ".sarif .sarif.json",
    "junit": ".xml",
    "github": "",
    "docx": ".docx",
    "html": ".html .htm",
}
"""Output formats and the file endings (blank-separated) by which ``-o`` chooses them."""


class CannotWrite(Exception):
    """A format cannot be written for these results; the message says why and what to do."""


@dataclass(frozen=True)
class Run:
    """Everything a reporter may show: the results in order of path, and how to show them.

    ``group_by`` is None or ``section``; ``extra["fail_on"]`` is the lowest severity that fails the run.
    """

    results: Sequence[FileResult]
    rules: Sequence[Rule] = ()
    language: str = "zh"
    color: bool = False
    coverage: bool = False
    group_by: str | None = None
    quiet: bool = False
    extra: dict[str, str] = field(default_factory=dict)


def render(format: str, run: Run) -> str | bytes:
    """The report in ``format``. Raises KeyError for a format that does not exist, CannotWrite."""
    if format not in FORMATS:
        raise KeyError(format)
    module = import_module(f"auditor.reporting.{format}_report")
    return cast("str | bytes", module.render(run))


def endings() -> dict[str, str]:
    """File endings, longest first, with the format each stands for."""
    pairs = [(ending, name) for name, value in FORMATS.items() for ending in value.split()]
    return dict(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


def format_of(target: str) -> str | None:
    """The format that the ending of file name ``target`` stands for, or None."""
    return next((name for ending, name in endings().items() if target.lower().endswith(ending)), None)
