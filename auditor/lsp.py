"""The language server: ``audit lsp`` speaks the Language Server Protocol over standard input and output.

Diagnostics come while typing, a moment after the last change; each points to the other side of its
conflict. Hovering shows the rule's page, quick fixes are the finding's own repairs and the accepting comment.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from auditor import __version__
from auditor.commands import Failure
from auditor.commands.pipeline import Plan, Planner, Settings, audit_again
from auditor.config import forget
from auditor.document import Document
from auditor.finding import Finding, Location
from auditor.repair import Edit, edits
from auditor.result import FileResult

DELAY = 0.3
"""Seconds without a change before the text is audited."""
_SEVERITY = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


@dataclass(frozen=True)
class Audited:
    """What came of one state of an open text."""

    version: int | None
    plan: Plan
    result: FileResult
    unit: str = "utf-16"
    """The encoding in whose units editor and server count characters."""


class Server(LanguageServer):
    """Holds the last result of every open text, and the audits that are about to run."""

    def __init__(self, delay: float = DELAY) -> None:
        super().__init__("audit", __version__)
        self.delay = delay
        self.audited: dict[str, Audited] = {}
        self.pending: dict[str, asyncio.Task[None]] = {}

    def schedule(self, uri: str, delay: float) -> None:
        """Audit a text after ``delay`` seconds, unless it changes again before."""
        self.cancel(uri)
        self.pending[uri] = asyncio.get_running_loop().create_task(self._later(uri, delay))

    def cancel(self, uri: str) -> None:
        """Drop the audit of a text that has not begun."""
        if task := self.pending.pop(uri, None):
            task.cancel()

    async def _later(self, uri: str, delay: float) -> None:
        await asyncio.sleep(delay)
        opened = self.workspace.get_text_document(uri)
        version, source = opened.version, opened.source
        try:
            found = await asyncio.to_thread(audit_text, source, uri, version)
            found = replace(found, unit=self.workspace.position_encoding or "utf-16")
        except Failure as failure:
            message = types.ShowMessageParams(types.MessageType.Error, f"audit: {failure}")
            self.window_show_message(message)
            return
        self.audited[uri] = found
        self.publish(uri, found)

    def publish(self, uri: str, found: Audited) -> None:
        """Send the diagnostics of a text."""
        shown = [diagnostic(finding, found, uri) for finding in shown_of(found.result)]
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, diagnostics=shown, version=found.version)
        )


def audit_text(source: str, uri: str, version: int | None) -> Audited:
    """Audit the text of an editor as if it stood in its file. Raises Failure."""
    forget()
    plan = Planner(Settings()).plan(path_of(uri))
    # The byte order mark says that the bytes are UTF-8, whatever they look like; surrogates cannot be said.
    data = b"\xef\xbb\xbf" + source.encode("utf-8", "replace")
    return Audited(version, plan, audit_again(plan, data, Settings()))


def path_of(uri: str) -> str:
    """The file that ``uri`` names; an unsaved text counts as a text file in the working folder."""
    parsed = urlparse(uri)
    if parsed.scheme == "file":
        return url2pathname(unquote(parsed.path) if "%" in parsed.path else parsed.path)
    name = Path(unquote(parsed.path)).name or "untitled"
    return name if Path(name).suffix else name + ".txt"


def shown_of(result: FileResult) -> list[Finding]:
    """The findings an editor shows: the new ones that have a place."""
    return [finding for finding in result.findings if finding.status == "new" and finding.location]


def diagnostic(finding: Finding, found: Audited, uri: str) -> types.Diagnostic:
    """A finding with the other sides of its conflict as related information."""
    assert finding.location
    related = [
        types.DiagnosticRelatedInformation(
            types.Location(uri, range_of(found, place)), f"{place.role} {place.text}".strip()
        )
        for place in finding.related
    ]
    hint = f"\n{finding.hint}" if finding.hint else ""
    return types.Diagnostic(
        range=range_of(found, finding.location),
        message=finding.message + hint,
        severity=_SEVERITY[finding.severity],
        code=finding.rule,
        source="audit",
        related_information=related,
        data={"fingerprint": finding.fingerprint},
    )


def range_of(found: Audited, place: Location | Edit) -> types.Range:
    """The range of a place, in the units agreed with the editor."""
    return types.Range(_position(found, place.start), _position(found, place.end))


def _position(found: Audited, offset: int) -> types.Position:
    document = found.result.document
    assert document
    line, column = document.line_column(offset)
    return types.Position(line - 1, _units(document.source[offset - column + 1 : offset], found.unit))


def _units(text: str, unit: str) -> int:
    if unit == "utf-32":
        return len(text)
    if unit == "utf-8":
        return len(text.encode("utf-8", "replace"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def offset_of(found: Audited, position: types.Position) -> int:
    """The source offset of a position."""
    document = found.result.document
    assert document
    starts = document.line_starts()
    if position.line >= len(starts):
        return len(document.source)
    at, left = starts[position.line], position.character
    while left > 0 and at < len(document.source) and document.source[at] not in "\r\n":
        left -= _units(document.source[at], found.unit)
        at += 1
    return at


def _at(found: Audited, where: types.Range) -> list[Finding]:
    """The findings whose place touches a range."""
    if found.result.document is None:
        return []
    first, last = (offset_of(found, position) for position in (where.start, where.end))
    return [
        f
        for f in shown_of(found.result)
        if f.location and f.location.start <= last and first <= f.location.end
    ]


def hover(found: Audited, position: types.Position) -> types.Hover | None:
    """The pages of the rules whose findings stand at a position."""
    here = _at(found, types.Range(position, position))
    pages = {rule.code: rule for rule in found.plan.every}
    parts = [
        f"### {f.rule} {f.name} [{f.short_id}]\n\n{f.message}\n\n{pages[f.rule].page() if f.rule in pages else ''}"
        for f in here
    ]
    if not parts:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n---\n".join(parts)))


def actions(found: Audited, uri: str, where: types.Range) -> list[types.CodeAction]:
    """Quick fixes at a range: the repairs of its findings, and in Markdown and HTML the accepting comment."""
    document = found.result.document
    if document is None:
        return []
    given: list[types.CodeAction] = []
    for finding in _at(found, where):
        changes = edits(document, [finding])
        if changes:
            title = f"{finding.rule}：{_change(document, changes[0])}"
            given.append(_action(title, uri, changes, finding, found, preferred=True))
        if document.format in ("markdown", "html"):
            given.append(_accepting(uri, document, finding, found))
    return given


def _change(document: Document, edit: Edit) -> str:
    old = document.source[edit.start : edit.end]
    return f"“{old}”改为“{edit.replacement}”" if edit.replacement else f"删去“{old}”"


def _accepting(uri: str, document: Document, finding: Finding, found: Audited) -> types.CodeAction:
    assert finding.location
    block = document.blocks[document.block_at(finding.location.view[0])]
    start = document.to_source(block.start, block.end).start
    start -= document.line_column(start)[1] - 1
    comment = Edit(start, start, f"<!-- audit: ignore {finding.rule} 理由 -->\n\n")
    return _action(f"{finding.rule}：不算错（写明理由）", uri, (comment,), finding, found, preferred=False)


def _action(
    title: str, uri: str, changes: Any, finding: Finding, found: Audited, preferred: bool
) -> types.CodeAction:
    texts: list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit] = [
        types.TextEdit(range_of(found, edit), edit.replacement) for edit in changes
    ]
    named = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=found.version)
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic(finding, found, uri)],
        edit=types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(named, texts)]),
        is_preferred=preferred,
    )


def make_server(delay: float = DELAY) -> Server:
    """A server with its handlers."""
    server = Server(delay)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        server.schedule(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        server.schedule(params.text_document.uri, server.delay)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        server.schedule(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        server.cancel(uri)
        server.audited.pop(uri, None)
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(params: types.HoverParams) -> types.Hover | None:
        found = server.audited.get(params.text_document.uri)
        return hover(found, params.position) if found else None

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    def wanted(params: types.CodeActionParams) -> list[types.CodeAction]:
        found = server.audited.get(params.text_document.uri)
        return actions(found, params.text_document.uri, params.range) if found else []

    return server


def serve() -> None:
    """Serve one editor until it says goodbye."""
    make_server().start_io()
