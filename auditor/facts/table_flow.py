"""Stocks and flows: what there was, what came and what went against what is left, row by row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from auditor.facts.table_claims import Claim, failing, filled, judged, point, support, value
from auditor.facts.table_model import Table
from auditor.interval import exactly

FLOW = "flow"
_OPENING = re.compile(
    "(?:年|期|月|季|学期)初(?:数|余额|库存|结存|存量|存栏|人数|未结)?|(?:上年|上期|上月|上季)(?:末|结转|结存|结余|余额).{0,4}|旧存.{0,2}"
)
_CLOSING = re.compile(
    "(?:年|期|月|季|学期)末(?:数|余额|库存|结存|存量|存栏|人数|未结)?|(?:本?[年期月]|累计)?(?:结存|结余)(?:数|额|量)?|库存(?:数|量|余额)?|期终.{0,3}"
)
_IN = re.compile(
    "(?:本?[年期月]|当[年期月])?(?:新?增加?|增加|收入|入库|购入|购进|新增|转入|调入|补充|存入|收回|新收|繁殖|流入)(?:数|额|量|人数|金额)?"
)
_OUT = re.compile(
    "(?:本?[年期月]|当[年期月])?(?:减少|支出|出库|领用|报废|转出|调出|注销|退出|消耗|剔除|发放|销售|出栏|结案|审结|流出|发出|核销)(?:数|额|量|人数|金额)?"
)


def is_flow(claim: Claim) -> bool:
    """Whether a claim is one of these; its formula tells how many of its members came in."""
    return claim.formula.startswith(FLOW)


def flows(table: Table) -> list[Claim]:
    """What the column of what is left claims in each row, where the headers leave no doubt."""
    names = {
        at: re.sub("[（(][^（）()]{0,12}[）)]$", "", table.columns[at].name) for at in table.numeric_columns()
    }
    opening, closing, came, went = (
        [at for at, name in names.items() if pattern.fullmatch(name)]
        for pattern in (_OPENING, _CLOSING, _IN, _OUT)
    )
    if (
        len(opening) != 1
        or len(closing) != 1
        or not came
        or not went
        or len(came) + len(went) + 2 < len(names)
    ):
        return []
    if len({table.columns[at].unit for at in (*opening, *closing, *came, *went)}) > 1:
        return []
    members = (*opening, *came, *went)
    claims = [
        run(
            table,
            Claim(
                "derived", "=", (row, closing[0]), tuple((row, at) for at in members), f"{FLOW}{len(came)}"
            ),
        )
        for row in range(len(table.rows))
    ]
    claims = judged(claims)
    return claims if support(table, claims) and failing(claims) <= support(table, claims) else []


def run(table: Table, claim: Claim) -> Claim:
    """The claim judged; one with an empty end claims nothing."""
    if not filled(table, claim.target) or not filled(table, claim.members[0]):
        return claim
    left, parts = value(table, claim.target), [value(table, place) for place in claim.members]
    known = [one for one in parts if one is not None]
    if left is None or len(known) < len(parts):
        return claim
    computed, shown = exactly(0), Fraction(0)
    for sign, one, place in zip(signs(claim), known, claim.members, strict=True):
        computed += one if sign > 0 else exactly(0) - one
        shown += sign * point(table, place)
    verdict = "consistent" if left.meets(computed) else "inconsistent"
    return replace(claim, verdict=verdict, computed=computed, shown=shown)


def signs(claim: Claim) -> Sequence[int]:
    """+1 for what was there and what came, −1 for what went."""
    plus = 1 + int(claim.formula.removeprefix(FLOW))
    return [1 if at < plus else -1 for at in range(len(claim.members))]
