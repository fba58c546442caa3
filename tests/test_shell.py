"""The program as a shell sees it: help, exit status, pipes, interrupts, consoles that are not UTF-8."""

from __future__ import annotations

import io
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from auditor.cli import run
from auditor.commands.help import COMMANDS, OPTIONS
from auditor.config import forget

TEXT = "一、办讲座。\n二、办展览“𠮷祥”①。\n二、修书库。\n三、全年接待读者30余万人次。\n"
AUDIT = [sys.executable, "-m", "auditor"]


@pytest.fixture(autouse=True)
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    forget()
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def shell(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*AUDIT, *arguments], capture_output=True, check=False, env={**os.environ, **environment}
    )


def test_help_names_every_command_and_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    for group, names in COMMANDS.items():
        assert f"{group}:" in out
        assert [name for name in names if f"  {name} " not in out] == []
    assert "audit accept" in out
    assert run(["check", "--help"]) == 0
    out = capsys.readouterr().out
    assert [title for title in OPTIONS if f"{title}:" not in out] == []
    listed = {name for names in OPTIONS.values() for name in names}
    assert [name for name in listed if f"--{name.replace('_', '-')}" not in out] == []
    assert "其他:" in out
    assert run([]) in (0, 2)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("audit ")


def test_exit_status(tmp_path: Path) -> None:
    assert run(["报告.txt"]) == 1
    assert run(["报告.txt", "--exit-zero"]) == 0
    assert run(["报告.txt", "--fail-on", "never"]) == 0
    assert run(["missing.txt", "--exit-zero"]) == 2
    assert run(["报告.txt", "missing.txt"]) == 2
    empty = tmp_path / "empty"
    empty.mkdir()
    assert run(["empty"]) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        ["--format", "xml"],
        ["--profile", "loud"],
        ["--fail-on", "maybe"],
        ["--lang", "fr"],
        ["--color", "red"],
        ["--group-by", "author"],
        ["--select", "NUM0001"],
        ["--rules", "no-such-folder"],
        ["--no-such-option"],
        ["-o", "report.unknown"],
        ["-o", "报告.txt"],
    ],
)
def test_wrong_arguments_are_one_line_each(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["报告.txt", *wrong]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("audit: ")
    assert told.err.count("\n") == 1


def test_a_mistyped_command_is_guessed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explian"]) == 2
    shown = capsys.readouterr()
    assert "explain" in shown.out + shown.err


def test_language_follows_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["报告.txt"])
    assert "1个文件" in capsys.readouterr().out
    Path("english.txt").write_text(
        "Annual report of the library for 2021\n\n1. Held lectures for young readers.\n2. Trained the staff.\n"
        "2. Moved the stacks to the new building.\n",
        encoding="utf-8",
    )
    run(["english.txt"])
    assert "1 file" in capsys.readouterr().out
    run(["english.txt", "--lang", "zh"])
    assert "1个文件" in capsys.readouterr().out
    run(["报告.txt", "--lang", "en"])
    assert "1 file" in capsys.readouterr().out


@pytest.mark.parametrize("encoding", ["gbk", "cp936", "ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("form", ["text", "json", "table", "markdown"])
def test_no_console_encoding_raises(encoding: str, form: str) -> None:
    done = shell("报告.txt", "-f", form, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode == 1, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"NUM001" in done.stdout
    done.stdout.decode(encoding)


@pytest.mark.parametrize(
    "arguments", [["rules"], ["explain", "NUM001"], ["facts", "报告.txt"], ["config"], ["--help"]]
)
def test_other_commands_on_a_gbk_console(arguments: list[str]) -> None:
    done = shell(*arguments, PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    done.stdout.decode("gbk")


def test_a_cp936_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp936")
    monkeypatch.setattr(sys, "stdout", stream)
    assert run(["报告.txt"]) == 1
    stream.flush()
    assert "办展览" in raw.getvalue().decode("cp936")


def test_a_closed_pipe_is_quiet() -> None:
    Path("long.txt").write_text("1、办讲座。\n2、办展览。\n2、修书库。\n" * 300, encoding="utf-8")
    command = f"{' '.join(AUDIT)} long.txt -f concise | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


def test_an_interrupt_is_clean() -> None:
    for number in range(60):
        Path(f"{number}.txt").write_text("1、办讲座三次，读者反响良好。\n" * 4000, encoding="utf-8")
    for jobs in ("1", "2"):
        process = subprocess.Popen(
            [*AUDIT, ".", "-j", jobs], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
        time.sleep(3)
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 130, told
        assert b"Traceback" not in told


def test_progress_only_on_a_terminal() -> None:
    Path("b.txt").write_text(TEXT, encoding="utf-8")
    assert shell("报告.txt", "b.txt").stderr == b""
    main, side = pty.openpty()
    with subprocess.Popen([*AUDIT, "报告.txt", "b.txt"], stdout=subprocess.DEVNULL, stderr=side) as process:
        os.close(side)
        process.wait(60)
        assert b"2/2" in os.read(main, 4096)
    os.close(main)


def test_only_what_is_needed_is_imported() -> None:
    code = (
        "import sys; from auditor.cli import run; run(['报告.txt', '-q']);"
        "print([m for m in ('msgspec', 'pint', 'lxml', 'tabulate', 'pygls', 'rich', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
