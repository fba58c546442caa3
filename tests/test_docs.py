"""The documentation holds: generated pages are fresh, links lead somewhere, every command runs."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditor.cli import run
from auditor.commands import help
from auditor.config import forget
from auditor.rulebook import load

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/examples/*/README.md")])
_SHELL = re.compile("^```sh\n(.*?)^```", re.S | re.M)
_INLINE = re.compile("(?<!`)`(audit [^`\n]+)`(?!`)")
_LINK = re.compile("\\]\\(([^)#\n]+)(?:#[^)\n]*)?\\)")
_SET_UP = (
    "python3 -m venv",
    "pip ",
    ".venv/bin/pip",
    ".venv/bin/pytest",
    ".venv/bin/ruff",
    ".venv/bin/python",
)
COMMANDS = {name for names in help.COMMANDS.values() for name in names}
# What stands for something in an inline command, and what it may stand for here.
_STANDS_FOR = {
    "CODE": "MET001",
    "代码": "MET001",
    "REPORT": "report.txt",
    "报告": "report.txt",
    "FILE": "report.txt",
}


def generator() -> Any:
    place = importlib.util.spec_from_file_location("generate_docs", ROOT / "scripts" / "generate_docs.py")
    assert place
    assert place.loader
    module = importlib.util.module_from_spec(place)
    place.loader.exec_module(module)
    return module


def test_generated_pages_are_fresh() -> None:
    stale = [
        name
        for name, text in generator().pages().items()
        if (ROOT / name).read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run scripts/generate_docs.py"


def test_every_rule_is_listed() -> None:
    page = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert [rule.code for rule in load() if f"[{rule.code}](" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def blocks(page: Path) -> list[str]:
    """The commands of the shell blocks of a page, in order."""
    text = page.read_text(encoding="utf-8")
    return [line for block in _SHELL.findall(text) for line in block.splitlines() if line and line[0] != "#"]


def inline(page: Path) -> list[str]:
    """Commands in running text that say what to run: those with an argument."""
    found = []
    for command in _INLINE.findall(page.read_text(encoding="utf-8")):
        words = [_STANDS_FOR.get(word, word) for word in shlex.split(command)]
        if words[1] == "lsp" or (len(words) == 2 and words[1] in COMMANDS):
            continue  # the name of a command, not a line to type
        found.append(shlex.join(words))
    return found


@pytest.fixture
def sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the documentation's commands speak of, and ``audit`` on the path."""
    forget()
    for name in ("fixtures", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    report = (ROOT / "fixtures" / "company.md").read_text(encoding="utf-8")
    for name in ("report.txt", "v1.txt", "v2.txt", "drafts/2022.txt", "reports/2023.txt", "a.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(report, encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "examples" / "house-pack", tmp_path / "my-rules")
    for name in ("report.docx", "v1.docx", "v2.docx", "报告.docx"):
        shutil.copy(ROOT / "fixtures" / "fiveway" / "report.docx", tmp_path / name)
    shell = tmp_path / "bin"
    shell.mkdir()
    for name in ("audit", "python"):
        program = f'#!/bin/sh\nexec "{sys.executable}" {"-m auditor " if name == "audit" else ""}"$@"\n'
        (shell / name).write_text(program, encoding="utf-8")
        (shell / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{shell}:{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_runs(page: Path, sandbox: Path) -> None:
    for command in [*blocks(page), *inline(page)]:
        if command.startswith(_SET_UP):
            continue
        done = shell(command)
        # A page may show a command in its text again that has been run in a block: init writes once.
        again = "已经有了" in done.stderr or "已用于" in done.stderr
        missing = (
            re.search("accept [0-9a-f]{6,}", command) and done.returncode == 2 and command in inline(page)
        )
        assert done.returncode in (0, 1) or again or missing, (command, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr, command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_set_up_commands_name_what_exists(page: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for command in blocks(page):
        for extras in re.findall("(?:[.]|audit-report)\\[([a-z,]+)\\]", command):
            assert set(extras.split(",")) <= set(project["optional-dependencies"]), command
        for name in re.findall("(?:tests|scripts)/[a-z_/]+[.]py", command):
            assert (ROOT / name).exists(), command
        assert shell(f"bash -n <<'END'\n{command}\nEND").returncode == 0, command


def test_the_two_commands_of_the_readme() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        first, second, *_ = blocks(ROOT / name)
        assert first == (
            "python3 -m venv .venv && .venv/bin/pip install -q '.[test]'"
            " && .venv/bin/audit --fail-on never fixtures/xuchang-2021.txt"
        )
        assert second == ".venv/bin/pytest"
    assert run(["--fail-on", "never", "--isolated", str(ROOT / "fixtures" / "xuchang-2021.txt")]) == 0


def test_the_finding_accepted_in_the_readme_is_shown_there() -> None:
    for name in ("README.md", "README.zh-CN.md"):
        page = (ROOT / name).read_text(encoding="utf-8")
        short_id = page.partition("audit accept ")[2].split()[0]
        assert f"[{short_id}]" in page.partition("audit accept ")[0]


def yaml_of(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def test_pre_commit_hooks_run(sandbox: Path) -> None:
    hooks = {hook["id"]: hook for hook in yaml_of(".pre-commit-hooks.yaml")}
    assert set(hooks) == {"audit", "audit-fix"}
    for hook in hooks.values():
        assert {"id", "name", "entry", "language", "types_or"} <= set(hook)
        assert hook["language"] == "python"
        done = shell(f"{hook['entry']} drafts/2022.txt report.txt")
        assert done.returncode == 1, done.stderr
    assert shell(f"{hooks['audit-fix']['entry']} a.txt").returncode == 1
    assert shell("audit a.txt --diff").stdout == ""


def test_the_hook_configuration_of_this_repository(sandbox: Path) -> None:
    hooks = yaml_of(".pre-commit-config.yaml")["repos"][0]["hooks"]
    clean = sandbox / "clean.py"
    clean.write_text('"""Nothing."""\n', encoding="utf-8")
    for hook in hooks:
        if hook.get("pass_filenames", True):
            assert shell(f"{hook['entry']} {clean}").returncode == 0, hook


def test_the_action(sandbox: Path) -> None:
    action = yaml_of("action.yml")
    assert action["runs"]["using"] == "composite"
    steps = action["runs"]["steps"]
    used = set(re.findall("inputs[.]([a-z-]+)", yaml.safe_dump(action)))
    assert used == set(action["inputs"])
    assert all("shell" in step for step in steps if "run" in step)
    audit = next(step for step in steps if step.get("id") == "audit")
    values = {name: str(entry["default"]) for name, entry in action["inputs"].items()} | {
        "paths": "drafts report.t*"
    }

    def environment(**changed: str) -> dict[str, str]:
        given = values | changed
        fill = lambda text: re.sub(  # noqa: E731
            "\\$\\{\\{ inputs[.]([a-z-]+) \\}\\}", lambda match: given[match[1]], text
        )
        return {name: fill(text) for name, text in audit["env"].items()}

    done = shell(f"set -eo pipefail\n{audit['run']}", **environment())
    assert done.returncode == 1, done.stderr
    assert "::error file=drafts/2022.txt" in done.stdout
    assert "::error file=report.txt" in done.stdout
    assert (sandbox / "audit.sarif").exists()
    done = shell(f"set -eo pipefail\n{audit['run']}", **environment(**{"fail-on": "never"}))
    assert done.returncode == 0, done.stderr


def test_snippets_parse_and_their_commands_run(sandbox: Path) -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    snippets = [yaml.safe_load(text) for text in re.findall("^```yaml\n(.*?)^```", page, re.S | re.M)]
    gitlab = next(snippet["audit"] for snippet in snippets if "audit" in snippet)
    install, command = gitlab["script"]
    assert install.startswith("pip install")
    assert shell(command).returncode == 1
    for name in (gitlab["artifacts"]["reports"]["junit"], *gitlab["artifacts"]["paths"]):
        assert (sandbox / name).exists()
    hooks = next(snippet for snippet in snippets if "repos" in snippet)["repos"][0]["hooks"]
    assert {hook["id"] for hook in hooks} <= {hook["id"] for hook in yaml_of(".pre-commit-hooks.yaml")}
    workflow = next(snippet for snippet in snippets if "jobs" in snippet)
    given = workflow["jobs"]["audit"]["steps"][1]["with"]
    assert set(given) <= set(yaml_of("action.yml")["inputs"])


@pytest.mark.parametrize("kind", ["toml", "json"])
def test_snippets_of_settings_parse(kind: str) -> None:
    import json

    for page in PAGES:
        for text in re.findall(f"^```{kind}\n(.*?)^```", page.read_text(encoding="utf-8"), re.S | re.M):
            tomllib.loads(text) if kind == "toml" else json.loads(text)


def test_issue_forms_ask_for_the_sentence() -> None:
    for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.md"):
        front, _, body = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n---\n")
        assert {"name", "about"} <= set(yaml.safe_load(front))
        assert "```" in body


def test_licence_and_change_record() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "Apache-2.0"
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    assert f"## {project['version']}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_wheel_holds_the_rules_and_runs_alone(tmp_path: Path) -> None:
    """The offline installation of the README, without the dependencies, which are installed here."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    wheels, target = tmp_path / "wheels", tmp_path / "site"
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(wheels), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    install = [
        *pip,
        "install",
        "--no-index",
        "--find-links",
        str(wheels),
        "--no-deps",
        "--target",
        str(target),
    ]
    subprocess.run([*install, "audit-report"], check=True, capture_output=True)
    shutil.copy(ROOT / "fixtures" / "company.md", tmp_path / "company.md")
    code = (
        "import auditor, auditor.rulebook as r; assert auditor.__file__.startswith(%r);"
        "print(len(r.load())); from auditor.cli import run; raise SystemExit(run(['company.md', '-f', 'concise']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code % str(target)],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(target)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert int(done.stdout.splitlines()[0]) == len(load())
    assert "NUM002" in done.stdout
