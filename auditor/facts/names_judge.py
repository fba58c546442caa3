"""Which differences between two names make them one name written two ways, and how much evidence each needs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.facts.names_alike import LINKS, common_word, opening, rare, sounds
from auditor.facts.names_compare import PLACES, Difference, Words
from auditor.facts.names_context import Evidence
from auditor.text import HAN

if TYPE_CHECKING:
    from auditor.facts import Facts

NEED = {
    "link": 0,
    "alike": 0,
    "swap": 0,
    "synonym": 0,
    "short": 0,
    "department": 0,
    "loose": 1,
    "title": 0,
    "omitted": 1,
    "extra": 2,
    "other": 3,
    "level": 4,
}
"""Evidence (see ``names_context``) that a kind of difference needs."""
AUTHORITY = frozenset({"局", "厅", "委员会", "委", "总局", "办公室"})
SHORT_TEXT = 600
"""Characters of a text so short that two bodies of nearly one name are hardly both in it."""
LEAST_TITLE = 6  # characters from which a title is long enough to be told by a word more or less
_PLACE = re.compile(f"[{HAN}]{{1,8}}[省市县区镇乡村州盟旗]|[{HAN}]{{2}}(?:大学|学院|集团|公司)")
_HOMES = frozenset({"居居", "居址", "址居"})
_HEADS = frozenset("局厅馆院校所站社部室会队总分支委")
_DEFINED = re.compile(
    '(?:简称为?|又称|亦称|也称|俗称|原名|曾用名|前身[是为]|更名为|改名为|改称)[：:“‘"]{0,2}([^”’"，。；、）)\n]{2,24})'
)
"""A second name that the report itself introduces."""
_LEVEL = re.compile(f"[{HAN}]{{1,4}}[区县旗]")
_POINTING = re.compile("[本此这该历各每][次届类级项场]")
_OWNER = re.compile(f"[{HAN}]{{0,14}}[省市县区镇乡州盟旗]")


class Judge:
    """Decides pairs of names of one document."""

    def __init__(self, facts: Facts, words: Words) -> None:
        self._words = words
        self._vocabulary = facts.resources.vocabulary
        self._short = len(facts.document.text) <= SHORT_TEXT
        self._defined = frozenset(match[1] for match in _DEFINED.finditer(facts.document.text))

    def form(self, kind: str, a: str, b: str, d: Difference) -> Difference | None:
        """The difference of two forms of a kind with its name, or None where they are two things."""
        if _two_owners(d) or any(self._settled(form) for form in (a[len(d.rest_a) :], b[len(d.rest_b) :])):
            return None
        if kind in ("title", "work"):
            return self._title(d)
        if _POINTING.match(a) and _POINTING.match(b):
            return None
        if (a, b) in self._words.bare:
            return replace(d, kind="synonym")
        judged = self._body(d) or self._words.judge(d)
        if judged is None or (not d.after and judged.kind not in ("synonym", "short")):
            return self._loose(d)
        if judged.kind != "short" and judged.kind in NEED and not self._proper(d, judged.kind):
            return None
        if kind == "activity" and judged.kind == "other" and len(d.a) == len(d.b) == 1 and _long(d):
            return replace(judged, kind="title")
        if judged.kind in ("extra", "other") and (
            len(d.a + d.b) > 4 or (kind == "body" and not self._part(d))
        ):
            return None
        return judged

    def _settled(self, form: str) -> bool:
        """Whether the user or the report itself vouches for a name."""
        return form in self._vocabulary or form in self._defined

    def headed(self, d: Difference) -> Difference | None:
        """The difference of two short titles before one and the same head."""
        judged = self._words.judge(d)
        short = judged and judged.kind == "other" and len(d.a) == len(d.b) == 1 and d.common >= 3
        return judged if short else None

    def tail(self, d: Difference) -> Difference | None:
        """The difference of the heads of one quoted title: only words of one meaning count."""
        judged = self._words.judge(d)
        return judged if judged and judged.kind in ("synonym", "short", "alike", "link") else None

    def enough(self, kind: str, d: Difference, evidence: Evidence, counts: tuple[int, int]) -> bool:
        """Whether the evidence suffices for the kind of difference."""
        # A slip of one alike character shows even within a sentence, where it stands in another clause.
        if evidence.apart and (
            evidence.beside or d.kind not in ("alike", "swap") or not (d.before or d.after)
        ):
            return False
        score = evidence.score + (1 if min(counts) <= 2 and max(counts) >= 3 * min(counts) else 0)
        if d.kind == "level" and max(counts) < 3:
            return False
        authority = kind == "body" and d.kind == "extra" and _authority(d.after)
        return score >= NEED[d.kind] - authority

    def _title(self, d: Difference) -> Difference | None:
        judged = self._words.judge(d)
        if judged and judged.kind == "swap" and len(d.a) + d.common >= 4:
            return judged
        if judged is None or d.common < (2 if judged.kind == "alike" else 3):
            return None
        if judged.kind == "synonym" and len(self._words.own(d.before + d.after)) < 2:
            return None
        if judged.kind in ("extra", "other"):
            gap = max(len(d.a), len(d.b))
            if (
                d.common < LEAST_TITLE
                or 2 * d.common < 5 * gap
                or gap > (3 if d.a and d.b else 4)
                or not (d.after and d.before)
            ):
                return None
            near = 2 * d.common >= 3 * gap and len(d.before) >= LEAST_TITLE
            single = len(d.a) == len(d.b) == 1 and len(d.before) >= 4
            near = near or (single and bool(d.after) and judged.kind == "other")
            if judged.kind == "extra" and len(d.before) >= 4:
                return replace(judged, kind="omitted")
            return replace(judged, kind="title") if near else judged
        return judged

    def _body(self, d: Difference) -> Difference | None:
        """Departments: one place has one of each field; a place left out changes the level."""
        if not _authority(d.after):
            return None
        gap = d.a or d.b
        if not (d.a and d.b) and _LEVEL.fullmatch(gap) and d.before[-1:] in "省市":
            return replace(d, kind="level")
        if not _OWNER.match(d.before):
            return None
        field_a, field_b = self._field(d, d.a), self._field(d, d.b)
        same = field_a is not None and field_a == field_b
        slip = len(d.a) == len(d.b) == 1 and (field_a is None) != (field_b is None)
        plain = bool(d.a and d.b) or gap not in LINKS
        longer, shorter = (field_a, field_b) if d.a else (field_b, field_a)
        added = not plain and longer is None and shorter is not None
        return replace(d, kind="department") if added or ((same or slip) and plain) else None

    def _field(self, d: Difference, middle: str) -> int | None:
        """The field of the department that a form names: the longest listed name before the head."""
        whole = d.before + middle + d.after
        for head in sorted(AUTHORITY, key=len, reverse=True):
            if whole.endswith(head):
                body = whole[: -len(head)]
                for start in range(len(body) - 1):
                    if body[start:] in self._words.field:
                        return self._words.field[body[start:]]
        return None

    def _loose(self, d: Difference) -> Difference | None:
        if d.after or len(d.before) < 3 or (d.a, d.b) not in self._words.loose:
            return None
        return (
            None
            if d.before[-1] in "省市县区镇乡村校院园馆" or d.before.endswith("社区")
            else replace(d, kind="loose")
        )

    def _part(self, d: Difference) -> bool:
        """Whether the gap of two names of bodies is a word within the name and not another body or branch."""
        return bool(_PLACE.match(d.before)) and len(d.a + d.b) <= 2 and not set(d.a + d.b) & _HEADS

    def _proper(self, d: Difference, kind: str) -> bool:
        """Whether what two names share is theirs alone: a place, or characters that official prose never joins."""
        own = self._words.own(d.before)
        if kind in ("alike", "swap", "link") and d.common >= 6 and len(own) >= 2:
            return kind != "link" or d.common >= 8
        if kind == "alike" and self._short and d.before and d.common >= 3 and sounds(d.a, d.b):
            return True
        if kind == "alike" and not (d.before or d.rest_a or d.rest_b) and opening(d.a, d.b):
            return len(self._words.own(d.after)) >= 2
        if kind in ("department", "level") or (kind == "alike" and d.common >= 5 and d.after[:1] in PLACES):
            return True
        if kind == "alike" and d.common >= 4 and len(d.before) >= 2 and sounds(d.a, d.b):
            return d.common >= 5 or not common_word(d.before[:2])
        if _PLACE.match(own) or (own and d.a[-1:] + d.b[-1:] in _HOMES):
            return True
        if kind == "synonym" and len(own) == 2 and d.before == own:
            return not common_word(own)
        return len(own) >= 3 and rare(own)


def _long(d: Difference) -> bool:
    """Whether a name is so long that one other character within it is a slip rather than another thing."""
    return d.common >= 9 and len(d.before) >= 4 and len(d.after) >= 3


def _authority(part: str) -> bool:
    return any(part.endswith(head) for head in AUTHORITY)


def _two_owners(d: Difference) -> bool:
    """Whether what stands before the common part makes two owners of it, not merely a doubtful left border."""
    if not (d.rest_a and d.rest_b):
        return False
    return len(d.before) < 4 or d.common < 8 or bool(set(d.rest_a + d.rest_b) & PLACES)
