"""The server as an editor meets it: a real client starts `argmap lsp` and talks to it over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra 'lsp' is not installed")

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.client import LanguageClient

from argmap.storage import load_map
from tests.language_server.sample import MAP, THREAD, write

LONGEST = 40
"""Seconds after which an answer is given up, on a slow machine."""

ROOT = Path(__file__).parents[2]


class Editor:
    """A client with the two files of a dataset."""

    def __init__(self, client: LanguageClient, folder: Path) -> None:
        self.client, self.folder = client, folder
        self.shown: dict[str, list[list[lsp.Diagnostic]]] = {"map.yaml": [], "thread.yaml": []}
        self.news = asyncio.Condition()
        self.versions: dict[str, int] = {}

        @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        async def _(params: lsp.PublishDiagnosticsParams) -> None:
            async with self.news:
                self.shown[params.uri.rsplit("/", 1)[1]].append(list(params.diagnostics))
                self.news.notify_all()

    def uri(self, name: str = "map.yaml") -> str:
        return (self.folder / name).as_uri()

    def document(self, name: str = "map.yaml") -> lsp.TextDocumentIdentifier:
        return lsp.TextDocumentIdentifier(self.uri(name))

    def open(self, name: str, text: str) -> None:
        self.versions[name] = 1
        item = lsp.TextDocumentItem(self.uri(name), lsp.LanguageKind.Yaml, 1, text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def type(self, name: str, text: str) -> None:
        self.versions[name] += 1
        document = lsp.VersionedTextDocumentIdentifier(self.versions[name], self.uri(name))
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))

    async def findings(self, name: str, code: str | None) -> list[lsp.Diagnostic]:
        """Wait until the last findings shown in a file have one of a code, or without a code until there is none."""

        def is_there() -> bool:
            last = self.shown[name][-1:] or [[lsp.Diagnostic(nowhere(), "")]]
            return not last[0] if code is None else code in {each.code for each in last[0]}

        async with self.news:
            await asyncio.wait_for(self.news.wait_for(is_there), LONGEST)
        return self.shown[name][-1]


def nowhere() -> lsp.Range:
    return lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))


def at(text: str, marked: str) -> lsp.Position:
    """Return the place of a `|` in a part of a text, its column in UTF-16 code units, counted here on its own."""
    part = marked.replace("|", "")
    assert text.count(part) == 1
    before = text[: text.index(part) + marked.index("|")]
    return lsp.Position(before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2)


def text_of(text: str, range: lsp.Range) -> str:
    """Return the text of a range, whose columns are in UTF-16 code units."""
    lines = text.split("\n")
    first, last = range.start.line, range.end.line
    if first != last:
        return "…"
    return (
        lines[first]
        .encode("utf-16-le")[2 * range.start.character : 2 * range.end.character]
        .decode("utf-16-le")
    )


@asynccontextmanager
async def editor(folder: Path) -> AsyncIterator[Editor]:
    client = LanguageClient("test", "1")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    await client.start_io(sys.executable, "-m", "argmap", "lsp", env=environment)
    used = Editor(client, folder)
    try:
        capabilities = lsp.ClientCapabilities(
            general=lsp.GeneralClientCapabilities(position_encodings=["utf-16"])
        )
        await client.initialize_async(lsp.InitializeParams(capabilities, root_uri=folder.as_uri()))
        client.initialized(lsp.InitializedParams())
        yield used
        await client.shutdown_async(None)
        client.exit(None)
    except BaseException:  # a server that nobody has told to end would be waited for
        assert client._server is not None
        client._server.kill()
        raise
    finally:
        await client.stop()


def session(folder: Path, talk: Callable[[Editor], Awaitable[None]]) -> None:
    """Talk to a server that is started for it, and end it."""

    async def whole() -> None:
        async with editor(folder) as used:
            await talk(used)

    asyncio.run(asyncio.wait_for(whole(), LONGEST))


def test_somebody_writes_a_map(tmp_path: Path) -> None:
    """One conversation, because a server takes a second to start."""
    write(tmp_path)

    async def talk(used: Editor) -> None:
        client = used.client
        used.open("map.yaml", MAP)
        used.open("thread.yaml", THREAD)
        # Nothing with an error at first; then an id with a typing error, on a line whose other sign has two code units.
        await asyncio.wait_for(_until(lambda: bool(used.shown["map.yaml"])), LONGEST)
        assert not [
            each for each in used.shown["map.yaml"][-1] if each.severity is lsp.DiagnosticSeverity.Error
        ]
        wrong = MAP.replace(
            "{post: p2, exact: tabs let everybody choose}", '{exact: "tabs 😀 let", post: p9}'
        )
        used.type("map.yaml", wrong)
        found = next(each for each in await used.findings("map.yaml", "AM103") if each.code == "AM103")
        assert text_of(wrong, found.range) == "p9"
        used.type("map.yaml", MAP)

        # The half-written line: the text is no YAML, and names are still there.
        half = MAP.replace("target: spaces}", "target: ")
        used.type("map.yaml", half)
        await used.findings("map.yaml", "AM004")
        here = at(half, 'premises: ["same"], target: |')
        listed = await client.text_document_completion_async(lsp.CompletionParams(used.document(), here))
        assert isinstance(listed, list)
        assert [item.label for item in listed] == ["indent", "spaces", "same", "choose", "r1", "r2"]
        used.type("map.yaml", MAP)

        shown = await client.text_document_hover_async(
            lsp.HoverParams(used.document(), at(MAP, "claim: sa|me"))
        )
        assert shown is not None
        assert isinstance(shown.contents, lsp.MarkupContent)
        assert "✓ is accepted" in shown.contents.value
        assert shown.range is not None
        assert text_of(MAP, shown.range) == "same"

        there = await client.text_document_definition_async(
            lsp.DefinitionParams(used.document(), at(MAP, "exact: Use| spaces"))
        )
        assert isinstance(there, lsp.Location)
        assert there.uri == used.uri("thread.yaml")
        assert text_of(THREAD, there.range) == "Use spaces"  # behind the sign

        every = await client.text_document_references_async(
            lsp.ReferenceParams(
                lsp.ReferenceContext(include_declaration=True), used.document(), at(MAP, "claim: sa|me")
            )
        )
        assert every is not None
        assert [text_of(MAP, each.range) for each in every] == ["same", '"same"', "same", "same"]

        symbols = await client.text_document_document_symbol_async(lsp.DocumentSymbolParams(used.document()))
        assert symbols is not None
        assert [each.name for each in symbols] == ["issues", "claims", "relations", "commitments"]

    session(tmp_path, talk)


def test_changes_are_offered_and_made(tmp_path: Path) -> None:
    write(tmp_path)

    async def talk(used: Editor) -> None:
        client = used.client
        used.open("map.yaml", MAP)
        used.open("thread.yaml", THREAD)
        old = await client.text_document_prepare_rename_async(
            lsp.PrepareRenameParams(used.document(), at(MAP, "id: sa|me\n"))
        )
        assert isinstance(old, lsp.PrepareRenamePlaceholder)
        assert old.placeholder == "same"
        change = await client.text_document_rename_async(
            lsp.RenameParams(used.document(), at(MAP, "id: sa|me\n"), "alike")
        )
        assert change is not None
        assert change.document_changes is not None
        edit = change.document_changes[0]
        assert isinstance(edit, lsp.TextDocumentEdit)
        assert edit.text_document.version == used.versions["map.yaml"]
        assert [each.new_text for each in edit.edits if isinstance(each, lsp.TextEdit)] == [
            "alike",
            '"alike"',
            "alike",
            "alike",
        ]
        with pytest.raises(JsonRpcException, match="'spaces' is already the id"):
            await client.text_document_rename_async(
                lsp.RenameParams(used.document(), at(MAP, "id: sa|me\n"), "spaces")
            )

        words = lsp.Range(at(THREAD, "let\n      |everybody"), at(THREAD, "everybody choose|."))
        offers = await client.text_document_code_action_async(
            lsp.CodeActionParams(used.document("thread.yaml"), words, lsp.CodeActionContext([]))
        )
        assert offers is not None
        assert [each.title for each in offers] == [
            "Make a claim of “everybody choose” in map.yaml",
            "Quote “everybody choose” for the claim choose",
        ]
        assert isinstance(offers[0], lsp.CodeAction)
        chosen = await client.code_action_resolve_async(offers[0])
        assert chosen.edit is not None
        (tmp_path / "map.yaml").write_text(made(MAP, chosen.edit), "utf-8")
        assert load_map(tmp_path).claims[-1].text == "Everybody choose."

        bare = MAP.replace("let everybody choose.", "let everybody choose")
        used.type("map.yaml", bare)
        dot = next(each for each in await used.findings("map.yaml", "AM310") if each.code == "AM310")
        fixes = await client.text_document_code_action_async(
            lsp.CodeActionParams(used.document(), dot.range, lsp.CodeActionContext([dot]))
        )
        assert fixes is not None
        assert isinstance(fixes[0], lsp.CodeAction)
        assert fixes[0].title == "Write 'Tabs let everybody choose.'", "words of a map keep their capitals"
        fix = await client.code_action_resolve_async(fixes[0])
        assert fix.edit is not None
        assert made(bare, fix.edit) == MAP

        used.client.text_document_did_close(lsp.DidCloseTextDocumentParams(used.document()))
        await used.findings("map.yaml", None)

    session(tmp_path, talk)


async def _until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.02)


def made(text: str, change: lsp.WorkspaceEdit) -> str:
    """Return a text with the edits of a change made, as an editor makes them."""
    assert change.document_changes is not None
    lines = text.split("\n")
    document = change.document_changes[0]
    assert isinstance(document, lsp.TextDocumentEdit)
    for edit in sorted(
        document.edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True
    ):
        assert isinstance(edit, lsp.TextEdit)
        start, end = edit.range.start, edit.range.end
        head = lines[start.line].encode("utf-16-le")[: 2 * start.character].decode("utf-16-le")
        tail = lines[end.line].encode("utf-16-le")[2 * end.character :].decode("utf-16-le")
        lines[start.line : end.line + 1] = (head + edit.new_text + tail).split("\n")
    return "\n".join(lines)


def test_other_texts_and_nonsense_are_left_alone(tmp_path: Path) -> None:
    async def talk(used: Editor) -> None:
        used.open("map.yaml", "tiles: [")
        used.type("map.yaml", "\x00: [\n\ufeff")
        nothing = await used.client.text_document_hover_async(
            lsp.HoverParams(used.document(), lsp.Position(99, 99))
        )
        assert nothing is None
        unknown = lsp.HoverParams(lsp.TextDocumentIdentifier("untitled:Untitled-1"), lsp.Position(0, 0))
        assert await used.client.text_document_hover_async(unknown) is None
        assert used.shown["map.yaml"] == []

    session(tmp_path, talk)
