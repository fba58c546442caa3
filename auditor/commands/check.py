"""``audit REPORT``: audit reports, write the outputs, say by the exit status whether they pass."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from auditor.commands import Failure
from auditor.commands.pipeline import (
    Plan,
    Settings,
    audit,
    audit_again,
    language_of,
    plans_for,
    status_of,
)
from auditor.reporting import FORMATS, CannotWrite, Run, endings, format_of, render


@dataclass(frozen=True)
class Request:
    """What the command line asks of ``audit REPORT``."""

    paths: Sequence[str]
    settings: Settings = field(default_factory=Settings)
    format: str = "text"
    group_by: str = ""
    coverage: bool = False
    quiet: bool = False
    color: str = "auto"
    exit_zero: bool = False
    against: str = ""
    diff: bool = False
    fix: bool = False


def check(request: Request) -> int:
    """Do what is asked; returns the exit status. Raises Failure."""
    if request.format not in FORMATS:
        raise Failure(f"--format 应是 {'、'.join(FORMATS)} 之一，不是 {request.format!r}")
    if request.group_by not in ("", "section"):
        raise Failure(f"--group-by 应是 section，不是 {request.group_by!r}")
    _guess(request.paths)
    plans = plans_for(request.paths, request.settings)
    if not plans:
        raise Failure(f"{'、'.join(request.paths)}：里面没有可以审校的文件")
    targets = _targets(plans[0].config.output, request.format, [plan.path for plan in plans])
    if request.diff or request.fix:
        status = _repair(plans, request)
        if request.diff:
            return 0 if request.exit_zero else status
    results = audit(plans, request.settings)
    language = language_of(results, plans[0].config)
    run = Run(
        results,
        plans[0].every,
        language,
        color=wants_color(request.color),
        coverage=request.coverage,
        group_by=request.group_by or None,
        quiet=request.quiet,
        extra={"fail_on": plans[0].config.fail_on},
    )
    if request.against:
        run = _against(run, plans, request)
    deliver(run, targets, None if (request.quiet and targets) or request.against else request.format)
    status = status_of(run.results, [plan.config.fail_on for plan in plans])
    return 0 if request.exit_zero and status == 1 else status


def _guess(paths: Sequence[str]) -> None:
    """A first word that is no file and looks like a command was meant as one. Raises Failure."""
    from difflib import get_close_matches

    from auditor.commands.help import COMMANDS

    word = paths[0] if paths else ""
    if word.isascii() and word.replace("-", "").isalpha() and not os.path.exists(word):
        near = get_close_matches(word, [name for names in COMMANDS.values() for name in names], 1, 0.6)
        if near:
            raise Failure(f"没有文件或命令 {word!r}；是不是 audit {near[0]}？")


def _against(run: Run, plans: Sequence[Plan], request: Request) -> Run:
    """Compare with an older draft, print the comparison, and mark what was there before."""
    from auditor.commands.against import compare, show

    if len(plans) != 1:
        raise Failure("--against 一次只比较一份报告")
    if not os.path.exists(request.against):
        raise Failure(f"{request.against}：没有这个文件")
    old = audit([replace(plans[0], path=request.against)], replace(request.settings, known=False))[0]
    if old.error:
        raise Failure(f"{request.against}：{old.error}")
    compared = compare(run.results[0], old)
    run = replace(run, results=[compared.result])
    if request.format == "text":
        write_out(show(compared, old, run))
    else:
        deliver(run, [], request.format)
    return run


def _repair(plans: Sequence[Plan], request: Request) -> int:
    """Show or make the safe repairs; 1 when there is something to repair."""
    from auditor.repair import CannotRepair, repair

    total = 0
    problems: list[str] = []
    for plan in plans:
        try:
            data = b"" if plan.path == "-" else Path(plan.path).read_bytes()
            done = repair(data, plan.path, partial(audit_again, plan, settings=request.settings))
        except (CannotRepair, OSError) as error:
            problems.append(str(error))
            continue
        total += done.count
        if request.diff:
            write_out(done.diff())
        elif done.count:
            write_file(done.data, plan.path)
    if request.fix and not request.diff:
        print(f"已修改 {total} 处", file=sys.stderr)
    if problems:
        raise Failure("\naudit: ".join(problems))
    return 1 if total else 0


def wants_color(choice: str) -> bool:
    """Whether standard output is to be coloured; ``auto`` asks the terminal and NO_COLOR. Raises Failure."""
    if choice not in ("auto", "always", "never"):
        raise Failure(f"--color 应是 auto、always、never 之一，不是 {choice!r}")
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _targets(output: Sequence[str], format: str, inputs: Sequence[str]) -> list[tuple[str, str]]:
    """(format, file) of every output; a wrong one is told before the work begins, not after it."""
    taken = {os.path.realpath(path) for path in inputs if path != "-"}
    targets: list[tuple[str, str]] = []
    for target in output:
        name = format_of(target) or (format if format != "text" else None)
        if name is None:
            raise Failure(
                f"{target}：不知道用什么格式写；扩展名可以是 {'、'.join(sorted(endings()))}，或加 --format"
            )
        if os.path.realpath(target) in taken:
            raise Failure(f"{target}：这是要审校的文件，结果请写入别的文件")
        targets.append((name, target))
    return targets


def deliver(run: Run, targets: Sequence[tuple[str, str]], shown: str | None) -> None:
    """Write every file, then print: a reader that closes the pipe early must not cost the files."""
    problems: list[str] = []
    for name, target in targets:
        try:
            write_file(render(name, run), target)
        except (CannotWrite, Failure) as error:
            problems.append(str(error))
    try:
        if shown:
            write_out(render(shown, run))
    except CannotWrite as error:
        problems.append(str(error))
    if problems:
        raise Failure("\naudit: ".join(problems))


def write_out(content: str | bytes) -> None:
    """Write to standard output. Raises Failure for bytes on a terminal."""
    if isinstance(content, bytes):
        if sys.stdout.isatty():
            raise Failure("这种格式不能显示在终端上；用 -o 文件名 写入文件")
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(content)
    sys.stdout.flush()


def write_file(content: str | bytes, target: str) -> None:
    """Write a whole file or none of it. Raises Failure."""
    from auditor.runner import write_atomically

    try:
        write_atomically(Path(target), content)
    except OSError as error:
        raise Failure(f"{target}：写不了（{error.strerror or error}）；原文件未动") from None
