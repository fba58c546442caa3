"""Reporting: findings → text or bytes. One module per output format, each with ``render(run) -> str | bytes``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import cast

from auditor.result import FileResult
from auditor.rulebook import Rule

FORMATS = {
    "text": "",
    "concise": "",
    "json": ".json",
}
"""Output formats and the file ending by which ``-o`` chooses them."""


@dataclass(frozen=True)
class Run:
    """Everything a reporter may show: the results in order of path, and how to show them."""

    results: Sequence[FileResult]
    rules: Sequence[Rule] = ()
    language: str = "zh"
    color: bool = False
    coverage: bool = False
    group_by: str | None = None
    quiet: bool = False
    extra: dict[str, str] = field(default_factory=dict)


def render(format: str, run: Run) -> str | bytes:
    """The report in ``format``. Raises KeyError for a format that does not exist."""
    if format not in FORMATS:
        raise KeyError(format)
    module = import_module(f"auditor.reporting.{format}_report")
    return cast("str | bytes", module.render(run))
