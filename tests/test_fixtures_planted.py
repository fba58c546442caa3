"""The planted defects and traps of fixtures/ are well formed and quote their fixture."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

FIXTURES = Path(__file__).parents[1] / "fixtures"
CATEGORIES = {"DUP", "NUM", "MET", "TAB", "DAT", "NAM", "TYP", "PUN", "MIS", "IDN"}
CONFIDENCES = {"certain", "likely", "arguable"}
PLANTED = sorted(FIXTURES.glob("*.planted.jsonl"))


def _items(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _source(path: Path) -> str:
    stem = path.name.removesuffix(".planted.jsonl")
    texts = [p for p in FIXTURES.glob(f"{stem}.*") if p.suffix in {".txt", ".md"}]
    assert len(texts) == 1, f"{stem}: expected one text, found {texts}"
    return texts[0].read_bytes().decode("utf-8")


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_there_are_fixtures() -> None:
    assert PLANTED


@pytest.mark.parametrize("path", PLANTED, ids=lambda p: p.name)
def test_every_quote_stands_in_its_text_at_its_lines(path: Path) -> None:
    source = _source(path)
    flat = _flat(source)
    lines = source.split("\n")
    for item in _items(path):
        at_lines = _flat("".join(lines[number - 1] for number in item["lines"]))
        for quote in item["quotes"]:
            assert _flat(quote), item["id"]
            assert quote in source, (item["id"], quote)
            assert _flat(quote) in flat, (item["id"], quote)
            assert _flat(quote) in at_lines, (item["id"], quote)


@pytest.mark.parametrize("path", PLANTED, ids=lambda p: p.name)
def test_items_are_well_formed(path: Path) -> None:
    items = _items(path)
    keys = {"id", "kind", "cat", "lines", "quotes", "why", "confidence"}
    for item in items:
        assert set(item) == keys, item
        assert item["kind"] in {"defect", "trap"}
        assert item["cat"] in CATEGORIES
        assert item["confidence"] in CONFIDENCES
        assert item["why"]
        assert item["quotes"]
        assert item["lines"] == sorted(set(item["lines"]))
    identifiers = [item["id"] for item in items]
    assert len(identifiers) == len(set(identifiers))


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("clean*.planted.jsonl")), ids=lambda p: p.name)
def test_a_clean_report_has_traps_only(path: Path) -> None:
    assert {item["kind"] for item in _items(path)} == {"trap"}
