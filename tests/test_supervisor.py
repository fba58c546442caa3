"""Several processes: results in order, a killed process costs nothing, a deadly item is given up alone."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from auditor.engine import Options, select_rules
from auditor.rulebook import load
from auditor.runner import audit_all, run_jobs
from auditor.supervisor import supervise


def square(item: int) -> int:
    return item * item


def deadly(item: object) -> object:
    if item == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if isinstance(item, Path) and not item.exists():
        item.write_text("once", encoding="utf-8")
        os.kill(os.getpid(), signal.SIGKILL)
    return str(item)


def test_results_come_in_order() -> None:
    assert supervise(square, range(50), 2, lost=lambda item: None) == [n * n for n in range(50)]


def test_a_deadly_item_is_given_up_alone() -> None:
    items = [*"abcde", "kill", *"fghij"]
    told = supervise(deadly, items, 2, lost=lambda item: f"lost {item}")
    assert told == [*"abcde", "lost kill", *"fghij"]


def test_a_process_killed_once_costs_no_result(tmp_path: Path) -> None:
    once = tmp_path / "once"
    items = ["a", "b", once, "c", "d", "e"]
    assert supervise(deadly, items, 2, lost=lambda item: "lost") == ["a", "b", str(once), "c", "d", "e"]


def test_progress_counts_to_the_end() -> None:
    heard: list[int] = []
    supervise(square, range(7), 2, lost=lambda item: None, progress=heard.append)
    assert heard == list(range(1, 8))


def test_items_for_this_process_stay_here() -> None:
    pids = supervise(_pid, [1, 2, 3], 2, lost=lambda item: 0, here=lambda item: item == 2)
    assert pids[1] == os.getpid()
    assert os.getpid() not in (pids[0], pids[2])


def _pid(item: int) -> int:
    return os.getpid()


def test_jobs_give_the_same_findings_in_the_same_order(tmp_path: Path) -> None:
    paths = []
    for number in range(5):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"1、办展{number}场。\n2、办讲座。\n2、搬迁书库。\n", encoding="utf-8")
        paths.append(str(path))
    paths.insert(2, str(tmp_path / "missing.txt"))
    options = Options(select=("NUM001",))
    rules = select_rules(load(), options)
    alone = audit_all(paths, options, rules, 1)
    several = audit_all(paths, options, rules, 2)
    assert [r.path for r in several] == paths
    assert several == alone
    assert several[2].error
    assert [r.facts and len(r.facts.relations) for r in several] == [
        r.facts and len(r.facts.relations) for r in alone
    ]
    assert run_jobs([], 0) == []
