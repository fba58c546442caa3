"""Progress of long reads, for people who watch: one line on a terminal, nothing anywhere else."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

_LONG, _STEP = 60, 10


class Step(Protocol):
    """Tells that ``done`` pages are read."""

    def __call__(self, done: int) -> None: ...


@contextmanager
def pages_read(total: int) -> Iterator[Step]:
    """Show how many of ``total`` pages are read, if they are many; the line is gone afterwards."""
    shows = total >= _LONG and sys.stderr is not None and sys.stderr.isatty()

    def step(done: int) -> None:
        if shows and done % _STEP == 0:
            print(f"\r读取第 {done}/{total} 页", end="", file=sys.stderr, flush=True)

    try:
        yield step
    finally:
        if shows:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
