"""What makes the command start sooner; nothing here changes what it does.

Python compiles every pattern and every method of a dataclass anew in each process. Here what was compiled
goes to `auditor.cache`. A Python that lacks one of the names used here is left as it is.
"""

from __future__ import annotations

import dataclasses
import gc
import sys
from _thread import allocate_lock
from array import array
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

from auditor import cache

_prepared = False


def prepare() -> None:
    """Speed up the rest of the start. Call before patterns are compiled and dataclasses defined."""
    global _prepared
    if _prepared:
        return
    _prepared = True
    gc.set_threshold(
        100_000, 20, 20
    )  # what is loaded stays; looking through it again and again finds nothing
    remember_charsets()
    cache.begin()
    keep_patterns()
    keep_methods()


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


def keep_patterns() -> None:
    """Compile a pattern once for all runs: what the compiler gives to the matcher is kept and given again.

    The matcher checks the code it is given; what it refuses is compiled anew.
    """
    try:
        import _sre  # type: ignore[import-not-found]
        from re import _compiler  # type: ignore[attr-defined]

        compile_anew, build, debug = _compiler.compile, _compiler._sre.compile, _compiler.SRE_FLAG_DEBUG
    except (ImportError, AttributeError):
        return
    given: list[Any] = []
    lock = allocate_lock()

    def record(*arguments: Any) -> Any:
        given[:] = arguments
        return build(*arguments)

    def compile_(pattern: Any, flags: int = 0) -> Any:
        key = (pattern, int(flags))
        if type(pattern) is str and (known := cache.get("pattern", key)):
            all_flags, code, *groups = known
            with suppress(RuntimeError, TypeError, ValueError, OverflowError):
                return build(pattern, all_flags, memoryview(code).cast("I").tolist(), *groups)
        with lock:
            made = compile_anew(pattern, flags)
            if type(pattern) is str and not flags & debug:
                _, all_flags, code, *groups = given
                cache.put("pattern", key, (int(all_flags), array("I", code).tobytes(), *groups))
        return made

    _compiler._sre = SimpleNamespace(**{**vars(_sre), "compile": record})
    _compiler.compile = compile_


def keep_methods() -> None:
    """Compile the methods that dataclasses write as text once for all runs."""

    def execute(source: str, *scopes: Any) -> None:
        code = cache.get("method", source)
        if code is None:
            code = compile(source, "<string>", "exec", dont_inherit=True)
            cache.put("method", source, code)
        exec(code, *scopes)

    vars(dataclasses)["exec"] = execute
