"""The rulebook: loads the rule files. One rule is one Markdown file with TOML front matter.

On a normal run only the front matter is parsed; the page itself is for ``audit explain`` and the tests.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, cast

from auditor.cache import of_file
from auditor.finding import CONFIDENCES, SEVERITIES, Confidence, Severity
from auditor.resources import root

Profile = Literal["default", "strict", "audit"]
PROFILES: tuple[Profile, ...] = ("default", "strict", "audit")
FAMILIES = {
    "DUP": "重复",
    "NUM": "编号与互见",
    "MET": "数量与计算",
    "TAB": "表格",
    "DAT": "日期与事件",
    "NAM": "名称",
    "TYP": "错字与语病",
    "PUN": "标点",
    "MIS": "缺失",
    "FMT": "规范",
    "IDN": "标识号",
    "AUD": "审校本身",
}
"""The rule families with their Chinese names."""

_CODE = re.compile("[A-Z]{3}[0-9]{3}")
_NAME = re.compile("[a-z0-9]+(?:-[a-z0-9]+){0,8}")
_PLACE = re.compile("\\{([a-z_]{1,30})\\}")
_KEYS = {
    "code", "name", "check", "severity", "confidence", "profile", "status", "message", "hint", "options",
    "source", "since",
}  # fmt: skip


class RuleError(Exception):
    """A rule file is wrong; the message names the file and what to mend."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as its file states it. ``message`` and ``hint`` map a language (zh, en) to a template."""

    code: str
    name: str
    check: str
    severity: Severity
    confidence: Confidence
    profile: Profile
    status: str
    message: Mapping[str, str]
    hint: Mapping[str, str]
    options: Mapping[str, Any]
    source: str
    since: str
    pack: str
    path: Path = field(compare=False)

    def page(self) -> str:
        """The Markdown page of the rule, without the front matter."""
        return _split(self.path.read_text(encoding="utf-8"), self.path)[1]

    def sentence(self, language: str, data: Mapping[str, str]) -> str:
        """The message in ``language`` with its placeholders filled from ``data``."""
        template = self.message.get(language) or self.message["zh"]
        return _PLACE.sub(lambda match: data.get(match[1], match[0]), template)

    def advice(self, language: str) -> str:
        """The hint line in ``language``, empty where the rule has none."""
        return self.hint.get(language) or self.hint.get("zh", "")


def load(folders: Iterable[Path] = ()) -> tuple[Rule, ...]:
    """All shipped rules and those of the user's own ``folders``, by code. Raises RuleError."""
    paths = sorted(root().glob("*/*.md"))
    folders = tuple(folders)
    for folder in folders:
        if not folder.is_dir():
            raise RuleError(f"{folder}：没有这个规则目录")
        paths += sorted(folder.glob("*.md")) + sorted(folder.glob("*/*.md"))
    _check_packs(folders)
    rules = [parse(path) for path in paths if _CODE.match(path.name)]
    _check_unique(rules)
    return tuple(sorted(rules, key=lambda rule: rule.code))


def _check_packs(folders: tuple[Path, ...]) -> None:
    """The measures and relations in the user's own folders are read here, so that a fault stops the run once."""
    if not folders:
        return
    from auditor.facts.packs import PackError, known

    try:
        known(folders)
    except PackError as error:
        raise RuleError(str(error)) from None


def parse(path: Path) -> Rule:
    """Read the front matter of one rule file. Raises RuleError naming file and fault."""
    try:
        table = of_file("rule", path, lambda content: tomllib.loads(_split(content.decode(), path)[0]))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{path}：规则头不是有效的 TOML（{error}）") from None
    return _build(table, path)


def _split(text: str, path: Path) -> tuple[str, str]:
    lines = text.split("\n")
    if lines[0].strip() != "+++" or "+++" not in (line.strip() for line in lines[1:]):
        raise RuleError(f"{path}：规则文件要以两行 +++ 之间的 TOML 开头")
    end = next(index for index, line in enumerate(lines[1:], 1) if line.strip() == "+++")
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]).strip("\n") + "\n"


def _build(table: dict[str, Any], path: Path) -> Rule:
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise RuleError(f"{path}：不认识的键 {unknown[0]!r}；可用的键：{'、'.join(sorted(_KEYS))}")
    missing = [key for key in ("code", "name", "check", "severity", "message") if key not in table]
    if missing:
        raise RuleError(f"{path}：缺少 {missing[0]!r}")
    _choose(table, "severity", SEVERITIES, path)
    _choose(table, "confidence", CONFIDENCES, path)
    _choose(table, "profile", PROFILES, path)
    _choose(table, "status", ("stable", "preview"), path)
    if not _CODE.fullmatch(str(table["code"])) or not _NAME.fullmatch(str(table["name"])):
        raise RuleError(f"{path}：code 应如 MET001，name 应如 parts-do-not-add-up")
    if not isinstance(table["message"], dict) or not {"zh", "en"} <= set(table["message"]):
        raise RuleError(f"{path}：message 要有 zh 和 en")
    return Rule(
        code=table["code"],
        name=table["name"],
        check=str(table["check"]),
        severity=cast(Severity, table["severity"]),
        confidence=cast(Confidence, table.get("confidence", "certain")),
        profile=cast(Profile, table.get("profile", "default")),
        status=str(table.get("status", "stable")),
        message=table["message"],
        hint=table.get("hint", {}),
        options=table.get("options", {}),
        source=str(table.get("source", "")),
        since=str(table.get("since", "0.1.0")),
        pack=path.parent.name,
        path=path,
    )


def _choose(table: Mapping[str, Any], key: str, allowed: tuple[str, ...], path: Path) -> None:
    if key in table and table[key] not in allowed:
        raise RuleError(f"{path}：{key} 应是 {'、'.join(allowed)} 之一，不是 {table[key]!r}")


def _check_unique(rules: Iterable[Rule]) -> None:
    seen: dict[str, Path] = {}
    for rule in rules:
        for key in (rule.code, rule.name):
            if key in seen:
                raise RuleError(f"{rule.path}：{key} 已用于 {seen[key]}")
            seen[key] = rule.path


def check_module(rule: Rule) -> ModuleType:
    """The module that ``rule.check`` names: a shipped check, or one an installed package registers.

    Raises RuleError when there is none, or when the rule gives options or placeholders it does not have, or
    options that the check's own ``faults`` finds wrong.
    """
    slug = rule.check.replace("-", "_")
    try:
        module = import_module(f"auditor.checks.{slug}")
    except ModuleNotFoundError as error:
        if error.name != f"auditor.checks.{slug}":
            raise
        module = _registered(rule)
    known = set(module.OPTIONS)
    unknown = sorted(set(rule.options) - known)
    if unknown:
        raise RuleError(
            f"{rule.path}：检查 {rule.check} 没有选项 {unknown[0]!r}；有：{'、'.join(sorted(known))}"
        )
    fault = module.faults({**module.OPTIONS, **rule.options}) if hasattr(module, "faults") else ""
    if fault:
        raise RuleError(f"{rule.path}：{fault}")
    return module


def _registered(rule: Rule) -> ModuleType:
    from importlib.metadata import entry_points

    for point in entry_points(group="auditor.checks", name=rule.check):
        return cast(ModuleType, point.load())
    raise RuleError(f"{rule.path}：没有名为 {rule.check!r} 的检查")


def check_names() -> list[str]:
    """Names a rule file may give as its check: the shipped ones and those of installed packages."""
    from importlib.metadata import entry_points
    from pkgutil import iter_modules

    import auditor.checks

    shipped = (module.name.replace("_", "-") for module in iter_modules(auditor.checks.__path__))
    return sorted({*shipped, *(point.name for point in entry_points(group="auditor.checks"))})


def placeholders(rule: Rule) -> set[str]:
    """Names of the data that the messages of ``rule`` refer to."""
    return {name for text in rule.message.values() for name in _PLACE.findall(text)}
