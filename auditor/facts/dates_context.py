"""The year and month that a block stands under: date headings, headings that name a year, the report's year."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from auditor.document import Block, Document
from auditor.facts.dates_tokens import han_number
from auditor.resources import Resources

_YEAR = re.compile("(?<![0-9.,])((?:19|20)[0-9]{2})年")
_HAN_YEAR = re.compile("(二[〇○零][〇○零一二三四五六七八九]{2})年")
_OPEN = "[*#＊◆●■★【（(\\[ \t]*"
_CLOSE = "[*#＊】）)\\]：: \t]*"
_NUMBERED = "(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.]|[0-9]{1,2}[、.．] ?)?"
DATE_HEADING = re.compile(
    f"{_OPEN}{_NUMBERED}{_OPEN}(?:(?P<year>(?:19|20)[0-9]{{2}})年度?)?[ ]?"
    "(?:(?P<month>[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月份?(?P<day>[0-9]{1,2}日)?)?"
    f"(?P<tail>大事记|纪事|要事|大事|工作|活动|事件)?{_CLOSE}"
)
_DATED = re.compile("[ \t]*(?:[0-9]{4}年)?[0-9]{1,2}月(?:[0-9]{1,2}日|份)?")
_TOPIC = re.compile(
    "日志|纪实|总结|计划|报告|大事|年报|纪事|要事|情况|安排|回顾|概况|年鉴|要点|打算|规划|清单|一览"
)
_MONTHLY = re.compile("年(?P<month>[0-9]{1,2})月份?(?:工作|重要)?(?:大事记|纪事|要事|日志|大事)")
_PLAN = re.compile("计划|打算|安排|规划|展望|要点|下一步|思路")


@dataclass(frozen=True, slots=True)
class Context:
    """What a block inherits: year and month (0 when unknown) and where each was taken from.

    ``heading`` is the index of the date heading that gives the month (or else the year), −1 when none;
    ``plan`` tells that the section speaks of what is to come.
    """

    year: int = 0
    month: int = 0
    day: int = 0
    year_from: str = ""
    heading: int = -1
    year_heading: int = -1
    plan: bool = False


@dataclass(slots=True)
class _Frame:
    level: int
    index: int
    year: int = 0
    month: int = 0
    day: int = 0
    dated: bool = False
    plan: bool = False


def date_heading(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a line that is nothing but a date (0 for what it lacks), or None."""
    match = DATE_HEADING.fullmatch(text) if len(text) <= 30 else None
    if match is None or not (match["year"] or match["month"]):
        return None
    month = match["month"] or ""
    number = int(month) if month.isascii() and month else han_number(month) if month else 0
    day = int(match["day"][:-1]) if match["day"] else 0
    return int(match["year"] or 0), number, day


def dated_entry(text: str, block: Block) -> bool:
    """Whether a block read as a heading is an entry in truth: it opens with a date and goes on after it."""
    body = text[block.marker.end if block.marker else block.start : block.end]
    return bool(_DATED.match(body)) and date_heading(body) is None


def _plain_year(text: str) -> int:
    """The one year that a heading names as its subject, or 0."""
    years = {int(year) for year in _YEAR.findall(text)}
    years |= {han_number(year) for year in _HAN_YEAR.findall(text)}
    return years.pop() if len(years) == 1 and _TOPIC.search(text) and len(text) <= 50 else 0


def _plain_month(text: str) -> int:
    """The month of which a chronicle's title says that it is (某局2023年5月大事记), or 0."""
    match = _MONTHLY.search(text) if len(text) <= 50 else None
    return int(match["month"]) if match and 1 <= int(match["month"]) <= 12 else 0


def report_year(document: Document, resources: Resources) -> int:
    """The year a report is about: stated by the user, in the title, or by far the most frequent; else 0."""
    if resources.year:
        return resources.year
    prose = [block for block in document.blocks if block.kind not in ("cell", "contents")]
    for block in prose[:6]:
        if year := _plain_year(document.text[block.start : block.end]):
            return year
    counts = Counter(int(match[1]) for match in _YEAR.finditer(document.text))
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 3 or 2 * ranked[0][1] < counts.total():
        return 0
    return ranked[0][0]


def _frame(document: Document, index: int, block: Block) -> _Frame | None:
    text = document.text[block.start : block.end]
    level = block.level or (1 if block.kind == "title" else 90)
    if block.kind not in ("cell", "contents", "caption") and (fields := date_heading(text)):
        return _Frame(level, index, *fields, dated=True, plan=False)
    if block.kind in ("heading", "title") and not dated_entry(document.text, block):
        return _Frame(level, index, _plain_year(text), _plain_month(text), plan=bool(_PLAN.search(text)))
    return None


def _push(stack: list[_Frame], frame: _Frame) -> None:
    if frame.dated:
        while stack and stack[-1].dated and (frame.year or stack[-1].month):
            stack.pop()
    else:
        while stack and (stack[-1].dated or stack[-1].level >= frame.level):
            stack.pop()
    stack.append(frame)


def _context(stack: list[_Frame], year: int) -> Context:
    dated_year = next((frame for frame in reversed(stack) if frame.year), None)
    month = next((frame for frame in reversed(stack) if frame.month), None)
    heading = next((frame.index for frame in reversed(stack) if frame.dated), -1)
    return Context(
        year=dated_year.year if dated_year else year,
        month=month.month if month else 0,
        day=month.day if month else 0,
        year_from="heading" if dated_year else "document" if year else "",
        heading=heading,
        year_heading=dated_year.index if dated_year else -1,
        plan=any(frame.plan for frame in stack[-2:]),
    )


def contexts(document: Document, year: int) -> list[Context]:
    """One context per block, in order; a heading's own context already includes it."""
    stack: list[_Frame] = []
    found: list[Context] = []
    current = _context(stack, year)
    for index, block in enumerate(document.blocks):
        frame = _frame(document, index, block)
        if frame is not None:
            _push(stack, frame)
            current = _context(stack, year)
        found.append(current)
    return found
