"""The engine: runs the selected rules over one report and turns their hits into findings.

No cleverness here: every rule gets the same facts, none sees another's output, a crash is a finding.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from auditor import facts_file
from auditor.document import Document
from auditor.facts import Facts
from auditor.finding import CONFIDENCES, Confidence, Finding, Hit, Location, Mark, Severity
from auditor.reading import Limits, ReadError, read
from auditor.resources import Resources
from auditor.result import FileResult
from auditor.rulebook import PROFILES, Profile, Rule, check_module, load
from auditor.text import main_language


@dataclass(frozen=True)
class Options:
    """What a run looks for. Codes, names and families are interchangeable in ``select`` and ``ignore``.

    An empty ``language`` means the report's own.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    profile: Profile = "default"
    preview: bool = False
    severity: Mapping[str, Severity] = field(default_factory=dict)
    confidence: Confidence = "possible"
    language: str = "zh"
    encoding: str | None = None
    rule_folders: tuple[Path, ...] = ()
    resources: Resources = field(default_factory=Resources)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Outcome:
    """What rules found, by the code of the rule, and the extractors that crashed under them."""

    findings: Mapping[str, list[Finding]]
    failures: tuple[tuple[str, Exception], ...] = ()


OWN = "audit"
"""The check of rules about the audit itself: no module, the program raises their findings."""
UNREAD = "AUD005"
"""The rule that tells what a reader could not read."""


Run = Callable[[Sequence[Rule], Facts, Options], Outcome]
"""A way to run rules over the facts of a report."""


class Selection(Exception):
    """A selector names no rule; the message says so and offers the nearest."""


def select_rules(rules: Sequence[Rule], options: Options) -> tuple[Rule, ...]:
    """The rules a run applies. Raises Selection for a selector that matches nothing."""
    for selector in (*options.select, *options.ignore, *options.severity):
        if not any(matches(rule, selector) for rule in rules):
            raise Selection(_unknown(selector, rules))
    return tuple(rule for rule in rules if _selected(rule, options))


def matches(rule: Rule, selector: str) -> bool:
    """Whether ``selector`` (code, name, family, pack or ``ALL``) means ``rule``."""
    wanted = selector.strip()
    return wanted.upper() in (rule.code, rule.code[:3], "ALL") or wanted in (rule.name, rule.pack)


def _selected(rule: Rule, options: Options) -> bool:
    if any(matches(rule, selector) for selector in options.ignore):
        return False
    exactly = any(
        matches(rule, s) and s.strip().upper() not in (rule.code[:3], "ALL") for s in options.select
    )
    if options.select and not exactly and not any(matches(rule, s) for s in options.select):
        return False
    if exactly:
        return True
    if rule.status == "preview" and not (options.preview or options.profile == "audit"):
        return False
    return PROFILES.index(rule.profile) <= PROFILES.index(options.profile)


def _unknown(selector: str, rules: Sequence[Rule]) -> str:
    from difflib import get_close_matches

    names = sorted({key for rule in rules for key in (rule.code, rule.name, rule.code[:3])})
    near = get_close_matches(selector, names, 1, 0.5)
    return f"没有规则 {selector!r}" + (f"；是不是 {near[0]}？" if near else "；`audit rules` 列出全部规则")


def audit_path(
    path: str, options: Options, rules: Sequence[Rule] | None = None, run: Run | None = None
) -> FileResult:
    """Read the file at ``path`` and audit it; an unreadable file is a result with ``error``, never raised."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return FileResult(path, error=f"读不了文件：{error.strerror or error}")
    return audit_bytes(data, path, options, rules, run)


def audit_bytes(
    data: bytes, path: str, options: Options, rules: Sequence[Rule] | None = None, run: Run | None = None
) -> FileResult:
    """Audit a report given as bytes; ``path`` names it in the output and tells its format."""
    try:
        facts = facts_of(data, path, options)
    except ReadError as error:
        return FileResult(path, error=str(error))
    except Exception as error:  # a reader's crash must not stop the other files
        return FileResult(path, error=f"读取时出错（{type(error).__name__}: {error}）；请报告此文件")
    chosen = select_rules(load(options.rule_folders), options) if rules is None else rules
    return audit_facts(facts, options, chosen, run or run_rules)


def facts_of(data: bytes, path: str, options: Options) -> Facts:
    """The facts of a report, or of a file of facts, given as bytes. Raises ReadError."""
    if facts_file.is_facts(data, path):
        return facts_file.load(data, path, options.resources)
    return Facts(read(data, path, options.encoding, options.limits), options.resources)


def audit_document(document: Document, options: Options, rules: Sequence[Rule] | None = None) -> FileResult:
    """Run the rules over a document."""
    chosen = select_rules(load(options.rule_folders), options) if rules is None else rules
    return audit_facts(Facts(document, options.resources), options, chosen)


def run_rules(rules: Sequence[Rule], facts: Facts, options: Options) -> Outcome:
    """Run ``rules`` one after another."""
    findings = {rule.code: run_rule(rule, facts, options) for rule in rules}
    return Outcome(findings, tuple(facts.failures))


def audit_facts(facts: Facts, options: Options, rules: Sequence[Rule], run: Run = run_rules) -> FileResult:
    """Run ``rules`` over facts, extracted or loaded; ``run`` is how."""
    if not options.language:
        options = replace(options, language=main_language(facts.document.text))
    asked = [rule for rule in rules if rule.check != OWN]
    outcome = run(asked, facts, options)
    found = [finding for rule in asked for finding in outcome.findings[rule.code]]
    found += [_crash(name, error, facts.document, options.language) for name, error in outcome.failures]
    found += _unread(facts.document, options, rules)
    findings = _identify(sorted(found, key=lambda finding: finding.order))
    result = FileResult(facts.document.path, findings, document=facts.document, facts=facts)
    try:
        covered = facts.coverage
    except Exception:  # the rules have told of the crash already
        return result
    return replace(
        result,
        numbers=covered.numbers,
        numbers_in_relations=covered.in_relations,
        unread_tables=covered.unread_tables,
    )


def run_rule(rule: Rule, facts: Facts, options: Options) -> list[Finding]:
    """The findings of one rule, without fingerprints; a crash is an AUD finding that names the rule."""
    try:
        check = check_module(rule)
        settings: dict[str, Any] = {**check.OPTIONS, **rule.options}
        hits: Iterable[Hit] = check.check(facts, settings)
        return [_finding(rule, hit, facts.document, options) for hit in hits if _wanted(rule, hit, options)]
    except Exception as error:
        return [_crash(rule.code, error, facts.document, options.language)]


def _wanted(rule: Rule, hit: Hit, options: Options) -> bool:
    return CONFIDENCES.index(hit.confidence) <= CONFIDENCES.index(options.confidence)


def _finding(rule: Rule, hit: Hit, document: Document, options: Options) -> Finding:
    confidence = max(hit.confidence, rule.confidence, key=CONFIDENCES.index)
    return Finding(
        path=document.path,
        rule=rule.code,
        name=rule.name,
        severity=severity_of(rule, options),
        confidence=confidence,
        message=rule.sentence(options.language, hit.data),
        location=locate(document, hit.primary),
        related=tuple(locate(document, mark) for mark in sorted(hit.related, key=lambda m: (m.start, m.end))),
        data=dict(hit.data),
        hint=rule.advice(options.language),
        suggestion=hit.suggestion,
        fixes=hit.fixes,
    )


def severity_of(rule: Rule, options: Options) -> Severity:
    """The severity of a rule's findings under the user's overrides."""
    for selector, severity in options.severity.items():
        if matches(rule, selector):
            return severity
    return rule.severity


def _crash(name: str, error: Exception, document: Document, language: str) -> Finding:
    what = f"{type(error).__name__}: {error}"
    message = f"规则 {name} 运行出错（{what}），其余规则照常；请报告此问题"
    if language == "en":
        message = f"rule {name} failed ({what}); the other rules ran as usual; please report this"
    data = {"rule": name, "error": what}
    return Finding(document.path, "AUD001", "rule-crashed", "error", "certain", message, None, data=data)


def _unread(document: Document, options: Options, rules: Sequence[Rule]) -> list[Finding]:
    """What the reader could not read (a scanned page): told whatever was selected, unless it is ignored."""
    rule = next((rule for rule in rules if rule.code == UNREAD), None)
    if rule is None and {"AUD", "ALL", UNREAD, "part-not-read"} & {each.strip() for each in options.ignore}:
        return []
    severity = severity_of(rule, options) if rule else "warning"
    hint = rule.advice(options.language) if rule else ""
    return [
        Finding(
            document.path,
            UNREAD,
            "part-not-read",
            severity,
            "certain",
            note,
            None,
            data={"note": note},
            hint=hint,
        )
        for note in document.notes
    ]


def locate(document: Document, mark: Mark) -> Location:
    """Turn a mark into a place people and machines can find. Raises ValueError for an empty mark."""
    start, end = document.to_source(mark.start, mark.end)
    line, column = document.line_column(start)
    end_line, end_column = document.line_column(end)
    return Location(
        path=document.path,
        locator=document.locator(start),
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        start=start,
        end=end,
        quote=document.source[start:end],
        text=document.text[mark.start : mark.end].replace("\n", " "),
        role=mark.role,
        view=(mark.start, mark.end),
    )


def fingerprint(finding: Finding) -> str:
    """sha256 of the code and the sorted quotes without white space."""
    places = [finding.location] if finding.location else []
    quotes = sorted("".join(place.quote.split()) for place in (*places, *finding.related))
    extra = [] if places else [finding.data.get("rule") or finding.data.get("note", "")]
    return hashlib.sha256("\0".join([finding.rule, *quotes, *extra]).encode()).hexdigest()


def _identify(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give every finding its fingerprint; the same print again in one file gets -2, -3 in order."""
    seen: Counter[str] = Counter()
    named: list[Finding] = []
    for finding in findings:
        print_ = fingerprint(finding)
        seen[print_] += 1
        named.append(
            replace(finding, fingerprint=print_ if seen[print_] == 1 else f"{print_}-{seen[print_]}")
        )
    return tuple(named)
