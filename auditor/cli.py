"""The command line. ``audit report.txt`` is the main command; other commands live beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from auditor.reporting import Run

_FORMATS = "输出格式：text、concise、table、markdown、json、csv、xlsx、sarif、junit、github、docx"
_GROUP_OPTIONS = ("--help", "-h", "--version")


class _Commands(TyperGroup):
    """A command word is the command; anything else is given to ``check``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in _GROUP_OPTIONS:
            args = ["check", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="审校整篇报告：数字、日期、名称、编号前后是否一致。例：audit report.txt",
)


class Failure(Exception):
    """The tool, its configuration or an input failed: one line for the user, exit status 2."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status (0 clean, 1 findings, 2 failure)."""
    _calm_streams()
    try:
        code = app(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except Failure as failure:
        print(f"audit: {failure}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except KeyboardInterrupt:
        print("audit: 已中断", file=sys.stderr)
        return 130
    except Exception as error:
        return _usage(error)
    return code if isinstance(code, int) else 0


def _usage(error: Exception) -> int:
    """Usage errors of the command-line library become one line; anything else is a bug and is raised."""
    code = getattr(error, "exit_code", None)
    if code is None:
        raise error
    message = error.format_message() if hasattr(error, "format_message") else ""
    if message:
        print(f"audit: {message}（audit --help 看用法）", file=sys.stderr)
    return int(code)


def _calm_streams() -> None:
    """A console that cannot show a character gets an escape instead of an encoding error."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _version(wanted: bool) -> None:
    if wanted:
        from auditor import __version__

        print(f"audit {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本")
    ] = False,
) -> None:
    del version


@app.command()
def check(
    paths: Annotated[list[str], typer.Argument(help="报告文件、目录或通配符；- 为标准输入")],
    select: Annotated[str, typer.Option(help="只用这些规则（代码、名称或类别，逗号分隔）")] = "",
    ignore: Annotated[str, typer.Option(help="不用这些规则")] = "",
    profile: Annotated[str, typer.Option(help="default、strict 或 audit（全部）")] = "default",
    preview: Annotated[bool, typer.Option(help="也用试行规则")] = False,
    format: Annotated[str, typer.Option("--format", "-f", help=_FORMATS)] = "text",
    output: Annotated[
        list[str], typer.Option("--output", "-o", help="写入文件，按扩展名定格式，可多次")
    ] = [],  # noqa: B006
    group_by: Annotated[str, typer.Option(help="section：text、markdown 按章节分组")] = "",
    coverage: Annotated[bool, typer.Option(help="列出数字之间的全部关系及核对结论")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不印结尾统计；有 -o 时终端不输出")] = False,
    fail_on: Annotated[str, typer.Option(help="error、warning、info 或 never")] = "error",
    rules: Annotated[list[str], typer.Option(help="自己的规则目录，可多次")] = [],  # noqa: B006
    encoding: Annotated[str, typer.Option(help="强制文本编码")] = "",
    year: Annotated[int, typer.Option(help="报告年份（缺省从报告里认）")] = 0,
    jobs: Annotated[int, typer.Option(help="并行进程数，0 为自动")] = 1,
    lang: Annotated[str, typer.Option(help="zh 或 en")] = "zh",
    color: Annotated[str, typer.Option(help="auto、always 或 never")] = "auto",
) -> int:
    """审校报告（缺省命令）。例：audit report.txt；audit drafts/ -o list.json"""
    from auditor.engine import Options, Selection, select_rules
    from auditor.reporting import FORMATS, Run
    from auditor.resources import Resources
    from auditor.rulebook import PROFILES, RuleError, load
    from auditor.runner import audit_all, expand

    if profile not in PROFILES:
        raise Failure(f"--profile 应是 {'、'.join(PROFILES)} 之一，不是 {profile!r}")
    if format not in FORMATS:
        raise Failure(f"--format 应是 {'、'.join(FORMATS)} 之一，不是 {format!r}")
    if fail_on not in ("error", "warning", "info", "never"):
        raise Failure(f"--fail-on 应是 error、warning、info、never 之一，不是 {fail_on!r}")
    if group_by not in ("", "section"):
        raise Failure(f"--group-by 应是 section，不是 {group_by!r}")
    folders = tuple(Path(folder) for folder in rules)
    files = expand(paths)
    targets = _targets(output, format, files)
    options = Options(
        select=_words(select),
        ignore=_words(ignore),
        profile=profile,
        preview=preview,
        language=lang,
        encoding=encoding or None,
        rule_folders=folders,
        resources=Resources(folders=folders, year=year or None),
    )
    try:
        every = load(folders)
        chosen = select_rules(every, options)
    except (RuleError, Selection) as error:
        raise Failure(str(error)) from None
    results = audit_all(files, options, chosen, jobs)
    report = Run(
        results,
        every,
        lang,
        color=_wants_color(color),
        coverage=coverage,
        group_by=group_by or None,
        quiet=quiet,
        extra={"fail_on": fail_on},
    )
    _report(report, targets, None if quiet and targets else format)
    return _status(results, fail_on)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in text.replace("，", ",").split(",") if word.strip())


def _wants_color(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _targets(output: Sequence[str], format: str, inputs: Sequence[str]) -> list[tuple[str, str]]:
    """(format, file) of every ``-o``; a wrong one is told before the work begins, not after it."""
    from auditor.reporting import endings, format_of

    taken = {os.path.realpath(path) for path in inputs if path != "-"}
    targets: list[tuple[str, str]] = []
    for target in output:
        name = format_of(target) or (format if format != "text" else None)
        if name is None:
            raise Failure(
                f"{target}：不知道用什么格式写；扩展名可以是 {'、'.join(sorted(endings()))}，或加 --format"
            )
        if os.path.realpath(target) in taken:
            raise Failure(f"{target}：这是要审校的文件，结果请写入别的文件")
        targets.append((name, target))
    return targets


def _report(report: Run, targets: Sequence[tuple[str, str]], shown: str | None) -> None:
    """Write every file, then print: a reader that closes the pipe early must not cost the files."""
    from auditor.reporting import CannotWrite, render

    problems: list[str] = []
    for name, target in targets:
        try:
            _write(render(name, report), target)
        except (CannotWrite, Failure) as error:
            problems.append(str(error))
    try:
        if shown:
            _print(render(shown, report))
    except CannotWrite as error:
        problems.append(str(error))
    if problems:
        raise Failure("\naudit: ".join(problems))


def _print(content: str | bytes) -> None:
    if isinstance(content, bytes):
        if sys.stdout.isatty():
            raise Failure("这种格式不能显示在终端上；用 -o 文件名 写入文件")
        sys.stdout.buffer.write(content)
    else:
        sys.stdout.write(content)
    sys.stdout.flush()


def _write(content: str | bytes, target: str) -> None:
    from auditor.runner import write_atomically

    try:
        write_atomically(Path(target), content)
    except OSError as error:
        raise Failure(f"{target}：写不了（{error.strerror or error}）；原文件未动") from None


def _status(results: Sequence[Any], fail_on: str) -> int:
    if any(result.error for result in results):
        return 2
    levels = {
        "error": ("error",),
        "warning": ("error", "warning"),
        "info": ("error", "warning", "info"),
        "never": (),
    }
    counted = levels[fail_on]
    return 1 if any(result.counts()[level] for result in results for level in counted) else 0


@app.command()
def rules(
    family: Annotated[str, typer.Argument(help="只列这一类，如 MET")] = "",
    lang: Annotated[str, typer.Option(help="zh 或 en")] = "zh",
) -> int:
    """列出全部规则。"""
    from tabulate import tabulate

    from auditor.rulebook import load

    rows = [
        [
            rule.code,
            rule.name,
            rule.severity,
            rule.profile,
            rule.status,
            rule.message.get(lang, rule.message["zh"]),
        ]
        for rule in load()
        if rule.code.startswith(family.upper())
    ]
    print(tabulate(rows, headers=["代码", "名称", "级别", "配置", "状态", "说明"], disable_numparse=True))
    return 0


@app.command()
def explain(code: Annotated[str, typer.Argument(help="规则代码或名称")]) -> int:
    """显示一条规则的说明页：查什么、为什么、反例、正例。"""
    from auditor.engine import Options, Selection, matches, select_rules
    from auditor.rulebook import load

    every = load()
    found = [rule for rule in every if matches(rule, code) and code.upper() != rule.code[:3]]
    if not found:
        try:
            select_rules(every, Options(select=(code,)))
        except Selection as error:
            raise Failure(str(error)) from None
        raise Failure(f"{code} 是一类规则；`audit rules {code}` 列出它们")
    for rule in found:
        print(f"# {rule.code} {rule.name}\n\n{rule.page()}")
    return 0
