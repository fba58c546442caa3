"""``audit init`` and ``audit config``: writing the settings, and saying what is in force and from where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from auditor.commands import Failure
from auditor.commands.pipeline import Planner, Settings
from auditor.config import FILE, KEYS, TEMPLATE


def init(folder: str) -> Path:
    """Write the commented settings file. Raises Failure where there is one already."""
    path = Path(folder) / FILE
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(TEMPLATE)
    except FileExistsError:
        raise Failure(f"{path} 已经有了，没有改动") from None
    except OSError as error:
        raise Failure(f"{path}：写不了（{error.strerror or error}）") from None
    return path


def show(report: str, settings: Settings) -> str:
    """What is in force for a report (or a folder) and where each setting comes from. Raises Failure."""
    plan = Planner(settings).plan(report)
    config = plan.config
    lines = [f"# {report}：{config.path or '没有设置文件，全用缺省值'}"]
    for key, name in KEYS.items():
        origin = config.origin.get(name, "缺省")
        lines.append(f"{key} = {_toml(getattr(config, name))}  # {origin}")
    lines.append(f"# 用 {len(plan.rules)} 条规则（共 {len(plan.every)} 条）")
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        pairs = (f"{json.dumps(key, ensure_ascii=False)} = {_toml(item)}" for key, item in value.items())
        return "{ " + ", ".join(pairs) + " }" if value else "{}"
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
