"""Changes against the two numbers between which they lie: differences, rates, multiples and directions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

from auditor.facts.change_balance import balances, remainders
from auditor.facts.change_forms import CONSTANT_PRICES, each_of, from_difference, times_of
from auditor.facts.change_pairs import Pair, across, pairs
from auditor.facts.change_reasons import reasons
from auditor.facts.change_results import Change, relation_of, turned
from auditor.facts.change_states import arrived, same
from auditor.facts.change_words import compared_alike, direction, free, of_old, origin, plain_change
from auditor.facts.change_zero import from_nothing
from auditor.facts.mentions import Mention
from auditor.facts.relations import Relation
from auditor.facts.slips import Explainer
from auditor.facts.statements import core, named, sentences, sound, tail

if TYPE_CHECKING:
    from auditor.facts import Facts

Sort = Literal["difference", "rate", "multiple", "grown", "base"]

_SPANS = frozenset({"year", "month", "day", "week"})
_LED = re.compile("[^，。；]{0,6}[，、（][^，。；]{0,4}[由从][^，。；由从]{0,10}")
_FORE = re.compile(
    "(?:有所|略有|明显|大幅|小幅|稳步|持续)(?:(?P<up>增长|增加|上升|提高|提升)|(?P<down>下降|减少|回落|降低|下滑))[，,][^，。；]{0,4}[由从][^，。；]{0,8}$"
)
_WORD = re.compile(
    "[，、（(]?(?:同比|[较比与]?(?:上年|去年|上一年度?)(?:同期)?(?:相比)?)(?:[，]|均|都)?(?:呈|有所|略有|明显|大幅度?|小幅|稳步|持续|显著)?"
    "(?:(?P<up>增长|增加|上升|提高|提升)|(?P<down>下降|减少|回落|降低|下滑))(?![至到为了约0-9近超达率幅的])(?=[，。；、）)态趋])"
)


def extract(facts: Facts) -> tuple[Relation, ...]:
    """All changes of the prose whose two numbers stand beside them, and reasons that speak against them."""
    page = Explainer(facts.document.text)
    found: list[Relation] = []
    index_of = {mention.start: at for at, mention in enumerate(facts.mentions)}
    for now, before in sentences(facts):
        place = {mention.start: at for at, mention in enumerate(now)}
        paired: set[int] = set()
        found_pairs = list(pairs(now, before))
        found.extend(each_of(page, now, place, [pair for pair in found_pairs if pair.way == "several"]))
        for pair in found_pairs:
            paired |= {pair.old.start, pair.new.start}
            found.extend(_of_pair(page, now, place, pair))
        found.extend(times_of(page, now))
        found.extend(from_difference(page, now, paired))
        found.extend(balances(page, now))
        found.extend(remainders(page, now))
        found.extend(from_nothing(page.text, now))
    for pair in across(facts.mentions):
        at = index_of[pair.new.start]
        follow = [m for m in facts.mentions[at : at + 5] if m.sentence == pair.new.sentence]
        found.extend(_of_pair(page, follow, {pair.new.start: 0, pair.old.start: -1}, pair))
    found.extend(reasons(facts))
    return _once(found)


def _once(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """Each change is judged once: by the pair in its own sentence where there is one."""
    seen: set[tuple[str, str, tuple[tuple[int, int], ...]]] = set()
    kept = []
    for relation in relations:
        key = (
            relation.expression,
            relation.operator,
            tuple(sorted((o.start, o.end) for o in relation.operands())),
        )
        if key not in seen:
            seen.add(key)
            kept.append(relation)
    return tuple(kept)


def _of_pair(
    page: Explainer, now: Sequence[Mention], place: dict[int, int], pair: Pair
) -> Iterator[Relation]:
    first, last = sorted((place.get(pair.old.start, -1), place.get(pair.new.start, -1)))
    stated = False
    early = _early(page, now, first, pair)
    if early is not None:
        stated = True
        yield from relation_of(page, pair, early)
    for mention in now[max(first, 0) + 1 : last + 6]:
        if mention in (pair.old, pair.new) or _is_span(mention):
            continue
        if mention.start > max(pair.old.start, pair.new.start) and "；" in mention.gap:
            break
        change = _change(page, mention, pair)
        if change is None:
            if mention.start > max(pair.old.start, pair.new.start):
                break
            continue
        stated = True
        yield from relation_of(page, pair, change)
    if pair.turn:
        yield turned(pair, pair.turn)
    told = 0 if stated else _told(page, pair)
    if told and told != pair.turn:
        yield turned(pair, told)


def _is_span(mention: Mention) -> bool:
    """四年间增长60%: a time that passed is no change itself."""
    return mention.quantity.dimension in _SPANS and direction(mention.label) is None


def _early(page: Explainer, now: Sequence[Mention], first: int, pair: Pair) -> Change | None:
    """A change stated just before its numbers: 投诉量下降25%，由200件降到150件; 比上年增加12人，达到186人."""
    if first < 1 or now[first - 1].sentence != pair.old.sentence:
        return None
    mention = now[first - 1]
    led = pair.way == "from" and _LED.fullmatch(pair.old.gap) and not core(origin(pair.old.label) or "")
    if not led and not (pair.way == "compared" and arrived(pair.new)):
        return None
    change, way = _change(page, mention, pair), direction(mention.label)
    if change or way is None or not sound(mention) or not plain_change(mention.label):
        return change
    if same(mention, pair.new):
        return Change(mention, "difference", way[0])
    alike = mention.quantity.dimension == "percent" != pair.new.quantity.dimension
    return Change(mention, "rate", way[0]) if alike else None


def _told(page: Explainer, pair: Pair) -> int:
    """Which way words without a number say the pair goes: 同比有所上升; 有所下降，由46件增至52件."""
    after = _WORD.match(page.text, max(pair.old.end, pair.new.end))
    match = after or (_FORE.search(pair.old.gap[-40:]) if pair.way == "from" else None)
    return 0 if not match else 1 if match["up"] else -1


def _change(page: Explainer, mention: Mention, pair: Pair) -> Change | None:
    """What a number says of a pair, or None when it speaks of something else."""
    q = mention.quantity
    way = direction(mention.label)
    if q.dimension == "multiple" and sound(mention):
        return _multiple(page, mention, pair, way)
    if q.dimension == "percent" and of_old(mention.label) and sound(mention):
        alike = compared_alike(mention.label, pair.old.label, pair.new.label)
        return Change(mention, "multiple", 1) if alike and pair.new.quantity.dimension != "percent" else None
    if way is None or not sound(mention) or q.point < 0:
        return None
    turn, at = way
    gross = "新增" in tail(mention.label) and pair.way != "from"
    names = (named(pair.new), named(pair.old))
    if (
        gross
        or "分别" in mention.label
        or pair.way == "several"
        or not free(mention.label, at, *names)
        or not plain_change(mention.label)
    ):
        return None
    if not compared_alike(tail(mention.label)[:at], pair.old.label, pair.new.label):
        return None
    if q.dimension == "percent" and pair.new.quantity.dimension != "percent":
        constant = CONSTANT_PRICES.search(named(pair.new)) and "名义" not in mention.label
        return None if constant else Change(mention, "rate", turn)
    if q.dimension == "point" and pair.new.quantity.dimension == "percent":
        return Change(mention, "difference", turn)
    return (
        Change(mention, "difference", turn) if same(mention, pair.new) and q.dimension != "percent" else None
    )


def _multiple(page: Explainer, mention: Mention, pair: Pair, way: tuple[int, int] | None) -> Change | None:
    if of_old(mention.label) and compared_alike(mention.label, pair.old.label, pair.new.label):
        return Change(mention, "multiple", 1)
    if "番" in page.text[mention.start : mention.end]:
        return Change(mention, "multiple", 1)
    if way and way[0] > 0 and free(mention.label, way[1], named(pair.new), named(pair.old)):
        return Change(mention, "grown", 1)
    return None
