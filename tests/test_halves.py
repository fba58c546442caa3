"""One report in two processes: the same findings, whatever becomes of the second process."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from auditor import cache, halves
from auditor.engine import Options, Outcome, audit_path, run_rules, select_rules
from auditor.facts import Facts
from auditor.rulebook import Rule, load
from auditor.runner import Job, run_jobs

ROOT = Path(__file__).parents[1]
REPORT = str(ROOT / "fixtures" / "xuchang-2021.txt")
OPTIONS = Options()
RULES = select_rules(load(), OPTIONS)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(halves, "processors", lambda: 2)


@pytest.mark.parametrize("long", [halves.LONG, 0])
def test_two_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch, long: int) -> None:
    monkeypatch.setattr(halves, "LONG", long)
    assert audit_path(REPORT, OPTIONS, RULES, halves.run_in_two) == audit_path(REPORT, OPTIONS, RULES)


def test_the_second_process_does_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    here: list[str] = []

    def noted(rules: Sequence[Rule], facts: Facts, options: Options) -> Outcome:
        here.extend(rule.code[:3] for rule in rules)
        return run_rules(rules, facts, options)

    monkeypatch.setattr(halves, "run_rules", noted)
    result = audit_path(REPORT, OPTIONS, RULES, halves.run_in_two)
    assert here and not halves.WORDS.intersection(here)
    assert halves.WORDS.intersection(finding.rule[:3] for finding in result.findings)


def test_a_killed_process_costs_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    parent = os.getpid()

    def deadly(rules: Sequence[Rule], facts: Facts, options: Options) -> Outcome:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return run_rules(rules, facts, options)

    monkeypatch.setattr(halves, "run_rules", deadly)
    assert audit_path(REPORT, OPTIONS, RULES, halves.run_in_two) == audit_path(REPORT, OPTIONS, RULES)


def test_no_process_to_be_had_costs_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(os, "fork", refused)
    before = os.listdir("/proc/self/fd")
    assert audit_path(REPORT, OPTIONS, RULES, halves.run_in_two) == audit_path(REPORT, OPTIONS, RULES)
    assert os.listdir("/proc/self/fd") == before


def test_an_error_here_sees_the_other_process_off(monkeypatch: pytest.MonkeyPatch) -> None:
    parent = os.getpid()

    def interrupted(rules: Sequence[Rule], facts: Facts, options: Options) -> Outcome:
        if os.getpid() == parent:
            raise KeyboardInterrupt
        signal.pause()
        raise AssertionError("nobody wakes it")

    monkeypatch.setattr(halves, "run_rules", interrupted)
    with pytest.raises(KeyboardInterrupt):
        audit_path(REPORT, OPTIONS, RULES, halves.run_in_two)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_no_pipe_stays_open() -> None:
    before = os.listdir("/proc/self/fd")
    audit_path(REPORT, OPTIONS, RULES, halves.run_in_two)
    assert os.listdir("/proc/self/fd") == before


def test_what_the_other_process_compiled_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cache, "_file", str(tmp_path / "kept.bin"))
    monkeypatch.setattr(cache, "_kept", {})
    monkeypatch.setattr(cache, "_new", {})

    def learning(rules: Sequence[Rule], facts: Facts, options: Options) -> Outcome:
        cache.put("pattern", rules[0].code[:3], (0, b"", compile("1", "<string>", "eval")))
        return run_rules(rules, facts, options)

    monkeypatch.setattr(halves, "run_rules", learning)
    audit_path(REPORT, OPTIONS, RULES, halves.run_in_two)
    assert {key for _, key in cache.learned()} >= {"TYP", "DAT"}


def test_one_job_asked_for_is_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> int:
        raise AssertionError("forked")

    monkeypatch.setattr(os, "fork", never)
    (result,) = run_jobs([Job(REPORT, OPTIONS, RULES)], 1)
    assert result.findings
