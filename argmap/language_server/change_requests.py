"""Requests of an editor for changes: rename, fixes, and quotes of words that are selected in a thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from argmap.errors import ArgmapError
from argmap.language_server import protocol_types as to_lsp
from argmap.language_server.finding_names import renamable, renaming
from argmap.language_server.findings_in_text import PlacedFinding
from argmap.language_server.map_server import MapServer
from argmap.language_server.offered_changes import Changed, QuoteOffer, fixed, quote_offers, quoted
from argmap.model.quote import Span

REQUEST_FAILED = -32803
"""The protocol's code of a request that was understood and cannot be done (LSP 3.17)."""

KINDS = (lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.RefactorExtract)
"""The kinds of changes that are offered: fixes, and quotes."""


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
