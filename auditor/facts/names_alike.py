"""Which characters are easily taken for one another, and which differ on purpose."""

from __future__ import annotations

NUMERALS = frozenset("0123456789一二三四五六七八九十百千万亿零〇首两")
LINKS = frozenset("和与及暨")
"""Words for “and”: which of them a name has is fixed."""
CONTRAST = NUMERALS | frozenset("上下左右前后东西南北内外大小男女新老旧高低初中末春夏秋冬甲乙丙丁")
"""Characters that tell one thing from another: numbers, directions, sizes, seasons, grades."""


def alike(a: str, b: str) -> bool:
    """Whether two single Han characters sound alike (tones apart) or look alike."""
    from auditor.facts.language_model import model
    from auditor.facts.wording_candidates import confusions

    identity = model().identity
    return a in identity and identity.get(b, 0) in confusions().of(identity[a])


def sounds(a: str, b: str) -> bool:
    """Whether two single Han characters have one reading in common, tones apart."""
    from auditor.facts.language_model import model
    from auditor.facts.wording_candidates import SOUND, confusions

    identity = model().identity
    return a in identity and confusions().of(identity[a]).get(identity.get(b, 0)) == SOUND
