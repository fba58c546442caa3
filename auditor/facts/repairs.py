"""Repairs: the one change of one number after which everything agrees, and what kind of slip it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Holds = Callable[[int, str], bool]
"""Whether the relation holds when operand ``index`` is printed as ``digits``."""


@dataclass(frozen=True, slots=True)
class Repair:
    """Operand ``index`` should read ``after`` instead of ``before``; ``kind`` names the slip in Chinese."""

    index: int
    before: str
    after: str
    kind: str

    def __str__(self) -> str:
        return f"{self.before} → {self.after}：{self.kind}"


def find(printed: Sequence[str], holds: Holds) -> Repair | None:
    """The only repair that works, trying the likeliest kinds of slip first; None when none or several do.

    ``printed`` are the digits of each operand as printed (``8013``, ``17.38``). Kinds in order of trust:
    two digits swapped, a decimal point slipped (×10, ×100, 万), a digit too many, a digit dropped, one digit
    wrong. A kind that offers two different repairs offers none, and stops the search.
    """
    found = slips(printed, holds)
    return found[0] if len(found) == 1 else None


def slips(printed: Sequence[str], holds: Holds) -> list[Repair]:
    """All repairs of the likeliest kind of slip that works at all."""
    for kind, variants in _KINDS:
        found = [
            Repair(index, digits, other, kind)
            for index, digits in enumerate(printed)
            for other in sorted(set(variants(digits)) - {digits})
            if holds(index, other)
        ]
        if found:
            return found
    return []


def _swapped(digits: str) -> list[str]:
    """Neighbouring digits, and digits one apart, changed over (8013 → 8103)."""
    found = []
    for step in (1, 2):
        for at in range(len(digits) - step):
            one, two = digits[at], digits[at + step]
            if one.isdigit() and two.isdigit() and one != two:
                found.append(digits[:at] + two + digits[at + 1 : at + step] + one + digits[at + step + 1 :])
    return [other for other in found if not _leads_with_zero(other)]


def _slipped(digits: str) -> list[str]:
    """The decimal point one, two or four places off."""
    whole, _, decimals = digits.partition(".")
    number, places = int(whole + decimals or "0"), len(decimals)
    found = []
    for shift in (1, 2, 4):
        found.append(_written(number * 10**shift, places))
        found.append(_written(number, places + shift))
    return found


def _written(number: int, places: int) -> str:
    text = str(number).zfill(places + 1)
    return text if not places else f"{text[:-places]}.{text[-places:]}".rstrip("0").rstrip(".")


def _longer_by_one(digits: str) -> list[str]:
    """A digit taken out (887.36 → 87.36)."""
    found = [digits[:at] + digits[at + 1 :] for at in range(len(digits)) if digits[at].isdigit()]
    return [other for other in found if other and other[0].isdigit() and not _leads_with_zero(other)]


def _shorter_by_one(digits: str) -> list[str]:
    """A digit put in."""
    found = [digits[:at] + new + digits[at:] for at in range(len(digits) + 1) for new in "0123456789"]
    return [other for other in found if not _leads_with_zero(other)]


def _one_wrong(digits: str) -> list[str]:
    found = [
        digits[:at] + new + digits[at + 1 :]
        for at in range(len(digits))
        if digits[at].isdigit()
        for new in "0123456789"
    ]
    return [other for other in found if not _leads_with_zero(other)]


def _leads_with_zero(digits: str) -> bool:
    return len(digits) > 1 and digits[0] == "0" and digits[1] != "."


_KINDS: tuple[tuple[str, Callable[[str], list[str]]], ...] = (
    ("两位数字互换", _swapped),
    ("小数点或单位错位", _slipped),
    ("多一位", _longer_by_one),
    ("少一位", _shorter_by_one),
    ("一位数字有误", _one_wrong),
)
