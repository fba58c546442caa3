"""From paths and settings to settled results: configuration, rules, auditing, and what is known already."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from auditor.commands import Failure
from auditor.config import Config, ConfigError, config_for, load
from auditor.engine import OWN, Options, Selection, audit_bytes, matches, select_rules, severity_of
from auditor.finding import Confidence, Severity
from auditor.known import Baseline, KnownError, load_baseline, settle
from auditor.resources import Resources
from auditor.result import FileResult
from auditor.rulebook import Profile, Rule, RuleError
from auditor.rulebook import load as load_rules
from auditor.runner import Job, expand, run_jobs
from auditor.suppress import obey
from auditor.text import main_language


@dataclass(frozen=True)
class Settings:
    """How reports are to be audited, as far as the command line says.

    ``given`` holds fields of `Config` that win over the files; ``config`` is one file to use for all
    reports, ``isolated`` means none at all.
    """

    given: Mapping[str, Any] = field(default_factory=dict)
    config: str = ""
    isolated: bool = False
    encoding: str = ""
    jobs: int = 0
    known: bool = True
    """Whether exceptions, comments and the baseline are heard."""

    def config_of(self, report: str) -> Config:
        """What is in force for ``report``. Raises Failure."""
        try:
            if self.isolated:
                found = Config()
            elif self.config:
                found = load(Path(self.config))
            else:
                found = config_for(report)
        except ConfigError as error:
            raise Failure(str(error)) from None
        return found.with_arguments(self.given)


@dataclass(frozen=True)
class Plan:
    """One report with all that holds for it."""

    path: str
    config: Config
    options: Options
    rules: tuple[Rule, ...]
    every: tuple[Rule, ...]


class Planner:
    """Makes plans; rules are loaded and selected once for each configuration."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._seen: list[tuple[Config, Options, tuple[Rule, ...], tuple[Rule, ...]]] = []

    def plan(self, path: str) -> Plan:
        """The plan for one report. Raises Failure."""
        config = self.settings.config_of(path)
        options, every, chosen = self._prepared(config)
        ignored = config.ignored_in(path)
        rules = tuple(rule for rule in chosen if not any(matches(rule, word) for word in ignored))
        return Plan(path, config, options, rules, every)

    def _prepared(self, config: Config) -> tuple[Options, tuple[Rule, ...], tuple[Rule, ...]]:
        for known, *rest in self._seen:
            if known is config or known == config:
                return cast("tuple[Options, tuple[Rule, ...], tuple[Rule, ...]]", tuple(rest))
        try:
            options = options_of(config, self.settings.encoding)
            every = load_rules(options.rule_folders)
            chosen = tuple(_own(rule, options) for rule in select_rules(every, options))
            for selectors in config.per_file_ignores.values():
                select_rules(every, Options(ignore=tuple(selectors)))
        except (RuleError, ConfigError) as error:
            raise Failure(str(error)) from None
        except Selection as error:
            raise Failure(f"{config.path}：{error}" if config.path else str(error)) from None
        self._seen.append((config, options, every, chosen))
        return options, every, chosen


def _own(rule: Rule, options: Options) -> Rule:
    """A rule about the audit itself with its severity as configured; the engine does so for all others."""
    return replace(rule, severity=severity_of(rule, options)) if rule.check == OWN else rule


def options_of(config: Config, encoding: str = "") -> Options:
    """The engine's options under a configuration. Raises ConfigError."""
    folders = tuple(Path(folder) for folder in config.rules)
    return Options(
        select=config.select,
        ignore=config.ignore,
        profile=cast(Profile, config.profile),
        preview=config.preview,
        severity=cast("Mapping[str, Severity]", config.severity),
        confidence=cast(Confidence, config.confidence),
        language="" if config.lang == "auto" else config.lang,
        encoding=encoding or None,
        rule_folders=folders,
        resources=Resources(
            folders=folders,
            year=config.year or None,
            vocabulary=config.words(),
            packs=frozenset(config.packs),
        ),
    )


def plans_for(paths: Sequence[str], settings: Settings) -> list[Plan]:
    """A plan for every file that ``paths`` mean. Raises Failure."""
    planner = Planner(settings)
    return [planner.plan(path) for path in expand(paths)]


def audit(plans: Sequence[Plan], settings: Settings) -> list[FileResult]:
    """Audit all plans and settle what is known. Raises Failure."""
    baselines = {plan.config.baseline: baseline_of(plan) for plan in plans} if settings.known else {}
    jobs = [Job(plan.path, plan.options, plan.rules) for plan in plans]
    with counter(len(jobs)) as progress:
        results = run_jobs(jobs, settings.jobs, progress)
    if not settings.known:
        return results
    return [
        settled(result, plan, baselines[plan.config.baseline])
        for result, plan in zip(results, plans, strict=True)
    ]


def audit_again(plan: Plan, data: bytes, settings: Settings) -> FileResult:
    """Audit one state of a file given as bytes. Raises Failure."""
    result = audit_bytes(data, plan.path, plan.options, plan.rules)
    return settled(result, plan, baseline_of(plan)) if settings.known else result


def baseline_of(plan: Plan) -> Baseline | None:
    """The baseline in force for a report. Raises Failure."""
    try:
        return load_baseline(Path(plan.config.baseline)) if plan.config.baseline else None
    except KnownError as error:
        raise Failure(str(error)) from None


def settled(result: FileResult, plan: Plan, baseline: Baseline | None) -> FileResult:
    """The result with comments, exceptions and baseline applied and severities overridden. Raises Failure."""
    language = language_of([result], plan.config)
    try:
        result = settle(obey(result, plan.rules, language), plan.rules, baseline, language)
    except KnownError as error:
        raise Failure(str(error)) from None
    return result


def language_of(results: Sequence[FileResult], config: Config) -> str:
    """The language to speak: as asked, else English where every report that could be read is English."""
    if config.lang != "auto":
        return config.lang
    texts = [result.document.text for result in results if result.document]
    return "en" if texts and all(main_language(text) == "en" for text in texts) else "zh"


@contextmanager
def counter(total: int) -> Any:
    """Shows how many files are done, on a terminal and for several files only."""
    shown = total > 1 and sys.stderr.isatty()

    def show(done: int) -> None:
        print(f"\r{done}/{total}", end="", file=sys.stderr, flush=True)

    progress: Callable[[int], None] | None = show if shown else None
    try:
        yield progress
    finally:
        if shown:
            print("\r" + " " * 24 + "\r", end="", file=sys.stderr, flush=True)


def status_of(results: Sequence[FileResult], fail_on: Sequence[str]) -> int:
    """0 clean, 1 new findings at or above the level of their report, 2 an unreadable file; 2 wins."""
    if any(result.error for result in results):
        return 2
    levels = {"error": 1, "warning": 2, "info": 3, "never": 0}
    for result, lowest in zip(results, fail_on, strict=True):
        counts = list(result.counts().values())
        if any(counts[: levels[lowest]]):
            return 1
    return 0


def everything(settings: Settings) -> Settings:
    """The settings under which every finding that any settings could show is found."""
    given = {"select": (), "ignore": (), "profile": "audit", "preview": True, "per_file_ignores": {}}
    return replace(settings, given={**settings.given, **given}, known=False)
