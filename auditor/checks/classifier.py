"""A counter that its noun cannot have: 310场推文, 40余篇学习, 20册志愿者."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from auditor.facts import Facts
from auditor.facts.number_words import alternation
from auditor.finding import Hit, Mark

DATA = ("text", "counter", "noun", "right")
OPTIONS: dict[str, Any] = {"table": "general/classifiers.toml"}
"""``table`` lists nouns, the counters that they cannot have, and what may stand between the two."""

_NUMBER = "(?<![第前.0-9])(?:[0-9]{1,9}|[一二三四五六七八九十百千两]{1,4})[余多]?"
_END = "(?=[，。；、！）和及与并]|参与|参加|开展|走进|投入|服务于|$)"


@lru_cache(maxsize=16)
def _pattern(nouns: tuple[str, ...], wrong: tuple[str, ...], modifiers: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        f"{_NUMBER}(?P<counter>{alternation(list(wrong))})(?:{alternation(list(modifiers))}){{0,2}}"
        f"(?P<noun>{alternation(list(nouns))}){_END}",
        re.M,
    )


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each number whose counter and noun do not go together."""
    table = facts.resources.table(options["table"])
    text = facts.document.text
    for group in table["group"]:
        pattern = _pattern(tuple(group["nouns"]), tuple(group["wrong"]), tuple(table["modifiers"]))
        for match in pattern.finditer(text):
            yield Hit(
                Mark(match.start(), match.end(), "count"),
                data={
                    "text": match[0],
                    "counter": match["counter"],
                    "noun": match["noun"],
                    "right": group["right"],
                },
            )
