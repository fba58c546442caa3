"""Configuration: ``audit.toml``, or ``[tool.audit]`` in pyproject.toml, found upward from the report.

What the command line says wins over the file, the file over the defaults. A mistake in the file is fatal:
a linter that silently ignores its settings reports what nobody asked for.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

from auditor.finding import SEVERITIES

FILE = "audit.toml"
PROFILES = ("default", "strict", "audit")
FAIL_ON = (*SEVERITIES, "never")
LANGUAGES = ("auto", "zh", "en")


class ConfigError(Exception):
    """The configuration is wrong; the message names file and line, the fault, and what to write."""


@dataclass(frozen=True, slots=True)
class Config:
    """What is in force for a report. Paths are absolute; ``origin`` tells for each key where it was set."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, str] = field(default_factory=dict)
    profile: str = "default"
    preview: bool = False
    confidence: str = "possible"
    packs: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    vocabulary_files: tuple[str, ...] = ()
    year: int = 0
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fail_on: str = "error"
    output: tuple[str, ...] = ()
    baseline: str = ""
    lang: str = "auto"
    path: Path | None = None
    origin: Mapping[str, str] = field(default_factory=dict)

    def with_arguments(self, given: Mapping[str, Any]) -> Config:
        """This configuration with what the command line gave (keys as the fields are named)."""
        origin = {**self.origin, **dict.fromkeys(given, "命令行")}
        return replace(self, **given, origin=origin)

    def ignored_in(self, report: str) -> tuple[str, ...]:
        """The selectors that ``per-file-ignores`` gives for the file ``report``."""
        if not self.per_file_ignores or report == "-":
            return ()
        place = Path(report).resolve()
        names = {place.name, place.as_posix()}
        if self.path and place.is_relative_to(self.path.parent):
            names.add(place.relative_to(self.path.parent).as_posix())
        return tuple(
            selector
            for pattern, selectors in self.per_file_ignores.items()
            if any(fnmatch(name, pattern) for name in names)
            for selector in selectors
        )

    def words(self) -> frozenset[str]:
        """The vocabulary: the words of the configuration and those of its files, one a line, # a comment."""
        found = set(self.vocabulary)
        for name in self.vocabulary_files:
            try:
                text = Path(name).read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                raise ConfigError(
                    f"{self.origin.get('vocabulary_files')}：词表 {name} 读不了（{error}）"
                ) from None
            found |= {line.strip() for line in text.splitlines() if line.strip() and line.strip()[0] != "#"}
        return frozenset(found)


KEYS = {
    item.name.replace("_", "-"): item.name for item in fields(Config) if item.name not in ("path", "origin")
}
"""Keys of the file with the field of `Config` that each one sets."""
_LISTS = ("select", "ignore", "packs", "rules", "vocabulary", "vocabulary_files", "output")
_PATHS = ("rules", "vocabulary_files", "output", "baseline")
CHOICES: Mapping[str, tuple[str, ...]] = {
    "profile": PROFILES,
    "fail_on": FAIL_ON,
    "lang": LANGUAGES,
    "confidence": ("certain", "likely", "possible"),
}
"""Fields of `Config` that take one of few words."""


def config_for(report: str) -> Config:
    """The configuration of the nearest folder at or above the report. Raises ConfigError."""
    start = Path.cwd() if report == "-" else Path(report).resolve()
    return _in_folder(start if start.is_dir() else start.parent)


def forget() -> None:
    """Read the files again when next asked: a long-lived program calls it as files may have changed."""
    _in_folder.cache_clear()


@cache
def _in_folder(folder: Path) -> Config:
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return load(place / FILE)
        if (place / "pyproject.toml").is_file():
            config = load(place / "pyproject.toml")
            if config.path:
                return config
    return Config()


def load(path: Path) -> Config:
    """Read one file; a pyproject.toml without ``[tool.audit]`` gives the defaults. Raises ConfigError."""
    path = path.resolve()
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{path}：读不了（{error.strerror or error}）") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}：配置文件要用 UTF-8 编码保存") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}：不是有效的 TOML（{error}）") from None
    section = ""
    if path.name == "pyproject.toml":
        section = "tool.audit"
        table = table.get("tool", {}).get("audit")
        if table is None:
            return Config()
    return _Reading(path, text, section).build(table)


class _Reading:
    """One file being checked; knows the line of every key."""

    def __init__(self, path: Path, text: str, section: str) -> None:
        self.path = path
        self.section = section
        self.lines = text.splitlines()

    def build(self, table: Mapping[str, Any]) -> Config:
        values: dict[str, Any] = {}
        origin: dict[str, str] = {}
        for key, value in table.items():
            if key not in KEYS:
                raise self.error((key,), f"不认识的键 {key!r}{_nearest(key, KEYS)}")
            name = KEYS[key]
            values[name] = self.value(key, name, value)
            origin[name] = self.where((key,))
        return Config(**values, path=self.path, origin=origin)

    def value(self, key: str, name: str, value: Any) -> Any:
        if name in _LISTS:
            return tuple(self.rooted(name, word) for word in self.words((key,), value))
        if name in CHOICES:
            return self.choice((key,), value, CHOICES[name])
        if name == "severity":
            table = self.table(key, value, 'MET001 = "warning"')
            return {code: self.choice((key, code), level, SEVERITIES) for code, level in table.items()}
        if name == "per_file_ignores":
            table = self.table(key, value, '"drafts/*.txt" = ["PUN"]')
            return {glob: self.words((key, glob), codes) for glob, codes in table.items()}
        if name == "preview":
            return self.typed((key,), value, bool, "true 或 false")
        if name == "year":
            year = self.typed((key,), value, int, "年份，如 2021")
            if isinstance(value, bool) or not (year == 0 or 1900 <= year <= 2200):
                raise self.error((key,), f"{key} 应是年份，如 2021，不是 {value!r}")
            return year
        return self.rooted(name, self.typed((key,), value, str, "文件名"))

    def rooted(self, name: str, word: str) -> str:
        return str(self.path.parent / word) if name in _PATHS else word

    def words(self, keys: tuple[str, ...], value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.error(keys, f'{keys[-1]} 应是一列字符串，如 ["PUN", "MET001"]，不是 {value!r}')
        return tuple(value)

    def table(self, key: str, value: Any, example: str) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise self.error((key,), f"{key} 应是一张表（[{key}] 下写 {example}），不是 {value!r}")
        return value

    def choice(self, keys: tuple[str, ...], value: Any, allowed: tuple[str, ...]) -> str:
        if value not in allowed:
            near = _nearest(value, allowed) if isinstance(value, str) else ""
            raise self.error(keys, f"{keys[-1]} 应是 {'、'.join(allowed)} 之一，不是 {value!r}{near}")
        return str(value)

    def typed(self, keys: tuple[str, ...], value: Any, kind: type, wanted: str) -> Any:
        if not isinstance(value, kind):
            raise self.error(keys, f"{keys[-1]} 应是{wanted}，不是 {value!r}")
        return value

    def error(self, keys: tuple[str, ...], message: str) -> ConfigError:
        return ConfigError(f"{self.where(keys)}：{message}")

    def where(self, keys: tuple[str, ...]) -> str:
        """``path:line`` of a key, or of the table that holds it where the key itself is written otherwise."""
        table = self.section
        inner = ".".join(filter(None, (self.section, keys[0])))
        wanted = re.compile(f"[ \t]*[\"']?{re.escape(keys[-1])}[\"']?[ \t]*[=.]")
        fallback = 1
        for number, line in enumerate(self.lines, 1):
            stripped = line.strip()
            if stripped.startswith("["):
                table = stripped.strip("[] \t")
                if table == inner:
                    fallback = number
                    if len(keys) == 1:
                        return f"{self.path}:{number}"
            elif table in (self.section, inner) and wanted.match(line):
                return f"{self.path}:{number}"
            elif table == self.section and line.lstrip().startswith(keys[0]):
                fallback = number
        return f"{self.path}:{fallback}"


def _nearest(word: str, known: Any) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word.replace("_", "-"), list(known), 1, 0.5)
    return f"；是不是 {near[0]}？" if near else f"；可以用的有 {'、'.join(known)}"


TEMPLATE = """# audit 的设置。放在报告所在目录或其上级目录；命令行写明的优先。去掉 # 即生效。

# 只用／不用这些规则：代码（MET001）、名称、类别（PUN）或规则包（public-library）
# select = ["MET", "TAB", "DAT"]
# ignore = ["PUN028"]

# default 常用规则；strict 加上从严的；audit 全部
# profile = "default"

# 报告年份；不写则从报告里认
# year = 2021

# 总要应用的领域规则包（不写也会按报告内容自动启用）
# packs = ["public-library"]

# 单位自己的规则目录（audit new-rule 可以生成规则文件）
# rules = ["house-rules"]

# 本来就对的名称、术语、品牌；也可以放进文件，一行一个
# vocabulary = ["书香澄州", "文化e站"]
# vocabulary-files = ["names.txt"]

# 从哪一级起算不通过：error、warning、info、never
# fail-on = "error"

# 每次都写出的结果文件，按扩展名定格式
# output = ["audit.xlsx"]

# 旧文件的基线（audit baseline 生成）
# baseline = "audit-baseline.toml"

# 提示语言：auto（随报告）、zh、en
# lang = "auto"

# 改某条或某类规则的级别
# [severity]
# TYP003 = "info"

# 某些文件不用某些规则
# [per-file-ignores]
# "drafts/*.txt" = ["PUN"]
"""
"""The commented file that ``audit init`` writes."""
