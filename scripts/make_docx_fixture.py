"""Turn a text report into the Word file its authors would have written.

    python scripts/make_docx_fixture.py fixtures/clean.txt clean.docx

Headings get heading styles, numbers of entries become automatic numbering (restarted where the report's
own numbers jump or repeat, so that Word shows what the text says), tables become tables.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from docx_builder import abstract, build, listed, paragraph, table

from auditor.document import Block, Document
from auditor.reading import read
from auditor.reading.docx_numerals import shown

_FORMS = {
    "han": "chineseCountingThousand",
    "han-paren": "chineseCountingThousand",
    "circled": "decimalEnclosedCircle",
}
_STYLES = {"title": "t", "contents": "toc1", "caption": "cap"}


@dataclass
class _Lists:
    """One abstract list for every shape of number, one w:num for every run of consecutive ones."""

    abstracts: dict[tuple[str, str], str] = field(default_factory=dict)
    nums: list[str] = field(default_factory=list)
    last: dict[str, tuple[str, int]] = field(default_factory=dict)

    def number(self, label: str, style: str, value: int) -> str | None:
        """The w:num that shows ``label``, or None where automatic numbering cannot."""
        form = _FORMS.get(style, "decimal")
        digits = shown(value, form)
        if label.count(digits) != 1 or style.startswith("decimal"):
            return None
        shape = (form, label.replace(digits, "%1"))
        key = self.abstracts.setdefault(shape, str(len(self.abstracts) + 1))
        num, before = self.last.get(key, ("", 0))
        if not num or before + 1 != value:
            num = str(len(self.nums) + 1)
            self.nums.append(listed(num, key, value))
        self.last[key] = (num, value)
        return num

    def xml(self) -> str:
        """The inner XML of numbering.xml."""
        abstracts = "".join(abstract(key, shape) for shape, key in self.abstracts.items())
        return abstracts + "".join(self.nums)


def make_docx(document: Document, numbered: bool = True) -> bytes:
    """The Word file of a report read from text."""
    lists = _Lists()
    body = ""
    for cell, group in groupby(document.blocks, key=lambda b: b.cell.table if b.cell else None):
        blocks = list(group)
        if cell is None:
            body += "".join(_paragraph(document, block, lists if numbered else None) for block in blocks)
        else:
            body += _table(document, blocks) + paragraph("")  # or Word joins two tables
    return build(body, numbering=lists.xml())


def _paragraph(document: Document, block: Block, lists: _Lists | None) -> str:
    text = document.text[block.start : block.end]
    style = _STYLES.get(block.kind, str(min(block.level, 4)) if block.kind == "heading" else "")
    marker = block.marker
    if lists and marker and block.kind in ("entry", "heading"):
        label = document.text[marker.start : marker.end]
        number = lists.number(label, marker.style, marker.number)
        if number:
            return paragraph(text[marker.end - block.start :].lstrip(), style, (number, 0))
    return paragraph(text, style)


def _table(document: Document, blocks: Sequence[Block]) -> str:
    rows = [list(row) for _, row in groupby(blocks, key=lambda b: b.cell.row if b.cell else 0)]
    return table(*[[document.text[b.start : b.end] for b in row] for row in rows])


def main() -> None:
    """Convert the file named first into the one named second."""
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    target.write_bytes(make_docx(read(source.read_bytes(), str(source))))


if __name__ == "__main__":
    main()
