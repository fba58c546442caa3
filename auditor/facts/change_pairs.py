"""Old and new: the two numbers between which something grew or fell, and the changes stated beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from auditor.facts.change_states import arrived, is_old, level, same
from auditor.facts.change_words import NOW, origin, reaches, without_period, year
from auditor.facts.mentions import Mention
from auditor.facts.statements import named, shared, sound, tail

Way = Literal["from", "compared", "years", "several"]

REACH = 6
"""How many numbers apart old and new may stand."""
_LISTED = re.compile("^[^，。；]{0,6}[、和及与][^，。；0-9]{0,4}$")
_TWO_YEARS = re.compile(
    "(?P<one>(?:19|20)[0-9]{2})年度?[、和与及](?P<two>(?:19|20)[0-9]{2})年度?[^，。；、0-9]{0,24}分别[为是有达]?[^，。；、0-9]{0,6}$"
)
_TOGETHER = re.compile("[总共]|合计|累计")
_BARE = 4  # characters of 降至, 提高到: such a number has no name of its own
_BODY = re.compile("[市县区院校馆司局州省村镇乡厂部处会所站]$")


@dataclass(frozen=True, slots=True)
class Pair:
    """`old` and `new` number; `way` tells how they were found, `turn` which way the words between them say (0: none).

    `rivals` are further numbers that may be the new one: a change that fits one of them is not told.
    """

    old: Mention
    new: Mention
    way: Way
    turn: int = 0
    rivals: tuple[Mention, ...] = ()


def pairs(now: Sequence[Mention], before: Sequence[Mention]) -> Iterator[Pair]:
    """The pairs of a sentence; `before` are the mentions of the sentence before."""
    paired: set[int] = set()
    for index, old in enumerate(now):
        if not level(old) or old.start in paired:
            continue
        if "分别" in old.label:
            for one in _two_years(now, index) or _several(now, index):
                paired |= {one.old.start, one.new.start}
                yield one
            continue
        pair = _from(now, index) or _compared(now, before, index, paired) or _years(now, index)
        if pair:
            paired |= {pair.old.start, pair.new.start}
            yield pair
    if not paired and (pair := _told_before(now, before)):
        yield pair


def _told_before(now: Sequence[Mention], before: Sequence[Mention]) -> Pair | None:
    """上年募集a元。今年募集b元，增长p%: the old number stands alone in the sentence before."""
    new = next((m for m in now[:2] if level(m)), None)
    if new is None or is_old(new) or not NOW.search(tail(new.label)):
        return None
    states = [m for m in before[-REACH:] if level(m) and same(m, new)]
    if len(states) != 1 or not is_old(states[0]):
        return None
    rest = _own(states[0].label)
    return Pair(states[0], new, "compared") if not rest or _fits(rest, new) else None


def _from(now: Sequence[Mention], index: int) -> Pair | None:
    """由a增至b."""
    old, led = now[index], now[index - 1] if index else None
    span = led is not None and led.end == old.label_start and led.quantity.dimension in ("year", "month")
    if origin(led.label if led is not None and span else old.label) is None:
        return None
    turned = False
    for new in now[index + 1 : index + 4]:
        turn = reaches(new.label)
        if turn is None and turned and arrived(new):  # 由2400人翻了一番，达到4800人
            turn = 0
        turned = turned or new.quantity.kind in ("multiple", "percent") or new.role == "change"
        if turn is not None and same(old, new) and sound(new):
            return Pair(old, new, "from", turn)
        if "；" in new.gap or origin(new.label) is not None:
            return None
    return None


def _two_years(now: Sequence[Mention], index: int) -> list[Pair]:
    """2022年、2023年收入分别为a和b."""
    one, match = now[index], _TWO_YEARS.search(now[index].gap[-60:])
    listed = [m for m in now[index + 1 : index + 3] if _LISTED.match(m.gap)]
    if match is None or len(listed) != 1 or listed[0] is not now[index + 1]:
        return []
    other, apart = listed[0], int(match["two"]) - int(match["one"])
    if abs(apart) != 1 or not level(other) or not same(one, other):
        return []
    return [Pair(one, other, "years") if apart > 0 else Pair(other, one, "years")]


def _several(now: Sequence[Mention], index: int) -> Iterator[Pair]:
    """门诊a、住院b，上年分别为c、d: the first with the first."""
    if not is_old(now[index]):
        return
    size = 1
    while index + size < len(now) and size < REACH and _LISTED.match(now[index + size].gap):
        size += 1
    old, new = now[index : index + size], now[max(index - size, 0) : index]
    if len(new) == size and all(
        level(b) and same(a, b) and not is_old(b) for a, b in zip(old, new, strict=True)
    ):
        yield from (Pair(a, b, "several") for a, b in zip(old, new, strict=True))


def _compared(now: Sequence[Mention], before: Sequence[Mention], index: int, paired: set[int]) -> Pair | None:
    """New number, then 上年为a; or 上年a, 今年b."""
    old = now[index]
    if not is_old(old):
        return None
    rest = _own(old.label)
    near = [
        m for m in reversed(now[max(index - REACH, 0) : index])
        if level(m) and same(m, old) and not is_old(m) and m.depth <= old.depth and m.start not in paired
    ]  # fmt: skip
    for new in near:
        if len(near) > 1 and _TOGETHER.search(old.label) and not _TOGETHER.search(new.label):
            return None
        if not rest or _fits(rest, new) or (len(near) == 1 and len(rest) <= 2):
            return Pair(
                old, new, "compared", rivals=tuple(m for m in near if m is not new) if not rest else ()
            )
    if near:
        return None
    for new in now[index + 1 : index + 4]:
        if (
            level(new)
            and same(new, old)
            and (NOW.search(tail(new.label)) or arrived(new) or reaches(new.label) is not None)
            and (
                not rest
                or _fits(rest, new)
                or _own(new.label) in rest
                or (reaches(new.label) is not None and len(new.label) <= _BARE)
            )
        ):
            return Pair(old, new, "compared")
    last = [m for m in before[-REACH:] if level(m) and same(m, old)]
    if index == 0 and len(last) == 1 and not is_old(last[0]) and (not rest or _fits(rest, last[0])):
        return Pair(old, last[0], "compared")
    return None


def _own(label: str) -> str:
    return re.sub("(?:年初)?(?:预算|计划|目标)数?$|[较比与和同]|相比|水平", "", without_period(label))


def _fits(rest: str, new: Mention) -> bool:
    return rest in named(new) or shared(rest, named(new)) >= 2


def _years(now: Sequence[Mention], index: int) -> Pair | None:
    """2020年发放a，2021年发放b; or the other way round."""
    one = now[index]
    for other in now[index + 1 : index + 4]:
        if not (level(other) and same(one, other) and year(one) and abs(year(other) - year(one)) == 1):
            continue
        old, new = sorted((one, other), key=year)
        elliptic = not _own(other.label)
        return Pair(old, new, "years") if elliptic or _named_alike(old, new) else None
    return None


def _named_alike(old: Mention, new: Mention) -> bool:
    one, other = sorted((without_period(old.label) + old.noun, without_period(new.label) + new.noun), key=len)
    if other.startswith(one) and len(one) >= 2 and len(other) - len(one) <= 3:  # 查处案件a，次年查处b
        return True
    return other.endswith(one) and (one == other or bool(_BODY.search(other[: len(other) - len(one)])))


def across(mentions: Sequence[Mention]) -> Iterator[Pair]:
    """Old and new in neighbouring sentences or paragraphs, each with its own year."""
    recent: list[Mention] = []
    for new in mentions:
        if not year(new) or not level(new):
            continue
        for old in reversed(recent):
            alike = same(old, new) and year(new) == year(old) + 1 and old.sentence != new.sentence
            if alike and _named_alike(old, new) and without_period(new.label) and new.block - old.block <= 2:
                yield Pair(old, new, "years")
                break
        recent = [*recent[-REACH:], new]
