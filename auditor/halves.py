"""One report in two processes: the rules about words beside the rules about everything else.

The two share hardly a fact besides the document, so each process works out its own and neither waits for
the other. The findings are the same, in the same order, as in one process.
"""

from __future__ import annotations

import marshal
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

from auditor import cache
from auditor.engine import Options, Outcome, run_rules
from auditor.facts import Facts
from auditor.rulebook import Rule

WORDS = frozenset({"TYP"})
NAMES = WORDS | {"NAM"}
"""The families that go into the second process, about half of the work: of a short report, of a long one."""
LONG = 150_000
"""Characters of a long report. The word rules have tables to look into, which weighs on a short one."""
WORTH = 2_000
"""Characters of a report from which two processes are sooner done than one."""


def run_in_two(rules: Sequence[Rule], facts: Facts, options: Options) -> Outcome:
    """As ``run_rules``, with a second process where there is a processor for it and the report is long enough.

    Only Linux: elsewhere a process is not forked, or not safely.
    """
    size = len(facts.document.text)
    second = NAMES if size >= LONG else WORDS
    ours = [rule for rule in rules if rule.code[:3] not in second]
    theirs = [rule for rule in rules if rule.code[:3] in second]
    if size < WORTH or not (ours and theirs) or processors() < 2 or sys.platform != "linux":
        return run_rules(rules, facts, options)
    other = _Beside(theirs, facts, options)
    try:
        outcome = run_rules(ours, facts, options)
        return _joined(outcome, other.outcome() or run_rules(theirs, facts, options))
    finally:
        other.end()


def _joined(one: Outcome, other: Outcome) -> Outcome:
    failures = {name: error for outcome in (one, other) for name, error in outcome.failures}
    return Outcome({**one.findings, **other.findings}, tuple(failures.items()))


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


class _Beside:
    """A forked process that runs some rules; what it is given is there already, what it finds comes by pipe."""

    def __init__(self, rules: Sequence[Rule], facts: Facts, options: Options) -> None:
        self._pid = 0
        read, write = os.pipe()
        self._stream = open(read, "rb")  # noqa: SIM115 - closed by end()
        with suppress(OSError):  # no process to be had: the rules run here
            self._pid = os.fork()
            if not self._pid:
                _answer(write, rules, facts, options)
        os.close(write)

    def outcome(self) -> Outcome | None:
        """What the rules found, or None when the process ended before it could say."""
        import pickle

        try:
            outcome, learned = pickle.load(self._stream)
        except (EOFError, pickle.UnpicklingError):
            return None
        cache.learn(marshal.loads(learned))
        return outcome  # type: ignore[no-any-return]

    def end(self) -> None:
        """See the process off, whatever it is doing."""
        self._stream.close()
        if self._pid:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._pid = 0


def _answer(write: int, rules: Sequence[Rule], facts: Facts, options: Options) -> None:
    """Run the rules in the forked process and end it; nothing of the parent's is flushed, saved or closed."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        import pickle

        outcome = run_rules(rules, facts, options)
        learned = marshal.dumps(cache.learned())  # code, which is not pickled
        with open(write, "wb") as stream:
            pickle.dump((outcome, learned), stream, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)
