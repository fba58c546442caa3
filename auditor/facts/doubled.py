"""Characters, words and list items that stand twice in a row without being a reduplication of the language.

Chinese doubles on purpose (紧紧, 一件件, 讨论讨论) and by accident of word borders (图书馆｜馆长, 大学｜大学生).
Whether a doubling is one of these is asked of the word list of the language model and of the curated lists
in rules/general/reduplications.toml; for single characters the model also tells how much likelier the text
would be without one of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from auditor.facts.language_model import LanguageModel, model
from auditor.facts.language_tables import symbols
from auditor.text import is_traditional

Kind = Literal["phrase", "verbs", "character", "item"]

_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]"
_PHRASE = re.compile(f"(?=((?P<unit>{_HAN}{{2,12}}?)(?P=unit)))")
_CHARACTER = re.compile(f"(?P<unit>{_HAN})(?P=unit)")
_NUMERALS = "一二三四五六七八九十百千万亿几数两半每"
_LIKELIER = 8.0  # nats that the text must gain by dropping one character
_LIKELIER_WORDS = 4.0
_OWN_NAME = 3  # seen so often with its neighbours, a doubling is a name of the report
_REACH = 4
_ROW = 24
_PREPOSITIONS = "为对在将据按从由与和把被以向于因使"
_PAIRS = "一几双成结凑"
_SETTLED = re.compile("[^，。；]{0,6}(?:心愿|心事|夙愿|愿望|遗憾|恩怨|情缘|账|事)")  # 了了一桩心愿
_CLOSING = ("", "\n", *"，。；：！？、）”")
_AROUND = 24


@dataclass(frozen=True, slots=True)
class Doubling:
    """``text[start:middle]`` stands again as ``text[again:end]``; ``middle == again`` where they touch."""

    kind: Kind
    start: int
    middle: int
    again: int
    end: int


class Doublings:
    """Finds doublings in texts, given the curated lists."""

    def __init__(
        self,
        lists: Mapping[str, Any],
        language: LanguageModel | None = None,
        terms: frozenset[str] = frozenset(),
    ) -> None:
        self._characters = frozenset(lists["characters"])
        self._measures = frozenset(lists["measures"])
        self._phrases = frozenset(lists["phrases"])
        self._surnames = frozenset(lists["surnames"])
        self._words = frozenset(lists["words"])
        self._terms = terms
        self._foreign = frozenset(lists["foreign"])
        verbs = "|".join(sorted(set(lists["verbs"])))
        self._twice = re.compile(f"(?P<verb>{verbs})(?:了|并|并且)?(?:{verbs})?(?P<again>(?P=verb))")
        self._language = language

    @property
    def language(self) -> LanguageModel:
        if self._language is None:
            self._language = model()
        return self._language

    def phrases(self, text: str) -> Iterator[Doubling]:
        """Two or more characters twice in a row."""
        last = 0
        for match in _PHRASE.finditer(text):
            start, unit = match.start(), match["unit"]
            if start < last or len(set(unit)) == 1:
                continue
            middle = start + len(unit)
            end = last = _run_end(text, middle, unit)
            # Three times and more is a cheer or a sound; 认真认真再认真 is a figure of speech.
            again = text.startswith(("再" + unit, "还是" + unit, "又" + unit), end)
            if not again and end == middle + len(unit) and self._is_slip(text, start, unit, end):
                yield Doubling("phrase", start, middle, middle, end)
            elif end == middle + len(unit):
                last = start + 1

    def _is_slip(self, text: str, start: int, unit: str, end: int) -> bool:
        if unit in self._phrases or unit[0] in "很太好挺更最又一" or unit[0] in _NUMERALS:
            return False
        if text.startswith(("再" + unit, "又" + unit), end):
            return False  # 宣传宣传再宣传
        if self._two_compounds(text, start, unit, end):
            return False
        return len(unit) > 4 or self._cut_at(text, start, start + len(unit), end)

    def _two_compounds(self, text: str, start: int, unit: str, end: int) -> bool:
        """大学｜大学生, 资产阶级｜阶级斗争: the second of the two opens a word of its own."""
        if len(unit) > 4:
            return False
        if text[end : end + 1] in ("员", "者") or self._is_word(unit[-2:] + text[end : end + 1]):
            return True
        closes = any(self._is_word(text[start - more : start + 2]) for more in (1, 2) if start >= more)
        return closes and self._is_word(unit[-2:] + text[end : end + 2])

    def _cut_at(self, text: str, start: int, middle: int, end: int) -> bool:
        """Whether the likeliest division into words has borders at both ends and in the middle."""
        first, last = max(start - _REACH, 0), min(end + _REACH, len(text))
        read = symbols(text[first:last])
        _, cuts = self.language.divide(self._ids(text[first:last]), 0, len(read))
        borders = {first} | {first + read[cut - 1][2] for cut in cuts}
        if {start, middle, end} <= borders:
            return True
        if {start, middle} <= borders:  # 各项｜各项任务: the longer word is the word and another
            closed = min((border for border in borders if border > end), default=end)
            if closed - end >= 2 and self._is_word(text[start:middle]) and self._is_word(text[end:closed]):
                return True
        # 投入使用使用。: the first of the two closes a longer word, the second closes the clause
        return (
            {middle, end} <= borders and text[end : end + 1] in _CLOSING and self._is_word(text[start:middle])
        )

    def verbs(self, text: str) -> Iterator[Doubling]:
        """A governing verb, perhaps another one, and the first again (开展组织开展)."""
        for match in self._twice.finditer(text):
            if match.end("verb") < match.start("again"):
                yield Doubling("verbs", match.start(), match.end("verb"), match.start("again"), match.end())

    def characters(self, text: str) -> Iterator[Doubling]:
        """One character twice, where no word and no reduplication accounts for it."""
        found = [
            m
            for m in _CHARACTER.finditer(text)
            if self._is_odd(text, m.start(), m["unit"]) or self._opens_twice(text, m.start())
        ]
        around = Counter(text[m.start() - 1 : m.end() + 1] for m in found)
        for match in found:
            start = match.start()
            row = text[start + 1 : start + 3] in text[start + 3 : start + _ROW]  # 监管管出公平、管出效率
            if not row and around[text[start - 1 : start + 3]] < _OWN_NAME:
                yield Doubling("character", start, start + 1, start + 1, start + 2)

    def _is_odd(self, text: str, start: int, char: str) -> bool:
        before, after = text[start - 1 : start], text[start + 2 : start + 3]
        if start == 0 or char in (before, after) or not re.match(f"{_HAN}|[0-9]", before):
            return False
        counted = char in self._measures and before.isascii()
        spoken = char != "对" or before in _PAIRS  # 一对对新人, but 队员对对林区 is the preposition twice
        if not counted and spoken and (char in self._characters or char in self._measures):
            return False
        if char == "了" and _SETTLED.match(text, start + 2):
            return False
        if before == "一" and char not in self._words:
            return False
        if text[start - 2 : start - 1] == before or text[start + 3 : start + 4] == after:
            return False  # AABB
        if before in self._surnames and not self._is_word(before + char):
            return False
        if char in self._foreign and (before in self._foreign or after in self._foreign):
            return False  # 伊拉拉, 阿莎莎
        if not self._unexplained(text, start, char) or not self._gains(text, start):
            return False
        # The tables know simplified characters only (民眾眾多).
        return not is_traditional(text[max(start - _AROUND, 0) : start + _AROUND])

    def _opens_twice(self, text: str, start: int) -> bool:
        """为为保障…: a preposition twice where a clause begins; 对对联, 在在校生 go on with a word."""
        head = start == 0 or text[start - 1] in "，。；：\n"
        if not head or text[start] not in _PREPOSITIONS or not re.match(_HAN, text[start + 2 : start + 3]):
            return False
        return not any(self._is_word(text[start + 1 : start + 2 + more]) for more in (1, 2, 3)) and (
            text[start + 2] != text[start + 3 : start + 4]
        )

    def _unexplained(self, text: str, start: int, char: str) -> bool:
        """Whether no two words meet between the two characters and no word holds both."""
        if any(self._is_word(text[start - 1 : start + 2 + more]) for more in (0, 1)):
            return False
        if any(self._is_word(text[start - more : start + 4 - more]) for more in (0, 1, 2) if start >= more):
            return False
        if self._is_word(text[start : start + 3]):
            return False
        left = text[start - 1].isascii() or any(
            self._is_word(text[start - n : start + 1]) for n in (1, 2, 3) if start >= n
        )
        # 项目｜的的: what looks like 目的 belongs to the word before.
        left = left and not (char == "的" and start >= 2 and self._is_word(text[start - 2 : start]))
        right = any(self._is_word(text[start + 1 : start + 2 + n]) for n in (1, 2, 3))
        if text[start - 1].isascii() and char in self._measures:
            return not right  # 5人人, but 5人｜人均
        alone = char in self._words
        return not ((left or alone) and right) and not (left and alone)

    def _gains(self, text: str, start: int) -> bool:
        first, last = max(start - _REACH, 0), min(start + 2 + _REACH, len(text))
        with_both = self._ids(text[first:last])
        with_one = self._ids(text[first:start] + text[start + 1 : last])
        language = self.language
        gain = language.character_cost(with_both, 0, len(with_both)) - language.character_cost(
            with_one, 0, len(with_one)
        )
        lent = text[start] == "的" and self._is_word(
            text[start - 1 : start + 1]
        )  # 项目的的: 目的 looks likely
        if gain < _LIKELIER and not lent:
            return False
        words = language.divide(with_both, 0, len(with_both))[0]
        return words - language.divide(with_one, 0, len(with_one))[0] >= _LIKELIER_WORDS / (1 + lent)

    def _ids(self, text: str) -> list[int]:
        identity = self.language.identity
        return [identity.get(symbol, 0) for symbol, _, _ in symbols(text)]

    def _is_word(self, text: str) -> bool:
        identity = self.language.identity
        ids = [identity.get(char, 0) for char in text]
        return 1 < len(ids) <= _REACH and (text in self._terms or (all(ids) and self.language.word(ids) >= 0))


def _run_end(text: str, at: int, unit: str) -> int:
    while text.startswith(unit, at):
        at += len(unit)
    return at
