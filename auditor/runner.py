"""Many files: finding them, auditing them in one process or several, writing outputs whole or not at all."""

from __future__ import annotations

import glob
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from auditor.engine import Options, audit_bytes, audit_path
from auditor.reading import SUFFIXES
from auditor.result import FileResult
from auditor.rulebook import Rule


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


def audit_all(
    paths: Sequence[str], options: Options, rules: Sequence[Rule], jobs: int = 1
) -> list[FileResult]:
    """Audit every file; results come in the order of ``paths`` whatever the number of processes."""
    del jobs
    return [_audit_one(path, options, rules) for path in paths]


def _audit_one(path: str, options: Options, rules: Sequence[Rule]) -> FileResult:
    if path == "-":
        return audit_bytes(sys.stdin.buffer.read(), "-", options, rules)
    return audit_path(path, options, rules)


def write_atomically(target: Path, content: str | bytes) -> None:
    """Write ``content`` beside ``target`` and move it there: the old file stays whole until then.

    Raises OSError when the folder cannot be written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
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
