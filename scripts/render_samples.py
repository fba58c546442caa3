"""Render one fixture in every output format into reports/samples/, which a test compares with what comes out now.

Run it after a change of rules or reporters: ``python scripts/render_samples.py`` (from anywhere).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from auditor.engine import Options, audit_path, select_rules  # noqa: E402
from auditor.reporting import FORMATS, Run, render  # noqa: E402
from auditor.rulebook import load  # noqa: E402
from auditor.runner import write_atomically  # noqa: E402

FOLDER = ROOT / "reports" / "samples"
FIXTURE = "fixtures/hospital.txt"
WORD_FIXTURES = ("fixtures/hospital.docx", "fixtures/library.docx")


def samples() -> dict[str, bytes]:
    """Every sample by file name. Paths in them are relative to the repository, so it is the working folder."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        run = _run(FIXTURE)
        rendered = {_name(format): render(format, run) for format in FORMATS if format != "docx"}
        rendered["hospital.en.txt"] = render("text", _run(FIXTURE, language="en"))
        rendered["hospital.sections.md"] = render("markdown", _run(FIXTURE, group_by="section"))
        for path in WORD_FIXTURES:
            if Path(path).exists() and "docx" in FORMATS:
                rendered[f"{Path(path).stem}.checked.docx"] = render("docx", _run(path))
    finally:
        os.chdir(before)
    return {name: text.encode() if isinstance(text, str) else text for name, text in rendered.items()}


def _run(path: str, language: str = "zh", group_by: str | None = None) -> Run:
    rules = load()
    options = Options(language=language)
    result = audit_path(path, options, select_rules(rules, options))
    return Run([result], rules, language, coverage=True, group_by=group_by, extra={"fail_on": "error"})


def _name(format: str) -> str:
    endings = FORMATS[format].split()
    return f"hospital{endings[0]}" if endings else f"hospital.{format}.txt"


def main() -> None:
    """Write the samples, and delete files that are no longer among them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    rendered = samples()
    for old in FOLDER.iterdir():
        if old.is_file() and old.name not in rendered and old.name != "README.md":
            old.unlink()
    for name, content in rendered.items():
        write_atomically(FOLDER / name, content)
    print(f"{len(rendered)} samples in {FOLDER.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
