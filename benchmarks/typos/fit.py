"""Fits the weights of auditor/data/wording.json: logistic regression per family of candidates.

    python benchmarks/typos/fit.py

Learns from one half of the development sentences, from nearly clean documents and from slips injected
into both; measure.py reports the other half apart. Pure Python, about half a minute.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator
from random import Random

from inject import KINDS, injected
from material import Sentence, newspaper, official, reports

from auditor.facts.language_model import model
from auditor.facts.wording import candidates
from auditor.facts.wording_candidates import confusions
from auditor.facts.wording_own import read
from auditor.facts.wording_score import PATH, features

SEED = 7
LEAST_GAIN = 4.0
PENALTY = 1.0
ROUNDS = 30
Rows = tuple[list[tuple[float, ...]], list[float]]


def training() -> Iterator[Sentence]:
    random, alike = Random(SEED), confusions()
    kinds, shares = list(KINDS), list(KINDS.values())
    papers = [s for s in newspaper() if s.half == 0]
    documents = reports()
    yield from (s for s in official() if s.half == 0)
    yield from papers
    yield from documents
    for sentence in documents * 4 + papers * 2:
        kind = random.choices(kinds, shares)[0]
        if changed := injected(sentence, kind, random, alike):
            yield changed


def rows() -> dict[str, Rows]:
    """Features and labels per family; what overlaps a slip without repairing it teaches nothing."""
    found: dict[str, Rows] = defaultdict(lambda: ([], []))
    language = model()
    for sentence in training():
        text, reading = sentence.text, read(language, sentence.text)
        for candidate, evidence in candidates(reading, least=LEAST_GAIN):
            start, end = reading.start(candidate.start), reading.start(candidate.end)
            meant = "".join(language.alphabet[i - 1] for i in candidate.meant)
            near = [s for s in sentence.slips if s.start <= end and start <= s.end]
            repaired = text[:start] + meant + text[end:]
            right = any(repaired == text[: s.start] + s.meant + text[s.end :] for s in near)
            if near and not right:
                continue
            x, y = found[candidate.family]
            x.append(tuple(map(float, features(candidate, evidence))))
            y.append(float(right))
    return found


def fit(x: list[tuple[float, ...]], y: list[float]) -> list[float]:
    """Newton's method on the penalised log likelihood; the intercept is not penalised."""
    size = len(x[0])
    penalty = [0.01] + [PENALTY] * (size - 1)
    weights = [0.0] * size
    for _ in range(ROUNDS):
        gradient = [-p * w for p, w in zip(penalty, weights, strict=True)]
        hessian = [[penalty[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
        for row, label in zip(x, y, strict=True):
            _add(row, label, weights, gradient, hessian)
        step = solve(hessian, gradient)
        weights = [w + s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-5:
            break
    return weights


def _add(
    row: tuple[float, ...],
    label: float,
    weights: list[float],
    gradient: list[float],
    hessian: list[list[float]],
) -> None:
    used = [(i, v) for i, v in enumerate(row) if v]
    odds = sum(weights[i] * v for i, v in used)
    chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
    spread = chance * (1 - chance)
    for i, v in used:
        gradient[i] += (label - chance) * v
        line, scaled = hessian[i], spread * v
        for j, u in used:
            line[j] += scaled * u


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Gaussian elimination with pivoting."""
    table = [[*line, value] for line, value in zip(matrix, vector, strict=True)]
    size = len(table)
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(table[r][i]))
        table[i], table[pivot] = table[pivot], table[i]
        for r in range(i + 1, size):
            if factor := table[r][i] / table[i][i]:
                table[r] = [a - factor * b for a, b in zip(table[r], table[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        rest = sum(table[i][j] * found[j] for j in range(i + 1, size))
        found[i] = (table[i][size] - rest) / table[i][i]
    return found


def main() -> None:
    weights = {}
    for family, (x, y) in sorted(rows().items()):
        weights[family] = [round(w, 3) for w in fit(x, y)]
        print(f"{family}: {len(x)} candidates, {sum(y):.0f} right")
    PATH.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
