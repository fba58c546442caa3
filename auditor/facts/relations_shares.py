"""Shares against the part and the whole that stand beside them.

A share holds when any part and whole near it give it. It is told to be wrong only when the part stands
directly before it, the words tie part, whole and percentage together, and nothing near fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.facts.mentions import Mention
from auditor.facts.relations import Relation, Verdict
from auditor.facts.share_claims import Claim, claim, leads
from auditor.facts.share_groups import groups
from auditor.facts.share_limits import beyond, impossible, of_sum
from auditor.facts.share_pairs import ALL, REACH, Pair, counts, holds, meant, possible, tied
from auditor.facts.slips import Explainer, Values, swapped, telling
from auditor.facts.statements import (
    akin,
    counted_alike,
    is_listed,
    operand,
    percent,
    places,
    scaled,
    sentences,
    sound,
)
from auditor.interval import exactly

if TYPE_CHECKING:
    from auditor.facts import Facts


def extract(facts: Facts) -> tuple[Relation, ...]:
    """All shares of the prose, and groups of shares of one whole."""
    found: list[Relation] = []
    page = Explainer(facts.document.text)
    for now, before in sentences(facts):
        found.extend(_of_sentence(page, now, counts(before[-REACH:])))
    found.extend(groups(facts, page))
    return tuple(found)


def _of_sentence(page: Explainer, now: Sequence[Mention], before: list[Mention]) -> Iterator[Relation]:
    whole: Mention | None = None
    for index, mention in enumerate(now):
        if "分别占" in mention.label:
            yield from _each(page, now, index)
        stated = claim(page.text, mention, now[index - 1] if index else None)
        if stated is None:
            continue
        near = counts(now[max(index - REACH, 0) : index])
        if not near and index == 0 and stated.form in ("name", "rate"):
            near = counts(now[1:4])
        for relation, pair in _of_claim(page, stated, near, before, index, now, whole):
            whole = pair.whole if pair and relation.verdict != "unknown" else whole
            yield relation


def _each(page: Explainer, now: Sequence[Mention], index: int) -> Iterator[Relation]:
    """甲2000万元、乙3000万元，分别占40%和60%."""
    size = 1
    while index + size < len(now) and size < REACH and is_listed(now[index + size]):
        size += 1
    shares, parts = now[index : index + size], now[max(index - size, 0) : index]
    wholes = counts(now[max(index - REACH, 0) : max(index - size, 0)])
    listed = len(parts) == size > 1 and all(is_listed(part) for part in parts[1:])
    if not listed or len(counts(parts)) != size or any(m.quantity.dimension != "percent" for m in shares):
        return
    alike = [whole for whole in wholes if all(counted_alike(part, whole) for part in parts)]
    if len(alike) != 1 or any(
        m.quantity.value.surely_less(part.quantity.value) for m in alike for part in parts
    ):
        return
    for share, part in zip(shares, parts, strict=True):
        stated, pair = Claim(share, "name"), Pair((part,), alike[0])
        if holds(pair, share.quantity.value):
            yield _relation(stated, pair, "consistent")
        else:
            yield _judged(page, stated, pair, True)


def _of_claim(
    page: Explainer,
    stated: Claim,
    near: list[Mention],
    before: list[Mention],
    index: int,
    now: Sequence[Mention],
    whole: Mention | None,
) -> Iterator[tuple[Relation, Pair | None]]:
    if stated.form == "number":
        yield from _of_number(page, stated, near, before, now[index - 1])
        return
    value = stated.percent.quantity.value
    if stated.bounded and ALL.surely_less(value) and not stated.percent.quantity.hedges:
        yield beyond(stated), None
        return
    fits = next((pair for pair in possible(stated, near, before) if holds(pair, value)), None)
    if fits:
        yield _relation(stated, fits, "consistent"), fits
        return
    pair = meant(stated, near, before, now, index, whole)
    if pair is None:
        yield from ((relation, None) for relation in impossible(stated, near, before, now))
        return
    if holds(pair, value):
        yield _relation(stated, pair, "consistent"), pair
        return
    if of_sum(pair, near, value):
        return
    yield _judged(page, stated, pair, tied(page.text, stated, pair, near, whole), len(near) == 2), pair


def _of_number(
    page: Explainer, stated: Claim, near: list[Mention], before: list[Mention], whole: Mention
) -> Iterator[tuple[Relation, Pair]]:
    """占全部业务35165笔的87%, 为预算70326万元的98%."""
    if not sound(whole) or whole.quantity.point <= 0 or not leads(page.text, whole):
        return
    parts = [part for part in near if part.start < whole.start and akin(part, whole)]
    parts = parts or [part for part in before if akin(part, whole)]
    if not parts:
        return
    pairs = [Pair((part,), whole) for part in reversed(parts)]
    value = stated.percent.quantity.value
    fits = next((pair for pair in pairs if holds(pair, value)), None)
    if fits:
        yield _relation(stated, fits, "consistent"), fits
    else:
        close = parts[-1].sentence == whole.sentence
        counted = parts[-1].quantity.unit == whole.quantity.unit or "noun" not in (
            parts[-1].quantity.dimension,
            whole.quantity.dimension,
        )
        tied = close and counted and len(page.text[parts[-1].end : whole.start]) <= 40
        yield _judged(page, stated, pairs[0], tied), pairs[0]


def _judged(page: Explainer, stated: Claim, pair: Pair, tied: bool, alone: bool = False) -> Relation:
    share = stated.percent

    def agrees(values: Values) -> bool:
        ratio = pair.ratio(values[:-1])
        return ratio is not None and ratio.meets(values[-1])

    found = page.slip((*pair.mentions(), share), agrees)
    sure = tied or telling(found) or (stated.form == "rate" and alone and swapped(found))
    return _relation(
        stated, pair, "inconsistent" if sure else "unknown", str(found or ""), "certain" if tied else "likely"
    )


def _relation(
    stated: Claim, pair: Pair, verdict: Verdict, repair: str = "", sure: str = "certain"
) -> Relation:
    share = stated.percent
    ratio = pair.ratio([m.quantity.value for m in pair.mentions()])
    point, digits = pair.point(), places(share)
    shown = scaled(pair.mentions())
    over = "+".join(shown[:-1])
    left = f"（{over}）" if len(shown) > 2 else over
    sum_text = f"1−{left}÷{shown[-1]}" if pair.rest else f"{left}÷{shown[-1]}"
    return Relation(
        kind="share",
        operator="=",
        left=operand(share, "share"),
        right=(*(operand(part, "part") for part in pair.parts), operand(pair.whole, "whole")),
        computed=ratio or exactly(point),
        expression=f"{sum_text}={percent(point, digits)}",
        verdict=verdict,
        evidence=f"share:quotient:{sure}",
        reason="" if verdict != "unknown" else "看不出是谁占谁的",
        gap=percent(share.quantity.point - point, digits),
        repair=repair,
        shown=percent(point, digits),
    )
