"""The server: what the other modules do, given its places in the Model Context Protocol. It speaks to one assistant at a time.

Source:
    Model Context Protocol, specification of 2026-07-28; the official Python library.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    Completion,
    ToolAnnotations,
)
from pydantic import ValidationError

from argmap.assistants import guidance, pages
from argmap.assistants.folder import MapFolder
from argmap.assistants.reading import (
    list_maps,
    thread_of,
)
from argmap.assistants.tools import Id, MapName, Tools
from argmap.errors import ArgmapError
from argmap.rendering.text.thread import thread_text

READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
WRITES_BESIDE = ToolAnnotations(
    read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def server(data: Path, version: str) -> MCPServer[Any]:
    """Return the server of a folder of datasets.

    Args:
        data: a folder of datasets, or one dataset; nothing outside it is read or written.
        version: the version of argmap.

    Raises:
        UnreadableInput: there is no such folder, or there is no map in it.
    """
    folder = MapFolder.at(data)
    made = _Server(
        "argmap",
        title="argmap: argument maps",
        instructions=guidance.INSTRUCTIONS,
        version=version,
        log_level="WARNING",
    )
    tools = Tools(folder)
    for tool in tools.reading:
        made.add_tool(tools.answering(tool), annotations=READS)
    made.add_tool(tools.answering(tools.propose), annotations=WRITES_BESIDE)
    _add_resources(made, tools)
    _add_prompts(made, tools)
    return made


class _Server(MCPServer[Any]):
    """Says what is wrong with arguments in one line each, without the data."""

    async def call_tool(self, name: str, arguments: dict[str, Any], context: Any = None) -> Any:
        try:
            return await super().call_tool(name, arguments, context)
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                faults = [
                    f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
                    for fault in error.__cause__.errors()
                ]
                raise ToolError(f"wrong arguments for {name}: {'; '.join(faults[:20])}") from None
            if type(error.__cause__) is ToolError:
                raise error.__cause__ from None  # our own message, without a preface
            raise

    async def get_prompt(
        self, name: str, arguments: dict[str, Any] | None = None, context: Any = None
    ) -> Any:
        try:
            return await super().get_prompt(name, arguments, context)
        except ValueError as error:
            raise bad_request(str(error)) from None


def bad_request(message: str) -> MCPError:
    """Return the protocol's error for a request that cannot be answered as it is."""
    return MCPError(code=INVALID_PARAMS, message=message)


def _add_resources(made: MCPServer[Any], tools: Tools) -> None:
    """Give the server what an assistant, or a person for it, may read without a tool."""
    folder = tools.folder

    def sized(text: str) -> str:
        if len(text) > MOST_READ:
            raise ArgmapError(
                f"{len(text)} characters, and {MOST_READ} are the most; read it in parts with show"
            )
        return text

    def map_list() -> str:
        return pages.written([entry.model_dump() for entry in list_maps(folder).maps])

    def map_text(name: str) -> str:
        file = folder.file(name)
        folder.load(name)  # says what is wrong with it
        return sized(file.read_text("utf-8"))

    def reading_text(name: str, reading: str) -> str:
        return map_text(f"{name}/{reading}")

    def thread(name: str) -> str:
        map = folder.load(name)
        return sized(thread_text(thread_of(map), flat=True))

    def rule(code: str) -> str:
        return pages.reference_page(code).page

    def scheme(id: str) -> str:
        return pages.reference_page(id).page

    listed: Sequence[tuple[str, str, str, str, Callable[..., str]]] = (
        ("argmap://maps", "maps", "The maps of the folder, with their titles.", JSON, map_list),
        ("argmap://maps/{name}", "map", "A map, as its file holds it.", YAML, map_text),
        (
            "argmap://maps/{name}/{reading}",
            "reading",
            "Another reading of a thread, as its file holds it.",
            YAML,
            reading_text,
        ),
        ("argmap://threads/{name}", "thread", "The posts of a map's thread, as text.", PLAIN, thread),
        (
            "argmap://schemas/{name}",
            "schema",
            "JSON Schema: map, thread, edits or draft.",
            JSON,
            pages.schema_page,
        ),
        ("argmap://rules", "rules", "All rules, a line for each.", PLAIN, pages.rules_page),
        ("argmap://rules/{code}", "rule", "The page of a rule, by code or name.", PLAIN, rule),
        ("argmap://schemes", "schemes", "All argumentation schemes.", JSON, pages.schemes_page),
        ("argmap://schemes/{id}", "scheme", "A scheme with its critical questions.", JSON, scheme),
        (
            "argmap://discussion",
            "discussion",
            "Stages, rules and fallacies of a critical discussion.",
            JSON,
            pages.discussion_page,
        ),
        ("argmap://glossary", "glossary", "One word for each idea.", MARKDOWN, pages.glossary_page),
    )
    for uri, name, description, kind, read in listed:
        answer = tools.answering(read, ResourceError)
        made.resource(uri, name=name, description=description, mime_type=kind)(answer)


MOST_READ = 1_000_000
"""Characters of a map or a thread that are read at once."""

JSON, YAML, PLAIN, MARKDOWN = "application/json", "application/yaml", "text/plain", "text/markdown"


def _add_prompts(made: MCPServer[Any], tools: Tools) -> None:
    """Give the server the prompts for annotating, and the names of maps that complete what a person types."""
    folder = tools.folder

    def annotate_thread(map: MapName) -> str:
        """Annotate a thread: claims with their words, relations and stances, as proposals."""
        return guidance.annotate_thread(folder.load(map), map)

    def annotate_post(map: MapName, post: Id) -> str:
        """Annotate one post of a thread, as a proposal."""
        return guidance.annotate_post(folder.load(map), map, post)

    def review_map(map: MapName) -> str:
        """Review a map against its thread."""
        return guidance.review_map(folder.load(map), map)

    for prompt in (annotate_thread, annotate_post, review_map):
        made.prompt()(tools.answering(prompt, bad_request))

    @made.completion()  # type: ignore[no-untyped-call,untyped-decorator] # the library says no types here
    async def complete(_: Any, argument: Any, __: Any) -> Completion | None:
        if argument.name not in {"map", "name"}:
            return None
        names = [name for name in folder.maps() if name.startswith(argument.value)]
        return Completion(values=names[:100], total=len(names), has_more=len(names) > 100)  # noqa: PLR2004 (the protocol's)
