"""The data that rules and facts rest on: TOML files beside the rules, read once when first asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from auditor.cache import of_file


@cache
def root() -> Path:
    """The folder of the shipped rule packs: inside the wheel, or beside the package in a checkout."""
    inside = Path(__file__).with_name("_rules")
    return inside if inside.is_dir() else Path(__file__).parent.parent / "rules"


@cache
def _load(path: Path) -> Mapping[str, Any]:
    table: Mapping[str, Any] = of_file("table", path, lambda content: tomllib.loads(content.decode()))
    return table


@dataclass(frozen=True)
class Resources:
    """What a report is read against.

    ``folders`` are further pack folders (a team's own), ``year`` the report year where the user stated it,
    ``vocabulary`` names and terms that are right by the user's word, ``packs`` the packs to apply besides
    those whose markers are seen in the report.
    """

    folders: tuple[Path, ...] = ()
    year: int | None = None
    vocabulary: frozenset[str] = field(default_factory=frozenset)
    packs: frozenset[str] = field(default_factory=frozenset)

    def table(self, name: str) -> Mapping[str, Any]:
        """The parsed TOML file ``name`` (``pack/file.toml``) of the shipped packs.

        Raises FileNotFoundError when there is none, tomllib.TOMLDecodeError when it is malformed.
        """
        return _load(root() / name)

    def tables(self, name: str) -> tuple[Mapping[str, Any], ...]:
        """The shipped file ``name`` (``pack/file.toml``) and the user's own of that file name, at least one.

        Raises FileNotFoundError when there is none, tomllib.TOMLDecodeError when one is malformed.
        """
        own = self.own_tables(name.rpartition("/")[2])
        shipped = (_load(root() / name),) if not own or (root() / name).is_file() else ()
        return (*shipped, *own)

    def own_tables(self, name: str) -> tuple[Mapping[str, Any], ...]:
        """The parsed files called ``name`` (without a folder) in the user's own pack folders."""
        paths = [folder / name for folder in self.folders]
        return tuple(_load(path) for path in paths if path.is_file())
