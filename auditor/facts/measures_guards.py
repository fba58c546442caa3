"""What keeps two numbers with one name apart: the level or division they speak of, and the figures beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.facts.measures import Measure, clean, residue
from auditor.facts.mentions import Mention
from auditor.facts.owners import DIVISION, owner, title

if TYPE_CHECKING:
    from auditor.facts import Facts

_FIELD = re.compile(
    "[一二三四五六七八九十0-9（）()、.．]{0,6}(?P<name>[\u3400-\u9fff0-9]{1,8}[区域组县市镇乡村部队局院校线段级期科站库园厂班年月])(?:情况|概况|方面|工作)?[。：:]?"
)
_RUN_IN = re.compile("[^，,；;：:。0-9]{2,24}。")
_BARE_NAME = 3  # characters of a name that says nothing by itself (参保, 同意)
_PART = re.compile(
    "[上下]半年|前?[一二三四1-4]个?季度|前[0-9一二三四五六七八九十]{1,2}个?月|(?<![0-9])1?[0-9]月份|期间|当[天日晚]|首[日周月]"
    "|[暑寒]假|暑期|[五十]一(?:期间|假期)|国庆|春节|高峰|单日|[本上][月周季]|[小长]假"
)
_ABOUT = re.compile(
    f"[一二三四五六七八九十0-9（）()、.．]*(?P<who>{DIVISION.pattern})(?:情况|工作|方面|概况|建设)?"
)
_LEVEL = re.compile("[全我][国省市州县区镇乡村校院馆局系行]")


def of_two_levels(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether one sentence speaks of 全省, say, and the other of 全市."""
    return len({level for measure in (one, other) if (level := _level(facts, measure))}) > 1


def _level(facts: Facts, measure: Measure) -> str:
    """全省, 全市: of how much the sentence speaks, by the last such word before the number."""
    sentence = facts.sentences[measure.mention.sentence]
    low = max(sentence.start, measure.mention.start - 60)
    found = _LEVEL.findall(facts.document.text[low : measure.mention.start])
    found = found or _LEVEL.findall(heading(facts, measure))
    return found[-1][-1] if found else ""


def of_two_times(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether one number is of a part of the year (上半年, 国庆期间) of which the other is not."""
    return _time(facts, one) != _time(facts, other)


def _time(facts: Facts, measure: Measure) -> str:
    """The last word for a part of the year before the number or above it that the title of the report lacks."""
    mention, text = measure.mention, facts.document.text
    low = max(facts.sentences[mention.sentence].start, mention.start - 80)
    said = text[low : mention.start] + mention.noun
    found = _PART.findall(said) if "全年" not in mention.label else []
    if not found and "全年" not in said:
        found = _PART.findall(heading(facts, measure))
    return found[-1] if found and found[-1] not in title(facts) else ""


def other_case(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether all figures that both have besides differ too: then it is told of two cases."""
    pairs = [
        (x.quantity.value, y.quantity.value)
        for x in _besides(facts, one)
        for y in _besides(facts, other)
        if x.quantity.unit == y.quantity.unit and _named_alike(x, y)
    ]
    return bool(pairs) and not any(x.meets(y) for x, y in pairs)


def beside_alike(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether a figure of one name and one value stands beside both numbers."""
    return any(
        x.quantity.point == y.quantity.point != 1
        and x.quantity.unit == y.quantity.unit
        and len(clean(x.label[-20:] + x.noun)) >= _BARE_NAME
        and clean(x.label[-20:] + x.noun) == clean(y.label[-20:] + y.noun)
        for x in _besides(facts, one)
        for y in _besides(facts, other)
    )


def _besides(facts: Facts, measure: Measure) -> list[Mention]:
    mention = measure.mention
    around = facts.mentions_between(mention.start - 60, mention.end + 60)
    return [m for m in around if m.sentence == mention.sentence and m is not mention and m.role == "level"]


def _named_alike(one: Mention, other: Mention) -> bool:
    a, b = (clean(mention.label[-20:] + mention.noun) for mention in (one, other))
    left, right = (side.replace("|", "") for side in residue(a, b))
    return len(a) - len(left) >= 2 and len(left) + len(right) <= max(len(a), len(b))


def divided(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether the two numbers are of different divisions, or one of the whole and one of a division."""
    a, b = (_whose(facts, measure) for measure in (one, other))
    return a != b and not (a and b and (a in b or b in a))


def _whose(facts: Facts, measure: Measure) -> str:
    """The division that the clause names, else the one that the heading is about (高新区情况)."""
    named = owner(facts, measure.mention)
    if named or _level(facts, measure):
        return named
    match = _ABOUT.fullmatch(heading(facts, measure).rstrip("。"))
    return match["who"] if match and match["who"] not in title(facts) else ""


def of_two_fields(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether the headings above name two places, groups or times (一、市区 … 二、县域; 男子组, 女子组)."""
    names = [_FIELD.fullmatch(heading(facts, measure)) for measure in (one, other)]
    return all(names) and names[0]["name"] != names[1]["name"]  # type: ignore[index]


def of_two_items(facts: Facts, one: Measure, other: Measure) -> bool:
    """Whether two bare names stand under headings of their own (（一）职工医保。参保……。（二）居民医保。参保……)."""
    if max(len(one.name), len(other.name)) > _BARE_NAME:
        return False
    heads = [heading(facts, measure) for measure in (one, other)]
    return all(heads) and all(clean(side.replace("|", "")) for side in residue(*heads))


def heading(facts: Facts, measure: Measure) -> str:
    """The run-in heading of the block of a measure, else the heading above it."""
    document = facts.document
    block = document.blocks[measure.mention.block]
    head = document.text[block.start : measure.mention.start]
    if match := _RUN_IN.search(head[:40]):
        return match[0]
    above = document.heading_texts(block)
    return above[-1] if above else ""
