"""Two hedges on one number: 约……左右, 近……余, 超过……以上, 达……以上之多, 数十余."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.number_words import MEASURE, NUMBER
from auditor.finding import Hit, Mark

DATA = ("text", "first", "second")
OPTIONS: dict[str, Any] = {}

# 约 and 近 as second half of another word (节约, 预约, 附近) hedge nothing.
_ABOUT = "(?P<first>大约|大概|(?<![预节集签条契公合特邀制履违相简隐大婚租守赴续毁解誓失盟])约)(?:占[\u4e00-\u9fff]{1,8}的|为|有|占|达|合|需|计|用|是|共|在|耗时|历时|需要|花费|持续|相当于)?"
_NEARLY = "(?P<first>将近|接近|(?<![最附靠临邻就远亲贴切逼新走将接较])近)(?:有|达)?"
_OVER = "(?P<first>超过|多于|大于|高于|不少于|不低于|不下于|至少|最少|起码|突破|超出|(?<![反高赶])超|逾)(?:有|为|达|达到|在|要|需)?(?:保证|保持|达到|完成|开展|参加|举办|组织|提供|开放|有)?"
_UNDER = "(?P<first>不足|不到|低于|少于|小于|不满|未满|不超过|至多|最多)(?:有|为|达)?"
_VALUE = f"(?:{NUMBER})(?:万|亿|千)?"
_UNIT = f"(?:%|％|‰|{MEASURE})?(?:人|元)?"
_SIDES = "(?P<second>左右|上下)(?![两侧邻岸手开翻摇逢为文铺层楼班级])"
_TIME = "(?:年|天|周|个月|日|小时|分钟|岁)"

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        f"(?:{_ABOUT}){_VALUE}[余多几]?{_UNIT}{_SIDES}",
        f"(?:{_NEARLY}){_VALUE}[余多几]?{_UNIT}{_SIDES}",
        f"(?:{_ABOUT}){_VALUE}{_UNIT}(?P<second>以上)(?![学文的])",
        f"(?:{_ABOUT}){_VALUE}(?P<second>余|多){_UNIT}",
        f"(?:{_NEARLY}){_VALUE}(?P<second>余|多)(?!{_TIME}){_UNIT}",
        f"(?P<first>超过|逾|不足|不到){_VALUE}(?P<second>余|多)(?![于元样])(?:{MEASURE})",
        f"{_OVER}(?:{_VALUE}[余多]?{_UNIT}|半数|一半|[二三四五六七八九十]分之[一二三四五六七八九])(?P<second>以上)",
        f"{_UNDER}{_VALUE}{_UNIT}(?P<second>以下|以内|之内)",
        f"(?P<first>多达){_VALUE}[余多]?{_UNIT}(?:以上)?(?P<second>之多)",
        f"(?<![0-9.]){_VALUE}{_UNIT}(?P<first>以上)(?P<second>之多|左右)",
        f"(?<![0-9.])(?:{NUMBER})(?:万|亿)?(?P<first>余|多)(?:%|{MEASURE})(?P<second>左右|上下|以上)(?![两侧邻岸])",
        f"{_ABOUT}(?P<second>将近|接近|近)(?=[0-9]|{NUMBER}(?:万|亿|千|{MEASURE}))",
        "(?<![最附靠临邻就远亲])(?P<first>近)(?P<second>约)(?=[0-9])",
        f"(?<![人总册次件份户函分参系岁基指读倍多少大半小变字页种点位套台笔票片卷期届])"
        f"(?P<first>数|几)[十百千万]{{1,2}}(?P<second>余|多)(?:{MEASURE})",
    )
)


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each number hedged twice; of overlapping ones the first and longest."""
    text = facts.document.text
    spans = sorted(
        ((match.start(), -match.end(), match) for pattern in _PATTERNS for match in pattern.finditer(text)),
        key=lambda found: found[:2],
    )
    last = 0
    for start, _, match in spans:
        if start >= last:
            last = match.end()
            yield Hit(
                Mark(start, last),
                data={"text": match[0], "first": match["first"], "second": match["second"]},
            )
