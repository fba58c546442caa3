"""Older office files (.doc, .wps) → Document, through LibreOffice where it is installed.

LibreOffice runs without a window, with a profile of its own that is thrown away, without macros and without
fetching what a file links to; a run that takes too long is ended with everything it started.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path, PurePath

from auditor.document import Document
from auditor.reading import Limits, ReadError

TIMEOUT = 120
"""Seconds that a conversion may take."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PROGRAMS = ("soffice", "libreoffice")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def read_office(data: bytes, path: str, limits: Limits) -> Document:
    """Read a .doc or .wps file. Raises ReadError: it has a password, LibreOffice is missing or fails."""
    if _ENCRYPTED in data:
        raise ReadError("文件有密码；请先在 Word/WPS 里去掉密码再另存为 .docx")
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ReadError(
            "旧格式（.doc/.wps）要靠 LibreOffice 转换，这台机器没有装；请装 LibreOffice，或在 Word/WPS 里另存为 .docx"
        )
    converted = _convert(program, data, PurePath(path).suffix.lower())
    from auditor.reading.docx import read_docx

    return read_docx(converted, path, limits)


def _convert(program: str, data: bytes, suffix: str) -> bytes:
    """The file as .docx bytes."""
    with tempfile.TemporaryDirectory(prefix="audit-") as name:
        folder = Path(name)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = folder / f"report{suffix if suffix in ('.doc', '.wps') else '.doc'}"
        source.write_bytes(data)
        _run(
            [
                program,
                f"-env:UserInstallation={profile.parent.as_uri()}",
                *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
                *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source)),
            ],
            folder,
        )
        target = folder / "report.docx"
        if not target.is_file():
            raise ReadError(
                "LibreOffice 转换不了这个文件（已损坏、有密码或不是文档）；请在 Word/WPS 里另存为 .docx"
            )
        return target.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    """Run in a process group of its own, so that a hung conversion leaves nothing behind."""
    options = {"start_new_session": True} if os.name == "posix" else {}
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(folder)},
        **options,  # type: ignore[call-overload]
    )
    try:
        process.wait(TIMEOUT)
    except subprocess.TimeoutExpired:
        raise ReadError(f"LibreOffice 转换超过 {TIMEOUT} 秒，已停止；请在 Word/WPS 里另存为 .docx") from None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
