"""``audit accept`` and ``audit baseline``: saying that findings are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from auditor.commands import Failure
from auditor.commands.check import write_file
from auditor.commands.pipeline import Settings, audit, everything, plans_for
from auditor.finding import Finding
from auditor.known import (
    Entry,
    KnownError,
    entry_of,
    exceptions_path,
    read_entries,
    relative,
    render_entries,
)

_EXCEPTIONS = """已经看过、不算错的问题。audit accept 写入；可以手改 reason，删去一条即恢复报告。
只对这一份报告有效；原文变了，对应的一条就会提示已不适用。"""
_BASELINE = """旧问题的基线：审校时标为已知，不影响是否通过。再运行 audit baseline 只删去已改掉的；
要添上新的，用 audit baseline --add。"""
_SHORTEST = 6


@dataclass(frozen=True)
class Found:
    """A finding and the report it was found in."""

    path: str
    finding: Finding


def accept(short_id: str, reason: str, paths: Sequence[str], settings: Settings) -> int:
    """Write the exception for the finding that ``short_id`` names. Raises Failure."""
    if not reason.strip():
        raise Failure('要写理由，如 audit accept 3f9a2c1d "分馆口径不同"')
    if len(short_id.partition("-")[0]) < _SHORTEST:
        raise Failure(f"编号 {short_id!r} 太短，至少 {_SHORTEST} 位（审校结果里方括号内的那一串）")
    matching = [found for found in _findings(paths, settings) if _named(found.finding, short_id)]
    if not matching:
        raise Failure(f"没有编号为 {short_id} 的问题；它可能已经改掉，或不在这些文件里（可在后面写上文件名）")
    places = sorted({found.path for found in matching})
    if len(matching) > 1:
        which = "、".join(f"{found.finding.short_id} {found.path}" for found in matching)
        raise Failure(f"{short_id} 不止一个：{which}；请写全编号，并在后面写上文件名")
    finding = matching[0].finding
    target = exceptions_path(places[0])
    entries = [entry for entry in _read(target) if entry.fingerprint != finding.fingerprint]
    entries.append(entry_of(finding, " ".join(reason.split())))
    _write(target, entries, _EXCEPTIONS)
    print(f"{target}：已记下 {finding.rule}“{finding.message}”——{reason}")
    return 0


def prune(paths: Sequence[str], settings: Settings) -> int:
    """Drop the exceptions that no longer apply. Raises Failure."""
    present: dict[str, set[str]] = {}
    plans = plans_for(paths or ["."], everything(settings))
    for result in audit(plans, everything(settings)):
        if not result.error:
            present[result.path] = {finding.fingerprint for finding in result.findings}
    dropped = 0
    for path, fingerprints in present.items():
        entries = _read(exceptions_path(path))
        kept = [entry for entry in entries if entry.fingerprint in fingerprints]
        dropped += len(entries) - len(kept)
        if len(kept) < len(entries):
            _write(exceptions_path(path), kept, _EXCEPTIONS)
    print(f"删去 {dropped} 条已不适用的豁免")
    return 0


def _findings(paths: Sequence[str], settings: Settings) -> list[Found]:
    """All findings of the reports, whatever the settings leave out: what was shown once can be accepted."""
    wide = everything(settings)
    results = audit(plans_for(paths or ["."], wide), wide)
    if paths and (failed := next((result for result in results if result.error), None)):
        raise Failure(f"{failed.path}：{failed.error}")
    return [Found(result.path, finding) for result in results for finding in result.findings]


def _named(finding: Finding, short_id: str) -> bool:
    """Whether ``short_id`` names the finding; its copy number (``-2``) must be written out."""
    base, _, copy = finding.fingerprint.partition("-")
    wanted, _, number = short_id.lower().partition("-")
    return base.startswith(wanted) and copy == number


def _read(path: Path) -> tuple[Entry, ...]:
    try:
        return read_entries(path)
    except KnownError as error:
        raise Failure(str(error)) from None


def _write(path: Path, entries: Sequence[Entry], heading: str) -> None:
    if entries:
        write_file(render_entries(entries, heading), str(path))
    else:
        path.unlink(missing_ok=True)


def baseline(paths: Sequence[str], target: str, add: bool, settings: Settings) -> int:
    """Write the baseline of the reports; one that exists only loses entries unless ``add``. Raises Failure."""
    file = Path(target)
    old, existed = _read(file), file.exists()
    ran, current = _current(paths, file.parent, settings)
    kept = [entry for entry in old if entry.rule not in ran.get(entry.file, ()) or _key(entry) in current]
    known = {_key(entry) for entry in old}
    more = [entry for key, entry in current.items() if key not in known]
    added = more if add or not existed else []
    entries = sorted([*kept, *added], key=lambda entry: (entry.file, entry.rule, entry.fingerprint))
    write_file(render_entries(entries, _BASELINE), target)
    left = f"；另有 {len(more)} 个新问题未记入（--add 可记入）" if len(more) > len(added) else ""
    print(f"{target}：{len(entries)} 个旧问题（新增 {len(added)}，删去 {len(old) - len(kept)}）{left}")
    return 0


def _key(entry: Entry) -> tuple[str, str]:
    return entry.file, entry.fingerprint


def _current(
    paths: Sequence[str], folder: Path, settings: Settings
) -> tuple[dict[str, set[str]], dict[tuple[str, str], Entry]]:
    """For every audited file the rules that ran, and an entry for each of its findings not accepted otherwise."""
    settings = replace(settings, given={**settings.given, "baseline": ""})
    plans = plans_for(paths, settings)
    results = audit(plans, settings)
    if failed := next((result for result in results if result.error), None):
        raise Failure(f"{failed.path}：{failed.error}；基线没有改动")
    ran = {relative(plan.path, folder): {rule.code for rule in plan.rules} for plan in plans}
    entries = [
        entry_of(finding, file=relative(result.path, folder))
        for result in results
        for finding in result.findings
        if finding.rule[:3] != "AUD" and finding.status == "new"
    ]
    return ran, {_key(entry): entry for entry in entries}
