"""Write what is drawn from the program: docs/rules.md, docs/schema/facts.schema.json, output in the READMEs.

Tests compare them with what comes out now. Run it after a change of rules or facts:
``python scripts/generate_docs.py`` (from anywhere).
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import sys
from contextlib import redirect_stdout
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from auditor.cli import run  # noqa: E402
from auditor.commands.rulebook import shape  # noqa: E402
from auditor.facts_schema import schema  # noqa: E402
from auditor.rulebook import FAMILIES, load  # noqa: E402

SEVERITY = {"error": "错误", "warning": "警告", "info": "提示"}


def rules_page() -> str:
    """The table of all shipped rules, family by family."""
    rules = load()
    lines = [
        "# 规则一览",
        "",
        "由 `scripts/generate_docs.py` 从 `rules/` 里的规则文件生成，不要手改。`audit explain 代码` 显示一条规则的说明页。",
        "",
        f"共 {len(rules)} 条。配置 default 的缺省就用；strict、audit 的要用 `--profile` 打开；试行的要用 `--preview` 打开。",
    ]
    for family, members in groupby(rules, key=lambda rule: rule.code[:3]):
        lines += ["", f"## {family} {FAMILIES[family]}", "", "| 代码 | 名称 | 级别 | 配置 | 报什么 | 依据 |"]
        lines += ["| --- | --- | --- | --- | --- | --- |"]
        for rule in members:
            profile = rule.profile + ("（试行）" if rule.status == "preview" else "")
            link = f"[{rule.code}](../rules/{rule.pack}/{rule.path.name})"
            cells = [link, rule.name, SEVERITY[rule.severity], profile, shape(rule, "zh"), rule.source]
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


_OUTPUT = re.compile("(<!-- output: audit ([^\n]*) -->\n```text\n)(.*?)(```)", re.S)


def with_output(page: str) -> str:
    """A page with what its commands print now, in the block after each ``output`` comment."""
    return _OUTPUT.sub(lambda match: match[1] + printed(shlex.split(match[2])) + match[4], page)


def printed(arguments: list[str]) -> str:
    """What the command prints to standard output, run in the repository without settings."""
    before, out = Path.cwd(), io.StringIO()
    os.chdir(ROOT)
    try:
        with redirect_stdout(out):
            run([*arguments, "--isolated", "--color", "never"])
    finally:
        os.chdir(before)
    return out.getvalue()


def pages() -> dict[str, str]:
    """Every generated page by its path in the repository."""
    written = {
        name: with_output((ROOT / name).read_text(encoding="utf-8"))
        for name in ("README.md", "README.zh-CN.md")
    }
    return written | {
        "docs/rules.md": rules_page(),
        "docs/schema/facts.schema.json": json.dumps(schema(), ensure_ascii=False, indent=1) + "\n",
    }


if __name__ == "__main__":
    for name, text in pages().items():
        (ROOT / name).write_text(text, encoding="utf-8", newline="\n")
        print(name)
