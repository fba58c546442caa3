"""Habits: a slip that a writer makes again and again is one finding with all its places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from auditor.finding import Hit

_HABIT = 3


def gather(hits: Iterable[Hit], key: Callable[[Hit], str] = lambda hit: "") -> Iterator[Hit]:
    """``hits`` in order, those of one ``key`` joined into one where there are three or more.

    The joined hit keeps the data of the first, has the others' primaries as related places and all fixes;
    its ``count`` is the number of places.
    """
    groups: dict[str, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(key(hit), []).append(hit)
    for group in groups.values():
        if len(group) < _HABIT:
            yield from (replace(hit, data={**hit.data, "count": "1", "places": ""}) for hit in group)
            continue
        yield replace(
            group[0],
            related=tuple(
                dict.fromkeys(
                    (*group[0].related, *(m for hit in group[1:] for m in (hit.primary, *hit.related)))
                )
            ),
            data={**group[0].data, "count": str(len(group)), "places": f"（全文 {len(group)} 处）"},
            fixes=tuple(fix for hit in group for fix in hit.fixes),
        )
