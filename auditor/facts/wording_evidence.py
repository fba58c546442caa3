"""What speaks for a candidate: how likely the place is as written and as it may have been meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from auditor.facts.language_model import LONGEST_WORD, LanguageModel, States, cheapest
from auditor.facts.wording_candidates import Candidate, Confusions

CONTEXT = 5  # characters on either side that are weighed
NEARBY = 40
REACH = 3  # characters after the place whose chance the place changes
NARROW = 3  # characters on either side for the quick look at words
Words = list[tuple[int, int]]  # for each position the start and end of the word that holds it
LEAST_CHARACTER_GAIN = {"character": 5.0, "word": 7.5, "missing": 8.0, "extra": 10.0, "swap": 5.0}
LEAST_WORD_GAIN = {"character": 4.0, "word": 0.0, "missing": -3.0, "extra": 7.0, "swap": 3.0}
"""What falls short of these never reached a score that counts (fewer than one in a hundred)."""
SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜"
    "倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳"
    "裴席卫查屈鲍位覃霍翁隋植甘景单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫全褚廉简娄盖符"
)
FUNCTION = frozenset("的了和与在是为以及并等将要从对中上下，。、；：“”（）》《不也都又就还到被把\n0")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a candidate. Gains in nats; counts in the official corpus; lengths of words in characters."""

    character_gain: float
    word_gain: float
    new_cost: float  # per character of the window, candidate put in
    old_cost: float
    new_word: int  # length of the word that holds the candidate
    new_word_cost: float  # of that word, in nats
    old_word: int  # longest word at the place as written
    run4: float  # how often the best run of four (three) with the candidate was seen
    run3: float
    left: float  # how often the candidate was seen with the neighbour
    right: float
    old_left: float
    old_right: float
    old_run3: float
    left_word: int  # length of the neighbouring words, candidate put in
    right_word: int
    left_supported: bool
    right_supported: bool
    named: bool  # stands right behind a lone surname
    recurs: bool  # the rarest character as written stands again nearby
    patterned: bool  # the place is part of a form like 应收尽收, with one character twice
    familiar: float  # share of the surroundings made of frequent runs


class Written:
    """A place as it is written, reckoned once for all candidates for it. Window: CONTEXT ids on either side."""

    def __init__(self, model: LanguageModel, ids: Sequence[int], start: int, end: int) -> None:
        first, last = max(0, start - CONTEXT), min(len(ids), end + CONTEXT)
        self._model, self._length = model, end - start
        self.at = start - first
        self.window = list(ids[first:last])
        self.cost = model.character_cost(self.window, self.at, self.at + self._length + REACH)
        self._first = max(0, self.at - NARROW)
        self._narrow = self.window[self._first : self.at + self._length + NARROW]

    @cached_property
    def _loose_costs(self) -> list[float]:
        return self._model.loose_costs(self._narrow)

    @cached_property
    def _divisions(self) -> list[States]:
        return self._model.divisions(self.window)

    @cached_property
    def division(self) -> tuple[float, Words]:
        return _cheapest(self._divisions)

    @cached_property
    def run3(self) -> float:
        return _best_run(self._model, self.window, self.at, self._length, 3)

    @cached_property
    def beside(self) -> tuple[float, float]:
        """How often the place was seen with its neighbours."""
        return _beside(self._model, self.window, self.at, self._length)

    @cached_property
    def longest_word(self) -> int:
        return _longest(self.division[1][self.at : self.at + max(self._length, 1)])

    def loose_gain(self, new: Sequence[int], more: int) -> float:
        """What words by themselves gain near the place when the window is ``new``, so much longer."""
        narrow = new[self._first : self._first + len(self._narrow) + more]
        same = self._loose_costs[: self.at - self._first + 1]
        return self._loose_costs[-1] - self._model.loose_costs(narrow, same)[-1]

    def divided(self, new: Sequence[int]) -> tuple[float, Words]:
        """The cheapest division of a window that is the same up to the place."""
        return _cheapest(self._model.divisions(new, self._divisions[: self.at + 1]))


class Places(dict[tuple[int, int], Written]):
    """The places of one line by their start and end."""

    def __init__(self, model: LanguageModel, ids: Sequence[int]) -> None:
        super().__init__()
        self._model, self._ids = model, ids

    def __missing__(self, place: tuple[int, int]) -> Written:
        written = self[place] = Written(self._model, self._ids, *place)
        return written


def weigh(
    model: LanguageModel,
    alike: Confusions,
    ids: Sequence[int],
    doubtful: bytes,
    c: Candidate,
    places: Places,
    least: float | None = None,
) -> Evidence | None:
    """The evidence for a candidate, or None when it does not even look better.

    ``places`` remembers what is reckoned of ``ids`` as written; ``least`` replaces the quick look by a
    bound on the gain in characters (nats).
    """
    written, n = c.end - c.start, len(c.meant)
    place = places[c.start, c.end]
    at, old = place.at, place.window
    new = [*old[:at], *c.meant, *old[at + written :]]
    gain = place.cost - model.character_cost(new, at, at + n + REACH)
    if gain < (LEAST_CHARACTER_GAIN[c.family] if least is None else least):
        return None
    if least is None and place.loose_gain(new, n - written) < LEAST_WORD_GAIN[c.family]:
        return None
    old_total, old_words = place.division
    new_total, words = place.divided(new)
    first = at if n else at - 1
    start, stop = words[first][0], words[at + max(n - 1, 0)][1]
    left_word = words[start - 1] if start else (0, 0)
    right_word = words[stop] if stop < len(new) else (0, 0)
    held = model.word(new[start:stop]) if stop - start <= LONGEST_WORD else -1
    left, right = _beside(model, new, at, n)
    return Evidence(
        character_gain=gain,
        word_gain=old_total - new_total,
        new_cost=new_total / len(new),
        old_cost=old_total / len(old),
        new_word=_longest(words[first : at + max(n, 1)]),
        new_word_cost=model.word_cost(held),
        old_word=place.longest_word,
        run4=_best_run(model, new, at, n, 4),
        run3=_best_run(model, new, at, n, 3),
        left=left,
        right=right,
        old_left=place.beside[0],
        old_right=place.beside[1],
        old_run3=place.run3,
        left_word=left_word[1] - left_word[0],
        right_word=right_word[1] - right_word[0],
        left_supported=_supported(model, new, left_word),
        right_supported=_supported(model, new, right_word),
        named=_named(model, alike, old, old_words, at),
        recurs=_recurs(model, ids, c),
        patterned=_patterned(old, at, at + written),
        familiar=_familiar(doubtful, c),
    )


def _cheapest(divisions: Sequence[States]) -> tuple[float, Words]:
    """The cost of the cheapest division and for each position the word that holds it."""
    total, cuts = cheapest(divisions)
    return total, [word for word in pairwise(cuts) for _ in range(*word)]


def _longest(words: Words) -> int:
    return max([end - start for start, end in words])


def _beside(model: LanguageModel, ids: Sequence[int], at: int, n: int) -> tuple[float, float]:
    """How often ids[at:at + n] was seen with the one before and with the one after; across it when n is 0."""
    after = model.count(ids[at + n - 1 : at + n + 1]) if at + n < len(ids) else 0.0
    return model.count(ids[at - 1 : at + 1]), after


def _best_run(model: LanguageModel, ids: Sequence[int], at: int, n: int, size: int) -> float:
    """How often the commonest run of ``size`` that meets ids[at:at + n] was seen; spans it when n is 0."""
    first, last = max(0, at - size + 1), min(at + n if n else at, len(ids) - size + 1)
    return max([model.count(ids[i : i + size]) for i in range(first, last)], default=0.0)


def _supported(model: LanguageModel, ids: Sequence[int], word: tuple[int, int]) -> bool:
    """Whether the neighbour is a word of two or more characters, a function word, a mark or an end."""
    start, end = word
    return end - start != 1 or (ids[start] > 0 and model.alphabet[ids[start] - 1] in FUNCTION)


def _recurs(model: LanguageModel, ids: Sequence[int], c: Candidate) -> bool:
    """Whether the rarest character as written stands again nearby: what recurs is a topic, not a slip."""
    if c.start == c.end:
        return False
    rarest = max(ids[c.start : c.end], key=model.rarity)
    return rarest in ids[max(0, c.start - NEARBY) : c.start] or rarest in ids[c.end : c.end + NEARBY]


def _patterned(ids: Sequence[int], start: int, end: int) -> bool:
    places = range(max(0, start - 2), min(end, len(ids) - 2))
    return any(ids[i] == ids[i + 2] for i in places)


def _familiar(doubtful: bytes, c: Candidate) -> float:
    around = doubtful[max(0, c.start - NEARBY) : c.start + NEARBY]
    return 1 - around.count(1) / len(around)


def _named(model: LanguageModel, alike: Confusions, ids: Sequence[int], words: Words, at: int) -> bool:
    """Whether one of the two characters before stands alone, as written, and is a surname."""
    for i in (at - 1, at - 2):
        if i < 0 or words[i] != (i, i + 1) or not alike.is_han(ids[i]):
            return False
        if model.alphabet[ids[i] - 1] in SURNAMES:
            return True
    return False
