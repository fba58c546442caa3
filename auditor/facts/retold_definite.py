"""Events taken up again: 9月12日，举行开学典礼 … 9月13日举行的开学典礼. The second form points back at the first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditor.document import Document
from auditor.facts.dates import Date

_HELD = "(?:举[行办]|召开|开展|启动|举办|进行)"
_NAME = (
    "(?P<what>[\u4e00-\u9fff0-9A-Za-z“”《》·—]{2,24}?"
    "(?:典礼|仪式|大会|例会|年会|全会|运动会|座谈会|推进会|部署会|发布会|报告会|研讨会|听证会|论证会|评审会|洽谈会|招聘会|交流会|会议|大赛|竞赛|比赛|联赛"
    "|邀请赛|文化节|艺术节|旅游节|展览|特展|讲座|培训班|演练|论坛|拍卖会|音乐会|晚会|演出|义诊|马拉松))"
)
_AGAIN = re.compile(
    f"(?:[上下]午|晚|晚间)?(?:在[^，。；、\n]{{2,16}})?(?:隆重|正式|顺利|成功)?{_HELD}的{_NAME}"
)
_TOLD = re.compile(
    f"(?:[上下]午|晚|晚间)?[，,]?[^，。；、\n]{{0,24}}?(?:[，,][^，。；、\n]{{0,16}}?)?{_HELD}(?:了)?(?!的)(?P<what>[\u4e00-\u9fff0-9A-Za-z“”《》·—]{{4,40}})"
)
_MANY = re.compile("第[一二三四五六七八九十0-9]{1,3}[场次期]|每|例会|又一|另一|首场|系列|巡回|复赛|预赛")
_APART = 31


def taken_up(document: Document, dates: Sequence[Date]) -> Iterator[tuple[str, Date, Date]]:
    """Name, date told first and other date of each event that is spoken of again with another day."""
    days = [date for date in dates if date.precision == "day" and date.first[2] and not date.problem]
    again = [
        (date, match) for date in days if (match := _AGAIN.match(document.text, date.end, date.end + 60))
    ]
    if not again:
        return
    told = [(date, match) for date in days if (match := _TOLD.match(document.text, date.end, date.end + 90))]
    for second, match in again:
        what = match["what"]
        if len(what) < 5 or _MANY.search(what):
            continue
        first = [date for date, other in told if other["what"].startswith(what) and date is not second]
        if len(first) == 1 and _differ(first[0], second):
            yield what, first[0], second


def _differ(one: Date, other: Date) -> bool:
    """Whether two days are not the same, yet near enough to be meant as one (an unknown year is the other's)."""
    years = {year for year in (one.first[0], other.first[0]) if year}
    if len(years) > 1 or one.first[1:] == other.first[1:]:
        return False
    months = one.first[1] * 31 + one.first[2], other.first[1] * 31 + other.first[2]
    return abs(months[0] - months[1]) <= _APART
