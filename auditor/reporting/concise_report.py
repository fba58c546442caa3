"""One line a finding, for editors and logs: ``path:line:column: CODE message``."""

from __future__ import annotations

from auditor.reporting import Run
from auditor.reporting.inert import inert


def render(run: Run) -> str:
    """One line a finding and one a file that could not be read."""
    lines: list[str] = []
    for result in run.results:
        if result.error:
            lines.append(f"{inert(result.path)}: {inert(result.error)}")
        for finding in result.findings:
            if finding.status != "new":
                continue
            place = finding.location
            where = f"{inert(finding.path)}:{place.line}:{place.column}" if place else inert(finding.path)
            lines.append(
                f"{where}: {finding.severity} {finding.rule} [{finding.short_id}] {inert(finding.message)}"
            )
    return "".join(line + "\n" for line in lines)
