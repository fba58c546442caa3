"""The development material of the wrong-word mechanism, read from ../shared (never copied)."""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT))

DOCUMENTS = (
    "real/prov_hebei_2025",
    "real/prov_jilin_2025",
    "real/stat_daqing_2016h1",
    "real/report_ospp_2024",
    "real/juesuan_pt_guihua_2024",
    "reports/xuchang-2021",
    "reports/jiaozuo-2021",
)


@dataclass(frozen=True, slots=True)
class Slip:
    """text[start:end] should read ``meant``; start == end where something is missing."""

    start: int
    end: int
    meant: str


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    slips: tuple[Slip, ...]
    source: str
    half: int


def half(text: str) -> int:
    """0: weights are fitted on it; 1: they are not (thresholds were chosen with both in sight)."""
    return hashlib.sha256(text.encode()).digest()[0] & 1


def official() -> list[Sentence]:
    """Official sentences, about half with slips."""
    found = []
    for line in (SHARED / "typos" / "odw-dev.tsv").read_text("utf-8").splitlines():
        wrong, right = line.split("\t")
        codes = SequenceMatcher(None, wrong, right, autojunk=False).get_opcodes()
        slips = tuple(Slip(a, b, right[c:d]) for tag, a, b, c, d in codes if tag != "equal")
        found.append(Sentence(wrong, slips, "official", half(right)))
    return found


def newspaper() -> list[Sentence]:
    """Clean newspaper sentences."""
    lines = (SHARED / "typos" / "clean-dev.txt").read_text("utf-8").splitlines()
    return [Sentence(t, (), "newspaper", half(t)) for t in map(str.strip, lines)]


def reports() -> list[Sentence]:
    """Sentences of whole documents that are nearly clean."""
    found = []
    for name in DOCUMENTS:
        text = (SHARED / f"{name}.txt").read_text("utf-8")
        if name.startswith("reports"):  # lines wrapped by the page
            text = re.sub(r"(?<![。：；！？])\n+(?=[\u4e00-\u9fff，。、；0-9])", "", text)
        parts = map(str.strip, re.split(r"(?<=。)|\n", text.replace(" ", "")))
        found += [Sentence(part, (), name, 0) for part in parts if 10 <= len(part) <= 200]
    return found
