"""的, 地 and 得 between words that leave no second reading; the words are in rules/general/particles.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts import Facts
from auditor.facts.number_words import alternation
from auditor.finding import Hit, Mark

DATA = ("text", "wrong", "right")
OPTIONS: dict[str, Any] = {"table": "general/particles.toml"}

# 深入的开展了: a verb with 了 or 着 after it is no noun, whatever stands before.
_ASPECT = "(?=了(?!解)|着(?!力|手|重|眼|装|陆)|起来|下去|出来|到(?![位底来场会期岗账达点]))"
# 认真的核对每一张处方: a verb with an object of its own is no noun either.
_OBJECT = (
    "(?=每[一个张名位项份件次条户家]|所有|这[一些个种项批]|自己|他们|她们|了?[0-9]{1,5}[名位张个件份户家])"
)
# After these a nominal reading is the usual one (得到不断的提高, 通过认真的学习).
_NOMINAL_BEFORE = re.compile(
    "(?:得到|通过|经过|进行|随着|给予|作出|做出|取得|实现|获得|受到|加以|予以|有|需要|离不开)$"
)
_END = "(?=[，。；！、）”]|了|\n|$)"
_NOT_RESULT = "(?!到|以|益|当|出|分|失|奖|知|力|体|罪|了|上)"


def check(facts: Facts, options: Mapping[str, Any]) -> Iterator[Hit]:
    """One hit for each particle in the wrong place; the span is the words on both sides of it too."""
    text = facts.document.text
    found: dict[int, tuple[re.Match[str], str]] = {}
    for pattern, right in _patterns(facts.resources.table(options["table"])):
        for match in pattern.finditer(text):
            if right != "地" or not _NOMINAL_BEFORE.search(text, max(match.start() - 3, 0), match.start()):
                found.setdefault(match.start("wrong"), (match, right))
    for start in sorted(found):
        match, right = found[start]
        yield _hit(match, right)


def _patterns(words: Mapping[str, list[str]]) -> Iterator[tuple[re.Pattern[str], str]]:
    lists = {name: alternation(entries) for name, entries in words.items()}
    de, ground, result = "(?P<wrong>的)", "(?P<wrong>地)", "(?P<wrong>得)"
    for pattern, right in (
        (f"{lists['pure']}{de}{lists['verbs']}(?!{lists['nouns_after']})(?=[\u4e00-\u9fff“《])", "地"),
        (
            f"{lists['pure']}{de}(?:把(?![手握关柄戏])|向(?![导往上心])|为(?![人止难首主])|使(?![命者用]))",
            "地",
        ),
        (
            f"{lists['adverbs']}{de}{lists['plain_verbs']}(?!{lists['nouns_after']}|{lists['compounds']})"
            "(?=[\u4e00-\u9fff“《])",
            "地",
        ),
        (f"{lists['adverbs']}{de}(?:{lists['verbs']}|{lists['aspect_verbs']}){_ASPECT}", "地"),
        (f"{lists['adverbs']}{de}(?:{lists['verbs']}|{lists['aspect_verbs']}){_OBJECT}", "地"),
        (f"{lists['adverbs']}(?P<wrong>地的|的地)(?:{lists['verbs']}|{lists['aspect_verbs']})", "地"),
        (f"{lists['adverbs']}{result}{_NOT_RESULT}{lists['verbs']}", "地"),
        (f"{lists['attributes']}{ground}{lists['nouns']}", "的"),
        (f"{lists['relative_verbs']}{result}{lists['relative_nouns']}", "的"),
        (f"{lists['predicates']}(?P<wrong>[的地]){lists['degrees']}{lists['complements']}{_END}", "得"),
        (f"{lists['predicates']}(?P<wrong>[的地]){lists['idioms']}{_END}", "得"),
        (
            f"(?<![明彰凸突尽浅大改转应蜕质演不多万善]){lists['linking']}(?P<wrong>[的地]){lists['linked']}(?=[\u4e00-\u9fff])",
            "得",
        ),
    ):
        yield re.compile(pattern), right


def _hit(match: re.Match[str], right: str) -> Hit:
    at = match.start("wrong")
    text = match[0]
    better = text[: at - match.start()] + right + text[match.end("wrong") - match.start() :]
    return Hit(
        Mark(match.start(), match.end()),
        data={"text": text, "wrong": match["wrong"], "right": right},
        suggestion=better,
    )
