"""The command line: how options are spelt. What the commands do is in ``auditor.commands``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from copy import copy
from typing import TYPE_CHECKING, Annotated, Any

import typer

from auditor.commands import Failure
from auditor.commands.help import GROUP_OPTIONS, Commands, Grouped

if TYPE_CHECKING:
    from auditor.commands.pipeline import Settings

__all__ = ["Failure", "app", "run"]

app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="审校整篇报告：数字、日期、名称、编号前后是否一致。",
)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status (0 clean, 1 findings, 2 failure, 130 interrupted)."""
    _calm_streams()
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        code = _app_for(words)(args=words, standalone_mode=False)
        sys.stdout.flush()
    except Failure as failure:
        print(f"audit: {failure}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except (KeyboardInterrupt, typer.Abort):
        print("audit: 已中断", file=sys.stderr)
        return 130
    except Exception as error:
        return _usage(error)
    return code if isinstance(code, int) else 0


def _app_for(words: Sequence[str]) -> typer.Typer:
    """The application with only the command that is asked for: to build one takes a millisecond."""
    if not words or words[0] in GROUP_OPTIONS:
        return app
    known = {info.name or getattr(info.callback, "__name__", ""): info for info in app.registered_commands}
    asked = copy(app)
    asked.registered_commands = [known.get(words[0]) or known["check"]]
    return asked


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


_FORMATS = "{formats}"
_Rules = Annotated[list[str] | None, typer.Option("--rules", metavar="目录", help="自己的规则目录，可多次")]
_Lang = Annotated[str, typer.Option("--lang", metavar="语言", help="zh、en 或 auto（随报告）")]
_Config = Annotated[str, typer.Option("--config", metavar="文件", help="只用这个设置文件")]
_Isolated = Annotated[bool, typer.Option("--isolated", help="不用任何设置文件")]
_Encoding = Annotated[str, typer.Option(metavar="编码", help="强制文本编码，如 gb18030")]
_Year = Annotated[int, typer.Option(metavar="年份", help="报告年份（缺省从报告里认）")]
_Profile = Annotated[str, typer.Option(metavar="配置", help="default、strict（从严）或 audit（全部）")]
_Preview = Annotated[bool, typer.Option("--preview", help="也用试行规则")]
_Select = Annotated[str, typer.Option(metavar="规则", help="只用这些规则：代码、名称、类别，逗号分隔")]
_Ignore = Annotated[str, typer.Option(metavar="规则", help="不用这些规则")]


@app.command(cls=Grouped)
def check(
    paths: Annotated[list[str], typer.Argument(metavar="报告…", help="文件、目录或通配符；- 为标准输入")],
    select: _Select = "",
    ignore: _Ignore = "",
    profile: _Profile = "",
    preview: _Preview = False,
    rules: _Rules = None,
    pack: Annotated[list[str] | None, typer.Option(metavar="包", help="总要应用的领域规则包，可多次")] = None,
    year: _Year = 0,
    encoding: _Encoding = "",
    format: Annotated[str, typer.Option("--format", "-f", metavar="格式", help=_FORMATS)] = "text",
    output: Annotated[
        list[str] | None,
        typer.Option("--output", "-o", metavar="文件", help="写入文件，按扩展名定格式，可多次"),
    ] = None,
    group_by: Annotated[str, typer.Option(metavar="section", help="text、markdown 按章节分组")] = "",
    coverage: Annotated[bool, typer.Option("--coverage", help="列出数字之间的全部关系及核对结论")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不印结尾统计；有 -o 时终端不输出")] = False,
    color: Annotated[str, typer.Option(metavar="何时", help="auto、always 或 never；也认 NO_COLOR")] = "auto",
    lang: _Lang = "",
    baseline: Annotated[str, typer.Option(metavar="文件", help="旧问题的基线，只有新问题算不通过")] = "",
    against: Annotated[str, typer.Option(metavar="旧稿", help="与旧稿比较：新出现、仍在、已解决")] = "",
    diff: Annotated[bool, typer.Option("--diff", help="显示可以安全改动之处，不改文件")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="改掉不影响意思的错（成对标点、错别字等）")] = False,
    fail_on: Annotated[str, typer.Option(metavar="级别", help="error、warning、info 或 never")] = "",
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="有问题也以 0 退出")] = False,
    config: _Config = "",
    isolated: _Isolated = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="个", help="并行进程数，0 为自动")] = 0,
) -> int:
    """审校报告（缺省命令，check 可省去）。"""
    from auditor.commands import check as command

    given = {
        "select": _words(select), "ignore": _words(ignore), "profile": profile, "preview": preview,
        "rules": rules, "packs": pack, "year": year, "output": output, "lang": lang, "baseline": baseline,
        "fail_on": fail_on,
    }  # fmt: skip
    return command.check(
        command.Request(
            paths,
            _settings(given, config, isolated, encoding, jobs),
            format=format,
            group_by=group_by,
            coverage=coverage,
            quiet=quiet,
            color=color,
            exit_zero=exit_zero,
            against=against,
            diff=diff,
            fix=fix,
        )
    )


def _settings(
    given: dict[str, Any], config: str = "", isolated: bool = False, encoding: str = "", jobs: int = 0
) -> Settings:
    """What the command line says; what it leaves out is left to the settings files. Raises Failure."""
    from auditor.commands.pipeline import Settings
    from auditor.config import CHOICES

    said = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items() if value}
    for key, allowed in CHOICES.items():
        if key in said and said[key] not in allowed:
            option = "--" + key.replace("_", "-")
            raise Failure(f"{option} 应是 {'、'.join(allowed)} 之一，不是 {said[key]!r}")
    return Settings(said, config, isolated, encoding, jobs)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.replace("，", ",").split(",") if word.strip())


@app.command()
def accept(
    short_id: Annotated[str, typer.Argument(metavar="编号", help="审校结果里方括号内的编号")] = "",
    reason: Annotated[str, typer.Argument(metavar="理由", help="为什么不算错")] = "",
    paths: Annotated[list[str] | None, typer.Argument(metavar="报告…", help="缺省为当前目录")] = None,
    prune: Annotated[bool, typer.Option("--prune", help="删去已不适用的豁免")] = False,
    config: _Config = "",
) -> int:
    """说明某一处没有错：记入报告旁的豁免文件。例：audit accept 3f9a2c1d "分馆口径不同" report.txt"""
    from auditor.commands import accept as command

    if prune:
        return command.prune([*filter(None, (short_id, reason)), *(paths or [])], _settings({}, config))
    if not short_id:
        raise Failure('要写编号和理由，如 audit accept 3f9a2c1d "分馆口径不同"')
    return command.accept(short_id, reason, paths or [], _settings({}, config))


@app.command()
def baseline(
    paths: Annotated[list[str], typer.Argument(metavar="报告…", help="文件或目录")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="文件", help="基线文件")
    ] = "audit-baseline.toml",
    add: Annotated[bool, typer.Option("--add", help="已有的基线也添上新问题（缺省只减不增）")] = False,
    profile: _Profile = "",
    config: _Config = "",
    jobs: Annotated[int, typer.Option("--jobs", "-j", metavar="个", help="并行进程数，0 为自动")] = 0,
) -> int:
    """把旧报告现有的问题记为基线，以后只有新问题算不通过。例：audit baseline drafts/"""
    from auditor.commands import accept as command

    return command.baseline(paths, output, add, _settings({"profile": profile}, config, jobs=jobs))


@app.command()
def rules(
    family: Annotated[str, typer.Argument(metavar="类别", help="只列这一类或这一包，如 MET")] = "",
    rules: _Rules = None,
    lang: _Lang = "zh",
) -> int:
    """列出全部规则，按类别分表。"""
    from auditor.commands import rulebook as command

    print(command.table(family, "en" if lang == "en" else "zh", rules or []))
    return 0


@app.command()
def explain(
    code: Annotated[str, typer.Argument(metavar="规则", help="规则代码或名称")], rules: _Rules = None
) -> int:
    """显示一条规则的说明页：查什么、为什么、反例、正例。"""
    from auditor.commands import rulebook as command

    print(command.explain(code, rules or []), end="")
    return 0


@app.command("new-rule")
def new_rule(
    code: Annotated[str, typer.Argument(metavar="代码", help="如 TYP901")],
    name: Annotated[str, typer.Argument(metavar="名称", help="如 house-terms")],
    check: Annotated[str, typer.Option(metavar="检查", help="用哪种检查")] = "listed-wording",
    folder: Annotated[str, typer.Option("--folder", metavar="目录", help="规则目录")] = "house-rules",
) -> int:
    """在自己的规则目录里生成一个规则文件。"""
    from auditor.commands import rulebook as command

    print(command.new_rule(code, name, check, folder))
    return 0


@app.command()
def init(folder: Annotated[str, typer.Argument(metavar="目录")] = ".") -> int:
    """写一个带说明的设置文件 audit.toml。"""
    from auditor.commands import configure as command

    print(command.init(folder))
    return 0


@app.command("config")
def show_config(
    report: Annotated[str, typer.Argument(metavar="报告", help="报告或目录")] = ".",
    config: _Config = "",
) -> int:
    """显示对这份报告起作用的设置，以及各自的来处。"""
    from auditor.commands import configure as command

    print(command.show(report, _settings({}, config)), end="")
    return 0


@app.command()
def facts(
    report: Annotated[str, typer.Argument(metavar="报告")],
    format: Annotated[str, typer.Option("--format", "-f", metavar="格式", help="table 或 json")] = "table",
    output: Annotated[str, typer.Option("--output", "-o", metavar="文件", help="写入文件（.json）")] = "",
    kind: Annotated[str, typer.Option("--kind", metavar="种类", help="表里只列这一种，如 quantities")] = "",
    encoding: _Encoding = "",
    year: _Year = 0,
    config: _Config = "",
) -> int:
    """列出从报告里读出的事实；json 可以改了再审校（audit facts.json）。"""
    from auditor.commands import facts as command

    settings = _settings({"year": year}, config, encoding=encoding)
    return command.facts(report, "json" if output else format, output, kind, settings)


@app.command()
def lsp() -> int:
    """语言服务器（标准输入输出），供 VS Code 等编辑器使用。"""
    try:
        from auditor.lsp import serve
    except ImportError:
        raise Failure("要先安装：pip install 'audit-report[lsp]'") from None
    serve()
    return 0
