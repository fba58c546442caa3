"""Reasons that speak against the change they explain: 减少2.98%，主要原因是……增加."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from auditor.facts.change_results import operand_of
from auditor.facts.change_words import direction
from auditor.facts.mentions import Mention
from auditor.facts.relations import Relation
from auditor.facts.statements import operand, tail
from auditor.interval import EVERYTHING

if TYPE_CHECKING:
    from auditor.facts import Facts

_REASON = re.compile(
    "[^。；;\n]{0,24}?[，。（(](?:其?主要)?(?:原因(?:主要)?[是为：:]|(?:增加|减少)?的?(?:主要)?原因[是为：:]?|[是系]?由于|[是系]?因为?|主要是因?为?|主要系|主要因为?)"
    "(?P<why>[^。；;\n]{2,60})"
)
_UP = re.compile("增加|增长|增多|上升|提高|上涨|扩大|增聘|新增|调增|上调|加大")
_DOWN = re.compile(
    "减少|下降|降低|压减|压缩|缩减|节约|核减|调减|取消|精简|下调|减免|退休|调离|缩小|控制|厉行"
)
# Sums that fall when something rises, and reasons that are about last year or about a set-off.
_BALANCE = re.compile(
    "结余|结转|余额|利润|亏损|赤字|负债|债务|盈余|失业|事故|投诉|税|节[约支]|收益|赔付|净|差额|缺口|库存|未"
)
_CONTRARY = re.compile(
    "上年|去年|上一年|以前年度|往年|[12][0-9]{3}年|基数|退|减[税免]|抵|扣|转为|转由|划转|调整|未|没有|不|部分|相应|但|虽|效|线上|替代|改|节|力度"
)
_MONEY = frozenset({"money", "percent"})
_SPENT = re.compile("支出|经费|预算|决算|费|拨款|资金|数")


def reasons(facts: Facts) -> Iterator[Relation]:
    """Changes of expenses whose reason names only the opposite direction."""
    text = facts.document.text
    blocks = facts.document.blocks
    last = -1
    for mention in facts.mentions:
        way = direction(mention.label)
        if way is None or mention.quantity.dimension not in _MONEY:
            continue
        match = _REASON.match(text, mention.end, min(mention.end + 110, blocks[mention.block].end))
        if not match or match.end() == last:
            continue
        relation = _judged(text, mention, way[0], match)
        if relation:
            last = match.end()
            yield relation


def _judged(text: str, mention: Mention, turn: int, match: re.Match[str]) -> Relation | None:
    if re.search("[0-9]", text[mention.end : match.start("why")]):
        return None
    subject = text[max(mention.label_start - 60, 0) : mention.start].rpartition("。")[2]
    why = match["why"]
    up, down = _UP.search(why), _DOWN.search(why)
    words = up or down
    if words is None or _BALANCE.search(subject) or not _SPENT.search(subject):
        return None
    same = (up if turn > 0 else down) is not None
    if not same and _CONTRARY.search(why):
        return None
    start = match.start("why")
    said = "增加" if turn > 0 else "减少"
    found = words.group()
    return Relation(
        kind="direction",
        operator="=",
        left=operand(mention, "change"),
        right=(operand_of(start + words.start(), start + words.end(), tail(why), "reason"),),
        computed=EVERYTHING,
        expression=f"前面说{said}，原因却是{found}" if not same else f"{said}：{found}",
        verdict="consistent" if same else "inconsistent",
        evidence="reason:likely",
        shown=found,
    )
