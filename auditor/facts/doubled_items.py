"""List items that stand twice in one enumeration: 小麦、玉米、大豆、小麦等作物."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from auditor.facts.doubled import Doubling

_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_LIST = re.compile(
    "[^，。；：！？、\n“”‘’（）()《》]{2,20}(?:、[^，。；：！？、\n“”‘’（）()《》]{1,24}){2,60}"
)
_LINKED = re.compile("[和与及或的跟同至]|等$")
# What opens a list stays in its first item: 参加的有甲、乙、甲.
_LEAD = re.compile(
    ".*(?:[有是为括含在由对向于到给请了]|开展|举办|举行|进行|采取|通过|采用|运用|实行|推行|种植|养殖|涉及|涵盖|覆盖|邀请|组织|联合|会同|协调|配备|购置|采购|发放|赠送|捐赠|走进|走访"
    "|参观|前往|负责|设立|建成|推出|开设|讲授|检查|抽查|查处|清理|整治|出席|来自|聘请|选派|销售|生产|经营|开放|提供|培育|引进"
    "|推广|分管|监测|化验|检测|主营|研发|出口|供应|完善|增设|修缮|栽植|播种|涌现|落实|巡查|服务)"
    "(?=[^有是为括含在由对向于到给请]{2,12}$)"
)
_ITEM = re.compile(
    f"{_HAN}{{2,20}}(?:[0-9]{{1,6}}[台套个件批项名辆张把只部])?|(?:19|20)[0-9]{{2}}年|[0-9]{{1,2}}日|[0-9]{{1,3}}(?:路|号[楼院线地])"
)
_NUMBERED = re.compile("(?:19|20)[0-9]{2}年|(?<![0-9])[0-9]{1,2}日|(?<![0-9])[0-9]{1,3}(?:路|号[楼院线地])")
_EACH = re.compile("分别|依次|各[为是]|对应")
_SIDE = re.compile("(?<=[^0-9 \n])、(?=《|[\u4e00-\u9fff])")
_PIECE = re.compile("[^、，。；：！？\n]{6,40}(?=[、，。；\n]|等|$)")
# 母婴室和母婴室，: not 企业和企业之间, 大学和大学生.
_BOTH = re.compile(
    f"(?<!{_HAN})(?:{_HAN}{{0,10}}?[有了为设是])?(?P<unit>{_HAN}{{3,8}})(?:和|及|以及)(?P<again>(?P=unit))(?=[，。；、）]|等)"
)
_MONTH = re.compile("[0-9]月")
# What closes a list follows its last item: 甲、乙、甲等, 甲、乙、甲三个项目.
_CLOSE = re.compile(
    f"等|的(?!{_HAN}{{0,3}}$)|[0-9一二三四五六七八九十两]{{1,3}}[个项类家大所种名位人]|共|均|分别|联合|(?:协办|承办|主办|参加|参与|组成|获|列)"
)


def _lists(text: str) -> Iterator[re.Match[str]]:
    at = 0
    for line in text.split("\n"):
        if line.count("、") > 1:
            yield from _LIST.finditer(text, at, at + len(line))
        at += len(line) + 1


def _numbered(item: str, first: bool, last: bool) -> re.Match[str] | None:
    """The day, year, bus or building that an item is, closing the first item and opening the last."""
    if first:
        found = list(_NUMBERED.finditer(item))
        return found[-1] if found and found[-1].end() == len(item) else None
    return _NUMBERED.match(item) if last else _NUMBERED.fullmatch(item)


def _beside(text: str) -> Iterator[Doubling]:
    """One item twice side by side, with figures and quotations in it: 《甲法》第四条、《甲法》第四条."""
    for match in _SIDE.finditer(text):
        left, right = match.start(), match.end()
        first = text[max(left - 40, text.rfind("\n", 0, left) + 1, 0) : left]
        again = _PIECE.match(text, right)
        if again and len(again.group()) >= 6 and first.endswith(again.group()) and not _EACH.search(first):
            size = len(again.group())
            yield Doubling("item", left - size, left, right, right + size)
    for match in _BOTH.finditer(text):
        size = len(match["unit"])
        at, second = match.start("unit"), match.start("again")
        yield Doubling("item", at, at + size, second, second + size)


def repeated_items(text: str) -> Iterator[Doubling]:
    """Items that stand twice in one enumeration, or side by side."""
    done: set[int] = set()
    for doubling in (*_in_lists(text), *_beside(text)):
        if doubling.again not in done:
            done.add(doubling.again)
            yield doubling


def _in_lists(text: str) -> Iterator[Doubling]:
    """Items of one list; what 和 or 的 joins may be another list inside it."""
    for match in _lists(text):
        seen: dict[str, int] = {}
        at = match.start()
        items = match[0].split("、")
        if _EACH.search(items[0]):
            continue  # 前三名分别来自一中、二中、一中
        for number, item in enumerate(items):
            lead = _LEAD.match(item) if number == 0 else None
            skip = lead.end() if lead else 0
            word = item[skip:]
            if number and _MONTH.search(item):
                seen.clear()  # 6月7日、8日、7月8日
            elif numbered := _numbered(word, number == 0, number == len(items) - 1):
                skip, word = skip + numbered.start(), numbered.group()
            if number == len(items) - 1:
                if second := _second(word, seen):
                    first, again = seen[second[0]], at + skip + second[1]
                    yield Doubling("item", first, first + len(second[0]), again, again + len(second[0]))
                word = _closed(word, seen)
            if _LINKED.search(word):
                seen.clear()
            elif _ITEM.fullmatch(word):
                if word in seen:
                    first, again = seen[word], at + skip
                    yield Doubling("item", first, first + len(word), again, again + len(word))
                seen.setdefault(word, at + skip)
            at += len(item) + 1


def _closed(last: str, seen: Mapping[str, int]) -> str:
    """The last item of a list without what closes the list, where an earlier item shows its end."""
    for word in seen:
        if len(word) >= 3 and last.startswith(word) and _CLOSE.match(last, len(word)):
            return word
        if last.startswith(f"{word}等") or (_COUNTED.match(last, len(word)) and last.startswith(word)):
            return word
        if last.startswith(word) and _other(last, len(word), seen):
            return word
    return last


_COUNTED = re.compile("[0-9一二三四五六七八九十两]{1,3}(?:个|家|所|种|处|项|类)")
_PAIR = re.compile(f"(?:和|与|及|以及)(?P<other>{_HAN}{{2,12}}?)(?:等{_HAN}{{0,6}})?$")


def _other(last: str, at: int, seen: Mapping[str, int]) -> bool:
    """Whether 和 joins one item more that is new, so that what stands before it is an item too (甲、乙、甲和丙等)."""
    match = _PAIR.match(last, at)
    return match is not None and match["other"] not in seen and "的" not in match["other"]


_TWO = re.compile(f"(?P<one>{_HAN}{{2,12}}?)(?:和|与|及|以及)(?P<again>{_HAN}{{2,12}}?)(?:等{_HAN}{{0,6}})?$")


def _second(last: str, seen: Mapping[str, int]) -> tuple[str, int] | None:
    """The item that 和 adds at the end, where it stood before, and its place (甲、乙、丙和甲等)."""
    match = _TWO.fullmatch(last)
    if match is None or "的" in last or match["one"] in seen or match["again"] not in seen:
        return None
    return match["again"], match.start("again")
