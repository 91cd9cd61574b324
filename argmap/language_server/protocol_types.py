"""What the core says in the types of the Language Server Protocol, with offsets as lines and columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from lsprotocol import types as lsp
from pygls.uris import from_fs_path

from argmap.diagnostics import Severity
from argmap.language_server.changes_of_text import Replacement
from argmap.language_server.completing import Suggestion
from argmap.language_server.dataset_files import TextStretch
from argmap.language_server.finding_names import OutlineEntry
from argmap.language_server.findings_in_text import PlacedFinding
from argmap.language_server.text_lines import TextLines

SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.ADVICE: lsp.DiagnosticSeverity.Information,
}
SYMBOLS = {
    "issues": lsp.SymbolKind.Enum,
    "claims": lsp.SymbolKind.String,
    "examples": lsp.SymbolKind.Constant,
    "relations": lsp.SymbolKind.Operator,
    "questions": lsp.SymbolKind.Event,
    "commitments": lsp.SymbolKind.Interface,
    "participants": lsp.SymbolKind.Object,
    "posts": lsp.SymbolKind.String,
}
COMPLETIONS = {"scheme": lsp.CompletionItemKind.Class, "stance": lsp.CompletionItemKind.EnumMember}

LinesOf = Callable[[Path], TextLines]
"""Gives the lines of a file."""


def uri_of(file: Path) -> str:
    """Return the address of a file."""
    return from_fs_path(str(file)) or file.as_uri()


def position(lines: TextLines, offset: int) -> lsp.Position:
    return lsp.Position(*lines.position(offset))


def span(lines: TextLines, start: int, end: int) -> lsp.Range:
    return lsp.Range(position(lines, start), position(lines, end))


def location(where: TextStretch, uri: str, lines: TextLines) -> lsp.Location:
    return lsp.Location(uri, span(lines, where.start, where.end))


def diagnostic(placed: PlacedFinding, lines: TextLines) -> lsp.Diagnostic:
    """Return a finding for an editor, its message with what to do."""
    finding, where = placed.finding, placed.where
    return lsp.Diagnostic(
        span(lines, where.start, where.end),
        f"{finding.message}; {finding.help}" if finding.help else finding.message,
        severity=SEVERITIES[finding.severity],
        code=finding.code or None,
        source="argmap",
    )


def completion(suggested: Suggestion, number: int, lines: TextLines) -> lsp.CompletionItem:
    """Return a name that fits; an editor finds it by what it says too, and keeps the order of the map."""
    return lsp.CompletionItem(
        suggested.name,
        kind=COMPLETIONS.get(suggested.detail, lsp.CompletionItemKind.Reference),
        detail=suggested.detail,
        label_details=lsp.CompletionItemLabelDetails(description=suggested.text) if suggested.text else None,
        documentation=suggested.text or None,
        sort_text=f"{number:05}",
        filter_text=f"{suggested.name} {suggested.text}",
        text_edit=lsp.TextEdit(span(lines, suggested.start, suggested.end), suggested.name),
    )


def symbol(entry: OutlineEntry, lines: TextLines) -> lsp.DocumentSymbol:
    return lsp.DocumentSymbol(
        entry.name,
        SYMBOLS.get(entry.section, lsp.SymbolKind.Field),
        span(lines, entry.whole.start, entry.whole.end),
        span(lines, entry.selected.start, entry.selected.end),
        detail=entry.detail or None,
        children=[symbol(inner, lines) for inner in entry.inside],
    )


def workspace_edit(
    uri: str, version: int | None, changes: Iterable[Replacement], lines: TextLines
) -> lsp.WorkspaceEdit:
    """Return changes of one file; an editor refuses them when the file is not at that version any more."""
    edits = [lsp.TextEdit(span(lines, each.start, each.end), each.text) for each in changes]
    document = lsp.OptionalVersionedTextDocumentIdentifier(uri, version)
    return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(document, edits)])
