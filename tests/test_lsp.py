"""The language server, driven by a real client over standard input and output."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

pytest.importorskip("pygls")

import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

TEXT = "# 𠮷祥县图书馆总结\n\n1、举办讲座。\n\n2、举办展览。\n\n2、𠮷庆路分馆““开馆”。\n\n3、检修设备。\n"


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[sys.executable, "-m", "auditor", "lsp"]))
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=pytest_lsp.client_capabilities("visual-studio-code"))
    )
    yield
    await lsp_client.shutdown_session()


def open_text(client: LanguageClient, uri: str, text: str) -> None:
    item = types.TextDocumentItem(uri=uri, language_id="markdown", version=1, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))


async def diagnostics(client: LanguageClient, uri: str) -> list[types.Diagnostic]:
    await asyncio.wait_for(client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS), 60)
    return list(client.diagnostics[uri])


def of_rule(found: list[types.Diagnostic], code: str) -> types.Diagnostic:
    return next(item for item in found if item.code == code)


@pytest.mark.asyncio
async def test_open_hover_fix_change_close(client: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "总结.md").as_uri()
    open_text(client, uri, TEXT)
    found = await diagnostics(client, uri)

    repeated = of_rule(found, "NUM001")
    assert repeated.severity == types.DiagnosticSeverity.Error
    assert repeated.range.start == types.Position(6, 0)
    assert [item.location.range.start for item in repeated.related_information or []] == [
        types.Position(4, 0)
    ]

    # 𠮷 takes two UTF-16 units.
    doubled = of_rule(found, "PUN004")
    assert doubled.range.start == types.Position(6, 8)

    shown = await client.text_document_hover_async(
        types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(6, 1))
    )
    assert shown is not None
    assert isinstance(shown.contents, types.MarkupContent)
    assert "NUM001 repeated-number" in shown.contents.value
    assert "## 为什么" in shown.contents.value

    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            types.TextDocumentIdentifier(uri), doubled.range, types.CodeActionContext(diagnostics=[doubled])
        )
    )
    fixes = [action for action in actions or [] if isinstance(action, types.CodeAction)]
    preferred = [action for action in fixes if action.is_preferred]
    assert [action.title for action in preferred] == ["PUN004：删去““”"]
    accepting = [action for action in fixes if not action.is_preferred]
    assert any("audit: ignore PUN004" in repr(action.edit) for action in accepting)

    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(uri=uri, version=2),
            [
                types.TextDocumentContentChangeWholeDocument(
                    TEXT.replace("““", "“").replace("2、𠮷", "3、𠮷").replace("3、检", "4、检")
                )
            ],
        )
    )
    assert [item.code for item in await diagnostics(client, uri) if item.code in ("NUM001", "PUN004")] == []

    client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
    assert await diagnostics(client, uri) == []


@pytest.mark.asyncio
async def test_typing_quickly_is_audited_once(client: LanguageClient, tmp_path: Path) -> None:
    uri = (tmp_path / "typing.txt").as_uri()
    open_text(client, uri, "1、甲。\n")
    await diagnostics(client, uri)
    heard: list[int | None] = []
    for version in range(2, 8):
        client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(uri=uri, version=version),
                [types.TextDocumentContentChangeWholeDocument("1、办讲座。\n" * version)],
            )
        )
    params = await asyncio.wait_for(client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS), 60)
    heard.append(params.version)
    assert heard == [7]


@pytest.mark.asyncio
async def test_a_wrong_setting_is_shown_not_fatal(client: LanguageClient, tmp_path: Path) -> None:
    (tmp_path / "audit.toml").write_text('slect = ["MET"]\n', encoding="utf-8")
    open_text(client, (tmp_path / "a.txt").as_uri(), "1、甲。\n")
    for _ in range(100):
        if client.messages:
            break
        await asyncio.sleep(0.1)
    assert "slect" in client.messages[0].message
    assert "select" in client.messages[0].message
