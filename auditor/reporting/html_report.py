"""One self-contained web page: the report as text with every place marked, and the findings beside it.

No network, no framework: style and script stand in the page and are the only ones that its own policy
lets run. Whatever a report says is escaped; the script takes nothing but numbers from the page.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from importlib import resources

from auditor.finding import SEVERITIES
from auditor.reporting import Run
from auditor.reporting.html_findings import Numbered, card, group, safe
from auditor.reporting.html_text import text
from auditor.reporting.rows import family_name
from auditor.reporting.text_report import closing
from auditor.reporting.words import words

_SLOT = re.compile("\\{\\{([a-z_]{1,30})\\}\\}")
LABELS = {
    "zh": {
        "filter": "筛选", "ticks": "已核对", "ticks_help": "数字后的 ✓：与报告里别处的数字核对相符", "theme": "深色或浅色",
        "keys_move": "下一条、上一条", "keys_show": "定位", "keys_close": "取消", "nothing": "没有符合筛选的问题。",
        "folded": "⋯ 此处略去 {count} 段，点击展开 ⋯", "known_chip": "已知或已豁免",
    },
    "en": {
        "filter": "filter", "ticks": "verified", "ticks_help": "✓ after a number: it agrees with other numbers of the report",
        "theme": "dark or light", "keys_move": "next, previous", "keys_show": "show", "keys_close": "close",
        "nothing": "No finding passes the filter.", "folded": "⋯ {count} blocks left out, click to show ⋯",
        "known_chip": "known or accepted",
    },
}  # fmt: skip
"""What only this format says."""


def render(run: Run) -> str:
    """The whole page."""
    word, label = words(run.language), LABELS[run.language if run.language in LABELS else "zh"]
    numbered = _number(run)
    style, script = _file("style.css"), _file("script.js")
    name = run.results[0].path if len(run.results) == 1 else ""
    slots = {
        "language": "en" if run.language == "en" else "zh-CN",
        "style": style,
        "script": script,
        "style_hash": _hash(style),
        "script_hash": _hash(script),
        "title": safe(f"{word['title']} {name}".strip()),
        "heading": safe(word["title"]),
        "summary": safe(closing(run).strip()),
        "findings": safe(word["findings"]),
        "filters": "\n".join(_filters(run, numbered)),
        "documents": "\n".join(_documents(run, numbered)),
        "cards": "\n".join(_cards(run, numbered)),
        **{key: safe(value) for key, value in label.items()},
    }
    return _SLOT.sub(lambda match: slots[match[1]], _file("page.html"))


def _file(name: str) -> str:
    return (resources.files("auditor.reporting") / "html" / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """The source expression by which the page's policy knows its own style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _number(run: Run) -> list[list[Numbered]]:
    """The findings of every file, numbered through the whole run from 1."""
    number = 0
    found: list[list[Numbered]] = []
    for at, result in enumerate(run.results):
        found.append([])
        for finding in result.findings:
            number += 1
            found[-1].append(Numbered(number, at, finding))
    return found


def _documents(run: Run, numbered: list[list[Numbered]]) -> Iterator[str]:
    for result, findings in zip(run.results, numbered, strict=True):
        yield '<article class="file">'
        yield f'<p class="path">{safe(result.path)}</p>'
        if result.error:
            yield f'<p class="unread">{safe(result.error)}</p>'
        elif result.document:
            yield f'<div class="text">\n{text(result, findings)}\n</div>'
        yield "</article>"


def _cards(run: Run, numbered: list[list[Numbered]]) -> Iterator[str]:
    for at, (result, findings) in enumerate(zip(run.results, numbered, strict=True)):
        if len(run.results) > 1 and findings:
            yield group(at, result.path)
        for each in findings:
            yield card(each, run.language)
    if not any(numbered):
        yield f'<p class="nothing">{safe(words(run.language)["none"])}</p>'


def _filters(run: Run, numbered: list[list[Numbered]]) -> Iterator[str]:
    """Chips for severities and families that occur, and for known findings, which are off at first."""
    label = LABELS[run.language if run.language in LABELS else "zh"]
    shown = [each.finding for findings in numbered for each in findings]
    severities = Counter(finding.severity for finding in shown if finding.status == "new")
    families = Counter(finding.rule[:3] for finding in shown if finding.status == "new")
    known = sum(finding.status != "new" for finding in shown)
    for severity in SEVERITIES:
        if severities[severity]:
            yield _chip(severity, words(run.language)[severity], severities[severity], severity)
    if families:
        yield '<span class="gap"></span>'
    for family in sorted(families):
        yield _chip(family, family_name(family, run.language), families[family])
    if known:
        yield _chip("known", label["known_chip"], known, pressed=False)
    yield '<span class="gap"></span>'


def _chip(key: str, name: str, count: int, kind: str = "", pressed: bool = True) -> str:
    return (
        f'<button type="button" class="chip {safe(kind)}" data-key="{safe(key)}" '
        f'aria-pressed="{str(pressed).lower()}">{safe(name)}<b>{count}</b></button>'
    )
