"""Totals named again before their parts: 学生960人、职工570人，学生中本科生814人、研究生146人."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.facts.mentions import Mention, strip_filler
from auditor.facts.parts_names import alike, usable
from auditor.text import HAN

_AGAIN = re.compile(
    f"(?:^|[，。；：])(?:其中|而|在|这|上述|以上|当中)*(?P<name>[{HAN}]{{2,12}}?)"
    "(?:之?中(?!小学|学|心|级|等|央|国|型|医|药|层|期|考|职|专|部|外|华)|里(?!程)|当中|内部|[的]?构成为|[的]?组成为|分为|包括|包含|含|又分)[，,：:]?[^，。；：（）]{0,16}$"
)
_BACK = 14
_JOINED = re.compile("以及|[和及与、]")
_COUNT = re.compile("(?:费用?|支出|收入|经费|资金|数|量|额|案件)[^\u3400-\u9fff]*$")
_MADE_OF = (
    ("研究生", ("博士", "硕士")),
    ("奖牌", ("金牌", "银牌", "铜牌")),
    ("党员", ("正式党员", "预备党员")),
    ("粮", ("夏粮", "秋粮")),
    ("稻", ("早稻", "中稻", "晚稻")),
    ("采购", ("货物", "工程", "服务")),
    ("公”经费", ("接待", "用车", "出国")),
    ("捐", ("现金", "物资")),
    ("捐", ("现金", "实物")),
)
"""Wholes that have just these parts; the same parts are only some of another whole (教师中博士252人、硕士39人)."""
_LEAD = re.compile("^(?:其中|包括|包含|含|[，：])+")


def named_again(mentions: Sequence[Mention]) -> dict[int, Mention]:
    """Start of a part → the earlier number of the same block whose name the words before the part take up."""
    found: dict[int, Mention] = {}
    for at, first in enumerate(mentions):
        match = _AGAIN.search(first.gap[-40:]) if at and usable(first) else None
        if match:
            near = [m for m in reversed(mentions[max(at - _BACK, 0) : at]) if usable(m) and alike(m, first)]
            whole = next((m for m in near if _called(m, match["name"])), None)
            whole = whole or next((m for m in near if _begins(m, match["name"])), None)
            if whole:
                found[first.start] = whole
    return found


def without_whole(label: str, part: Mention) -> str:
    """The label of a part without the name of the whole before it: 学生中本科生 is 本科生."""
    match = _AGAIN.search(part.gap[-40:])
    return (
        label[label.index(match["name"]) + len(match["name"]) :]
        if match and match["name"] in label
        else label
    )


def said_in_whole(whole: str, labels: Sequence[str], between: str) -> bool:
    """Whether the name of the whole joins the names of the parts (购置及运行维护费, 其中购置费…、运行维护费…) or implies them."""
    if re.search("[；0-9]", between):
        return False
    if any(word in whole[-10:] and _each_in(labels, words) for word, words in _MADE_OF):
        return True
    items = _JOINED.split(strip_filler(whole))
    cores = [_LEAD.sub("", _COUNT.sub("", label)) for label in labels]
    if len(items) != len(cores) or len(items) < 2 or any(len(core) < 2 for core in cores):
        return False
    places = [[at for at, item in enumerate(items) if core in item] for core in cores]
    return all(len(place) == 1 for place in places) and len({place[0] for place in places}) == len(items)


def divides(first: Mention) -> bool:
    """Whether the words that lead in a first part say that the parts are all: 护理老人又分为半护理98人、全护理76人."""
    return bool(re.search("分为|又分|分成|构成|组成|[：:]", first.gap[-40:]))


def allotted(labels: Sequence[str]) -> bool:
    """Whether every part says what an amount was used for: 用于场地建设, 用于群众赛事."""
    return all(re.match("用于|投向|用作", label) for label in labels)


def _each_in(labels: Sequence[str], words: Sequence[str]) -> bool:
    found = {word for label in labels for word in words if word in label}
    return len(labels) == len(words) == len(found)


def _called(mention: Mention, name: str) -> bool:
    own = strip_filler(mention.label)
    return name in (mention.noun, own) or (len(name) > 2 and own.endswith(name))


def _begins(mention: Mention, name: str) -> bool:
    """线上2740件……；线上办理中: the name goes on where the label ends."""
    own = re.sub(f"[^{HAN}]", "", strip_filler(mention.label)).removeprefix("分")
    return len(own) >= 2 and name.startswith(own)


def is_named(tail: str, labels: Sequence[str]) -> bool:
    """Whether a bracket after the total names exactly the items: （含图书、期刊合订本、电子资源）。其中……."""
    match = re.match(
        "[^（(。；]{0,8}(?:[（(](?:含|包括|包含)?|，(?:含|包括|包含))([^（）()0-9。]{2,60})[）)。]", tail
    )
    if not match:
        return False
    items = re.split("[、和及与]", match[1])
    names = [label for label in labels if strip_filler(label)]
    return len(items) == len(names) and sum(
        any(set(item) & set(name) for name in names) for item in items
    ) == len(items)
