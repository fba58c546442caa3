"""Two drafts of one report: which findings are new, which are solved, which are still there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from auditor.finding import Finding
from auditor.reporting import Run, render
from auditor.reporting.inert import inert
from auditor.result import FileResult


@dataclass(frozen=True)
class Compared:
    """The new draft's result with what was there before marked as known, and the old findings that are gone."""

    result: FileResult
    solved: tuple[Finding, ...]


def compare(new: FileResult, old: FileResult) -> Compared:
    """Compare by fingerprint: only the code and the quotes count, not where they stand."""
    before = {finding.fingerprint for finding in old.findings}
    now = {finding.fingerprint for finding in new.findings}
    findings = tuple(
        replace(finding, status="baselined", reason=f"{old.path} 已有")
        if finding.status == "new" and finding.fingerprint in before
        else finding
        for finding in new.findings
    )
    solved = tuple(finding for finding in old.findings if finding.fingerprint not in now)
    return Compared(replace(new, findings=findings), solved)


def show(compared: Compared, old: FileResult, run: Run) -> str:
    """The comparison for people: new findings in full, the others one line each."""
    result = compared.result
    still = [f for f in result.findings if f.status == "baselined" and f.reason == f"{old.path} 已有"]
    fresh = [finding for finding in result.findings if finding.status == "new"]
    titles = ("新出现", "仍在", "已解决") if run.language != "en" else ("new", "still there", "solved")
    parts = [
        f"== {titles[0]} {len(fresh)} ==\n\n",
        render_text(replace(run, results=[replace(result, findings=tuple(fresh))], quiet=True)),
        f"== {titles[1]} {len(still)} ==\n",
        _lines(still),
        f"== {titles[2]} {len(compared.solved)} ==\n",
        _lines(compared.solved),
    ]
    return "".join(parts)


def render_text(run: Run) -> str:
    """The lint-style report as text."""
    text = render("text", run)
    assert isinstance(text, str)
    return text


def _lines(findings: Sequence[Finding]) -> str:
    lines = [
        f"{inert(f.path)}:{f.location.line if f.location else 1}: {f.rule} {inert(f.message)} [{f.short_id}]\n"
        for f in findings
    ]
    return "".join(lines) + "\n"
