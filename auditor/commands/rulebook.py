"""``audit rules``, ``audit explain`` and ``audit new-rule``: the rules for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path

from auditor.commands import Failure
from auditor.engine import matches
from auditor.reporting.words import words
from auditor.rulebook import FAMILIES, Rule, RuleError, check_names, load


def rules_of(folders: Sequence[str]) -> tuple[Rule, ...]:
    """The shipped rules and those of the team's folders. Raises Failure."""
    try:
        return load([Path(folder) for folder in folders])
    except RuleError as error:
        raise Failure(str(error)) from None


def table(selector: str, language: str, folders: Sequence[str]) -> str:
    """The rules that ``selector`` (empty for all) means, a table for each family. Raises Failure."""
    from tabulate import tabulate

    every = rules_of(folders)
    chosen = [rule for rule in every if not selector or matches(rule, selector)]
    if not chosen:
        raise Failure(unknown(selector, every))
    word = words(language)
    heads = (
        ("代码", "名称", "级别", "配置", "报什么")
        if language == "zh"
        else ("code", "name", "severity", "profile", "")
    )
    parts = []
    for family, members in groupby(chosen, key=lambda rule: rule.code[:3]):
        rows = [(r.code, r.name, word[r.severity], state(r, language), shape(r, language)) for r in members]
        title = f"{family} {FAMILIES[family]}" if language == "zh" else family
        parts.append(f"{title}\n{tabulate(rows, headers=heads, disable_numparse=True)}\n")
    return "\n".join(parts)


def state(rule: Rule, language: str) -> str:
    """The profile a rule belongs to, and whether it is on trial."""
    return rule.profile + ((" 试行" if language == "zh" else " preview") if rule.status == "preview" else "")


def shape(rule: Rule, language: str) -> str:
    """The message with its placeholders as a dash."""
    return re.sub("\\{[a-z_]{1,30}\\}", "…", rule.message.get(language) or rule.message["zh"])


def explain(code: str, folders: Sequence[str]) -> str:
    """The page of the rule called ``code`` (code or name). Raises Failure."""
    every = rules_of(folders)
    wanted = code.strip()
    found = [rule for rule in every if wanted.upper() == rule.code or wanted == rule.name]
    if found:
        return "\n".join(f"# {rule.code} {rule.name}\n\n{rule.page()}" for rule in found)
    if any(matches(rule, wanted) for rule in every):
        raise Failure(f"{code} 不是一条规则；`audit rules {code}` 列出它所指的规则")
    raise Failure(unknown(code, every))


def unknown(code: str, rules: Iterable[Rule]) -> str:
    """What to say about a selector that means no rule."""
    names = sorted({key for rule in rules for key in (rule.code, rule.name, rule.code[:3])})
    near = get_close_matches(code.upper() if code[:3].isalpha() and len(code) <= 6 else code, names, 1, 0.5)
    return f"没有规则 {code!r}" + (f"；是不是 {near[0]}？" if near else "；`audit rules` 列出全部规则")


def new_rule(code: str, name: str, check: str, folder: str) -> Path:
    """Write a rule file to start from; returns its path. Raises Failure rather than overwrite one."""
    code = code.upper()
    if not re.fullmatch("[A-Z]{3}[0-9]{3}", code) or code[:3] not in FAMILIES:
        raise Failure(f"代码 {code!r} 应是类别加三位数字，如 TYP901；类别有 {'、'.join(FAMILIES)}")
    if not re.fullmatch("[a-z0-9]+(?:-[a-z0-9]+){0,8}", name):
        raise Failure(f"名称 {name!r} 应是小写英文单词，以 - 相连，如 house-terms")
    taken = {
        key: rule
        for rule in rules_of([folder] if Path(folder).is_dir() else [])
        for key in (rule.code, rule.name)
    }
    for key in (code, name):
        if key in taken:
            raise Failure(f"{key} 已用于 {taken[key].path}；自己的规则建议从 {code[:3]}901 起编号")
    if check not in (known := check_names()):
        near = get_close_matches(check, known, 1, 0.5)
        raise Failure(
            f"没有名为 {check!r} 的检查" + (f"；是不是 {near[0]}？" if near else f"；有 {'、'.join(known)}")
        )
    path = Path(folder) / f"{code}-{name}.md"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as stream:
            stream.write(_TEMPLATE.format(code=code, name=name, check=check))
    except OSError as error:
        raise Failure(f"{path}：写不了（{error.strerror or error}）") from None
    return path


_TEMPLATE = """+++
code = "{code}"
name = "{name}"
check = "{check}"
severity = "warning"
confidence = "certain"
source = "写明依据：本单位的规定、标准号、文件名"

[message]
zh = "“{{wrong}}”应为“{{right}}”"
en = "“{{wrong}}” should be “{{right}}”"

[hint]
zh = "怎么处理"
en = "what to do"

[options]
+++

## 查什么

一两句话。

## 为什么

不改会有什么后果。

## 反例

⟦…⟧ 标出要报的地方，⟨…⟩ 标出与它对照的地方；去掉标记就是报告里的样子。

## 正例

容易误报而不该报的写法。

## 不报什么

哪些情况有意不报。

## 依据

与上面 source 一致，可写得更细。
"""
