"""What one run worked out and the next can take over, kept in one file as Python keeps .pyc files.

The file lies in the user's cache folder and holds nothing of a report: patterns, small generated functions
and the parsed rule files. It is used only when this user wrote it, nobody else can write it, its checksum
is right and the same Python and the same version of this program made it; otherwise everything is worked
out again, and a file that cannot be read or written is no error. Nothing here changes a result.

``AUDIT_CACHE`` names another folder; ``AUDIT_CACHE=off`` keeps nothing.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from auditor import __version__

_LIMIT = 32_000_000
"""Bytes; a file that has grown larger is begun anew."""
_WORTH = 16
"""New entries that are worth writing the file again."""
_SETTLED = 2_000_000_000
"""Nanoseconds a rule file has to be left alone: a second change in one tick of the clock leaves no trace."""

_kept: dict[tuple[str, Any], Any] = {}
_file: str = ""
_new: dict[tuple[str, Any], Any] = {}


def begin() -> None:
    """Take over what earlier runs kept, and remember for later ones from now on."""
    global _file
    if not _file and (folder := _folder()):
        _file = os.path.join(folder, f"start-{sys.implementation.cache_tag}.bin")
        with suppress(OSError, ValueError, EOFError, TypeError):
            _kept.update(_read(_file))


def get(kind: str, key: Any) -> Any:
    """What was kept under this key, else None; not to be changed."""
    return _kept.get((kind, key))


def put(kind: str, key: Any, value: Any) -> None:
    """Keep a value of plain Python types for later runs."""
    if _file:
        _kept[kind, key] = _new[kind, key] = value


def learned() -> dict[tuple[str, Any], Any]:
    """What this run put here so far."""
    return _new


def learn(entries: dict[tuple[str, Any], Any]) -> None:
    """Take over what another process of this run put there."""
    if _file:
        _kept.update(entries)
        _new.update(entries)


def of_file(kind: str, path: Path, read: Callable[[bytes], Any]) -> Any:
    """``read(content)`` of the file, or the kept result while size and times of the file are the same.

    The result is always a new object. Raises OSError and whatever ``read`` raises.
    """
    found = os.stat(path)
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    stamp = (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    known = get(kind, str(path))
    if known and known[0] == stamp:
        return marshal.loads(known[1])
    result = read(path.read_bytes())
    if _file and time.time_ns() - changed > _SETTLED:
        with suppress(ValueError):  # a TOML date is no plain type
            put(kind, str(path), (stamp, marshal.dumps(result)))
    return result


def save() -> None:
    """Write what this run added, when it is worth it. Concurrent runs replace the file whole, never in part."""
    if len(_new) < _WORTH:
        return
    _new.clear()
    from tempfile import mkstemp

    with suppress(OSError, ValueError):
        body = marshal.dumps(_kept)
        os.makedirs(os.path.dirname(_file), 0o700, exist_ok=True)
        handle, name = mkstemp(dir=os.path.dirname(_file), prefix=".start-")
        try:
            with open(handle, "wb") as stream:
                stream.write(_head() + _checksum(body) + body)
            os.replace(name, _file)
        except BaseException:
            os.unlink(name)
            raise


def _folder() -> str:
    """Where to keep things; empty for nowhere."""
    asked = os.environ.get("AUDIT_CACHE", "")
    if asked:
        return "" if asked == "off" else os.path.abspath(asked)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        base = base if os.path.isabs(base) else os.path.expanduser("~/.cache")
    return os.path.join(base, "audit") if os.path.isabs(base) else ""


def _head() -> bytes:
    """The first line of the file: all that its content depends on besides its keys."""
    import _sre  # type: ignore[import-not-found]

    made_by = (__version__, sys.version, sys.flags.optimize, sys.byteorder, _sre.MAGIC, _sre.CODESIZE)
    return f"audit cache {made_by}\n".encode()


def _read(file: str) -> dict[tuple[str, Any], Any]:
    """The entries of the file. Raises OSError or ValueError when it must not be used."""
    with open(file, "rb") as stream:
        if not _is_own(os.fstat(stream.fileno())):
            raise ValueError(file)
        content = stream.read(_LIMIT)
    head = _head()
    body = memoryview(content)[len(head) + 4 :]
    if not content.startswith(head) or _checksum(body) != content[len(head) : len(head) + 4]:
        raise ValueError(file)
    return cast("dict[tuple[str, Any], Any]", marshal.loads(body))


def _checksum(body: bytes | memoryview) -> bytes:
    return zlib.crc32(body).to_bytes(4, "little")


def _is_own(found: os.stat_result) -> bool:
    """Whether this user alone can have written it. Windows keeps the folder to its user."""
    if sys.platform == "win32":
        return True
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022
