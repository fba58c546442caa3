"""Many items in several processes, so that a killed process costs no result.

The standard pool gives up everything when one of its processes dies. Here what was under way then is tried
again, each item in a process of its own: an item that kills that one too is given up, alone.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.util import Finalize
from typing import Any

from auditor import cache, startup

_work: Callable[[Any], Any]
_items: Sequence[Any]


def _prepare(work: Callable[[Any], Any], items: Sequence[Any]) -> None:
    """Give a new process all it needs once; an interrupt is the parent's affair."""
    global _work, _items
    _work, _items = work, items
    startup.prepare()
    Finalize(None, cache.save, exitpriority=0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _run(index: int) -> Any:
    return _work(_items[index])


def supervise(
    work: Callable[[Any], Any],
    items: Sequence[Any],
    processes: int,
    lost: Callable[[Any], Any],
    progress: Callable[[int], None] | None = None,
    here: Callable[[Any], bool] = lambda item: False,
) -> list[Any]:
    """``work(item)`` for every item, in order; ``lost(item)`` where an item killed its process twice.

    Items for which ``here`` holds are worked on in this process. An exception of ``work`` is raised.
    """
    results: dict[int, Any] = {}

    def keep(index: int, result: Any) -> None:
        results[index] = result
        if progress:
            progress(len(results))

    for index, item in enumerate(items):
        if here(item):
            keep(index, work(item))
    while left := [index for index in range(len(items)) if index not in results]:
        for suspect in _round(work, items, left, processes, keep):
            if _round(work, items, [suspect], 1, keep):
                keep(suspect, lost(items[suspect]))
    return [results[index] for index in range(len(items))]


def _round(
    work: Callable[[Any], Any],
    items: Sequence[Any],
    left: Sequence[int],
    processes: int,
    keep: Callable[[int, Any], None],
) -> list[int]:
    """Work through ``left`` until done or a process dies; returns the items that were under way then."""
    suspects: list[int] = []
    with ProcessPoolExecutor(processes, initializer=_prepare, initargs=(work, items)) as pool:
        waiting: dict[Future[Any], int] = {}
        ahead = iter(left)

        def send(count: int) -> None:
            for index in _take(ahead, count):
                try:
                    waiting[pool.submit(_run, index)] = index
                except BrokenProcessPool:
                    suspects.append(index)

        # Few at a time: what the pool holds when a process dies must all be tried again. One more for
        # each process than it works on, or it would wait while the result before is taken in.
        try:
            send(2 * processes)
            while waiting:
                future = next(as_completed(waiting))
                index = waiting.pop(future)
                try:
                    keep(index, future.result())
                except BrokenProcessPool:
                    suspects.append(index)
                else:
                    send(1)
        except BaseException:  # or the pool would first let them finish what they are at
            for child in multiprocessing.active_children():
                child.terminate()
            raise
    return suspects


def _take(source: Any, count: int) -> list[int]:
    return [index for _, index in zip(range(count), source, strict=False)]
