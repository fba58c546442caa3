"""CSV for spreadsheets: UTF-8 with BOM so that Chinese opens right, CRLF, no cell that calculates."""

from __future__ import annotations

import csv
import io

from auditor.reporting import Run
from auditor.reporting.inert import formula_like
from auditor.reporting.rows import CLERK, COLUMNS, finding_rows
from auditor.reporting.words import words


def render(run: Run) -> bytes:
    """One row a finding under a heading row; the last columns are empty for whoever works the list off."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    word = words(run.language)
    writer.writerow([word[key] for key in (*COLUMNS, *CLERK)])
    for shown in finding_rows(run):
        writer.writerow([*(_cell(shown.row[key]) for key in COLUMNS), *("" for _ in CLERK)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _cell(text: str) -> str:
    return f"'{text}" if formula_like(text) else text
