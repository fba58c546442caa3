"""Settings files: what they set, where they are found, and how a mistake in one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.cli import run
from auditor.config import KEYS, TEMPLATE, Config, ConfigError, config_for, forget, load

NUMBERS = "1、办讲座。\n2、办展览。\n2、修书库。\n"


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget()
    monkeypatch.chdir(tmp_path)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_found_upward_from_the_report(tmp_path: Path) -> None:
    write(tmp_path / "audit.toml", 'ignore = ["PUN"]\n')
    report = write(tmp_path / "a" / "b" / "report.txt", NUMBERS)
    assert config_for(str(report)).ignore == ("PUN",)
    forget()
    write(tmp_path / "a" / "audit.toml", 'ignore = ["TYP"]\n')
    assert config_for(str(report)).ignore == ("TYP",)


def test_pyproject_counts_only_with_its_table(tmp_path: Path) -> None:
    write(tmp_path / "audit.toml", "year = 2021\n")
    write(tmp_path / "sub" / "pyproject.toml", '[project]\nname = "x"\n')
    assert config_for(str(tmp_path / "sub" / "r.txt")).year == 2021
    forget()
    write(tmp_path / "sub" / "pyproject.toml", "[tool.audit]\nyear = 2020\n")
    assert config_for(str(tmp_path / "sub" / "r.txt")).year == 2020


def test_every_key_of_the_template_is_known(tmp_path: Path) -> None:
    uncommented = "\n".join(
        line[2:] if line.startswith(("# [", '# "')) or " = " in line.partition("#")[2] else ""
        for line in TEMPLATE.splitlines()
        if line.startswith("# ") and ("=" in line or line.startswith("# ["))
    )
    config = load(write(tmp_path / "audit.toml", uncommented))
    assert config.year == 2021
    assert config.per_file_ignores == {"drafts/*.txt": ("PUN",)}
    assert load(write(tmp_path / "audit.toml", TEMPLATE)) == Config(path=tmp_path / "audit.toml")
    assert set(KEYS) >= {"select", "ignore", "severity", "profile", "packs", "rules", "vocabulary", "year"}


@pytest.mark.parametrize(
    ("text", "line", "parts"),
    [
        ('slect = ["MET"]\n', 1, ["'slect'", "select"]),
        ('# x\nignore = []\nfail_on = "error"\n', 3, ["'fail_on'", "fail-on"]),
        ('profile = "strickt"\n', 1, ["strict"]),
        ('year = "2021"\n', 1, ["2021", "年份"]),
        ("year = true\n", 1, ["年份"]),
        ("year = 21\n", 1, ["年份"]),
        ('ignore = "PUN"\n', 1, ["一列字符串"]),
        ("ignore = [1]\n", 1, ["一列字符串"]),
        ('preview = "yes"\n', 1, ["true"]),
        ('\n[severity]\nMET001 = "warning"\nPUN = "warn"\n', 4, ["warning", "'warn'"]),
        ('[per-file-ignores]\n"*.txt" = "PUN"\n', 2, ["一列字符串"]),
        ("severity = 3\n", 1, ["severity", "表"]),
        ("baseline = 3\n", 1, ["文件名"]),
    ],
)
def test_a_mistake_names_file_line_and_what_to_write(
    tmp_path: Path, text: str, line: int, parts: list[str]
) -> None:
    path = write(tmp_path / "audit.toml", text)
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert str(caught.value).startswith(f"{path}:{line}：")
    assert [part for part in parts if part not in str(caught.value)] == []


def test_a_mistake_in_pyproject_has_its_line(tmp_path: Path) -> None:
    path = write(
        tmp_path / "pyproject.toml", '[project]\nyear = 1\n\n[tool.audit]\nprofile = "default"\nyear = 1\n'
    )
    with pytest.raises(ConfigError, match=f"{path}:6：year"):
        load(path)


def test_what_is_no_toml_is_fatal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "audit.toml", "ignore = [\n")
    write(tmp_path / "report.txt", NUMBERS)
    assert run(["report.txt"]) == 2
    assert "audit.toml" in capsys.readouterr().err


def test_a_selector_that_means_no_rule_is_fatal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "audit.toml", 'ignore = ["NUM0001"]\n')
    write(tmp_path / "report.txt", NUMBERS)
    assert run(["report.txt"]) == 2
    told = capsys.readouterr().err
    assert "audit.toml" in told
    assert "NUM001" in told


def test_settings_act_and_the_command_line_wins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "report.txt", NUMBERS)
    assert run(["report.txt", "-f", "concise"]) == 1
    write(tmp_path / "audit.toml", 'fail-on = "never"\n[severity]\nNUM001 = "info"\n')
    forget()
    capsys.readouterr()
    assert run(["report.txt", "-f", "concise"]) == 0
    assert run(["report.txt", "--fail-on", "info"]) == 1
    assert run(["report.txt", "--isolated"]) == 1
    forget()
    write(tmp_path / "audit.toml", 'ignore = ["NUM"]\n')
    assert run(["report.txt"]) == 0
    assert run(["report.txt", "--ignore", "PUN"]) == 1
    other = write(tmp_path / "elsewhere" / "strict.toml", 'select = ["DAT"]\n')
    assert run(["report.txt", "--isolated"]) == 1
    assert run(["report.txt", "--config", str(other)]) == 0


def test_per_file_ignores(tmp_path: Path) -> None:
    write(tmp_path / "audit.toml", '[per-file-ignores]\n"drafts/*.txt" = ["NUM001"]\n')
    write(tmp_path / "drafts" / "a.txt", NUMBERS)
    write(tmp_path / "final.txt", NUMBERS)
    assert run(["drafts/a.txt"]) == 0
    assert run(["final.txt"]) == 1
    assert run(["drafts", "final.txt"]) == 1


def test_two_folders_each_with_their_own_settings(tmp_path: Path) -> None:
    write(tmp_path / "a" / "audit.toml", 'ignore = ["NUM001"]\n')
    write(tmp_path / "a" / "r.txt", NUMBERS)
    write(tmp_path / "b" / "audit.toml", 'fail-on = "never"\n')
    write(tmp_path / "b" / "r.txt", NUMBERS)
    assert run(["a", "b"]) == 0
    write(tmp_path / "c" / "r.txt", NUMBERS)
    assert run(["a", "b", "c"]) == 1


def test_vocabulary_and_its_files(tmp_path: Path) -> None:
    write(tmp_path / "names.txt", "# 本馆名称\n书香澄州\n\n文化e站\n")
    path = write(tmp_path / "audit.toml", 'vocabulary = ["云岭号"]\nvocabulary-files = ["names.txt"]\n')
    assert load(path).words() == {"云岭号", "书香澄州", "文化e站"}
    write(tmp_path / "audit.toml", 'vocabulary-files = ["missing.txt"]\n')
    with pytest.raises(ConfigError, match="词表"):
        load(path).words()


def test_outputs_are_written_beside_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "audit.toml", 'output = ["list.csv"]\n')
    report = write(tmp_path / "sub" / "report.txt", NUMBERS)
    monkeypatch.chdir(report.parent)
    assert run(["report.txt", "-q"]) == 1
    assert "NUM001" in (tmp_path / "list.csv").read_text(encoding="utf-8-sig")


def test_init_writes_once_and_config_says_where_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init"]) == 0
    assert run(["init"]) == 2
    path = tmp_path / "audit.toml"
    path.write_text('year = 2021\nignore = ["PUN028"]\n', encoding="utf-8")
    forget()
    capsys.readouterr()
    assert run(["config"]) == 0
    out = capsys.readouterr().out
    assert f'ignore = ["PUN028"]  # {path}:2' in out
    assert f"year = 2021  # {path}:1" in out
    assert 'profile = "default"  # 缺省' in out
