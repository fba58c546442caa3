"""JUnit XML: one suite a file, one case a finding, for build servers that show test results."""

from __future__ import annotations

from xml.etree import ElementTree

from auditor.finding import SEVERITIES, Finding
from auditor.reporting import Run
from auditor.reporting.inert import inert
from auditor.reporting.rows import advice, placed
from auditor.reporting.words import place_words, words
from auditor.result import FileResult


def render(run: Run) -> str:
    """The XML document. What is below ``fail_on`` is a passed case with a note, what is known a skipped one."""
    suites = [_suite(result, run) for result in run.results]
    root = ElementTree.Element("testsuites", {"name": "audit"})
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in suites)))
    root.extend(suites)
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _suite(result: FileResult, run: Run) -> ElementTree.Element:
    suite = ElementTree.Element("testsuite", {"name": inert(result.path)})
    if result.error:
        case = ElementTree.SubElement(suite, "testcase", {"name": "read", "classname": inert(result.path)})
        ElementTree.SubElement(case, "error", {"message": inert(result.error), "type": "unreadable"})
    for finding in result.findings:
        suite.append(_case(finding, run))
    if not len(suite):
        ElementTree.SubElement(suite, "testcase", {"name": "audit", "classname": inert(result.path)})
    counted = {"tests": "testcase", "failures": "testcase/failure", "errors": "testcase/error"}
    for key, path in (counted | {"skipped": "testcase/skipped"}).items():
        suite.set(key, str(len(suite.findall(path))))
    return suite


def _case(finding: Finding, run: Run) -> ElementTree.Element:
    place, path = finding.location, inert(finding.path)
    where = f"{place_words(place, run.language)} " if place else ""
    name = inert(f"{finding.rule} {where}[{finding.short_id}]")
    case = ElementTree.Element("testcase", {"name": name, "classname": path, "file": path})
    if place:
        case.set("line", str(place.line))
    if finding.status != "new":
        ElementTree.SubElement(case, "skipped", {"message": inert(finding.reason or finding.status)})
    elif finding.severity in _failing(run.extra.get("fail_on", "info")):
        kind = {"message": inert(finding.message), "type": finding.severity}
        ElementTree.SubElement(case, "failure", kind).text = _details(finding, run)
    else:
        ElementTree.SubElement(
            case, "system-out"
        ).text = f"{inert(finding.message)}\n{_details(finding, run)}"
    return case


def _failing(lowest: str) -> tuple[str, ...]:
    return SEVERITIES[: SEVERITIES.index(lowest) + 1] if lowest in SEVERITIES else ()


def _details(finding: Finding, run: Run) -> str:
    word = words(run.language)
    places = [place for place in (finding.location, *finding.related) if place]
    lines = placed(places, run.language)
    lines += [f"{word[key]}{word['colon']}{text}" for key, text in advice(finding, run.language)]
    return "\n".join(inert(line) for line in lines)
