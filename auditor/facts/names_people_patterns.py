"""Where names of people stand: beside titles, in lists joined by 、, and what may stand next to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from auditor.facts.names_context import Place
from auditor.facts.wording_evidence import SURNAMES
from auditor.text import HAN

_RUN = re.compile(f"[{HAN}]{{2,}}")
_LONGEST = 4


class Patterns:
    """Where names of people stand, compiled from the table ``official-writing/people.toml``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        titles = "|".join(sorted(table["titles"], key=len, reverse=True))
        never = table["never"]
        given = f"(?:(?![{never}])[{HAN}]){{1,2}}"
        self.unlikely = {pair[0]: pair[1] for pair in table["unlikely"]}
        self.surnames = SURNAMES | set(table["surnames"])
        self.rankless = frozenset(table["rankless"])
        surname = f"(?:{'|'.join(table['compound'])}|[{''.join(sorted(self.surnames))}])"
        follows = f"(?=$|[^{HAN}]|{'|'.join(table['after'])})"
        self.item = re.compile(f"{surname}{given}")
        heads = "".join(sorted({title[0] for title in table["titles"]}))
        self.titled = re.compile(
            f"(?=[副代{heads}])((?:副|代)?(?:{titles}))(?P<name>{surname}{given}?{follows})"
        )
        self.named = re.compile(f"(?P<name>{surname}{given}?)((?:副|代)?(?:{titles})|主持|主讲)")
        self.odd = re.compile(
            f"(?:{titles})(?P<name>[{''.join(self.unlikely)}]{given}?)(?=$|[^{HAN}]|一行|等)"
        )
        self.after = re.compile(follows)
        self.title = re.compile(titles)
        self.title_end = re.compile(f"(?:{titles})$")
        self.before = re.compile(f"(?:^|[^{HAN}]|{titles}|{'|'.join(table['before'])})$")

    def bounded(self, text: str, start: int, end: int) -> bool:
        """Whether a name could stand at ``text[start:end]``, judged by what is right beside it."""
        return bool(
            self.before.search(text, max(0, start - 4), start) and self.after.match(text, end, end + 4)
        )


def name_lists(text: str, patterns: Patterns, odd: bool = False) -> Iterator[list[Place]]:
    """Runs of two or more items joined by 、 that are all names (with ``odd`` but for one)."""
    run: list[Place] = []
    for start, end in _items(text):
        joined = start > 0 and text[start - 1] == "、"
        if not joined or (run and run[-1][1] != start - 1):
            yield from _whole(text, run, patterns, odd)
            run = []
        if joined:
            run.append((start, end))
        elif text.startswith("、", end):
            run.append(_first(text, start, end, patterns))
    yield from _whole(text, run, patterns, odd)


def _items(text: str) -> Iterator[Place]:
    """What stands beside a 、, from its run of Han characters on, in pieces that may be names."""
    for match in _RUN.finditer(text):
        start, end = match.span()
        if text.startswith("、", end) or (start and text[start - 1] == "、"):
            for at in range(start, end - 1, _LONGEST):
                yield at, min(at + _LONGEST, end)


def _first(text: str, low: int, end: int, patterns: Patterns) -> Place:
    """The first item of a list without the title before it."""
    for size in (3, 2):
        start = end - size
        if start >= low and patterns.item.fullmatch(text, start, end):
            return start, end
    return low, end


def _whole(text: str, run: list[Place], patterns: Patterns, odd: bool) -> Iterator[list[Place]]:
    if len(run) < 2:
        return
    names = []
    for start, end in run:
        found = patterns.item.match(text, start, end)
        if found and patterns.after.match(text, found.end(), found.end() + 4):
            names.append(found.span())
    if len(names) == len(run):
        yield names
    elif odd and len(names) == len(run) - 1:
        # Two items are a list of people only behind a title.
        first = run[0][0]
        if len(run) > 2 or patterns.title_end.search(text, max(0, first - 4), first):
            yield run
