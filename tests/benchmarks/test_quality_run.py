"""The quality measurement: injections break what they say, and findings are held against the right places."""

import importlib.util
import sys
from collections import defaultdict
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from auditor.facts import Facts
from auditor.reading import read

ROOT = Path(__file__).parents[2]


def _module(name: str, path: Path) -> ModuleType:
    place = importlib.util.spec_from_file_location(name, path)
    assert place
    assert place.loader
    module = importlib.util.module_from_spec(place)
    sys.modules[name] = module
    place.loader.exec_module(module)
    return module


injections = _module("injections", ROOT / "benchmarks" / "quality" / "injections.py")
run = _module("quality_run", ROOT / "benchmarks" / "quality" / "run.py")
SOURCE = (ROOT / "fixtures" / "clean.txt").read_bytes().decode()
FACTS = Facts(read(SOURCE.encode(), "clean.txt"))


@pytest.mark.parametrize("kind", injections.KINDS)
def test_an_injection_changes_the_text_where_it_says(kind: str) -> None:
    seen = 0
    for _, broken in zip(range(4), injections.KINDS[kind](FACTS, Random(kind)), strict=False):
        seen += 1
        assert broken.source != SOURCE
        assert 0 <= broken.start < broken.end
        assert broken.start == 0 or broken.source[: broken.start] == SOURCE[: broken.start]
    assert seen or kind in ("numbered item gone", "marker gone")


def test_the_same_seed_gives_the_same_errors() -> None:
    one, other = (next(injections.number(FACTS, Random("a"))) for _ in range(2))
    assert one == other


def test_findings_are_judged_by_what_is_known() -> None:
    text = "一、办讲座。\n二、办展览。\n二、修书库。\n"
    defect = {"kind": "defect", "cat": "NUM", "quotes": ["二、修书库"], "lines": [3]}
    for items, complete, wanted in (
        ([defect], True, (1, 0, 0)),
        ([{**defect, "confidence": "arguable"}], True, (0, 0, 1)),
        ([{**defect, "kind": "trap"}], False, (0, 1, 0)),
        ([{**defect, "kind": "trap", "cat": "DAT"}], False, (0, 0, 1)),
        ([], True, (0, 1, 0)),
        ([], False, (0, 0, 1)),
    ):
        tallies = defaultdict(run.Tally)
        run.judge(text, "a.txt", items, complete, tallies)
        tally = tallies["NUM001"]
        assert (tally.right, tally.wrong, tally.unknown) == wanted
