"""Facets: whether the names of parts let them overlap (女 and 党员), exclude each other, or make a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.resources import Resources

_REST = re.compile("其他|其它|其余|余下|另外|剩余|及其他|未分类")
# A department or place named after its readers (少儿部) is a part like any other.
_UNIT_NAME = re.compile("[部室馆科组处院店区站点厅股队所系][ \u3000]*$")
# Stages of one thing: what was settled had first been accepted, so such parts may hold each other.
_STAGE = re.compile(
    "受理|立案|结案|审结|办结|破案|调解|执结|获|晋级|通过|合格|优秀|满意|达标|评为|评审|入选|录取|报到|毕业|回收|采纳|参加|参与|完成|转化|投产|开工|竣工|验收|脱贫|治愈|上线|达线"
)


@dataclass(frozen=True, slots=True)
class Division:
    """What the labels of parts say: may they overlap, do they surely exclude each other, are they all."""

    overlapping: bool
    complete: bool
    staged: bool


def divide(labels: Sequence[str], resources: Resources) -> Division:
    """Judge the labels of the parts of one total."""
    facets = resources.table("general/facets.toml")["facet"]
    whole = labels
    labels = ["" if _UNIT_NAME.search(label) else label for label in labels]
    said = "\n".join(labels)
    told = [
        (facet["name"], words)
        for facet in facets
        if (words := [word for word in facet["words"] if word in said])
    ]
    named = [{name for name, words in told if any(word in label for word in words)} for label in labels]
    mixed = len({frozenset(names) for names in named}) > 1
    loose = any(
        facet.get("overlapping") and any(any(word in label for word in facet["words"]) for label in labels)
        for facet in facets
    )
    nested = any(sum(word in label for label in labels) > 1 for word in ("以上", "以下"))
    staged = any(_STAGE.search(label) for label in whole)
    complete = (
        rest(whole)
        or _opposites(whole)
        or any(_fills(labels, words) for facet in facets for words in facet.get("complete", ()))
    )
    return Division(overlapping=mixed or loose or nested, complete=complete, staged=staged)


_PERSONAL = frozenset({"sex", "party", "education", "title"})


def without_qualities(label: str, resources: Resources) -> str:
    """A label without the words that say of what sex, party, education or title people are."""
    for facet in resources.table("general/facets.toml")["facet"]:
        for word in facet["words"] if facet["name"] in _PERSONAL else ():
            label = label.replace(word, "")
    return label


def _opposites(labels: Sequence[str]) -> bool:
    """X and 非X, X and 不X: two parts that leave nothing out."""
    if len(labels) != 2:
        return False
    one, two = (re.sub("[^\u3400-\u9fff]|已|其中", "", label) for label in labels)
    return any(
        negation in longer and shorter and longer.replace(negation, "", 1)[:2] == shorter[:2]
        for longer, shorter in ((one, two), (two, one))
        for negation in ("非", "不", "未")
        if negation not in shorter
    )


def rest(labels: Sequence[str]) -> bool:
    """Whether one of the parts is 其他: then they are all."""
    return any(_REST.search(label) for label in labels)


def _fills(labels: Sequence[str], words: Sequence[str]) -> bool:
    return len(labels) == len(words) and all(
        sum(word in label for label in labels) == 1 and any(word in label for label in labels)
        for word in words
    )
