"""Long random runs: ``python benchmarks/fuzz/run.py --minutes 30 [--target read_docx] [--seed 1]``.

Every target gets its minutes in turn. What crashes is kept in benchmarks/fuzz/crashes/ (not committed) and
named with the seed that makes it again: ``--target NAME --once SEED``. A crasher becomes a test.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import time
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)]

from targets import TARGETS, Crash  # noqa: E402

CRASHES = Path(__file__).parent / "crashes"
SLOW = 5.0
"""Seconds of processor time from which an input of some kilobytes is a hang."""


def one(name: str, seed: str) -> str:
    """Run a target once; returns what went wrong."""
    started = time.process_time()
    try:
        TARGETS[name](Random(seed))
    except Crash as crash:
        _, data, said = crash.args
        CRASHES.mkdir(exist_ok=True)
        (CRASHES / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}").write_bytes(data)
        return str(said)
    except Exception as error:
        return f"escaped: {error!r}"
    spent = time.process_time() - started
    return f"{spent:.1f} s" if spent > SLOW else ""


def main() -> int:
    """Run the targets; 1 when something crashed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=1.0, help="for each target")
    parser.add_argument("--target", choices=sorted(TARGETS))
    parser.add_argument("--seed", default="1")
    parser.add_argument("--once", help="one run with exactly this seed")
    given = parser.parse_args()
    crashed = 0
    for name in [given.target] if given.target else list(TARGETS):
        if given.once:
            print(one(name, given.once) or "nothing wrong")
            continue
        runs, seen, end = 0, set(), time.monotonic() + 60 * given.minutes
        while time.monotonic() < end:
            seed = f"{given.seed} {runs}"
            said = one(name, seed)
            runs += 1
            kind = re.sub("[0-9]+", "#", said)
            if said and kind not in seen:
                seen.add(kind)
                print(f"{name} --once {seed!r}: {said[:300]}", flush=True)
        crashed += len(seen)
        print(f"{name}: {runs} runs, {len(seen)} kinds of crash", flush=True)
    return int(crashed > 0)


if __name__ == "__main__":
    sys.exit(main())
