"""SARIF 2.1.0 (OASIS): findings for code-scanning dashboards, with both sides of every conflict.

Regions count Unicode code points. A format without lines of its own (docx, pdf, xlsx) has its page,
paragraph or cell as a logical location; the region then is that of the text as read.
"""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from auditor import __version__
from auditor.finding import Finding, Location
from auditor.reporting import Run
from auditor.reporting.inert import inert, json_safe
from auditor.reporting.rows import advice
from auditor.reporting.words import role_word, words
from auditor.rulebook import Rule

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_BLANK = re.compile("[{][a-z_]{1,30}[}]")
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(run: Run) -> str:
    """The log with one run; only rules with findings are described in it."""
    findings = [finding for result in run.results for finding in result.findings]
    codes = sorted({finding.rule for finding in findings})
    rules = {rule.code: rule for rule in run.rules}
    names = {finding.rule: finding for finding in findings}
    descriptors = [
        _descriptor(rules[code], run.language) if code in rules else _bare(names[code]) for code in codes
    ]
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "audit", "version": __version__, "rules": descriptors}},
                "language": "en" if run.language == "en" else "zh-CN",
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": _artifact(result.path)} for result in run.results],
                "invocations": [_invocation(run)],
                "results": [_result(finding, codes, run.language) for finding in findings],
            }
        ],
    }
    return json_safe(json.dumps(log, ensure_ascii=False, indent=1)) + "\n"


def _descriptor(rule: Rule, language: str) -> dict[str, Any]:
    advice_line = rule.advice(language)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _BLANK.sub("…", rule.message.get(language) or rule.message["zh"])},
        "help": {"text": advice_line or rule.name, "markdown": rule.page()},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.code[:3], rule.pack], "precision": _PRECISION[rule.confidence]},
    }


_PRECISION = {"certain": "very-high", "likely": "high", "possible": "medium"}


def _bare(finding: Finding) -> dict[str, Any]:
    return {"id": finding.rule, "name": finding.name, "shortDescription": {"text": finding.name}}


def _invocation(run: Run) -> dict[str, Any]:
    failed = [result for result in run.results if result.error]
    return {
        "executionSuccessful": not failed,
        "toolExecutionNotifications": [
            {
                "level": "error",
                "message": {"text": _plain(result.error or "")},
                "locations": [{"physicalLocation": {"artifactLocation": _artifact(result.path)}}],
            }
            for result in failed
        ],
    }


def _result(finding: Finding, codes: list[str], language: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": codes.index(finding.rule),
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(finding.message)},
        "locations": [_location(finding.location) if finding.location else _whole(finding.path)],
        "partialFingerprints": {"auditFingerprint/v1": finding.fingerprint},
        "properties": _properties(finding, language),
    }
    if finding.related:
        shown["relatedLocations"] = [
            {**_location(place), "id": number, "message": {"text": _label(place, language)}}
            for number, place in enumerate(finding.related, 1)
        ]
    if finding.status != "new":
        shown["suppressions"] = [{"kind": "external", "justification": finding.reason or finding.status}]
    return shown


def _properties(finding: Finding, language: str) -> dict[str, Any]:
    texts = [text for _, text in advice(finding, language)]
    return {
        "id": finding.short_id,
        "confidence": finding.confidence,
        "data": finding.data,
        **({"advice": words(language)["semicolon"].join(texts)} if texts else {}),
    }


def _location(place: Location) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "charOffset": place.start,
        "charLength": place.end - place.start,
        "snippet": {"text": place.quote},
    }
    found: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": _artifact(place.path), "region": region}
    }
    if place.locator:
        found["logicalLocations"] = [{"fullyQualifiedName": place.locator, "kind": "element"}]
    return found


def _whole(path: str) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(path)}}


def _label(place: Location, language: str) -> str:
    return _plain(role_word(place.role, language) or place.text)


def _artifact(path: str) -> dict[str, Any]:
    pure = PurePath(path)
    name = quote(pure.as_posix().encode("utf-8", "surrogateescape"))
    return {"uri": f"file://{name}" if pure.is_absolute() else name}


def _plain(text: str) -> str:
    """Message text in which brackets cannot be read as a link to somewhere (SARIF 3.11.6)."""
    shown = inert(text)
    return shown.replace("[", "\\[").replace("]", "\\]") if "](" in shown else shown
