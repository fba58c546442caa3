"""Whether two characters that make no word may meet where one word ends and the next begins."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from auditor.facts.language_model import LanguageModel, model
from auditor.facts.language_tables import BITS, LOG_UNIT, MASK
from auditor.facts.wording_candidates import NEAR, Candidate
from auditor.facts.wording_evidence import Evidence

LEAST = 0.8  # log odds from which an impossible border decides
RARELY = 5e-8  # chance of two words meeting so, below which a text does not happen to hold it
PLAINLY, SELDOM = 1.9, 1.5e-7  # the same where the meant word speaks for itself
COMMONEST = 13.2  # cost in nats of the word that was meant; rarer ones explain little
PLEASING = frozenset(
    "悦享趣慧智惠韵忆艺益颐福馨尚优乐美爱嘉佳康童绘梦星阳雅暖融"
)  # names pun with these: 云悦读


def unheard(ids: Sequence[int], c: Candidate, e: Evidence, odds: float) -> bool:
    """Whether what is written is neither a word nor likely where words meet, and a common word is near.

    The weights ask more of a place whose surroundings the corpus does not know. That a string cannot be
    two words meeting is known of every trade: it follows from the word list alone.
    """
    if odds < LEAST or c.family != "character" or c.by == NEAR or e.named:
        return False
    if e.old_word > 1 or e.new_word < 2 or e.new_word_cost > COMMONEST + 4 * (e.new_word > 2):
        return False
    language, i, d = model(), c.start, c.meant[0]
    before, here, after = ids[i - 1 : i + 2]
    if here and language.alphabet[here - 1] in PLEASING:
        return False
    joins = [(before, here)] if language.word((before, d)) >= 0 else []
    joins += [(here, after)] if language.word((d, after)) >= 0 else []
    most = SELDOM if odds >= PLAINLY else RARELY
    return any(not language.count(pair) and _meeting(language, *pair) < most for pair in joins)


def _meeting(language: LanguageModel, a: int, b: int) -> float:
    """The chance that of two words one ends with ``a`` and the next begins with ``b``."""
    ends, starts = _borders(language)
    return ends[a] * starts[b]


@cache
def _borders(language: LanguageModel) -> tuple[list[float], list[float]]:
    """For each id the chance that a word ends, and that a word begins, with it."""
    size = len(language.alphabet) + 1
    ends, starts = [0.0] * size, [0.0] * size
    for key, cost in zip(language.arrays["words"], language.arrays["word_cost"], strict=True):
        share = math.exp(-cost / LOG_UNIT)
        ends[key & MASK] += share
        while key > MASK:
            key >>= BITS
        starts[key] += share
    return ends, starts
