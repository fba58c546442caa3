"""The tables behind the language model: their file format and the symbols they count.

auditor/data/language.bin (made by scripts/build_language_tables.py; counts only) is MAGIC, the length of
a JSON index (4 bytes, little endian), the index [[name, typecode, bytes], …] and the sections in order,
not compressed: the file is mapped into memory, and what is never looked up is never read. N-grams are
sorted arrays of packed character ids (BITS bits each) with one byte of rounded logarithm beside them.
"""

from __future__ import annotations

import json
import mmap
import re
import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

MAGIC = b"auditLM2"
BOUNDARY = "\n"
BITS = 13
MASK = (1 << BITS) - 1
LOG_UNIT = 10  # steps per nat
COUNT_UNIT = 12  # steps per doubling
PATH = Path(__file__).resolve().parents[1] / "data" / "language.bin"

_FOLD = {ord(a): b for a, b in zip(",;:()!?．", "，；：（）！？.", strict=True)}
_FOLD |= dict.fromkeys([*range(0x30, 0x3A), *range(0xFF10, 0xFF1A)], "0")
_LATIN = [*range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]
_FOLD |= dict.fromkeys(_LATIN, "A")
_FOLD |= dict.fromkeys([*range(0x21), 0x85, 0xA0, 0x3000], BOUNDARY)
_SYMBOL = re.compile(r"0[0.]*|A+|\n+|[^0A\n]")
_RUN = re.compile(r"0[0.]+|AA+|\n\n+")


@dataclass(frozen=True, slots=True)
class Tables:
    """The file's sections by name."""

    arrays: dict[str, memoryview[int] | array[int]]
    texts: dict[str, str]


def symbols(text: str) -> list[tuple[str, int, int]]:
    """The text as the model sees it: (symbol, start, end); numbers, Latin words and blanks are one symbol each."""
    return [(m[0][0], m.start(), m.end()) for m in _SYMBOL.finditer(text.translate(_FOLD))]


def folded(text: str) -> tuple[str, Sequence[int]]:
    """The symbols of ``symbols`` as one string, and where each starts."""
    whole = text.translate(_FOLD)
    if not _RUN.search(whole):
        return whole, range(len(whole))
    parts: list[str] = []
    starts: array[int] = array("I")
    at = 0
    for run in _RUN.finditer(whole):
        parts.append(whole[at : run.start() + 1])
        starts.extend(range(at, run.start() + 1))
        at = run.end()
    parts.append(whole[at:])
    starts.extend(range(at, len(whole)))
    return "".join(parts), starts


def packed(ids: Iterable[int]) -> int:
    """One number for a run of ids."""
    key = 0
    for i in ids:
        key = key << BITS | i
    return key


def load(path: Path = PATH) -> Tables:
    """Reads the tables; raises OSError when absent and ValueError when the file is no such table."""
    with path.open("rb") as stream:
        data = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
    head = len(MAGIC) + 4
    if data[: len(MAGIC)] != MAGIC:
        raise ValueError(f"{path} is not a language table")
    at = head + int.from_bytes(data[len(MAGIC) : head], "little")
    index = json.loads(bytes(data[head:at]))
    if at + sum(length for _, _, length in index) != len(data):
        raise ValueError(f"{path} is not whole")
    tables = Tables({}, {})
    for name, typecode, length in index:
        part = data[at : at + length]
        at += length
        if typecode:
            tables.arrays[name] = _numbers(typecode, part)
        else:
            tables.texts[name] = str(part, "utf-8")
    return tables


def _numbers(typecode: str, part: memoryview) -> memoryview[int] | array[int]:
    if sys.byteorder == "little":
        return part.cast(typecode)  # type: ignore[call-overload, no-any-return]
    values: array[int] = array(typecode)
    values.frombytes(part)
    values.byteswap()
    return values
