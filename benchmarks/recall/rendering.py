"""Mini-report templates: read them, fill them from a seed, break one operand.

A template is one `[[t]]` table of `templates/{open,held_out}/<kind>.toml`:

* `text`: the report, with `{slot}` or `{slot:format}` (formats: `zh` Chinese numerals, `,` thousands
  separators, `g` no trailing zeros, `full` full-width digits; for a list the separator).
* `slots`: name → `"12..60"` (a number of that precision), `"= expression"`, `"n of A|B|C"` (a list),
  `"A|B|C"` (one of them). `~` in front marks a whole number that was rounded (percent, 元, 万, metres).
* `holds`: what is true of a consistent report, over intervals: `==` means "share a point".
* `breaks`: `"slot operation"` or `"slot = expression"`; one of them makes `holds` false.
* `given`: a further condition on the drawn numbers (optional).

The expected quotes are the places of the slots that `holds` names. Expressions come from these files
only, which are part of the repository; nothing from outside is evaluated.
"""

import hashlib
import random
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from pathlib import Path
from string import Formatter
from typing import Any

TEMPLATES = Path(__file__).parent / "templates"
ATTEMPTS = 400
# A broken report must be wrong even for a reader who allows twice the usual rounding.
WIDENED = 2


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """All values a printed number may stand for; comparisons ask whether they can be true."""

    lo: Fraction
    hi: Fraction

    @staticmethod
    def of(value: Any) -> "Interval":
        return value if isinstance(value, Interval) else Interval(Fraction(value), Fraction(value))

    @staticmethod
    def printed(value: Decimal, rounded: bool, width: int) -> "Interval":
        exponent = int(value.as_tuple().exponent)
        unit = Fraction(10) ** exponent if exponent < 0 or rounded else Fraction(0)
        return Interval(Fraction(value) - unit / 2 * width, Fraction(value) + unit * width)

    def _each(self, other: Any, operation: Callable[[Fraction, Fraction], Fraction]) -> "Interval":
        right = Interval.of(other)
        ends = [operation(a, b) for a in (self.lo, self.hi) for b in (right.lo, right.hi)]
        return Interval(min(ends), max(ends))

    def __add__(self, other: Any) -> "Interval":
        return self._each(other, lambda a, b: a + b)

    def __sub__(self, other: Any) -> "Interval":
        return self._each(other, lambda a, b: a - b)

    def __mul__(self, other: Any) -> "Interval":
        return self._each(other, lambda a, b: a * b)

    def __truediv__(self, other: Any) -> "Interval":
        return self._each(other, lambda a, b: a / b)

    def __rsub__(self, other: Any) -> "Interval":
        return Interval.of(other)._each(self, lambda a, b: a - b)

    def __rtruediv__(self, other: Any) -> "Interval":
        return Interval.of(other)._each(self, lambda a, b: a / b)

    __radd__ = __add__
    __rmul__ = __mul__

    def __eq__(self, other: object) -> bool:
        right = Interval.of(other)
        return self.lo <= right.hi and right.lo <= self.hi

    def __le__(self, other: Any) -> bool:
        return self.lo <= Interval.of(other).hi

    def __lt__(self, other: Any) -> bool:
        return self.lo < Interval.of(other).hi

    def __ge__(self, other: Any) -> bool:
        return self.hi >= Interval.of(other).lo

    def __gt__(self, other: Any) -> bool:
        return self.hi > Interval.of(other).lo


@dataclass(frozen=True, slots=True)
class Template:
    id: str
    kind: str
    field: str
    text: str
    slots: dict[str, str]
    holds: str
    breaks: tuple[str, ...]
    given: str
    held_out: bool

    @property
    def clean(self) -> bool:
        return not self.breaks


@dataclass(frozen=True, slots=True)
class Rendered:
    """One mini-report; `quotes` are half-open code point ranges of `text`."""

    template: Template
    seed: int
    broken: str | None
    text: str
    quotes: tuple[tuple[int, int], ...]
    values: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.template.id}.{'broken' if self.broken else 'right'}.{self.seed}.txt"


def load() -> list[Template]:
    """All templates, sorted by kind and file order."""
    return [
        Template(
            id=entry["id"],
            kind=path.stem,
            field=entry["field"],
            text=entry["text"],
            slots=entry.get("slots", {}),
            holds=entry.get("holds", "True"),
            breaks=tuple(entry.get("breaks", ())),
            given=entry.get("given", "True"),
            held_out=path.parent.name == "held_out",
        )
        for path in sorted(TEMPLATES.glob("*/*.toml"), key=lambda path: (path.stem, path.parent.name))
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["t"]
    ]


def belongs_held_out(identifier: str) -> bool:
    """A third of the templates, chosen by nobody."""
    return hashlib.sha256(identifier.encode()).digest()[0] % 3 == 0


def render(template: Template, seed: int, *, broken: bool) -> Rendered:
    """Fill a template; the same seed gives the same numbers, but for the one that is broken."""
    rng = random.Random(f"{template.id}:{seed}")
    values = _draw(template, rng)
    note = None
    if broken:
        note, values = _break(template, seed, values, rng)
    text, places = _fill(template.text, values)
    named = _names(template.holds)
    quotes = tuple((start, end) for name, start, end in places if name in named and start < end)
    return Rendered(template, seed, note, text, quotes, values)


def holds(template: Template, values: Mapping[str, Any], width: int = 1) -> bool:
    """Whether the report's arithmetic holds; `width` widens the intervals of rounded numbers."""
    rounded = {name for name, spec in template.slots.items() if spec.startswith("~")}
    scope = {
        name: Interval.printed(value, name in rounded, width) if isinstance(value, Decimal) else value
        for name, value in values.items()
    }
    return bool(_evaluate(template.holds, scope | _INTERVAL_FUNCTIONS))


def _draw(template: Template, rng: random.Random) -> dict[str, Any]:
    for _ in range(ATTEMPTS):
        values: dict[str, Any] = {}
        for name, spec in template.slots.items():
            values[name] = _slot(spec.lstrip("~").strip(), values, rng)
        if _evaluate(template.given, values | _DECIMAL_FUNCTIONS) and holds(template, values):
            return values
    raise ValueError(f"{template.id}: no consistent numbers found")


def _slot(spec: str, values: Mapping[str, Any], rng: random.Random) -> Any:
    if spec.startswith("="):
        value = _evaluate(spec[1:].strip(), {**values, **_DECIMAL_FUNCTIONS})
        return Decimal(value) if isinstance(value, int) else value
    if "|" in spec:
        size, _, pool = spec.rpartition(" of ")
        if not size:
            return rng.choice(spec.split("|"))
        items = pool.split("|")
        return sorted(rng.sample(items, int(_evaluate(size, values))), key=items.index)
    low, high = (Decimal(end) for end in spec.split(".."))
    step = Decimal(1).scaleb(int(low.as_tuple().exponent))
    return low + step * rng.randint(0, int((high - low) / step))


def _break(
    template: Template, seed: int, values: dict[str, Any], rng: random.Random
) -> tuple[str, dict[str, Any]]:
    """The first of the listed breaks, from one that depends on the seed, that these numbers allow."""
    first = seed % len(template.breaks)
    for note in template.breaks[first:] + template.breaks[:first]:
        name, _, operation = note.partition(" ")
        for _ in range(ATTEMPTS):
            if operation.startswith("="):
                wrong = _slot(operation, values, rng)
            else:
                wrong = _OPERATIONS[operation](values[name], rng)
            if wrong is None or wrong == values[name]:
                continue
            changed = values | {name: wrong}
            if not holds(template, changed, WIDENED):
                return note, changed
    raise ValueError(f"{template.id}: nothing breaks {values}")


def _fill(text: str, values: Mapping[str, Any]) -> tuple[str, list[tuple[str, int, int]]]:
    filled, places = "", []
    for literal, name, form, _ in Formatter().parse(text):
        filled += literal
        if name is not None:
            piece = _format(values[name], form or "")
            places.append((name, len(filled), len(filled) + len(piece)))
            filled += piece
    return filled, places


def _format(value: Any, form: str) -> str:
    if isinstance(value, list):
        return (form or "、").join(value)
    if isinstance(value, str):
        return value
    match form:
        case "zh":
            return "两" if value == 2 else chinese(int(value))
        case ",":
            return f"{value:,f}"
        case "g":
            plain = f"{value:f}"
            return plain.rstrip("0").rstrip(".") if "." in plain else plain
        case "full":
            return f"{value:f}".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789."})
        case _:
            return f"{value:f}"


def chinese(number: int) -> str:
    """A whole number below 10^8 in Chinese numerals: 10 → 十, 105 → 一百零五."""
    if number >= 10000:
        high, low = divmod(number, 10000)
        gap = "零" if 0 < low < 1000 else ""
        return chinese(high) + "万" + gap + (chinese(low) if low else "")
    out, pending = "", False
    for place, digit in zip(("千", "百", "十", ""), f"{number:04d}", strict=True):
        if digit == "0":
            pending = bool(out)
            continue
        out += ("零" if pending else "") + "零一二三四五六七八九"[int(digit)] + place
        pending = False
    return (out[1:] if out.startswith("一十") else out) or "零"


def _swap(value: Decimal, rng: random.Random) -> Decimal | None:
    digits = list(f"{value:f}")
    at = [i for i, c in enumerate(digits) if c.isdigit()]
    unlike = [(i, j) for i, j in pairwise(at) if digits[i] != digits[j]]
    if not unlike:
        return None
    i, j = rng.choice(unlike)
    digits[i], digits[j] = digits[j], digits[i]
    return _unless_leading_zero("".join(digits))


def _digit(value: Decimal, rng: random.Random) -> Decimal | None:
    digits = f"{value:f}"
    i = rng.choice([i for i, c in enumerate(digits) if c.isdigit()])
    return _unless_leading_zero(digits[:i] + rng.choice("0123456789") + digits[i + 1 :])


def _drop(value: Decimal, rng: random.Random) -> Decimal | None:
    digits = f"{value:f}"
    i = rng.randrange(len(digits.partition(".")[0]))
    return _unless_leading_zero(digits[:i] + digits[i + 1 :])


def _extra(value: Decimal, rng: random.Random) -> Decimal | None:
    digits = f"{value:f}"
    i = rng.randrange(len(digits.partition(".")[0]))
    return Decimal(digits[: i + 1] + digits[i:])


def _off(value: Decimal, rng: random.Random) -> Decimal | None:
    step = Decimal(1).scaleb(min(int(value.as_tuple().exponent) + 1, 0))
    moved = value + step * rng.choice((-3, -2, -1, 1, 2, 3))
    return moved if moved > 1 else None


def _unless_leading_zero(digits: str) -> Decimal | None:
    bad = not digits or digits[0] == "." or (digits[0] == "0" and digits[1:2] != ".")
    return None if bad else Decimal(digits)


def _shift(places: int) -> Callable[[Decimal, random.Random], Decimal | None]:
    def shifted(value: Decimal, _: random.Random) -> Decimal | None:
        moved = value.scaleb(places)
        # 12.5 ten times too large is printed 125.0, a count ten times too small loses its last digit.
        return moved.quantize(value, rounding=ROUND_DOWN)

    return shifted


_OPERATIONS: dict[str, Callable[[Decimal, random.Random], Decimal | None]] = {
    "swap": _swap,
    "digit": _digit,
    "drop": _drop,
    "extra": _extra,
    "off": _off,
    "x10": _shift(1),
    "x100": _shift(2),
    "x10000": _shift(4),
    "d10": _shift(-1),
    "d100": _shift(-2),
}


def _round(value: Decimal, places: int = 0) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def _cut(value: Decimal, places: int = 0) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)


def _scale(unit: str) -> int:
    return {"元": 1, "千元": 1000, "万元": 10**4, "亿元": 10**8}[unit]


def _over(value: Interval) -> Interval:
    """60余 → [60, 70): up to one more of the last place that is not zero."""
    number = int(value.lo)
    place = 10 ** (len(str(number)) - len(str(number).rstrip("0")))
    return Interval(Fraction(number), Fraction(number + place) - Fraction(1, 1000))


def _possible(percent: Interval, whole: Interval) -> bool:
    """Whether some whole number of `whole` gives this percentage."""
    return ceil(percent.lo * whole.lo / 100) <= floor(percent.hi * whole.lo / 100)


_SHARED: dict[str, Any] = {"__builtins__": {}, "len": len, "min": min, "max": max, "sum": sum, "abs": abs}
_DECIMAL_FUNCTIONS: dict[str, Any] = _SHARED | {"r": _round, "cut": _cut, "scale": _scale}
_INTERVAL_FUNCTIONS: dict[str, Any] = _SHARED | {
    "scale": _scale,
    "over": _over,
    "about": lambda value: value * Interval(Fraction(19, 20), Fraction(21, 20)),
    "nearly": lambda value: value * Interval(Fraction(9, 10), Fraction(1)),
    "possible": _possible,
}


def _evaluate(expression: str, scope: Mapping[str, Any]) -> Any:
    return eval(expression, {"__builtins__": {}}, dict(scope))


def _names(expression: str) -> frozenset[str]:
    return frozenset(compile(expression, "holds", "eval").co_names)
