"""XLSX for the clerk who works the list off: findings with empty columns to fill in, summary, coverage.

The same run gives the same bytes. Every text is written as a string; one that a spreadsheet might take
for a formula also carries the quote prefix, so that editing the cell does not make it calculate.
"""

from __future__ import annotations

import datetime
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from auditor.finding import SEVERITIES
from auditor.reporting import CannotWrite, Run
from auditor.reporting.inert import formula_like, inert
from auditor.reporting.rows import (
    CLERK,
    COLUMNS,
    RELATION_COLUMNS,
    clip,
    family_name,
    finding_rows,
    relation_rows,
)
from auditor.reporting.words import words
from auditor.text import width

_CREATED = datetime.datetime(2000, 1, 1)
_LARGEST = 32000
_FILL = {
    "error": "#F8CBAD", "warning": "#FFE699", "info": "#DDEBF7",
    "inconsistent": "#F8CBAD", "consistent": "#E2EFDA", "unknown": "#EDEDED",
}  # fmt: skip
_WIDEST = {
    "file": 20, "place": 12, "section": 22, "rule": 18, "message": 40, "quote": 24, "others": 32, "arithmetic": 24,
    "suggestion": 28, "right": 36, "left": 24, "expression": 28, "why": 30, "id": 12, "unreadable": 40,
}  # fmt: skip


def render(run: Run) -> bytes:
    """The workbook. Raises CannotWrite where the library for it is not installed."""
    try:
        import xlsxwriter
    except ImportError:
        raise CannotWrite("写 .xlsx 要先安装：pip install 'audit-report[xlsx]'；或改用 -o 清单.csv") from None
    stream = io.BytesIO()
    settings = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    }  # fmt: skip
    with xlsxwriter.Workbook(stream, settings) as book:
        book.set_properties({"author": "audit", "created": _CREATED})
        writer = _Writer(book, run.language)
        _findings(writer, run)
        _summary(writer, run)
        _coverage(writer, run)
    return stream.getvalue()


class _Writer:
    """A workbook with its cell formats, each made once."""

    def __init__(self, book: Any, language: str) -> None:
        self.book = book
        self.language = language
        self.words = words(language)
        self._formats: dict[tuple[str, bool, bool], Any] = {}
        self.head = book.add_format(
            {"bold": True, "bg_color": "#D9D9D9", "border": 1, "text_wrap": True, "valign": "top"}
        )

    def style(self, fill: str = "", bold: bool = False, quoted: bool = False) -> Any:
        """The format of a body cell."""
        if (fill, bold, quoted) not in self._formats:
            look = {"text_wrap": True, "valign": "top", "border": 1, "bold": bold, "quote_prefix": quoted}
            self._formats[fill, bold, quoted] = self.book.add_format(
                look | ({"bg_color": fill} if fill else {})
            )
        return self._formats[fill, bold, quoted]

    def sheet(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Any:
        """A new sheet with a frozen heading row, a filter over ``rows``, widths, heights, landscape pages."""
        sheet = self.book.add_worksheet(self.words[name])
        for at, key in enumerate(columns):
            sheet.write_string(0, at, self.words[key], self.head)
        widths = [self._width(key, [row[at] for row in rows]) for at, key in enumerate(columns)]
        for at, size in enumerate(widths):
            sheet.set_column(at, at, size)
        for at, row in enumerate(rows, 1):
            # Excel fits the height of wrapped rows when it loads a file, other programs do not.
            lines = max(-(-width(text) // (size - 4)) for text, size in zip(row, widths, strict=False))
            sheet.set_row(at, min(16 * max(lines, 1), 400))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet

    def _width(self, key: str, texts: Sequence[str]) -> int:
        least = width(self.words[key]) + 4
        longest = max((width(text) for text in texts), default=0) + 2
        return 24 if key == "opinion" else min(max(longest, least), max(_WIDEST.get(key, 24), least))

    def text(self, sheet: Any, row: int, column: int, text: str, fill: str = "", bold: bool = False) -> None:
        """Write ``text`` as a string, whatever it looks like."""
        shown = clip(text, _LARGEST)
        sheet.write_string(row, column, shown, self.style(fill, bold, formula_like(shown)))


def _findings(writer: _Writer, run: Run) -> None:
    shown = list(finding_rows(run))
    rows = [[each.row[key] for key in COLUMNS] for each in shown]
    columns = (*COLUMNS, *CLERK)
    sheet = writer.sheet("findings", columns, [[*row, *("" for _ in CLERK)] for row in rows])
    for at, (each, row) in enumerate(zip(shown, rows, strict=True), 1):
        for column, (key, text) in enumerate(zip(COLUMNS, row, strict=True)):
            if key == "number":
                sheet.write_number(at, column, int(text), writer.style())
            else:
                writer.text(
                    sheet, at, column, text, _FILL[each.finding.severity] if key == "severity" else ""
                )
        for column in range(len(COLUMNS), len(columns)):
            sheet.write_blank(at, column, None, writer.style())
    if rows:
        _states(writer, sheet, len(rows), columns.index("state"))


def _states(writer: _Writer, sheet: Any, count: int, column: int) -> None:
    """A drop-down for the state, and grey rows for what is settled."""
    states = writer.words["states"].split()
    sheet.data_validation(1, column, count, column, {"validate": "list", "source": states})
    letter = chr(ord("A") + column)
    settled = writer.book.add_format({"font_color": "#808080"})
    for state in states[2:]:
        rule = {"type": "formula", "criteria": f'=${letter}2="{state}"', "format": settled}
        sheet.conditional_format(1, 0, count, column, rule)


def _summary(writer: _Writer, run: Run) -> None:
    word = writer.words
    columns = ("file", *SEVERITIES, "known", "numbers", "checked", "unread", "unreadable")
    rows: list[list[str]] = []
    for result in run.results:
        counts = result.counts()
        known = sum(finding.status != "new" for finding in result.findings)
        numbers = [known, result.numbers, result.numbers_in_relations, result.unread_tables]
        error = inert(result.error or "")
        rows.append(
            [inert(result.path), *(str(counts[name]) for name in SEVERITIES), *map(str, numbers), error]
        )
    sheet = writer.sheet("summary", columns, rows)
    _table(writer, sheet, 1, rows)
    tally = Counter(
        (f.rule, f.name, f.severity) for r in run.results for f in r.findings if f.status == "new"
    )
    top = len(rows) + 3
    for at, key in enumerate(("rule", "severity", "count", "family")):
        sheet.write_string(top - 1, at, word[key], writer.head)
    listed = [
        [f"{code} {name}", word[severity], str(count), family_name(code, run.language)]
        for (code, name, severity), count in sorted(tally.items())
    ]
    _table(writer, sheet, top, listed)


def _table(writer: _Writer, sheet: Any, top: int, rows: Iterable[Sequence[str]]) -> None:
    """Rows of text in which plain digits are numbers, so that they can be added up."""
    for at, row in enumerate(rows, top):
        for column, text in enumerate(row):
            if column and text.isascii() and text.isdigit():
                sheet.write_number(at, column, int(text), writer.style())
            else:
                writer.text(sheet, at, column, text)


def _coverage(writer: _Writer, run: Run) -> None:
    pairs = [pair for result in run.results for pair in relation_rows(result, run.language)]
    rows = [[row[key] for key in RELATION_COLUMNS] for _, row in pairs]
    sheet = writer.sheet("coverage", RELATION_COLUMNS, rows)
    for at, ((relation, _), row) in enumerate(zip(pairs, rows, strict=True), 1):
        for column, (key, text) in enumerate(zip(RELATION_COLUMNS, row, strict=True)):
            writer.text(sheet, at, column, text, _FILL[relation.verdict] if key == "verdict" else "")
