"""Changes against the two numbers between which they lie: differences, rates, multiples and directions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from auditor.facts.change_balance import balances
from auditor.facts.change_pairs import Pair, across, level, pairs, same
from auditor.facts.change_reasons import reasons
from auditor.facts.change_results import Change, relation_of, turned
from auditor.facts.change_words import compared_alike, direction, eras, free, of_old, origin, plain_change
from auditor.facts.change_zero import from_nothing
from auditor.facts.mentions import Mention
from auditor.facts.relations import Relation
from auditor.facts.statements import named, sentences, sound, tail

if TYPE_CHECKING:
    from auditor.facts import Facts

Sort = Literal["difference", "rate", "multiple", "grown", "base"]

_CONSTANT_PRICES = re.compile("生产总值|增加值|GDP|产值|可支配收入|消费价格|价格指数")
_WORD = re.compile(
    "^[，、（(]?(?:同比|[较比与]?(?:上年|去年|上一年度?)(?:同期)?(?:相比)?)(?:[，]|均|都)?(?:呈|有所|略有|明显|大幅度?|小幅|稳步|持续|显著)?"
    "(?:(?P<up>增长|增加|上升|提高|提升)|(?P<down>下降|减少|回落|降低|下滑))(?![至到为了约0-9近超达率幅的])(?=[，。；、）)态趋])"
)


def extract(facts: Facts) -> tuple[Relation, ...]:
    """All changes of the prose whose two numbers stand beside them, and reasons that speak against them."""
    text = facts.document.text
    found: list[Relation] = []
    index_of = {mention.start: at for at, mention in enumerate(facts.mentions)}
    for now, before in sentences(facts):
        place = {mention.start: at for at, mention in enumerate(now)}
        paired: set[int] = set()
        for pair in pairs(now, before):
            paired |= {pair.old.start, pair.new.start}
            found.extend(_of_pair(text, now, place, pair))
        found.extend(_times(text, now))
        found.extend(_back(text, now, paired))
        found.extend(balances(text, now))
        found.extend(from_nothing(text, now))
    for pair in across(facts.mentions):
        at = index_of[pair.new.start]
        follow = [m for m in facts.mentions[at : at + 5] if m.sentence == pair.new.sentence]
        found.extend(_of_pair(text, follow, {pair.new.start: 0, pair.old.start: -1}, pair))
    found.extend(reasons(facts))
    return _once(found)


def _once(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """Each change is judged once: by the pair in its own sentence where there is one."""
    seen: set[tuple[str, tuple[tuple[int, int], ...]]] = set()
    kept = []
    for relation in relations:
        key = (relation.expression, tuple(sorted((o.start, o.end) for o in relation.operands())))
        if key not in seen:
            seen.add(key)
            kept.append(relation)
    return tuple(kept)


def _of_pair(text: str, now: Sequence[Mention], place: dict[int, int], pair: Pair) -> Iterator[Relation]:
    first, last = sorted((place.get(pair.old.start, -1), place.get(pair.new.start, -1)))
    stated = False
    early = _early(text, now, first, pair)
    if early is not None:
        stated = True
        yield from relation_of(text, pair, early)
    for mention in now[max(first, 0) + 1 : last + 6]:
        if mention in (pair.old, pair.new):
            continue
        if mention.start > max(pair.old.start, pair.new.start) and "；" in mention.gap:
            break
        change = _change(text, mention, pair)
        if change is None:
            if mention.start > max(pair.old.start, pair.new.start):
                break
            continue
        stated = True
        yield from relation_of(text, pair, change)
    if pair.turn:
        yield turned(text, pair, pair.turn, pair.new.start)
    elif not stated and (
        match := _WORD.match(text, pair.old.end if pair.old.start > pair.new.start else pair.new.end)
    ):
        yield turned(text, pair, 1 if match["up"] else -1, match.end())


def _early(text: str, now: Sequence[Mention], first: int, pair: Pair) -> Change | None:
    """A change stated just before its numbers: 投诉量下降25%，由200件降到150件."""
    if pair.way != "from" or first < 1 or now[first - 1].sentence != pair.old.sentence:
        return None
    led = re.fullmatch("[^，。；]{0,6}[，、（][^，。；]{0,4}[由从][^，。；由从]{0,10}", pair.old.gap)
    change = _change(text, now[first - 1], pair) if led else None
    if (
        change is None
        and led
        and (way := direction(now[first - 1].label))
        and (origin(pair.old.label) or "") == ""
    ):
        mention = now[first - 1]
        alike = mention.quantity.dimension == "percent" != pair.new.quantity.dimension and sound(mention)
        return Change(mention, "rate", way[0]) if alike and plain_change(mention.label) else None
    return change


def _change(text: str, mention: Mention, pair: Pair) -> Change | None:
    """What a number says of a pair, or None when it speaks of something else."""
    q = mention.quantity
    way = direction(mention.label)
    if q.dimension == "multiple" and sound(mention):
        return _multiple(text, mention, pair, way)
    if way is None or not sound(mention) or q.point < 0:
        return None
    turn, at = way
    gross = "新增" in tail(mention.label) and pair.way != "from"
    names = (named(pair.new), named(pair.old))
    if gross or not free(mention.label, at, *names) or not plain_change(mention.label):
        return None
    if not compared_alike(tail(mention.label)[:at], pair.old.label):
        return None
    if q.dimension == "percent" and pair.new.quantity.dimension != "percent":
        constant = _CONSTANT_PRICES.search(named(pair.new)) and "名义" not in mention.label
        return None if constant else Change(mention, "rate", turn)
    if q.dimension == "point" and pair.new.quantity.dimension == "percent":
        return Change(mention, "difference", turn)
    return (
        Change(mention, "difference", turn) if same(mention, pair.new) and q.dimension != "percent" else None
    )


def _multiple(text: str, mention: Mention, pair: Pair, way: tuple[int, int] | None) -> Change | None:
    if of_old(mention.label) and compared_alike(mention.label, pair.old.label):
        return Change(mention, "multiple", 1)
    if "番" in text[mention.start : mention.end]:
        return Change(mention, "multiple", 1)
    if way and way[0] > 0 and free(mention.label, way[1], named(pair.new), named(pair.old)):
        return Change(mention, "grown", 1)
    return None


def _times(text: str, now: Sequence[Mention]) -> Iterator[Relation]:
    """a是b的k倍."""
    for index in range(2, len(now)):
        times, base = now[index], now[index - 1]
        if times.quantity.dimension != "multiple" or not re.fullmatch(".{0,6}的(?:近|约|将近)?", times.gap):
            continue
        near = [m for m in now[max(index - 4, 0) : index - 1] if level(m) and same(m, base)]
        if near and level(base) and re.search("[是为达]|相当于", tail(base.label)):
            pair = Pair(base, near[-1], "compared")
            yield from relation_of(text, pair, Change(times, "multiple", 1))


def _back(text: str, now: Sequence[Mention], paired: set[int]) -> Iterator[Relation]:
    """N，比上年增加d，增长p%: p is reckoned from N − d, the old number that is not printed."""
    for index in range(2, len(now)):
        new, difference, rate = now[index - 2 : index + 1]
        one, two = direction(difference.label), direction(rate.label)
        percents = (rate.quantity.dimension == "percent", difference.quantity.dimension == "percent")
        if one is None or two is None or percents != (True, False) or new.start in paired:
            continue
        if not (level(new) and same(new, difference) and sound(difference) and sound(rate)):
            continue
        apart = eras(rate.label) and eras(rate.label) != eras(difference.label)
        own = free(difference.label, one[1], named(new)) and free(rate.label, two[1], named(new))
        plain = plain_change(rate.label) and plain_change(difference.label) and "新增" not in difference.label
        if apart or not own or not plain or eras(new.label) & {"year", "base", "month"}:
            continue
        if (
            _CONSTANT_PRICES.search(named(new))
            or "；" in rate.gap + difference.gap
            or len(difference.gap) > 24
        ):
            continue
        base = Change(rate, "base", two[0])
        yield from relation_of(text, Pair(difference, new, "compared", one[0]), base)
