"""Measure recall and false alarms of the arithmetic rules on rendered mini-reports.

    python benchmarks/recall/run.py [--seeds 3] [--command audit] [--show open] [--output FILE]

Every template is rendered right and broken for each seed, all reports go into one temporary folder,
and the checker runs once over it through its command line. A broken report is found when a MET or TAB
finding of severity error or warning overlaps one of the operands of the broken relation; any such
finding in a right or clean report is a false alarm. Held-out misses are counted and never shown.
"""

import argparse
import json
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from rendering import Rendered, load, render

ROOT = Path(__file__).parents[2]
OUTPUT = ROOT / "reports" / "quality" / "recall.md"
FAMILIES = ("MET", "TAB")
SEVERITIES = ("error", "warning")
FAILED = 2

Finding = Mapping[str, Any]


def reports(seeds: int) -> list[Rendered]:
    """Every template right and, unless it is a clean one, broken, for seeds 0 … seeds−1."""
    return [
        render(template, seed, broken=broken)
        for template in load()
        for seed in range(seeds)
        for broken in ((False,) if template.clean else (False, True))
    ]


def check(rendered: Iterable[Rendered], command: list[str]) -> dict[str, list[Finding]]:
    """Run the checker once; findings that count, by file name."""
    with tempfile.TemporaryDirectory() as folder:
        for report in rendered:
            Path(folder, report.name).write_text(report.text + "\n", encoding="utf-8")
        run = subprocess.run(
            [*command, "--format", "json", folder], capture_output=True, text=True, encoding="utf-8"
        )
    if run.returncode >= FAILED:
        raise SystemExit(f"the checker failed ({run.returncode}):\n{run.stderr[-2000:]}")
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in json.loads(run.stdout)["findings"]:
        if finding["rule"].startswith(FAMILIES) and finding["severity"] in SEVERITIES:
            found[Path(finding["path"]).name].append(finding)
    return found


def hits(report: Rendered, findings: Iterable[Finding]) -> bool:
    """Whether a finding touches an operand of the broken relation."""
    places = [
        (place["start"], place["end"])
        for finding in findings
        for place in (finding["location"], *finding["related"])
        if place is not None
    ]
    return any(a < end and start < b for a, b in report.quotes for start, end in places)


def passed(report: Rendered, findings: list[Finding]) -> bool:
    return hits(report, findings) if report.broken else not findings


def table(rendered: Iterable[Rendered], found: Mapping[str, list[Finding]]) -> list[str]:
    """Rows of kind, templates, recall and false alarms, the open and the held-out ones side by side."""
    groups: dict[tuple[str, bool], list[Rendered]] = defaultdict(list)
    for report in rendered:
        groups[report.template.kind, report.template.held_out].append(report)
        total = "all clean" if report.template.clean else "all"
        groups[total, report.template.held_out].append(report)
    kinds = sorted({kind for kind, _ in groups}, key=lambda kind: (kind.startswith("all"), kind))
    lines = [
        "| kind | templates open / held out | recall open | recall held out"
        " | false alarms open | false alarms held out |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for kind in kinds:
        sides = [groups[kind, False], groups[kind, True]]
        counts = " / ".join(str(len({report.template.id for report in side})) for side in sides)
        recall = [_share(side, found, broken=True) for side in sides]
        alarms = [_share(side, found, broken=False) for side in sides]
        lines.append(f"| {' | '.join([kind, counts, *recall, *alarms])} |")
    return lines


def _share(side: list[Rendered], found: Mapping[str, list[Finding]], *, broken: bool) -> str:
    chosen = [report for report in side if bool(report.broken) == broken]
    if not chosen:
        return "–"
    good = sum(passed(report, found.get(report.name, [])) for report in chosen)
    count = good if broken else len(chosen) - good
    return f"{count}/{len(chosen)} ({100 * count / len(chosen):.0f} %)"


def show(rendered: Iterable[Rendered], found: Mapping[str, list[Finding]]) -> None:
    """Print the misses and false alarms of the open templates."""
    for report in rendered:
        findings = found.get(report.name, [])
        if report.template.held_out or passed(report, findings):
            continue
        what = f"MISSED ({report.broken})" if report.broken else "FALSE ALARM"
        print(f"\n{what} {report.template.kind} {report.name}\n{report.text}")
        for finding in findings:
            print(
                f"  {finding['rule']} {finding['location'] and finding['location']['text']}: {finding['message']}"
            )


def _default_command() -> str:
    beside = Path(sys.executable).with_name("audit")
    return str(beside) if beside.exists() else shutil.which("audit") or "audit"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--command", default=_default_command(), help="how the checker is called")
    parser.add_argument("--show", choices=["open"], help="list misses and false alarms of open templates")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    rendered = reports(options.seeds)
    found = check(rendered, shlex.split(options.command))
    lines = table(rendered, found)
    if options.show:
        show(rendered, found)
    head = [
        "# Recall and false alarms on mini-reports",
        "",
        f"`python benchmarks/recall/run.py --seeds {options.seeds}`: {len(rendered)} reports rendered from "
        "wording templates that were written without knowledge of the extractor. Recall: broken reports "
        "with a MET/TAB error or warning on an operand of the broken relation. False alarms: right reports "
        "with any such finding; the clean kinds hold what a naive tool would flag.",
        "",
    ]
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text("\n".join([*head, *lines]) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
