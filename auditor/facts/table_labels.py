"""Words of row and column labels: totals, 其中, markers, and headers whose figures cannot be added."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.markers import opening

_SPACE = re.compile("[ 　\t]+")
_TOTAL = re.compile(".{0,16}(?:合计|总计|共计|总合计|合计数|总计数|小计)(?:[（(][^（）()]{1,16}[）)])?")
_WHOLE = re.compile(
    "总分|总得分|总成绩|总数|总和|总额|汇总|全部|总体|计|共|全[年市省县区国校院馆]|[Tt]otal|TOTAL|[Ss]um"
)
_SUB = re.compile(".{0,16}小计(?:[（(][^（）()]{1,16}[）)])?")
_GRAND = re.compile(".{0,16}(?:总计|总合计)(?:[（(][^（）()]{1,16}[）)])?")
_OF_WHICH = re.compile("其中(?:包括)?[:：、，, ]?|在[^：:，,]{2,20}中[:：，,]|[#＃]")
_MARK = re.compile(
    "[0-9]{1,2}[.．、] ?|[(（][0-9一二三四五六七八九十]{1,3}[)）] ?|[一二三四五六七八九十]{1,3}[、．.] ?|[①-⑳] ?"
)
_NOT_ADDED = re.compile(
    "平均|人均|均价|单价|价格|每[^月年季周]|率|比重|占比|比例|增幅|增速|增长|同比|环比|涨幅|降幅|倍|年龄|排名|名次|位次|得分|分数|评分"
    "|评价|满意度|指数|系数|密度|进度|幅度|%|％|‰|定额|标准|最[高低大小]|[日月]均|元/|/[人年月日天户]|[Aa]verage|[Rr]ate|[Rr]atio"
)


def plain(text: str) -> str:
    """A label without blanks."""
    return _SPACE.sub("", text)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A label without blanks, 其中 and its marker."""
    text = _OF_WHICH.sub("", plain(text), count=1) if _OF_WHICH.match(plain(text)) else plain(text)
    match = _MARK.match(text)
    return text[match.end() :] if match else text


def is_total_label(text: str) -> bool:
    """Whether a label says that its row or column sums others up."""
    label = bare(text)
    return len(label) <= 24 and bool(_TOTAL.fullmatch(label) or _WHOLE.fullmatch(label))


def total_role(text: str) -> str:
    """ "subtotal", "total" or "grand" for a total's label."""
    label = bare(text)
    if _SUB.fullmatch(label):
        return "subtotal"
    return "grand" if _GRAND.fullmatch(label) else "total"


def is_of_which(text: str) -> bool:
    """Whether a label opens with 其中 or 在…中."""
    return bool(_OF_WHICH.match(plain(text)))


def marked(text: str) -> tuple[str, int] | None:
    """Style and number of the marker that opens a label (一、 （一） 1. ①), or None."""
    found = opening(text)
    return (found.style, found.number) if found and found.length < len(text) else None


def is_additive(header: str) -> bool:
    """Whether figures under this header may be summed (averages, rates, prices and ranks may not)."""
    return not _NOT_ADDED.search(header)
