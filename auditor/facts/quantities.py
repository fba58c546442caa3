"""Quantities: every number of a text that counts or measures something, as an interval of exact values.

One pass over plain text. Years, dates, times, ordinals, codes, list markers, set phrases and whatever stands
inside quotation marks or book-title marks are no quantities.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from auditor.facts import quantities_context as context
from auditor.facts.numerals import HAN_NUMERAL, LONGEST, Numeral, arabic
from auditor.facts.quantities_chinese import counts_nothing
from auditor.facts.quantities_read import ARABIC, Piece, known, read
from auditor.facts.quantities_units import UNIT_START
from auditor.facts.quantities_values import Quantity, aligned, build, grouped, interval
from auditor.facts.quantities_words import NEAR

__all__ = ["Quantity", "extract"]

_DASH = "(?:[-–—~～―－]{1,2}|至|到)"
_CORE = re.compile(
    f"(?=[“《「h0-9０-９翻一半{HAN_NUMERAL}])(?:"  # or every character would be tried in all ways
    "(?P<quote>“[^“”\n]{0,40}”|《[^《》\n]{1,60}》|「[^「」\n]{0,40}」|https?://[!-~]{1,300})"
    "|(?P<code>(?<![0-9.])(?:(?:19|20)[0-9]{2}[-/][0-9]{1,2}(?:[-/][0-9]{1,2})?(?![0-9%.])|[0-9]{3,4}-[0-9]{7,8}"
    "|(?:19|20)[0-9]{2}[.][0-9]{1,2}[.][0-9]{1,2}|[0-9]{1,12}(?:-[0-9]{1,12}){2,12}))"
    "|(?P<ratio>(?<![0-9.])[0-9]{1,6}(?:[.][0-9]{1,4})?(?:[:：∶][0-9]{1,6}(?:[.][0-9]{1,4})?){1,8})"
    f"|(?P<arabic>{ARABIC})"
    "|(?P<double>翻了?[一两二三四]?番)"
    "|(?P<half>一半|半数)"
    f"|(?P<han>(?<![0-9{HAN_NUMERAL}])[{HAN_NUMERAL}]{{1,{LONGEST}}}+"
    f"(?=[ \u3000]?(?:[{re.escape(UNIT_START)}余多来点]|分之|{_DASH}[{HAN_NUMERAL}]))))"
)
_JOIN = re.compile(f"[ \u3000]?{_DASH}[ \u3000]?(?=[0-9{HAN_NUMERAL}])")
_MEMBERS = re.compile("[0-9.]{1,12}")
_SEPARATORS = frozenset(["、", "和", "及", "与", "/", "以及"])
_NOT_SEVERAL = frozenset("人次册件个系参多少基函变分指倍约半无总份")


def extract(text: str, ignore: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """All quantities of `text` in order, never overlapping.

    `ignore` are spans, in order, in which no number is read (markers of headings and entries).
    """
    return tuple(grouped(text, _Scan(text, ignore).run()))


class _Scan:
    """The pass. `done` is the end of what was read; `waiting` are numbers whose unit may still come."""

    def __init__(self, text: str, ignore: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.ignore = iter([*ignore, (len(text), len(text) + 1)])
        self.blocked = next(self.ignore)
        self.done = 0
        self.waiting: list[Piece] = []
        self.found: list[Quantity] = []

    def run(self) -> list[Quantity]:
        for match in _CORE.finditer(self.text):
            start = self._free(match.start(), match.end())
            if start < 0:
                continue
            if match.lastgroup in ("arabic", "han"):
                self._number(start, start > match.start())
            elif match.lastgroup == "ratio":
                self._ratio(match)
            elif match.lastgroup in ("double", "half"):
                self._word(match)
            self.done = max(self.done, match.end())
        return self.found

    def _free(self, start: int, end: int) -> int:
        """Where reading may begin in `start:end`, past what was read and what is to be ignored; else −1."""
        while self.blocked[1] <= start:
            self.blocked = next(self.ignore)
        if self.blocked[0] <= start:
            start = self.blocked[1]
        return start if self.done <= start < end and self.text[start] not in ".．,，" else -1

    def _number(self, start: int, after_marker: bool) -> None:
        """Reads the number at `start`; nothing on its left counts when it stands after a marker."""
        text = self.text
        piece = read(text, start)
        glued = context.after_marker(text, piece) if piece else -1
        if glued >= 0:
            piece = read(text, glued)
        if piece is None:
            return
        self.done = piece.end
        loose = after_marker or glued >= 0
        if context.dated(text, piece) or (not loose and context.uncountable(text, piece)):
            self.waiting.clear()
            return
        second = self._second(piece)
        if second is not None and (context.dated(text, second) or not (second.unit or second.size > 1)):
            self.waiting.clear()
            self.done = second.end
            return
        self._accept(piece, second)

    def _second(self, piece: Piece) -> Piece | None:
        """The upper number of a range that `piece` opens."""
        text = self.text
        join = _JOIN.match(text, piece.stop)
        if join is None or piece.numeral is None:
            return None
        if join[0].strip() in ("至", "到") and text[max(piece.start - 1, 0)] in "从由自":
            return None
        second = read(text, join.end())
        if second is None or second.numeral is None or second.chinese != piece.chinese:
            return None
        if piece.unit and (known(piece.unit) or "")[0] != (known(second.unit) or " ")[0]:
            return None
        low, high = aligned(piece, second)
        return second if low.value < high.value or not second.unit else None

    def _accept(self, piece: Piece, second: Piece | None) -> None:
        text, last = self.text, second or piece
        if text[piece.start - 1 : piece.start] == "数" and text[piece.start] in "十百千万亿":
            piece = self._several(piece)
        bare = piece.numeral is not None and piece.numeral.bare
        start, senses = context.hedges_before(text, piece.start, bare)
        if NEAR in senses and context.recent(last):
            start, senses = piece.start, []
        if piece.chinese and counts_nothing(text, replace(piece, unit=last.unit), bool(senses)):
            self.waiting.clear()
        elif not last.unit and not piece.kind and not context.bare_counts(text, last):
            self._wait(piece)
        elif piece.numeral is not None or not context.section_number(text, piece):
            self._emit(piece, second, start, senses)

    def _several(self, piece: Piece) -> Piece:
        """数十 is [20, 100)."""
        numeral = piece.numeral
        if numeral is None or self.text[max(piece.start - 2, 0)] in _NOT_SEVERAL:
            return piece
        spoken = replace(numeral, value=numeral.value * 2, high=numeral.value * 10, bare=False)
        return replace(piece, start=piece.start - 1, numeral=spoken)

    def _emit(self, piece: Piece, second: Piece | None, start: int, senses: list[str]) -> None:
        text, last = self.text, second or piece
        end, after = context.hedges_after(text, last.stop)
        minus = not piece.chinese and start == piece.start and context.negative(text, start)
        if self.waiting and text[self.waiting[-1].end : piece.start] in _SEPARATORS:
            self.found.extend(self._borrowed(earlier, last) for earlier in self.waiting)
        self.waiting.clear()
        self.found.append(build(text, (start - minus, end), piece, second, [*senses, *after], minus))
        self.done = end

    def _borrowed(self, piece: Piece, last: Piece) -> Quantity:
        numeral = piece.numeral.times(last.size) if piece.numeral and last.size > 1 else piece.numeral
        borrowed = replace(piece, numeral=numeral, unit=last.unit, size=last.size)
        return replace(build(self.text, (piece.start, piece.end), borrowed, None, (), False), inherited=True)

    def _wait(self, piece: Piece) -> None:
        """Keeps a bare number that may share the unit of a later one: 提高0.9、5.9个百分点."""
        text = self.text
        chained = bool(self.waiting) and text[self.waiting[-1].end : piece.start] in _SEPARATORS
        if not chained:
            self.waiting.clear()
        opens_line = not piece.start or text[piece.start - 1] in "\n\t 。；"
        if piece.numeral and not piece.chinese and (chained or not opens_line):
            self.waiting.append(piece)

    def _ratio(self, match: re.Match[str]) -> None:
        """3.9：59.5：36.6 beside 比; without it, it is a time or a score."""
        shares = "." in match[0] and len(_MEMBERS.findall(match[0])) > 2  # no time and no score
        if "比" not in self.text[max(match.start() - 8, 0) : match.end() + 3] and not shares:
            return
        for part in _MEMBERS.finditer(match[0]):
            at, numeral = match.start() + part.start(), arabic(part[0])
            if numeral:
                span = (at, at + len(part[0]))
                value = interval(numeral, Fraction(1), False, ())
                ratio = Quantity(
                    *span, span, value, numeral.value, numeral.place, dimension="ratio", kind="ratio"
                )
                self.found.append(ratio)

    def _word(self, match: re.Match[str]) -> None:
        """翻番 is ×2, 翻两番 ×4; 一半 is 1/2: each about, unless hedged otherwise."""
        word = match[0]
        turns = max(" 一两三".find(word[-2]), 1)
        value = Fraction(2**turns) if match.lastgroup == "double" else Fraction(1, 2)
        kind = "multiple" if match.lastgroup == "double" else "fraction"
        numeral = Numeral(value, Fraction(0), Fraction(0))
        unit = "倍" if kind == "multiple" else ""
        piece = Piece(match.start(), match.end(), match.end(), numeral, unit, chinese=True, kind=kind)
        start, senses = context.hedges_before(self.text, match.start(), False)
        self._emit(piece, None, start, senses)
