"""Slips put into clean sentences: by sound, near sound, shape, a word of the same sound, drop, doubling, swap."""

from __future__ import annotations

import math
from bisect import bisect_left
from random import Random

from material import Sentence, Slip

from auditor.facts.wording_candidates import Confusions

KINDS = {"sound": 30, "near": 10, "shape": 15, "word": 15, "missing": 10, "extra": 10, "swap": 10}
TRIES = 40
FREQUENT = 120  # rarer characters (cost × 10) are nobody's slip
OFTEN = 300  # an extra character is one of so many commonest


def injected(sentence: Sentence, kind: str, random: Random, alike: Confusions) -> Sentence | None:
    """The sentence with one slip of this kind, or None when none could be placed."""
    text = sentence.text
    for _ in range(TRIES):
        i = random.randrange(len(text))
        if _han(text[i]) and (slip := _slip(text, i, kind, random, alike)):
            written, place = slip
            changed = text[: place.start] + written + text[place.start + len(place.meant) :]
            return Sentence(changed, (place,), f"injected {kind}", sentence.half)
    return None


def _han(text: str) -> bool:
    return bool(text) and all("\u4e00" <= c <= "\u9fff" for c in text)


def _slip(text: str, i: int, kind: str, random: Random, alike: Confusions) -> tuple[str, Slip] | None:
    """What is written at ``i`` and the slip it makes."""
    if kind in ("sound", "near", "shape"):
        written = _confused(text[i], kind, random, alike)
        return (written, Slip(i, i + 1, text[i])) if written else None
    if kind == "word":
        word = text[i : i + 2]
        written = _homophone(word, random, alike) if len(word) == 2 and _han(word) else ""
        return (written, Slip(i, i + 2, word)) if written else None
    if not (0 < i < len(text) - 1 and _han(text[i - 1]) and _han(text[i + 1])):
        return None
    if kind == "missing" and text[i] not in (text[i - 1], text[i + 1]):
        return "", Slip(i, i, text[i])
    if kind == "extra":
        model = alike.model
        other = random.choices(range(OFTEN), [math.exp(-model.rarity(k + 1) / 10) for k in range(OFTEN)])[0]
        written = text[i] if random.random() < 0.4 else model.alphabet[other]
        return (written, Slip(i, i + 1, "")) if _han(written) else None
    if kind == "swap" and text[i] != text[i + 1]:
        return text[i + 1] + text[i], Slip(i, i + 2, text[i : i + 2])
    return None


def _confused(character: str, kind: str, random: Random, alike: Confusions) -> str:
    model = alike.model
    found = alike.of(model.identity.get(character, 0)).items()
    others = [d for d, k in found if k == kind and model.rarity(d) < FREQUENT]
    if not others:
        return ""
    return model.alphabet[random.choices(others, [math.exp(-model.rarity(d) / 20) for d in others])[0] - 1]


def _homophone(word: str, random: Random, alike: Confusions) -> str:
    model = alike.model
    ids = [model.identity.get(c, 0) for c in word]
    if model.word(ids) < 0:
        return ""
    key = alike.sound(ids[0]) << 10 | alike.sound(ids[1])
    keys, places = model.arrays["sound_keys"], model.arrays["sound_words"]
    others = []
    for at in range(bisect_left(keys, key), bisect_left(keys, key + 1)):
        meant = model.spelled(places[at])
        if meant[0] != ids[0] and meant[1] != ids[1]:
            others.append((meant, math.exp(-model.word_cost(places[at]) / 2)))
    if not others:
        return ""
    chosen = random.choices([o for o, _ in others], [w for _, w in others])[0]
    return "".join(model.alphabet[k - 1] for k in chosen)
