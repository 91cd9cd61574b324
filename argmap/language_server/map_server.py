"""The texts that an editor has open, its addresses and positions, and checks that wait until somebody stops typing."""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from argmap import __version__
from argmap.language_server import protocol_types as to_lsp
from argmap.language_server.dataset_files import TextStretch
from argmap.language_server.findings_in_text import PlacedFinding, findings
from argmap.language_server.offered_changes import Changed
from argmap.language_server.open_files import OpenFiles
from argmap.language_server.text_lines import UTF_16, TextLines

PAUSE = 0.3
"""Seconds after the last change before a map is checked."""


class MapServer(LanguageServer):
    """A language server with the texts that an editor has open."""

    def __init__(self) -> None:
        # The library's own lines end at more characters than the protocol's: whole texts leave nothing to its counting.
        super().__init__("argmap", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.files = OpenFiles()
        self.uris: dict[Path, str] = {}
        self.found: dict[Path, tuple[PlacedFinding, ...]] = {}
        self.published: dict[Path, set[Path]] = {}
        self.waiting: dict[Path, asyncio.Task[None]] = {}
        self.checking = asyncio.Lock()

    # Between the editor's addresses and positions and the core's.

    def file(self, uri: str) -> Path | None:
        """Return the path of an address; None of a text that is in no file."""
        path = to_fs_path(uri) if uri.startswith("file:") else None
        return None if path is None else Path(path)

    def uri(self, file: Path) -> str:
        """Return the address of a file, in the editor's own spelling where it is open."""
        return self.uris.get(file) or to_lsp.uri_of(file)

    def lines(self, file: Path) -> TextLines:
        encoding = getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding)
        return TextLines(self.files.text(file), str(encoding or UTF_16))

    def offset(self, file: Path, position: lsp.Position) -> int:
        return self.lines(file).offset(position.line, position.character)

    def location(self, where: TextStretch) -> lsp.Location:
        return to_lsp.location(where, self.uri(where.file), self.lines(where.file))

    def version_of(self, file: Path) -> int | None:
        """Return the version of an open text, or None."""
        uri = self.uris.get(file)
        return None if uri is None else self.workspace.get_text_document(uri).version

    def edit(self, change: Changed) -> lsp.WorkspaceEdit:
        source, changes = change
        return to_lsp.workspace_edit(
            self.uri(source.file), self.version_of(source.file), changes, self.lines(source.file)
        )

    def known(self, uri: str) -> Path | None:
        """Return the path of an open map or thread; None of any other text, about which there is nothing to say."""
        file = self.file(uri)
        is_open = file is not None and file in self.uris
        return file if file is not None and is_open and self.files.kind(file) is not None else None

    # Checks.

    def take(self, uri: str, pause: float) -> None:
        """Take over a text of the editor, and check its map after a pause in which nothing else changes."""
        file = self.file(uri)
        if file is None:
            return
        self.uris[file] = uri
        self.files.texts[file] = self.workspace.get_text_document(uri).source
        self.check_later(file, pause)

    def check_later(self, file: Path, pause: float) -> None:
        if file in self.waiting:
            self.waiting[file].cancel()
        self.waiting[file] = asyncio.get_running_loop().create_task(self.check(file, pause))

    async def check(self, file: Path, pause: float) -> None:
        """Check the map that a file belongs to, beside the answers to requests, and publish what is found."""
        await asyncio.sleep(pause)
        async with self.checking:
            if self.files.kind(file) is None and file not in self.published:
                return
            snapshot = self.files.snapshot()
            results = await asyncio.to_thread(findings, snapshot, file)
            if file in self.uris and snapshot.texts.get(file) == self.files.texts.get(file):
                self.files.learn(snapshot)
                self.publish(file, results)

    def publish(self, file: Path, results: tuple[PlacedFinding, ...]) -> None:
        """Show findings in the files that they are about, and none in files that had some before."""
        about = {each.where.file for each in results} | {file}
        for each in sorted(about | self.published.get(file, set())):
            self.found[each] = tuple(placed for placed in results if placed.where.file == each)
            lines = self.lines(each) if self.found[each] else TextLines("")
            shown = [to_lsp.diagnostic(placed, lines) for placed in self.found[each]]
            params = lsp.PublishDiagnosticsParams(self.uri(each), shown, version=self.version_of(each))
            self.text_document_publish_diagnostics(params)
        self.published[file] = about

    def close(self, uri: str) -> None:
        """Forget a text that the editor has closed, and what was shown in it."""
        file = self.file(uri)
        if file is None:
            return
        if file in self.waiting:
            self.waiting.pop(file).cancel()
        self.files.close(file)
        self.publish(file, ())
        self.published.pop(file, None)
        self.uris.pop(file, None)
