"""A table for wide terminals and plain-text mail: one row a finding, columns by display width."""

from __future__ import annotations

from auditor.reporting import Run
from auditor.reporting.inert import inert
from auditor.reporting.rows import clip, finding_rows
from auditor.reporting.text_report import closing
from auditor.reporting.words import words

_COLUMNS = ("place", "severity", "rule", "message", "id")


def render(run: Run) -> str:
    """One table a file, with the closing line of the text report."""
    from tabulate import tabulate

    word = words(run.language)
    parts = [f"{inert(result.path)}: {inert(result.error)}\n\n" for result in run.results if result.error]
    rows: dict[str, list[list[str]]] = {}
    for shown in finding_rows(run):
        if shown.finding.status == "new":
            cells = shown.row | {"rule": shown.finding.rule, "message": clip(shown.row["message"], 120)}
            rows.setdefault(shown.row["file"], []).append([cells[key] for key in _COLUMNS])
    headers = [word[key] for key in _COLUMNS]
    for path, lines in rows.items():
        # Numbers as text: tabulate would print 1.10 as 1.1.
        table = tabulate(
            lines, headers, tablefmt="simple", disable_numparse=True, maxcolwidths=[16, None, None, 60, None]
        )
        parts.append(f"{path}\n{table}\n\n")
    return "".join(parts) + ("" if run.quiet else closing(run))
