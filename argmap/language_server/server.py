"""`argmap lsp`: which request of an editor is answered by what: texts that change, names, and changes that are offered."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from argmap.errors import ArgmapError
from argmap.language_server import protocol_types as to_lsp
from argmap.language_server.completing import completions
from argmap.language_server.finding_names import definition, outline, references, renamable, renaming
from argmap.language_server.findings_in_text import PlacedFinding
from argmap.language_server.hovering import hover
from argmap.language_server.map_server import PAUSE, MapServer
from argmap.language_server.offered_changes import Changed, QuoteOffer, fixed, quote_offers, quoted
from argmap.model.quote import Span

COMPLETION = lsp.CompletionOptions(trigger_characters=[" ", "[", ","])

REQUEST_FAILED = -32803
"""The protocol's code of a request that was understood and cannot be done (LSP 3.17)."""

KINDS = (lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.RefactorExtract)
"""The kinds of changes that are offered: fixes, and quotes."""


def map_server() -> MapServer:
    """Return a server that answers for maps and threads."""
    server = MapServer()
    server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)(opened)
    server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)(changed)
    server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(closed)
    server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(changed_on_disk)
    server.feature(lsp.TEXT_DOCUMENT_COMPLETION, COMPLETION)(complete)
    server.feature(lsp.TEXT_DOCUMENT_HOVER)(hovered)
    server.feature(lsp.TEXT_DOCUMENT_DEFINITION)(defined)
    server.feature(lsp.TEXT_DOCUMENT_REFERENCES)(used)
    server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(outlined)
    server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)(can_rename)
    server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))(rename)
    offers = lsp.CodeActionOptions(code_action_kinds=KINDS, resolve_provider=True)
    server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, offers)(offered)
    server.feature(lsp.CODE_ACTION_RESOLVE)(resolved)
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


async def complete(ls: MapServer, params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
    """Return the names that fit where somebody writes."""
    file = ls.known(params.text_document.uri)
    if file is None:
        return []
    lines, offset = ls.lines(file), ls.offset(file, params.position)
    is_thread = ls.files.kind(file) == "thread"
    fit = completions(ls.files.dataset(file, last=True), lines.text, offset, is_thread=is_thread)
    return [to_lsp.completion(each, number, lines) for number, each in enumerate(fit)]


async def hovered(ls: MapServer, params: lsp.HoverParams) -> lsp.Hover | None:
    """Return what stands behind a name."""
    file = ls.known(params.text_document.uri)
    if file is None:
        return None
    files, map = ls.files.dataset(file), ls.files.map_of(file)
    study = partial(ls.files.study, map) if map is not None else lambda: None
    shown = hover(files, file, ls.offset(file, params.position), study)
    if shown is None:
        return None
    where = shown.use.where
    content = lsp.MarkupContent(lsp.MarkupKind.Markdown, shown.markdown)
    return lsp.Hover(content, to_lsp.span(ls.lines(file), where.start, where.end))


async def defined(ls: MapServer, params: lsp.DefinitionParams) -> lsp.Location | None:
    """Return where a name is given."""
    file = ls.known(params.text_document.uri)
    if file is None:
        return None
    where = definition(ls.files.dataset(file), file, ls.offset(file, params.position))
    return None if where is None else ls.location(where)


async def used(ls: MapServer, params: lsp.ReferenceParams) -> list[lsp.Location]:
    """Return every place that names a thing."""
    file = ls.known(params.text_document.uri)
    if file is None:
        return []
    offset, given = ls.offset(file, params.position), params.context.include_declaration
    where = references(ls.files.dataset(file), file, offset, with_definition=given)
    return [ls.location(each) for each in where]


async def outlined(ls: MapServer, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
    """Return the outline of a text."""
    file = ls.known(params.text_document.uri)
    if file is None:
        return []
    lines = ls.lines(file)
    return [to_lsp.symbol(entry, lines) for entry in outline(ls.files.dataset(file), file)]


async def can_rename(ls: MapServer, params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
    """Return the name that would be renamed, if it can be."""
    file = ls.known(params.text_document.uri)
    if file is None:
        return None
    use = renamable(ls.files.dataset(file), file, ls.offset(file, params.position))
    if use is None:
        return None
    where = to_lsp.span(ls.lines(file), use.where.start, use.where.end)
    return lsp.PrepareRenamePlaceholder(where, use.name)


async def rename(ls: MapServer, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    """Return the changes that rename a part of the map."""
    file = ls.known(params.text_document.uri)
    if file is None:
        return None
    files, offset = ls.files.dataset(file), ls.offset(file, params.position)
    return _done(ls, lambda: renaming(files, file, offset, params.new_name))


async def offered(ls: MapServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """Return the changes that are offered for a selection."""
    file = ls.known(params.text_document.uri)
    return [] if file is None else [*_fixes(ls, file, params.range), *_quotes(ls, file, params.range)]


async def resolved(ls: MapServer, action: lsp.CodeAction) -> lsp.CodeAction:
    """Return an offer with its changes, once somebody has chosen it."""
    data: Any = action.data
    file = Path(data["file"])
    files = ls.files.dataset(file)
    if "code" in data:
        placed = next((f for f in ls.found.get(file, ()) if _key(f) == [data["code"], data["at"]]), None)
        if placed is not None:
            action.edit = _done(ls, lambda: fixed(files, placed.finding))
    elif files.map is not None:
        source, offer = files.map, QuoteOffer("", data["post"], Span(*data["span"]), data["claim"])
        action.edit = _done(ls, lambda: quoted(source, ls.files.loaded(source.file).map, offer))
    return action


def _done(ls: MapServer, change: Callable[[], Changed]) -> lsp.WorkspaceEdit:
    """Return a change for the editor.

    Raises:
        JsonRpcException: it cannot be made; the editor shows why.
    """
    try:
        return ls.edit(change())
    except ArgmapError as error:
        raise JsonRpcException(str(error), REQUEST_FAILED) from error


def _fixes(ls: MapServer, file: Path, range: lsp.Range) -> list[lsp.CodeAction]:
    """Return the fixes of findings that a selection touches; an edit is worked out when somebody chooses it."""
    start, end = ls.offset(file, range.start), ls.offset(file, range.end)
    lines = ls.lines(file)
    return [
        lsp.CodeAction(
            _capitalised(placed.finding.fix.title),
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[to_lsp.diagnostic(placed, lines)],
            is_preferred=True,
            data={"file": str(file), "code": placed.finding.code, "at": str(placed.finding.location)},
        )
        for placed in ls.found.get(file, ())
        if placed.finding.fix is not None and placed.where.start <= end and start <= placed.where.end
    ]


def _quotes(ls: MapServer, file: Path, range: lsp.Range) -> list[lsp.CodeAction]:
    start, end = ls.offset(file, range.start), ls.offset(file, range.end)
    if start == end:
        return []
    return [
        lsp.CodeAction(
            offer.title,
            kind=lsp.CodeActionKind.RefactorExtract,
            data={
                "file": str(file),
                "post": offer.post,
                "span": [offer.span.start, offer.span.end],
                "claim": offer.claim,
            },
        )
        for offer in quote_offers(ls.files.dataset(file), file, start, end)
    ]


def _key(placed: PlacedFinding) -> list[str]:
    return [placed.finding.code, str(placed.finding.location)]


def _capitalised(words: str) -> str:
    """Return words with a capital first; the others stay, for they may be those of the thread."""
    return f"{words[:1].upper()}{words[1:]}"
