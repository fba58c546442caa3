"""Many files: finding them, auditing them in one process or several, writing outputs whole or not at all."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.engine import Options, Run, audit_bytes, audit_path, run_rules
from auditor.facts import Facts
from auditor.halves import processors, run_in_two
from auditor.reading import SUFFIXES
from auditor.result import FileResult
from auditor.rulebook import Rule

_MANY = 8
"""Files from which a pool of processes, which takes time to start, is worth it."""
_MOST = 8
"""Processes at the most unless more are asked for: each needs memory of its own."""


def expand(paths: Iterable[str]) -> list[str]:
    """Files meant by ``paths``: files as they are, folders recursively, globs, ``-`` for standard input."""
    found: list[str] = []
    for path in paths:
        if path != "-" and os.path.isdir(path):
            found += _in_folder(Path(path))
        elif path != "-" and not os.path.exists(path) and glob.has_magic(path):
            found += sorted(glob.glob(path, recursive=True)) or [path]
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _in_folder(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return sorted(str(path) for path in files if not path.name.startswith((".", "~$")))


@dataclass(frozen=True)
class Job:
    """One file to audit, with the options and rules that hold for it."""

    path: str
    options: Options
    rules: Sequence[Rule]


def audit_all(
    paths: Sequence[str], options: Options, rules: Sequence[Rule], jobs: int = 1
) -> list[FileResult]:
    """Audit every file; results come in the order of ``paths`` whatever the number of processes."""
    return run_jobs([Job(path, options, rules) for path in paths], jobs)


def run_jobs(
    jobs: Sequence[Job], processes: int = 1, progress: Callable[[int], None] | None = None
) -> list[FileResult]:
    """One result a job, in order; ``progress`` hears how many are done.

    ``processes`` 0 leaves their number to this function: for many files one per processor, for a few two a file.
    """
    wanted = min(processes or min(processors(), _MOST), len(jobs))
    if wanted > 1 and (processes or len(jobs) >= _MANY):
        from auditor.supervisor import supervise

        return supervise(_portable, jobs, wanted, lost, progress, here=lambda job: job.path == "-")
    results = []
    run = run_rules if processes == 1 else run_in_two
    for job in jobs:
        results.append(audit_job(job, run))
        if progress:
            progress(len(results))
    return results


def audit_job(job: Job, run: Run = run_rules) -> FileResult:
    """Audit one file, standard input included."""
    if job.path == "-":
        return audit_bytes(sys.stdin.buffer.read(), "-", job.options, job.rules, run)
    return audit_path(job.path, job.options, job.rules, run)


def _portable(job: Job) -> FileResult:
    """The result as it travels between processes: of the facts only the relations, which reports show."""
    result = audit_job(job)
    if result.facts is None or result.document is None:
        return result
    facts = Facts(result.document, job.options.resources)
    with suppress(Exception):  # a crash of an extractor is a finding already
        facts.__dict__["relations"] = result.facts.relations
    return replace(result, facts=facts)


def lost(job: Job) -> FileResult:
    """What is told of a file that killed the process reading it, twice."""
    return FileResult(
        job.path, error="处理此文件的进程两次被终止（可能内存不足），未能审校；其他文件不受影响"
    )


def write_atomically(target: Path, content: str | bytes) -> None:
    """Write ``content`` beside ``target`` and move it there: the old file stays whole until then.

    Raises OSError when the folder cannot be written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    from tempfile import mkstemp  # loads what a run that only prints does without

    handle, name = mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
