"""The kept start-up work: with it, without it and with a damaged one the output is the same bytes."""

from __future__ import annotations

import datetime
import marshal
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor import cache

ROOT = Path(__file__).parents[1]
REPORT = ROOT / "fixtures" / "hospital.txt"
NAME = f"start-{sys.implementation.cache_tag}.bin"


def start(folder: Path | str, *arguments: str, **world: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AUDIT_CACHE": str(folder), **world}
    command = [sys.executable, "-m", "auditor", *arguments]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment
    )


def audit(folder: Path | str, *arguments: str, **world: str) -> bytes:
    """What a run prints; it must end with findings and say nothing on the side but the summary."""
    arguments = arguments or ("--isolated", "--format", "json", "--profile", "audit", str(REPORT))
    done = start(folder, *arguments, **world)
    out, problems = done.communicate()
    assert done.returncode == 1, problems.decode(errors="replace")
    assert b"Traceback" not in problems
    return out


@pytest.fixture(scope="module")
def plain() -> bytes:
    return audit("off")


def test_cold_and_warm_give_the_same_bytes(tmp_path: Path, plain: bytes) -> None:
    assert audit(tmp_path) == plain
    written = (tmp_path / NAME).read_bytes()
    assert audit(tmp_path) == plain
    assert (tmp_path / NAME).read_bytes() == written, "a warm run has nothing to add"
    assert os.listdir(tmp_path) == [NAME]


def test_a_warm_run_compiles_nothing(tmp_path: Path) -> None:
    audit(tmp_path)
    code = (
        "import sys; from auditor import startup; from re import _compiler\n"
        "def fail(*_): raise AssertionError(_[0])\n"
        "startup.prepare(); _compiler._code = fail\n"
        "from auditor.cli import run; sys.exit(run(['--isolated', '--profile', 'audit', sys.argv[1]]))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AUDIT_CACHE": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code, str(REPORT)], capture_output=True, env=environment)
    assert done.returncode == 1, done.stderr.decode(errors="replace")
    assert "规则" not in done.stderr.decode(errors="replace")


def flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def with_body(content: bytes, body: bytes) -> bytes:
    """Another body under the right first line and checksum."""
    end = content.index(b"\n") + 1
    return content[:end] + zlib.crc32(body).to_bytes(4, "little") + body


def with_wrong_code(content: bytes) -> bytes:
    """Patterns whose code the matcher has to refuse."""
    kept = marshal.loads(content[content.index(b"\n") + 5 :])
    for key, value in kept.items():
        if key[0] == "pattern":
            kept[key] = (value[0], b"\xff" * len(value[1]), *value[2:])
    return with_body(content, marshal.dumps(kept))


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut": lambda content: content[: len(content) // 2],
    "one bit": flipped,
    "noise": lambda content: bytes(range(256)) * 100,
    "other version": lambda content: content.replace(b"audit cache (", b"audit cache ['", 1),
    "no dictionary": lambda content: with_body(content, marshal.dumps([1, 2, 3])),
    "no marshal": lambda content: with_body(content, b"\xff\xff"),
    "wrong code": with_wrong_code,
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_file_is_left_aside(tmp_path: Path, plain: bytes, name: str) -> None:
    audit(tmp_path)
    file = tmp_path / NAME
    file.write_bytes(DAMAGES[name](file.read_bytes()))
    assert audit(tmp_path) == plain
    assert audit(tmp_path) == plain


@pytest.mark.skipif(sys.platform == "win32", reason="rights are those of the folder there")
def test_a_file_that_others_can_write_is_not_trusted(tmp_path: Path, plain: bytes) -> None:
    audit(tmp_path)
    file = tmp_path / NAME
    assert file.stat().st_mode & 0o777 == 0o600
    kept = {("pattern", key): None for key in range(20)}
    file.write_bytes(with_body(file.read_bytes(), marshal.dumps(kept)))
    file.chmod(0o666)
    assert audit(tmp_path) == plain
    assert file.stat().st_mode & 0o777 == 0o600, "written anew"
    assert ("pattern", 0) not in marshal.loads(file.read_bytes().partition(b"\n")[2][4:])


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_someone_else_is_not_trusted(tmp_path: Path, plain: bytes) -> None:
    audit(tmp_path)
    os.chown(tmp_path / NAME, 12345, -1)
    assert audit(tmp_path) == plain
    assert (tmp_path / NAME).stat().st_uid == 0


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, plain: bytes) -> None:
    file = tmp_path / "file"
    file.touch()
    assert audit(file / "below") == plain
    assert audit("/proc/nothing/here") == plain


def test_the_cache_lies_in_the_cache_folder_of_the_user(tmp_path: Path, plain: bytes) -> None:
    if sys.platform in ("win32", "darwin"):
        pytest.skip("another folder there")
    assert audit("", XDG_CACHE_HOME=str(tmp_path)) == plain
    assert os.listdir(tmp_path / "audit") == [NAME]
    assert audit("", XDG_CACHE_HOME="", HOME=str(tmp_path)) == plain
    assert os.listdir(tmp_path / ".cache" / "audit") == [NAME]


def test_off_writes_nothing(tmp_path: Path, plain: bytes) -> None:
    assert audit("off", XDG_CACHE_HOME=str(tmp_path), HOME=str(tmp_path)) == plain
    assert os.listdir(tmp_path) == []


def test_runs_at_the_same_time(tmp_path: Path, plain: bytes) -> None:
    arguments = ("--isolated", "--format", "json", "--profile", "audit", str(REPORT))
    together = [start(tmp_path, *arguments) for _ in range(4)]
    assert [each.communicate()[0] for each in together] == [plain] * 4
    assert os.listdir(tmp_path) == [NAME]
    assert audit(tmp_path) == plain


def test_several_processes_keep_what_they_worked_out(tmp_path: Path) -> None:
    reports = [str(REPORT), str(ROOT / "fixtures" / "county-budget.txt")]
    arguments = ("--isolated", "--format", "json", *reports)
    one = audit("off", *arguments)
    assert audit(tmp_path, *arguments, "-j", "2") == one
    assert audit(tmp_path, *arguments, "-j", "2") == one
    assert (tmp_path / NAME).stat().st_size > 500_000


def test_nothing_of_a_report_is_kept(tmp_path: Path) -> None:
    report = tmp_path / "稷觚.txt"
    names = ("觥觫斋", "皴皲镇", "鬻鬯", "73,591")
    text = "{0}工作总结\n\n2021年3月5日，{0}在{1}举办“{2}”讲座，参加{3}人次。{0}、{0}与{1}。\n".format(*names)
    report.write_text(text * 5, encoding="utf-8")
    start(tmp_path, "--isolated", "--profile", "audit", str(report)).communicate()
    kept = (tmp_path / NAME).read_bytes()
    assert [name for name in (*names, "稷觚") if name.encode() in kept] == []


RULE = """+++
code = "TYP901"
name = "house-terms"
check = "listed-wording"
severity = "error"
message = {zh = "宜作读者", en = "see there"}
+++
"""


def test_an_edited_rule_is_seen_at_once(tmp_path: Path) -> None:
    rules, report = tmp_path / "rules", tmp_path / "report.txt"
    rules.mkdir()
    report.write_text("全年举办讲座，凑和着用旧设备，按步就班地工作。\n", encoding="utf-8")
    for word in ("读者", "来宾", "市民"):
        (rules / "TYP901-house-terms.md").write_text(RULE.replace("读者", word), encoding="utf-8")
        for _ in range(2):
            out = audit(tmp_path, "--isolated", "--rules", str(rules), "--select", "TYP901", str(report))
            assert f"宜作{word}" in out.decode()


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this process alone, which takes every file for settled."""
    monkeypatch.setattr(cache, "_kept", {})
    monkeypatch.setattr(cache, "_file", str(tmp_path / "cache.bin"))
    monkeypatch.setattr(cache, "_SETTLED", -(10**18))
    return tmp_path


def test_a_file_is_read_once_until_it_changes(kept: Path) -> None:
    file = kept / "table.toml"
    reads: list[bytes] = []

    def read(content: bytes) -> dict[str, list[str]]:
        reads.append(content)
        return {"content": [content.decode()]}

    file.write_text("one")
    for _ in range(3):
        table = cache.of_file("table", file, read)
        assert table == {"content": ["one"]}
        table["content"].append("what a user of the table does with it is not kept")
    assert reads == [b"one"]
    before = file.stat()
    time.sleep(0.05)  # the clock of the file system ticks
    file.write_text("two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert cache.of_file("table", file, read) == {"content": ["two"]}
    file.unlink()
    with pytest.raises(FileNotFoundError):
        cache.of_file("table", file, read)


def test_a_file_just_written_is_not_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "_SETTLED", 10**12)
    file = kept / "table.toml"
    reads: list[bytes] = []
    for content in (b"one", b"two"):
        file.write_bytes(content)
        cache.of_file("table", file, reads.append)
    assert reads == [b"one", b"two"]


def test_what_is_no_plain_value_is_not_kept(kept: Path) -> None:
    file = kept / "table.toml"
    file.touch()
    for _ in range(2):
        assert cache.of_file("table", file, lambda _: {"day": datetime.date(2021, 3, 5)})["day"].day == 5
    assert cache.get("table", str(file)) is None
