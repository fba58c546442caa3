"""The words of change: which way a number moved, and against what it is compared."""

from __future__ import annotations

import re
from functools import lru_cache

from auditor.facts.mentions import Mention
from auditor.facts.statements import PERIODS, core, tail, within
from auditor.text import HAN

_REMEMBERED = 4096  # labels of which the answers are kept: one label is asked about again and again
_UP = "增加|增长|增收|净增|增产|增利|增盈|多收|递增|激增|新增|增|上升|上涨|上浮|上调|提高|提升|扩充|调增|回升|攀升|上扬|扩大|延长|多出|多|涨|高出|偏高|偏多"
_DOWN = "减少|净减|减排|节约|节省|节支|减亏|减产|少收|锐减|递减|减|下降|下滑|下调|下浮|降低|降|缩减|调减|缩短|缩小|压减|压缩|压降|回落|少|跌|收窄|偏低|偏少"
_VERB = re.compile(f"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|约|近|超过|达){{0,2}}$")
_NOUN = re.compile(
    "(?:(?P<up>增幅|增速|涨幅|升幅|增长率|(?:上调|提高|增长|上涨|提升|增加)幅度|增加率|增长额|增加额|增长幅度|增加数|净增额)"
    "|(?P<down>降幅|跌幅|减幅|降低率|(?:下调|下降|降低|减少|压减)幅度|下降率|减少额|下降额|下降幅度|减少数|降低额))(?:高?达到?|约|近|为|是|[：:]){0,2}$"
)
_MORE = re.compile(f"(?:^|同比|上年|去年|同期|年初)(?:净|共|均)?(?:(?P<up>多)|(?P<down>少))[{HAN}]{{1,2}}$")
_TO = re.compile(
    "(?:(?P<up>增加|增长|增|上升|提高|提升|攀升|跃升|上涨|上调|扩大|扩建|扩容|扩编|发展|升|扩|涨|延长|壮大|扩充|跃|调增)"
    "|(?P<down>减少|减|精简|裁减|归并|整合|下降|降低|降|缩短|缩小|缩减|压减|压缩|压降|回落|下滑|下调|调减|跌|少)|调整|变|改|转变|变化)(?:到|至|为|成|达)了?"
    "[^，。；、]{0,12}$"
)
_FROM = re.compile("[由从](?P<what>[^，。；、由从]{0,16})$")
ERAS = (
    ("base", "年初|期初|上年末|去年末|上年底|去年底|上年年末|去年年底|上学年末"),
    ("month", "环比|上月|上季|上个月|上期"),
    ("part", "上半年|下半年|[一二三四前]季度|前三季|前[一二三四五六七八九十]个?月"),
    ("before", "前年|往年|大前年"),
    ("year", "同比|上一?年|去年|同期|上一?学年"),
    ("last", "上一?届|上一?次|上一?期|上一?轮"),
    ("usual", "常年|历年"),
    ("plan", "预算|计划|目标|指标|年初预算|定额"),
    ("once", "此前|原来|原有|原先|最初|成立|开馆|开业|建[院馆校]|初期|以前|[初]期"),
)
_ERAS = tuple((name, re.compile(words)) for name, words in ERAS)
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})年")
_SPELLED = re.compile("([一二三四五六七八九〇零]{4})年")
NOW = re.compile("今年|本年|年末|年底|期末|目前|现[有已在]?|本期|本季|本月|当年|至今")
_IDLE = re.compile(
    "(?:执行|决算|预算|完成|实际)?数(?!量)|水平|实绩|净|偏|名义|实际|有所|相|总|数量?|人数|金额|规模|幅度|又|还|并|年|度|其|等|合|大幅|明显|显著|小幅|略|稳步|持续|率|比例|分别|以来|[年月间来内里]"
)
_NOT_PLAIN = re.compile(
    "实际增|可比|不变价|扣除|剔除|还原|同口径|年均|年平均|两年|三年|五年|[每逐]年|平均每年|折合"
)


@lru_cache(_REMEMBERED)
def direction(label: str) -> tuple[int, int] | None:
    """(+1 or −1, start of the word) of the change that governs the number after ``label``; None if none does."""
    label = tail(label).rstrip(" \u3000")
    match = _NOUN.search(label) or _VERB.search(label) or _MORE.search(label)
    if not match:
        return None
    return (1 if match["up"] else -1), match.start()


@lru_cache(_REMEMBERED)
def reaches(label: str) -> int | None:
    """Way of a change that ends at the number after ``label`` (增至 +1, 降到 −1, 变为 0); None if none does."""
    match = _TO.search(tail(label))
    return None if not match else 1 if match["up"] else -1 if match["down"] else 0


@lru_cache(_REMEMBERED)
def origin(label: str) -> str | None:
    """The words between 由/从 and the number, "" if there are none; None without 由/从."""
    match = _FROM.search(tail(label))
    return match["what"] if match else None


@lru_cache(_REMEMBERED)
def eras(label: str) -> frozenset[str]:
    """What a label compares with: year, base, month, plan, once, or a year as printed."""
    label = tail(label)
    found: set[str] = {*_YEAR.findall(label), *(_in_digits(year) for year in _SPELLED.findall(label))}
    for name, words in _ERAS:
        if words.search(label):
            found.add(name)
            label = words.sub("", label)
    return frozenset(found)


def compared_alike(change: str, old: str, new: str) -> bool:
    """Whether a change is against the same time as the old number: nothing in the words speaks against it.

    同比 is against a printed year only where that year is the one before the new number's.
    """
    one, other = eras(change), eras(old)
    if not one:
        return True
    if not other:
        return not (origin(old) or "")
    years = sorted(int(era) for era in other if era.isdigit())
    following = sorted(int(era) for era in eras(new) if era.isdigit())
    return bool(one & other) or (one <= {"year", "base"} and len(years) == 1 and following == [years[0] + 1])


def of_old(label: str) -> bool:
    """Whether a multiple is of the old number without naming it: 为上年的2倍."""
    return bool(re.search("[是为达][^，。；]{0,10}的$", tail(label))) and bool(eras(label))


def year(mention: Mention) -> int:
    """The year printed in the label, 0 if none is."""
    found = _YEAR.findall(tail(mention.label)) or _YEAR.findall(mention.gap[-40:].rpartition("。")[2])
    return int(found[-1]) if found else 0


def _in_digits(spelled: str) -> str:
    return spelled.translate(str.maketrans("〇零一二三四五六七八九", "00123456789"))


def without_period(label: str) -> str:
    """What a label names besides its period."""
    return core(PERIODS.sub("", tail(label)))


def plain_change(label: str) -> bool:
    """Whether the change is simply that of the two numbers (no constant prices, no yearly average)."""
    return not _NOT_PLAIN.search(tail(label))


def free(label: str, upto: int, *names: str) -> bool:
    """Whether the change before which ``label[:upto]`` stands is that of the numbers called ``names``."""
    label = tail(label)[:upto]
    for words in (_YEAR, _SPELLED, *(words for _, words in _ERAS)):
        label = words.sub("", label)
    rest = _IDLE.sub("", core(label))
    return not rest or any(within(rest, name) for name in names)
