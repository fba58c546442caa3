"""What tells rows of a table in plain text: header rows, rows of one cell, and where one table ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from auditor.text import HAN, SENTENCE_END, width

if TYPE_CHECKING:
    from auditor.reading.plain import Line

Row = list[list[tuple[int, int]]]
"""A row of cells, each a list of source ranges."""

_VALUE = re.compile(
    "[-+−–(（]?[¥￥]?[0-9０-９][0-9０-９,，]{0,20}(?:[.．][0-9０-９]{1,8})?[)）]?[%％‰]?|[—–-]{1,3}|[./／]"
)
_TOTAL = re.compile("[总合小共][ \u3000]{0,6}计|[一-龥]{0,12}(?:合计|总计|小计)")
_NOTE = re.compile(
    "[（(]?(?:注|备注|说明|附注|资料来源|数据来源|来源|续表|附表|附件|[图表] ?[0-9一二三四五六七八九十])|[^：:]{0,12}单位(?:名称)?[：:]"
    "|[^：:]{2,8}(?:部门|时间|日期|人)[：:]"
)
_CAPTION_END = re.compile("(?:表|情况|明细|清单|名单|一览|统计|[：:])(?:[（(][^（）()]{1,20}[）)])?$")
_HAN = re.compile(f"[{HAN}]")
_PLAIN_END = re.compile(f"[{SENTENCE_END}]")
_CONTENTS = re.compile("目[ \u3000]{0,6}[录錄次]|CONTENTS|Contents")
_LEADER = re.compile("[.．…·‥]{4,}")


def values(text: str) -> int:
    """How many cells of a tab-separated line are numbers or stand for one (``—``)."""
    return sum(1 for part in text.split("\t") if _VALUE.fullmatch(part.strip()))


def is_header(text: str) -> bool:
    """A tab-separated line that can only head columns: two or more cells, none of them a value."""
    parts = [part.strip() for part in text.split("\t") if part.strip()]
    return len(parts) >= 2 and not values(text) and all(len(part) <= 24 for part in parts)


def bare_rows(lines: Sequence[Line], index: int, counted: bool) -> int:
    """The line after a run of one-cell rows at ``index``, or 0 where there is none.

    Trailing tabs get trimmed, so that a label without values stands as a plain line among the rows. It is
    taken for a row only when a row with values follows, or when it is a total's label.
    """
    if _TOTAL.fullmatch(lines[index].text) and not lines[index].gap:
        return index + 1
    at = index
    while at < len(lines) and "\t" not in lines[at].raw:
        if at - index > 60 or lines[at].gap or not _bare(lines[at].text):
            return 0
        at += 1
    followed = at < len(lines) and not lines[at].gap and values(lines[at].text) > 0
    return at if counted and followed and at > index else 0


def _bare(text: str) -> bool:
    if width(text) > 60 or not _HAN.search(text) or _PLAIN_END.search(text):
        return False
    return not (_NOTE.match(text) or _CAPTION_END.search(text))


def is_contents(lines: Sequence[Line], start: int, stop: int) -> bool:
    """Whether tabbed lines are a table of contents: under that heading, or with leaders."""
    if any(_CONTENTS.fullmatch(line.text) for line in lines[max(start - 3, 0) : start]):
        return True
    return sum(bool(_LEADER.search(line.text)) for line in lines[start:stop]) * 2 > stop - start


def looks_tabular(rows: Sequence[Row], text: str) -> bool:
    """Whether tab-led lines are cells and not paragraphs with a tab for their indent.

    Cells come in rows of two or more, most rows as wide as another, and few cells are sentences.
    """
    cells = sum(len(row) for row in rows)
    if cells < 4 or len(rows) < 2:
        return False
    sentences = len(re.findall("[。！？；]\n", text + "\n"))
    if sentences * 3 > cells:
        return False
    widths = Counter(len(row) for row in rows)
    common = sum(count for size, count in widths.items() if size >= 2 and (count >= 2 or size > 2))
    return common * 2 >= len(rows) and max(widths) >= 2


def segments(rows: Sequence[Row], lines: Sequence[Line], start: int, stop: int) -> list[list[Row]]:
    """Cut rows into tables where the width changes for good and a header row without values opens."""
    text = {line.start: line.text for line in lines[start:stop]}
    cut = [0]
    before: set[int] = set()
    for index, row in enumerate(rows):
        size = len(row)
        if size >= 3 and size not in before and index - cut[-1] >= 3:
            ahead = [len(other) for other in rows[index : index + 4]]
            words = [text.get(cell[0][0], "") for cell in row]
            plain = not any(_VALUE.fullmatch(word) for word in words if word)
            if plain and len(ahead) == 4 and ahead.count(size) == 4:
                cut.append(index)
                before = set()
        before.add(size)
    return [list(rows[a:b]) for a, b in zip(cut, [*cut[1:], len(rows)], strict=True)]
