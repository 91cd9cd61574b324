"""`argmap lsp`: which request of an editor is answered by what."""

from __future__ import annotations

from lsprotocol import types as lsp

from argmap.language_server import change_requests as changes
from argmap.language_server import name_requests as names
from argmap.language_server.map_server import PAUSE, MapServer

COMPLETION = lsp.CompletionOptions(trigger_characters=[" ", "[", ","])


def map_server() -> MapServer:
    """Return a server that answers for maps and threads."""
    server = MapServer()
    server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)(opened)
    server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)(changed)
    server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(closed)
    server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(changed_on_disk)
    server.feature(lsp.TEXT_DOCUMENT_COMPLETION, COMPLETION)(names.complete)
    server.feature(lsp.TEXT_DOCUMENT_HOVER)(names.hovered)
    server.feature(lsp.TEXT_DOCUMENT_DEFINITION)(names.defined)
    server.feature(lsp.TEXT_DOCUMENT_REFERENCES)(names.used)
    server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(names.outlined)
    server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)(changes.can_rename)
    server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))(changes.rename)
    offers = lsp.CodeActionOptions(code_action_kinds=changes.KINDS, resolve_provider=True)
    server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, offers)(changes.offered)
    server.feature(lsp.CODE_ACTION_RESOLVE)(changes.resolved)
    return server


async def opened(ls: MapServer, params: lsp.DidOpenTextDocumentParams) -> None:
    """Take a text that was opened, and check its map at once."""
    ls.take(params.text_document.uri, 0)


async def changed(ls: MapServer, params: lsp.DidChangeTextDocumentParams) -> None:
    """Take a text that was changed, and check its map when nothing changes for a while."""
    ls.take(params.text_document.uri, PAUSE)


async def closed(ls: MapServer, params: lsp.DidCloseTextDocumentParams) -> None:
    """Forget a text that was closed."""
    ls.close(params.text_document.uri)


async def changed_on_disk(ls: MapServer, params: lsp.DidChangeWatchedFilesParams) -> None:  # noqa: ARG001
    """Check all maps again: a file beside them, or their settings, may have changed."""
    for file in sorted(ls.uris):
        ls.check_later(file, PAUSE)
