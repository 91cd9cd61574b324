"""Requests of an editor about names: completion, hover, definition, references and outline."""

from __future__ import annotations

from functools import partial

from lsprotocol import types as lsp

from argmap.language_server import protocol_types as to_lsp
from argmap.language_server.completing import completions
from argmap.language_server.finding_names import definition, outline, references
from argmap.language_server.hovering import hover
from argmap.language_server.map_server import MapServer


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
