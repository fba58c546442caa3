"""What makes the command start sooner; nothing here changes what it does."""

from __future__ import annotations

import sys
from typing import Any


def remember_charsets() -> None:
    """Let Python 3.11 work out each character class of a pattern once.

    There the compiler of patterns walks through every single character of a range. The class of Han has
    28,000 and stands in hundreds of patterns, at a millisecond each: a quarter of a second of every run.
    Later versions fill a range at once and are left as they are. Call before patterns are compiled.
    """
    if sys.version_info[:2] != (3, 11):
        return
    from re import _compiler  # type: ignore[attr-defined]

    work_out = _compiler._optimize_charset
    known: dict[tuple[Any, ...], Any] = {}

    def optimize(charset: Any, iscased: Any = None, fixup: Any = None, fixes: Any = None) -> Any:
        if fixup is not None:  # patterns that ignore case are few
            return work_out(charset, iscased, fixup, fixes)
        key = tuple(charset)
        if key not in known:
            known[key] = work_out(charset)
        return known[key]

    _compiler._optimize_charset = optimize
