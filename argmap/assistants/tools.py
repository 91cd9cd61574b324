"""The tools of the server: arguments with their limits, and answers as text for models and as data."""

from __future__ import annotations

import base64
import logging
import threading
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Literal, ParamSpec, TypeVar

from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import (
    CallToolResult,
    EmbeddedResource,
    ImageContent,
    TextContent,
    TextResourceContents,
)
from pydantic import Field

from argmap.assistants import pages
from argmap.assistants.analysing import Evaluation, analyse_map, what_changes, why_label
from argmap.assistants.drawing import draw_map
from argmap.assistants.folder import MapFolder
from argmap.assistants.proposal import (
    Proposal,
    ProposedClaim,
    ProposedIssue,
    ProposedRelation,
    ProposedStance,
)
from argmap.assistants.proposing import propose
from argmap.assistants.reading import (
    check_map,
    cut,
    diff_maps,
    find_quotes,
    list_maps,
    show_outline,
    show_thread,
)
from argmap.assistants.records import (
    AnalysisAnswer,
    CheckAnswer,
    DiffAnswer,
    DrawnMap,
    ProposalAnswer,
    QuotesFound,
    ReferencePage,
    Shown,
    ToolRecord,
    WhatIfAnswer,
    WhyAnswer,
)
from argmap.errors import ArgmapError

logger = logging.getLogger(__name__)

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

MapName = Annotated[str, Field(description="Name of the map, as show lists it.", max_length=300)]
Id = Annotated[str, Field(max_length=200)]
Ids = Annotated[list[Id], Field(max_length=50)]
Semantics = Annotated[str, Field(description="The rule that decides which claims are accepted.")]
Basis = Annotated[str, Field(description="What counts: stances, arguments-only or word.")]
Words = Annotated[str, Field(min_length=1, max_length=5_000)]


class Tools:
    """The tools on one folder. They run one after the other: Graphviz and its surroundings serve one at a time."""

    def __init__(self, folder: MapFolder) -> None:
        self.folder = folder
        self.turn = threading.Lock()

    @property
    def reading(self) -> tuple[Callable[..., Any], ...]:
        return (
            self.show,
            self.check,
            self.analyse,
            self.why,
            self.what_if,
            self.find_quote,
            self.render,
            self.diff,
            self.explain,
        )

    def answering(
        self, function: Callable[Given, Answer], failure: Callable[[str], Exception] = ToolError
    ) -> Callable[Given, Answer]:
        """Return a function that takes its turn, and whose every failure is a message that an assistant can read."""

        @wraps(function)
        def answer(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
            try:
                with self.turn:
                    return function(*args, **kwargs)
            except ArgmapError as error:
                raise failure(cut(self.folder.without_root(str(error)))) from error
            except Exception as error:
                logger.exception("argmap itself failed")
                kind = type(error).__name__
                raise failure(
                    f"{kind}: this is a fault of argmap, not of the map; please report it"
                ) from error

        return answer

    def show(
        self,
        map: Annotated[str, Field(description="Name of the map; none lists the maps.", max_length=300)] = "",
        what: Literal["outline", "thread", "maps"] = "outline",
        focus: Annotated[
            Id | None, Field(description="Outline: the issue, claim, example or relation to start at.")
        ] = None,
        depth: Annotated[
            int | None, Field(ge=0, description="Outline: levels of reasons below a thesis.")
        ] = None,
        status: Annotated[
            bool, Field(description="Outline: mark what is accepted (✓), rejected (×) and undecided (?).")
        ] = False,
        start: Annotated[int, Field(ge=1, description="Thread: number of the first post to show.")] = 1,
    ) -> Annotated[CallToolResult, Shown]:
        """Read a map as an outline, its thread as posts, or the list of maps."""
        if not map or what == "maps":
            shown = list_maps(self.folder)
        elif what == "thread":
            shown = show_thread(self.folder.load(map), start)
        else:
            shown = show_outline(self.folder.load(map), focus, depth, status=status)
        return _result(shown, shown.text)

    def check(self, map: MapName) -> Annotated[CallToolResult, CheckAnswer]:
        """Find mistakes in a map: in files, structure, wording, quotes, references and dialogue."""
        checked = check_map(self.folder, map)
        lines = [f"{checked.errors} errors, {checked.warnings} warnings, {checked.advice} pieces of advice"]
        for each in checked.findings:
            place = ":".join(str(part) for part in (each.file, each.line, each.column) if part is not None)
            help = f"; {each.help}" if each.help else ""
            lines.append(f"{place}: {each.code} ({each.severity}) {each.message}{help}")
        return _result(checked, "\n".join(lines))

    def analyse(
        self,
        map: MapName,
        semantics: Semantics = "grounded",
        interpretation: Basis = "stances",
        full: Annotated[bool, Field(description="Leave nothing out of the report.")] = False,
    ) -> Annotated[CallToolResult, AnalysisAnswer]:
        """Evaluate which claims are accepted, and report what the discussion shows."""
        how = Evaluation(semantics, interpretation)
        analysis = analyse_map(self.folder.load(map), how, full=full)
        return _result(analysis, analysis.report)

    def why(
        self,
        map: MapName,
        id: Annotated[Id, Field(description="A claim, an example or a relation.")],
        semantics: Semantics = "grounded",
        interpretation: Basis = "stances",
    ) -> Annotated[CallToolResult, WhyAnswer]:
        """Explain why something is accepted (✓), rejected (×) or undecided (?), as a tree of reasons."""
        reason = why_label(self.folder.load(map), id, Evaluation(semantics, interpretation))
        return _result(reason, f"{reason.tree}{reason.note}")

    def what_if(
        self,
        map: MapName,
        accept: Annotated[Ids, Field(description="Claims, examples or relations to accept.")] = [],  # noqa: B006 (not changed)
        reject: Annotated[Ids, Field(description="Those to reject.")] = [],  # noqa: B006
        semantics: Semantics = "grounded",
        interpretation: Basis = "stances",
    ) -> Annotated[CallToolResult, WhatIfAnswer]:
        """Show what changes if claims, examples or relations were accepted or rejected, whatever the map says."""
        how = Evaluation(semantics, interpretation)
        effects = what_changes(self.folder.load(map), tuple(accept), tuple(reject), how)
        lines = [f"{each.name} [{each.id}]: {each.before} -> {each.after}" for each in effects.changed]
        return _result(effects, "\n".join(lines) or "nothing changes")

    def find_quote(
        self,
        map: MapName,
        words: Annotated[Words, Field(description="The words, with … where words are left out.")],
        post: Annotated[Id | None, Field(description="The only post to look in.")] = None,
    ) -> Annotated[CallToolResult, QuotesFound]:
        """Find the exact place of words in the thread: post, start, end and the verbatim text."""
        quotes = find_quotes(self.folder.load(map), words, post)
        lines = [
            f"{each.post} {each.start}-{each.end} (occurrence {each.occurrence} in it): {each.exact!r}"
            for each in quotes.places
        ]
        return _result(quotes, "\n".join(lines))

    def render(
        self,
        map: MapName,
        format: Literal["png", "svg"] = "png",
        focus: Annotated[Id | None, Field(description="Draw only what is near this.")] = None,
        hops: Annotated[int, Field(ge=0, le=20, description="How many relations away is near.")] = 2,
        status: Annotated[bool, Field(description="Mark what is accepted and rejected.")] = False,
    ) -> Annotated[CallToolResult, DrawnMap]:
        """Draw a map, or what is near a part of it, as PNG or SVG."""
        picture, nodes = draw_map(self.folder.load(map), format, focus, hops, status=status)
        drawn = DrawnMap(map=map, format=format, bytes=len(picture), nodes=nodes)
        image: ImageContent | EmbeddedResource
        if format == "png":
            data = base64.b64encode(picture).decode("ascii")
            image = ImageContent(type="image", data=data, mime_type="image/png")
        else:
            text = TextResourceContents(
                uri=f"argmap://pictures/{map}.svg", text=picture.decode("utf-8"), mime_type="image/svg+xml"
            )
            image = EmbeddedResource(type="resource", resource=text)
        return _result(drawn, f"{map}: {nodes} nodes as {format}", image)

    def diff(
        self,
        first: MapName,
        second: MapName,
        by_id: Annotated[
            bool, Field(description="Parts of one id are one part, as in two states of one map.")
        ] = False,
    ) -> Annotated[CallToolResult, DiffAnswer]:
        """Show how two readings of one thread differ: what was added, dropped or changed."""
        difference = diff_maps(self.folder, first, second, by_id=by_id)
        return _result(difference, difference.text)

    def explain(
        self, name: Annotated[Id, Field(description="A code such as AM401, or an id such as expert-opinion.")]
    ) -> Annotated[CallToolResult, ReferencePage]:
        """Explain a rule of check, an argumentation scheme, a rule for discussion, a fallacy or a stage."""
        page = pages.reference_page(name)
        return _result(page, page.page)

    def propose(
        self,
        map: MapName,
        context: Context[Any, Any],
        issues: list[ProposedIssue] = [],  # noqa: B006 (not changed)
        claims: list[ProposedClaim] = [],  # noqa: B006
        relations: list[ProposedRelation] = [],  # noqa: B006
        stances: list[ProposedStance] = [],  # noqa: B006
        note: Annotated[str, Field(max_length=1_000, description="What its reader should know.")] = "",
    ) -> Annotated[CallToolResult, ProposalAnswer]:
        """Propose additions to a map: every quote and every rule is checked, and a draft is written.

        A person accepts, edits or rejects each part of it. The map itself is never changed.
        """
        proposal = Proposal(
            issues=tuple(issues),
            claims=tuple(claims),
            relations=tuple(relations),
            stances=tuple(stances),
            note=note,
        )
        written = propose(self.folder, map, proposal, _client(context))
        lines = [
            f"wrote {written.file}: {written.did}",
            f"a person reviews it with: {written.review}",
            f"or in a browser with: {written.edit}",
        ]
        lines += [f"{each.code} ({each.severity}) {each.message}" for each in written.findings]
        return _result(written, "\n".join(lines))


def _client(context: Context[Any, Any]) -> str:
    """Return what the assistant calls itself; nothing if it does not say."""
    asked = context.session.client_params
    return "" if asked is None else asked.client_info.name


def _result(record: ToolRecord, text: str, *more: ImageContent | EmbeddedResource) -> CallToolResult:
    """Return an answer in the two forms of the protocol: text for models, and data."""
    return CallToolResult(
        content=[TextContent(type="text", text=cut(text)), *more],
        structured_content=record.model_dump(mode="json"),
    )
