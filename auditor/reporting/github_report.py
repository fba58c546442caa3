"""GitHub workflow commands: each finding becomes an annotation on the line of a pull request."""

from __future__ import annotations

from auditor.finding import Finding
from auditor.reporting import Run
from auditor.reporting.inert import inert
from auditor.reporting.rows import advice, placed
from auditor.reporting.words import words

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def render(run: Run) -> str:
    """One command a new finding, and an error for each file that could not be read."""
    lines: list[str] = []
    for result in run.results:
        if result.error:
            lines.append(f"::error {_properties({'file': result.path})}::{_data(result.error)}")
        lines += [_command(f, run.language) for f in result.findings if f.status == "new"]
    return "".join(line + "\n" for line in lines)


def _command(finding: Finding, language: str) -> str:
    properties = {"file": finding.path}
    if place := finding.location:
        properties["line"] = str(place.line)
        properties["endLine"] = str(place.end_line)
        if place.line == place.end_line:  # GitHub refuses columns over several lines
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    properties["title"] = f"{finding.rule} {finding.name} [{finding.short_id}]"
    message = "%0A".join(_data(line) for line in _message(finding, language))
    return f"::{_LEVELS[finding.severity]} {_properties(properties)}::{message}"


def _message(finding: Finding, language: str) -> list[str]:
    word = words(language)
    lines = [finding.message]
    if finding.location and finding.related:
        lines += placed((finding.location, *finding.related), language)[:12]
    return lines + [f"{word[key]}{word['colon']}{text}" for key, text in advice(finding, language)]


def _data(text: str) -> str:
    return inert(text).replace("%", "%25")


def _properties(values: dict[str, str]) -> str:
    # A file name has to stay what it is for GitHub to find the file: its breaks are escaped, not shown.
    return ",".join(f"{key}={_property(value)}" for key, value in values.items())


def _property(text: str) -> str:
    for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        text = text.replace(char, code)
    return inert(text)
