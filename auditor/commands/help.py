"""Help pages: commands and options in groups, columns set for Chinese, examples below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from typer.core import TyperCommand, TyperGroup

from auditor.text import width

GROUP_OPTIONS = ("--help", "-h", "--version")
COMMANDS: Mapping[str, Sequence[str]] = {
    "审校": ("check", "facts"),
    "已知的问题": ("accept", "baseline"),
    "规则": ("rules", "explain", "new-rule"),
    "设置与编辑器": ("init", "config", "lsp"),
}
OPTIONS: Mapping[str, Sequence[str]] = {
    "查什么": (
        "select", "ignore", "profile", "preview", "rules", "pack", "year", "encoding",
    ),
    "怎么给出": ("format", "output", "group_by", "coverage", "quiet", "color", "lang"),
    "已知的问题": ("baseline", "against"),
    "改": ("diff", "fix"),
    "是否通过": ("fail_on", "exit_zero"),
    "运行": ("config", "isolated", "jobs"),
}  # fmt: skip
EXAMPLES = """例：
  audit report.txt                          审校一份报告
  audit drafts/ -o list.xlsx -q             审校一个目录，问题列成表格
  audit report.docx -o report.audit.docx    问题写成 Word 批注
  audit v2.docx --against v1.docx           两稿相比：新出现、仍在、已解决
  audit accept 3f9a2c1d "分馆口径不同"      这一处没有错，记下理由
  audit explain MET001                      一条规则的说明
退出状态：0 通过，1 有达到 --fail-on 的新问题，2 程序、设置或输入出错。
"""


class Grouped(TyperCommand):
    """A command whose options are listed in groups."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options group by group; what no group names comes last."""
        from auditor.reporting import FORMATS

        records = {str(param.name): param.get_help_record(ctx) for param in self.get_params(ctx)}
        name, text = records["format"] or ("", "")
        records["format"] = name, text.replace("{formats}", "、".join(FORMATS))
        left = dict(records)
        for title, names in OPTIONS.items():
            _write(formatter, title, [left.pop(name) for name in names if name in left])
        _write(formatter, "其他", left.values())


class Commands(TyperGroup):
    """A command word is the command; anything else is given to ``check``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put ``check`` before arguments that open with no command."""
        if args and args[0] not in self.commands and args[0] not in GROUP_OPTIONS:
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the group's own options and its commands by group."""
        _write(formatter, "选项", [param.get_help_record(ctx) for param in self.get_params(ctx)])
        for title, names in COMMANDS.items():
            rows = [(name, self.commands[name].get_short_help_str(200)) for name in names]
            _write(formatter, title, rows)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples as they are."""
        formatter.write("\n" + EXAMPLES)


def _write(formatter: Any, title: str, rows: Iterable[tuple[str, str] | None]) -> None:
    """One group as two columns, whose widths count Han characters as two."""
    shown = [row for row in rows if row]
    if not shown:
        return
    size = min(max(width(first) for first, _ in shown), 26)
    formatter.write(f"\n{title}:\n")
    for first, second in shown:
        gap = " " * max(size - width(first), 0)
        formatter.write(f"  {first}{gap}  {second}\n".rstrip() + "\n")
