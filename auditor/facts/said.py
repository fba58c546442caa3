"""What the prose says of each level: its name as the sentence gives it, whose it is and of what period.

Names are compared with the labels of tables, so they are cut strictly: whatever a sentence adds to a name
(少儿, 新增, 国庆期间) stays in it, and makes it another measure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from auditor.facts.measures import EARLIER_LEVEL, Measure, in_passing
from auditor.facts.mentions import Mention
from auditor.facts.packs import Pack, key
from auditor.facts.said_names import (
    CLAUSE,
    COORDINATE,
    LEVELS,
    NOUN_END,
    OPENING,
    SCOPE,
    SIDE,
    TERRITORY,
    VERB,
    WHOLE,
    Side,
    own_words,
    part_of_year,
    scopes,
    side_of,
    trimmed,
)
from auditor.facts.statements import PERIODS
from auditor.facts.table_labels import bare

if TYPE_CHECKING:
    from auditor.facts import Facts

_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})年")
_BACK = 90
_AHEAD = 160


@dataclass(frozen=True, slots=True)
class Said:
    """One level of the prose. `words` are what names it in the report, `name` its key (fillers gone), `full`
    the same with 预算 or 决算, `side` which of them it is, `path` the 类 and 款 above it, `before` what the sentence says ahead of the name,
    `sub` a word for less than the year ("" without), `year` that of its sentence or else of the report,
    `scopes` the divisions, places or events of which the clauses before it speak;
    `earlier`: the level of an earlier year, with which it is compared.
    """

    measure_: Measure
    words: str
    name: str
    full: str
    side: Side
    path: tuple[str, ...]
    before: str
    sub: str
    year: int
    scopes: tuple[str, ...]
    earlier: bool = False

    @property
    def mention(self) -> Mention:
        """The quantity in place."""
        return self.measure_.mention

    @property
    def whole_year(self) -> bool:
        """Whether the name itself says that it is a figure of the year."""
        return bool(WHOLE.search(self.words))

    @property
    def annual(self) -> bool:
        """Whether it speaks of the whole of the report's year, or of its end."""
        kind, _, last = self.measure_.period
        whole = kind in ("year", "none") or (kind == "cut-off" and last % 10000 >= 1200)
        return (
            whole
            and not self.earlier
            and not self.sub
            and self.measure_.kind != "planned"
            and not self.scopes
        )

    def measure(self, pack: Pack) -> str:
        """The measure of `pack` that it states, "" for none."""
        dimension = self.mention.quantity.dimension
        for word in (self.full, self.name, TERRITORY.sub("", self.name)):
            found = pack.spoken.get(word, "")
            alone = self.mention.quantity.group < 0
            if found and pack.measures[found].measured_in(dimension):
                # 6部36册善本 are a few of the stock; 累计办证 is no figure of the year.
                stock = pack.measures[found].kind == "stock"
                return found if (alone if stock else "累计" not in self.words) else ""
        return ""


def extract(facts: Facts) -> tuple[Said, ...]:
    """What the prose says of every measure, in order."""
    found: list[Said] = []
    title = _title(facts)
    for measure in sorted((*facts.measures, *in_passing(facts)), key=lambda one: one.mention.start):
        before = found[-1] if found and found[-1].mention.sentence == measure.mention.sentence else None
        found.append(_said(facts, measure, title, before))
    return tuple(found)


def _title(facts: Facts) -> str:
    blocks = [block for block in facts.document.blocks[:6] if block.kind in ("title", "heading", "paragraph")]
    return facts.document.text[blocks[0].start : blocks[0].end][:60] if blocks else ""


def _said(facts: Facts, measure: Measure, title: str, previous: Said | None) -> Said:
    text, mention = facts.document.text, measure.mention
    sentence = facts.sentences[mention.sentence]
    if mention.role == "compared":
        return _earlier(facts, measure, previous)
    low = max(mention.start - len(mention.gap), mention.start - _BACK, 0)
    words, path, at = own_words(text[low : mention.start])
    side = side_of(words)
    noun = NOUN_END.split(mention.noun, maxsplit=1)[0]
    counted = len(noun) >= 2 and not VERB.match(mention.noun)
    shown = words
    if counted:
        shown = COORDINATE.split(words)[-1] + noun
        full = name = trimmed(key(COORDINATE.split(words)[-1]) + key(noun), title)
    else:
        full, name = trimmed(key(words), title), trimmed(key(SIDE.sub("", words)), title)
    if PERIODS.sub("", name) in ("", "支出", "财政拨款支出") and side:
        subject, levels = _subject(facts, mention, previous, path)
        name, path = (subject, levels) if subject else (name, path)
        full, shown = name, name
    elif not PERIODS.sub("", name):
        name, path = _subject(facts, mention, previous, path)
        full, shown = name, name
    before = text[max(sentence.start, low + at - _AHEAD) : low + at]
    opening = bool(OPENING.match(words))
    return Said(
        measure, shown[-40:], name, full, side, path, before, part_of_year(before, words),
        0 if opening else _year(facts, measure, before + words), _scopes(facts, mention, before, title), opening,
    )  # fmt: skip


def _earlier(facts: Facts, measure: Measure, previous: Said | None) -> Said:
    """The level of an earlier year that a comparison gives in passing has the name before it."""
    match = EARLIER_LEVEL.search(measure.mention.label)
    named = match[1][:4] if match else ""
    year = int(named) if named.isdigit() else max(facts.report_year - 1, 0)
    if previous is None or not year:
        return Said(measure, "", "", "", "", (), "", "", 0, ())
    return replace(previous, measure_=measure, words=f"{year}年{previous.name}", year=year, earlier=True)


def _scopes(facts: Facts, mention: Mention, before: str, title: str) -> tuple[str, ...]:
    """The divisions that the sentence so far, the paragraph's first clause, or the heading speak of."""
    document = facts.document
    block = document.blocks[mention.block]
    opening = document.text[block.start : min(block.start + 40, mention.start)]
    first = "" if mention.label and opening.endswith(mention.label) else CLAUSE.split(opening)[0]
    heading = document.block_text(block.section[-1]) if block.section else ""
    headed = SCOPE.match(bare(heading))
    found = [*scopes(first), *scopes(before)]
    found += [headed[0]] if headed and headed.end() == len(bare(heading)) else []
    return tuple(dict.fromkeys(one for one in found if one not in title))


def _subject(
    facts: Facts, mention: Mention, previous: Said | None, path: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """A number without a name of its own: the item's title (…（项）。年初预算为), or the name before it."""
    if previous is not None and previous.name:
        # 收入预算…，支出预算…: the second is no attribute of the first.
        other = previous.name.endswith("收入") and "支出" in mention.label
        return ("支出" if other else previous.name), previous.path
    block = facts.document.blocks[mention.block]
    start = block.marker.end if block.marker else block.start
    opening = facts.document.text[start : min(start + _BACK, mention.start)].split("。")[0]
    if not LEVELS.search(opening):
        return "", path
    words, levels, _ = own_words(opening)
    return key(words), levels


def _year(facts: Facts, measure: Measure, words: str) -> int:
    years = _YEAR.findall(words)
    return int(years[-1]) if years else measure.year or facts.report_year


def pack_names(facts: Facts) -> dict[int, str]:
    """Where figures of the whole year stand that a pack knows by name: start of the quantity → the measure."""
    named = ((said, said.measure(pack)) for pack in facts.packs for said in facts.said if said.annual)
    return {said.mention.start: name for said, name in named if name}
