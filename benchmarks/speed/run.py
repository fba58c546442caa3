"""Whole-process time and memory of ``audit`` beside public tools → reports/benchmarks.md.

    python benchmarks/speed/run.py [--repeat 5] [--files 2000] [--tools FOLDER] [--no-tools] [--limit 120]

Public tools are installed into a temporary folder (``--tools`` keeps it for the next time); what cannot be
installed is skipped and said so. Run it on a quiet machine with Python ≥ 3.11 and the package installed.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from generate import report  # noqa: E402

REPORT = ROOT / "reports" / "benchmarks.md"
SIZES = {"10,000 characters": 25_500, "100 kB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
AUDIT = [sys.executable, "-m", "auditor", "check", "--isolated", "--fail-on", "never", "--format", "json"]
FLOOR = [sys.executable, "-c", "import typer"]
ZHLINT = (
    "import collections, collections.abc\n"
    "for name in collections.abc.__all__: setattr(collections, name, getattr(collections.abc, name))\n"
    "from zhlint.main import entry_point\nentry_point()"
)
AUTOCORRECT = (
    "import sys, autocorrect_py\nautocorrect_py.lint_for(open(sys.argv[1], encoding='utf-8').read(), 'text')"
)
CONTROL = """
import sys, time
from multiprocessing import Process
def work(rounds):
    total = 0
    for number in range(rounds):
        total += number * number % 7
processes, rounds = int(sys.argv[1]), int(sys.argv[2])
started = time.perf_counter()
each = [Process(target=work, args=(rounds // processes,)) for _ in range(processes)]
for one in each: one.start()
for one in each: one.join()
print(time.perf_counter() - started)
"""


@dataclass(frozen=True)
class Cost:
    """Median wall and processor seconds and peak resident megabytes of a process and what it starts."""

    wall: float
    cpu: float
    memory: float


def cost(command: list[str], repeat: int, limit: float, ok: tuple[int, ...] = (0, 1)) -> Cost | str:
    """Run a command several times; a sentence instead when it fails or takes longer than ``limit`` seconds."""
    runs: list[tuple[float, float, float]] = []
    for _ in range(repeat):
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
        usage = None
        while usage is None:
            done, status, used = os.wait4(process.pid, os.WNOHANG)
            if done:
                usage = used
            elif time.perf_counter() - started > limit:
                process.kill()
                os.wait4(process.pid, 0)
                process.returncode = -9
                return f"more than {limit:.0f} s"
            else:
                time.sleep(0.002)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in ok:
            return f"failed with status {process.returncode}"
        memory = usage.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
        runs.append((time.perf_counter() - started, usage.ru_utime + usage.ru_stime, memory))
        if runs[0][0] > 20:
            break
    return Cost(*(median(values) for values in zip(*runs, strict=True)))


def install(folder: Path) -> tuple[dict[str, list[str]], list[str]]:
    """Commands of the public tools that could be installed, and what was skipped."""
    tools: dict[str, list[str]] = {}
    skipped: list[str] = []
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    for package, name, code in (
        ("zhlint", "zhlint (PyPI)", [ZHLINT, "check"]),
        ("autocorrect-py", "autocorrect-py", [AUTOCORRECT]),
    ):
        if _quietly([str(python), "-m", "pip", "install", "-q", package]):
            tools[name] = [str(python), "-c", *code]
        else:
            skipped.append(f"{name}: could not be installed")
    if shutil.which("npm") is None:
        return tools, [*skipped, "lint-md, textlint: no npm"]
    if _npm(folder, "@lint-md/cli"):
        tools["lint-md"] = [str(folder / "node_modules" / ".bin" / "lint-md")]
    else:
        skipped.append("lint-md: could not be installed")
    rules = "textlint-rule-preset-zh-technical-writing"
    if _npm(folder, "textlint", rules):
        tools["textlint, Chinese rules"] = [
            str(folder / "node_modules" / ".bin" / "textlint"), "--preset", "zh-technical-writing",
        ]  # fmt: skip
    else:
        skipped.append(f"textlint: {rules} could not be installed")
    return tools, skipped


def _npm(folder: Path, *packages: str) -> bool:
    return _quietly(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), *packages])


def _quietly(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextmanager
def place(given: str) -> Iterator[Path]:
    """The folder for the tools: the one given, or a temporary one."""
    if given:
        Path(given).mkdir(parents=True, exist_ok=True)
        yield Path(given).resolve()
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


def sizes(folder: Path, tools: dict[str, list[str]], repeat: int, limit: float) -> list[str]:
    """The table of one report of each size."""
    floor = cost(FLOOR, max(repeat, 5), limit)
    assert isinstance(floor, Cost)
    lines = [
        "| text | command | wall s | processor s | peak MB | wall ÷ `import typer` | processor s per MB ÷ that of 100 kB |",
        "|---|---|--:|--:|--:|--:|--:|",
        f'| – | `python -c "import typer"` | {floor.wall:.3f} | {floor.cpu:.3f} | {floor.memory:.0f} | 1.0 | |',
    ]
    base = 0.0
    for name, size in SIZES.items():
        path = folder / f"{size}.md"
        path.write_text(report(size), encoding="utf-8", newline="\n")
        text = path.with_suffix(".txt")
        shutil.copy(path, text)
        for tool, command in {"audit": AUDIT, "audit -j 1": [*AUDIT, "-j", "1"], **tools}.items():
            if tool != "audit" and size > 1_000_000:
                continue
            file = path if tool in ("lint-md", "textlint, Chinese rules") else text
            spent = cost([*command, str(file)], repeat, limit if tool != "audit" else 3600)
            if isinstance(spent, str):
                lines.append(f"| {name} | {tool} | {spent} | | | | |")
                continue
            each = spent.cpu / path.stat().st_size
            base = each if tool == "audit" and name == "100 kB" else base
            ratio = f"{each / base:.2f}" if tool == "audit" and base else ""
            lines.append(
                f"| {name} | {tool} | {spent.wall:.2f} | {spent.cpu:.2f} | {spent.memory:.0f} "
                f"| {spent.wall / floor.wall:.1f} | {ratio} |"
            )
            print(lines[-1], flush=True)
    return lines


def many(folder: Path, count: int) -> list[str]:
    """The table of many files with one process and with two, beside a loop that only uses the processor."""
    files = folder / "many"
    files.mkdir(exist_ok=True)
    for number in range(count):
        (files / f"{number:05}.txt").write_text(report(3000, number + 10), encoding="utf-8", newline="\n")
    walls = {}
    for jobs in (1, 2):
        spent = cost([*AUDIT, "-j", str(jobs), str(files)], 1, 3600)
        assert isinstance(spent, Cost), spent
        walls[jobs] = spent.wall
    rounds = int(walls[1] * 10_000_000)
    control = {
        n: float(subprocess.check_output([sys.executable, "-c", CONTROL, str(n), str(rounds)]))
        for n in (1, 2)
    }
    mine, bound = walls[1] / walls[2], control[1] / control[2]
    return [
        f"{count:,} files of 3 kB: {walls[1]:.1f} s with one process, {walls[2]:.1f} s with two: {mine:.2f} times as fast. "
        f"A loop that only uses the processor: {control[1]:.1f} s and {control[2]:.1f} s, {bound:.2f} times. "
        f"That is {mine / bound:.0%} of what two processes can give here.",
    ]


def main() -> int:
    """Measure everything and write the report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--tools", default="")
    parser.add_argument("--no-tools", action="store_true")
    parser.add_argument("--limit", type=float, default=120.0, help="seconds for one run of a public tool")
    given = parser.parse_args()
    before = os.getloadavg()[0]
    with place(given.tools) as tools_folder, tempfile.TemporaryDirectory() as work:
        tools, skipped = ({}, ["public tools: not asked for"]) if given.no_tools else install(tools_folder)
        table = sizes(Path(work), tools, given.repeat, given.limit)
        jobs = many(Path(work), given.files) if given.files else []
    loads = f"{before:.1f} before, {os.getloadavg()[0]:.1f} after"
    lines = [
        "# Speed", "",
        f"`python benchmarks/speed/run.py`: whole processes, median of {given.repeat}, Python {platform.python_version()}, "
        f"{os.cpu_count()} processors, load of the machine {loads}. The text does not repeat itself "
        "(benchmarks/speed/generate.py); `audit` runs every rule of the default profile. The tools beside it look at "
        "punctuation and spacing, sentence by sentence. By default `audit` works on one report in two processes; the peak "
        "is that of the larger one. zhlint is given back the names that Python 3.10 took from `collections`.",
        "", *table, "", *jobs, "", *(f"Skipped: {line}." for line in skipped),
    ]  # fmt: skip
    REPORT.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8", newline="\n")
    print(*jobs, *skipped, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
