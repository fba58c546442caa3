"""One calibrated score for a candidate, from the evidence that speaks for it."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path

from auditor.facts.wording_candidates import NEAR, SHAPE, Candidate
from auditor.facts.wording_evidence import Evidence

PATH = Path(__file__).resolve().parents[1] / "data" / "wording.json"


def features(c: Candidate, e: Evidence) -> tuple[float, ...]:
    """The numbers that WEIGHTS weigh, in its order."""
    both = min(e.character_gain, e.word_gain, 25.0)
    return (
        1.0,
        min(e.character_gain, 30.0) / 10,
        min(e.word_gain, 30.0) / 10,
        both / 10,
        c.by == NEAR,
        c.by == SHAPE,
        len(c.meant) > 2,
        e.recurs,
        e.patterned,
        e.familiar,
        e.new_word < 2,
        e.new_word == 3,
        e.new_word > 3,
        e.new_word_cost / 10,
        (e.new_word_cost / 10) ** 2,
        e.old_word == 2,
        e.old_word == 3,
        e.old_word > 3,
        _log(e.run4),
        _log(e.run3),
        _log(e.left),
        _log(e.right),
        not e.left,
        not e.right,
        _log(e.old_left),
        _log(e.old_right),
        _log(e.old_run3),
        e.named,
        e.new_cost,
        e.old_cost,
        e.left_word == 1,
        e.right_word == 1,
        e.left_supported,
        e.right_supported,
        e.left_supported and e.right_supported,
    )


@cache
def weights() -> dict[str, tuple[float, ...]]:
    """What benchmarks/typos/fit.py found for each family of candidates."""
    table: dict[str, list[float]] = json.loads(PATH.read_text("utf-8"))
    return {family: tuple(values) for family, values in table.items()}


def score(c: Candidate, e: Evidence) -> float:
    """Log odds that the candidate is what was meant."""
    return sum(w * f for w, f in zip(weights()[c.family], features(c, e), strict=True))


def probability(odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def _log(count: float) -> float:
    return math.log1p(min(count, 1000.0))
