"""Which characters are easily taken for one another, and which differ on purpose."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

COMMON = 50  # times two characters stand together in the official corpus
RARE = 6  # the same, where our own sentences count threefold (scripts/build_language_tables.py)
NUMERALS = frozenset("0123456789一二三四五六七八九十百千万亿零〇首两")
LINKS = frozenset("和与及暨")
"""Words for “and”: which of them a name has is fixed."""
BEFORE = frozenset(
    "在再由有以已于与予及即其是使至到从为对向将把被让给经据按和该各本我原现新老旧省市县区镇乡村"
)
"""Characters that may stand right before a name and be taken for its first."""
CONTRAST = NUMERALS | frozenset("上下左右前后东西南北内外大小男女新老旧高低初中末春夏秋冬甲乙丙丁")
"""Characters that tell one thing from another: numbers, directions, sizes, seasons, grades."""


@lru_cache(1 << 16)
def alike(a: str, b: str) -> bool:
    """Whether two single Han characters sound alike (tones apart) or look alike."""
    from auditor.facts.language_model import model
    from auditor.facts.wording_candidates import confusions

    identity = model().identity
    return a in identity and identity.get(b, 0) in confusions().of(identity[a])


@lru_cache(1 << 16)
def sounds(a: str, b: str) -> bool:
    """Whether two single Han characters have one reading in common, tones apart."""
    from auditor.facts.language_model import model
    from auditor.facts.wording_candidates import SOUND, confusions

    identity = model().identity
    return a in identity and confusions().of(identity[a]).get(identity.get(b, 0)) == SOUND


def opening(a: str, b: str) -> bool:
    """Whether one name may open with ``a`` and, by a slip, with ``b``: neither is a word that stands before names."""
    return sounds(a, b) and not {a, b} & BEFORE


def rare(part: str) -> bool:
    """Whether two neighbouring characters were hardly ever seen together in official prose."""
    from auditor.facts.language_model import model

    identity = model().identity
    ids = [identity.get(char, 0) for char in part]
    return any(model().count(pair) < RARE for pair in pairwise(ids))


def common_word(part: str) -> bool:
    """Whether official prose often puts these two characters together."""
    from auditor.facts.language_model import model

    return model().count([model().identity.get(char, 0) for char in part]) >= COMMON
