"""Write fixtures/NAME.expected.json: every finding that the default profile gives on a fixture.

    python scripts/update_expected.py            # all fixtures
    python scripts/update_expected.py hospital   # one of them

tests/test_fixtures.py compares them exactly. Run this after a change of rules and read the difference:
each new line must be a defect, each line that is gone a false alarm.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from auditor.engine import Options, audit_bytes  # noqa: E402

FOLDER = ROOT / "fixtures"
SUFFIXES = (".txt", ".md")


def fixtures() -> list[Path]:
    """The reports that have planted defects beside them."""
    return sorted(p for p in FOLDER.iterdir() if p.suffix in SUFFIXES and planted(p).exists())


def planted(report: Path) -> Path:
    """The file that lists what is planted in a report."""
    return report.with_name(f"{report.stem}.planted.jsonl")


def expected(report: Path) -> Path:
    """The file with the findings of a report."""
    return report.with_name(f"{report.stem}.expected.json")


def findings(report: Path) -> str:
    """The findings as JSON, one a line: rule, line, the text and the message."""
    result = audit_bytes(report.read_bytes(), report.name, Options())
    if result.error:
        raise SystemExit(result.error)
    told = [
        {
            "rule": finding.rule,
            "line": finding.location.line if finding.location else 0,
            "text": finding.location.text if finding.location else "",
            "message": finding.message,
        }
        for finding in result.findings
    ]
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in told)
    return f"[\n{lines}\n]\n" if told else "[]\n"


def main(names: list[str]) -> None:
    """Write the files of the named fixtures, of all where none is named."""
    for report in fixtures():
        if not names or report.stem in names:
            expected(report).write_text(findings(report), encoding="utf-8", newline="\n")
            print(f"{expected(report).relative_to(ROOT)}: {findings(report).count('{')} findings")


if __name__ == "__main__":
    main(sys.argv[1:])
