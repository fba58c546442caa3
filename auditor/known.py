"""Findings that people know already: exceptions beside a report, and the baseline of old documents.

Both are TOML files of entries. An entry holds the finding's fingerprint (what it is matched by) and, for
people, its rule, its quotes and the reason. No date and no machine goes into a file, so it only changes
when what is known changes.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from auditor.finding import Finding, Location, Status
from auditor.result import FileResult
from auditor.rulebook import Rule

SUFFIX = ".audit.toml"
"""What is added to a report's file name to name its exception file."""


class KnownError(Exception):
    """A file of exceptions or a baseline is wrong; the message names file and fault."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One known finding. ``file`` is its report relative to a baseline's folder, empty in an exception file."""

    rule: str
    fingerprint: str
    quotes: tuple[str, ...] = ()
    reason: str = ""
    file: str = ""


def exceptions_path(report: str) -> Path:
    """The exception file of a report: ``report.txt.audit.toml`` beside it."""
    return Path(report + SUFFIX)


def read_entries(path: Path) -> tuple[Entry, ...]:
    """The entries of a file, () where there is none. Raises KnownError."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnownError(f"{path}：读不了（{error}）") from None
    items = table.get("known", [])
    if set(table) - {"version", "known"} or not isinstance(items, list):
        raise KnownError(f"{path}：只应有 version 和若干 [[known]]")
    return tuple(_entry(item, number, path) for number, item in enumerate(items, 1))


def _entry(item: Any, number: int, path: Path) -> Entry:
    keys = {"rule", "fingerprint", "quotes", "reason", "file"}
    if not isinstance(item, dict) or set(item) - keys or not {"rule", "fingerprint"} <= set(item):
        raise KnownError(
            f"{path}：第{number}个 [[known]] 要有 rule 和 fingerprint，此外只能有 file、quotes、reason"
        )
    quotes = item.get("quotes", [])
    plain = all(isinstance(item.get(key, ""), str) for key in keys - {"quotes"})
    if not plain or not isinstance(quotes, list) or not all(isinstance(quote, str) for quote in quotes):
        raise KnownError(f"{path}：第{number}个 [[known]] 的值应是字符串，quotes 是一列字符串")
    return Entry(
        item["rule"], item["fingerprint"], tuple(quotes), item.get("reason", ""), item.get("file", "")
    )


def render_entries(entries: Iterable[Entry], heading: str) -> str:
    """The file of ``entries``, in their order; ``heading`` becomes its comment."""
    parts = [f"# {line}\n" for line in heading.splitlines()] + ["version = 1\n"]
    for entry in entries:
        lines = ["", "[[known]]"]
        lines += [f"file = {_string(entry.file)}"] if entry.file else []
        lines += [f"rule = {_string(entry.rule)}"]
        lines += [f"reason = {_string(entry.reason)}"] if entry.reason else []
        lines += [f"quotes = [{', '.join(map(_string, entry.quotes))}]"] if entry.quotes else []
        lines += [f"fingerprint = {_string(entry.fingerprint)}"]
        parts.append("\n".join(lines) + "\n")
    return "".join(parts)


def _string(text: str) -> str:
    """A TOML basic string; JSON's escapes are TOML's, but for DEL and half surrogates."""
    safe = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return json.dumps(safe, ensure_ascii=False).replace("\x7f", "\\u007f")


def entry_of(finding: Finding, reason: str = "", file: str = "") -> Entry:
    """The entry that makes ``finding`` known."""
    places = [finding.location] if finding.location else []
    quotes = tuple(_short(place.text) for place in (*places, *finding.related))
    return Entry(finding.rule, finding.fingerprint, quotes, reason, file)


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:40] + "…" + text[-15:]


def relative(report: str, folder: Path) -> str:
    """How a baseline in ``folder`` names a report; an absolute path on another drive stays as it is."""
    try:
        return Path(os.path.relpath(os.path.abspath(report), folder.resolve())).as_posix()
    except ValueError:
        return Path(report).resolve().as_posix()


@dataclass(frozen=True, slots=True)
class Baseline:
    """A baseline file as read."""

    path: Path
    entries: tuple[Entry, ...]

    def of(self, report: str) -> tuple[Entry, ...]:
        """The entries that speak of one report."""
        name = relative(report, self.path.parent)
        return tuple(entry for entry in self.entries if entry.file == name)


def load_baseline(path: Path) -> Baseline:
    """Read a baseline that must exist. Raises KnownError."""
    if not path.is_file():
        raise KnownError(f"{path}：没有这个基线文件；先用 audit baseline 生成")
    return Baseline(path, read_entries(path))


def settle(result: FileResult, rules: Sequence[Rule], baseline: Baseline | None, language: str) -> FileResult:
    """``result`` with what is known marked, and with AUD findings for entries that no longer apply.

    Raises KnownError when an exception file is wrong.
    """
    if result.error or result.path == "-":
        return result
    place = exceptions_path(result.path)
    findings, unused = mark(result.findings, read_entries(place), "suppressed", rules)
    told = [told_of("AUD002", entry, place.name, result.path, rules, language) for entry in unused]
    if baseline:
        findings, unused = mark(findings, baseline.of(result.path), "baselined", rules)
        told += [told_of("AUD003", e, baseline.path.name, result.path, rules, language) for e in unused]
    return with_more(replace(result, findings=findings), (finding for finding in told if finding))


def with_more(result: FileResult, more: Iterable[Finding]) -> FileResult:
    """``result`` with further findings, in order."""
    return replace(result, findings=tuple(sorted((*result.findings, *more), key=lambda f: f.order)))


def mark(
    findings: Sequence[Finding], entries: Sequence[Entry], status: Status, rules: Sequence[Rule]
) -> tuple[tuple[Finding, ...], list[Entry]]:
    """The findings with ``status`` where an entry names them, and the entries that name none.

    An entry of a rule that did not run says nothing about the report and is not unused.
    """
    known = {entry.fingerprint: entry for entry in entries}
    present = {finding.fingerprint for finding in findings}
    ran = {rule.code for rule in rules}
    marked = tuple(
        replace(f, status=status, reason=known[f.fingerprint].reason or None)
        if f.status == "new" and f.fingerprint in known
        else f
        for f in findings
    )
    unused = [e for e in known.values() if e.fingerprint not in present and e.rule in ran]
    return marked, unused


def told_of(
    code: str, entry: Entry, source: str, report: str, rules: Sequence[Rule], language: str
) -> Finding | None:
    """The AUD finding about an entry of ``source`` that no longer applies."""
    data = {"rule": entry.rule, "quote": "…".join(entry.quotes[:1]), "source": source}
    return own_finding(code, report, data, rules, language, key=entry.fingerprint)


def own_finding(
    code: str,
    report: str,
    data: dict[str, str],
    rules: Sequence[Rule],
    language: str,
    key: str,
    location: Location | None = None,
) -> Finding | None:
    """A finding about the audit itself, worded by its rule file; None where that rule is not in use."""
    rule = next((rule for rule in rules if rule.code == code), None)
    if rule is None:
        return None
    return Finding(
        path=report,
        rule=code,
        name=rule.name,
        severity=rule.severity,
        confidence="certain",
        message=rule.sentence(language, data),
        location=location,
        data=data,
        hint=rule.advice(language),
        fingerprint=hashlib.sha256(f"{code}\0{key}".encode()).hexdigest(),
    )
