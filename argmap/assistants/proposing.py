"""What an assistant proposes for a map: edits that are checked like those of a person, and written beside the map.

The file is one for `argmap edit apply`. Nothing is applied here: the map's files stay as they are, to the byte.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import Field

from argmap.assistants.folder import DRAFTS, MapFolder
from argmap.assistants.reading import faults, place_of
from argmap.assistants.records import ProposalAnswer, QuotePlaceFound, ToolRecord
from argmap.editing.batch.applying import batch
from argmap.editing.batch.reading import read_edits
from argmap.editing.operations import Opened, open_map
from argmap.editing.quoting import selector
from argmap.errors import ArgmapError
from argmap.location import Location
from argmap.storage.files import digest, locked, write_atomic
from argmap.storage.writer import record_yaml

MOST_PARTS = 100
"""Parts of one proposal: more than a person reads at once."""

MOST_DRAFTS = 200
"""Proposals that wait beside a map."""

MOST_NOTE = 1_000

NOWHERE = Location()
"""The place of a finding about a text that is not written: a line of the map would be another one."""

LENGTH = 12
"""Hexadecimal digits of the hash that names a file."""


class ProposedQuote(ToolRecord):
    """Words of the thread, to the letter."""

    words: str = Field(description="The words, verbatim, with … where words are left out.", max_length=5_000)
    post: str = Field(description="Id of the post that has them.", max_length=64)
    occurrence: int | None = Field(
        None,
        ge=1,
        description="Which place in that post is meant, when the words stand there more than once.",
    )


Quotes = tuple[ProposedQuote, ...]


class ProposedIssue(ToolRecord):
    """A question at issue."""

    id: str = Field(description="Id: lower-case letters, digits and hyphens.")
    question: str = Field(description="The question, in one sentence.")


class ProposedClaim(ToolRecord):
    """A claim: one full sentence that can be true or false."""

    id: str = Field(description="Id: lower-case letters, digits and hyphens.")
    text: str = Field(description="The claim, in one full sentence.")
    quotes: Quotes = Field((), description="The words that state it; needed unless it is implicit.")
    answers: str | None = Field(None, description="Id of the issue that it answers, if it is a thesis.")
    implicit: bool = Field(False, description="True for a premise that nobody states; then without quotes.")
    note: str | None = Field(None, description="Why you read the thread so.")


class ProposedRelation(ToolRecord):
    """A relation between parts of the map."""

    kind: str = Field(description="support, attack, undercut, rephrase or explains.")
    premises: tuple[str, ...] = Field(
        min_length=1, description="Ids of claims or examples; several count only together."
    )
    target: str = Field(description="Id of a claim, or of the relation that an undercut denies.")
    id: str | None = None
    scheme: str | None = Field(None, description="The argumentation scheme.")
    quotes: Quotes = ()
    note: str | None = Field(None, description="Why you read the thread so.")


class ProposedStance(ToolRecord):
    """What the author of a post does with a claim."""

    claim: str = Field(description="Id of the claim.")
    post: str = Field(description="Id of the post in which the stance is taken.")
    stance: str = Field(description="asserts, accepts, concedes, proposes, questions, denies or retracts.")
    quotes: Quotes = ()
    hedged: bool = Field(False, description="True when it is said as a guess.")


class Proposal(ToolRecord):
    """Parts to add to a map; nothing of what it has is changed or removed."""

    issues: tuple[ProposedIssue, ...] = ()
    claims: tuple[ProposedClaim, ...] = ()
    relations: tuple[ProposedRelation, ...] = ()
    stances: tuple[ProposedStance, ...] = ()
    note: str = Field("", max_length=MOST_NOTE, description="What a person should know who reads it.")

    def edits(self) -> list[dict[str, Any]]:
        """Return the parts as edits of a batch, in an order in which each names only what is there before it."""
        parts = (
            ("issue", self.issues),
            ("claim", self.claims),
            ("relation", self.relations),
            ("commitment", self.stances),
        )
        return [
            {"add": kind, **each.model_dump(mode="json", exclude_defaults=True)}
            for kind, records in parts
            for each in records
        ]

    def quoted(self) -> Iterator[ProposedQuote]:
        """Yield the quotes of all parts."""
        for quotes in (
            part.quotes for parts in (self.claims, self.relations, self.stances) for part in parts
        ):
            yield from quotes


def propose(folder: MapFolder, name: str, proposal: Proposal) -> ProposalAnswer:
    """Check a proposal against the thread and all rules, and write it as a file of edits beside the map.

    The same proposal is written once, however often it is made.

    Args:
        folder: the folder.
        name: the map.
        proposal: what is to be added.

    Raises:
        ArgmapError: the map has errors already, words are not in the post, a part has faults, or too many
            proposals wait; nothing is written then.
    """
    edits = proposal.edits()
    _refuse_size(edits)
    _refuse_unquoted(proposal)
    file = folder.file(name)
    opened = open_map(str(file))
    quotes = _places(opened, proposal)
    text = _text(folder, file, edits, proposal.note)
    target = _target(folder, file, text)
    made = batch(opened, read_edits(text.encode("utf-8"), target.name))
    _write(folder, target, text)
    return ProposalAnswer(
        file=folder.relative(target),
        did=made.did,
        quotes=quotes,
        findings=faults(replace(each, location=NOWHERE) for each in made.findings),
        apply=_command(folder, file, target),
    )


def _refuse_size(edits: list[dict[str, Any]]) -> None:
    if not edits:
        raise ArgmapError("nothing is proposed; name issues, claims, relations or stances")
    if len(edits) > MOST_PARTS:
        raise ArgmapError(
            f"{len(edits)} parts, and {MOST_PARTS} are the most that a person reads at once; make several proposals"
        )


def _refuse_unquoted(proposal: Proposal) -> None:
    for claim in proposal.claims:
        if claim.implicit and claim.quotes:
            raise ArgmapError(f"claim {claim.id!r} is implicit, and has quotes: leave out one of them")
        if not claim.implicit and not claim.quotes:
            raise ArgmapError(
                f"claim {claim.id!r} quotes nothing; give its words, or mark it as implicit if nobody states it"
            )


def _places(opened: Opened, proposal: Proposal) -> tuple[QuotePlaceFound, ...]:
    """Return where all quotes stand.

    Raises:
        NoSuchQuote: words are not in the post that is named.
    """
    thread = opened.map.thread
    places = []
    for each in proposal.quoted():
        quote = selector(thread, each.words, each.post, each.occurrence)
        assert thread is not None  # selector refuses a map without one  # noqa: S101
        places.append(place_of(thread, quote, each.occurrence or 1))
    return tuple(places)


def _text(folder: MapFolder, file: Path, edits: list[dict[str, Any]], note: str) -> str:
    """Return the file of edits; the note stands in comments, in which it can do nothing."""
    head = [f"# Proposed for {json.dumps(folder.relative(file), ensure_ascii=False)}. Read it, then apply it"]
    head += ["# with 'argmap edit apply', which checks it again; or delete it."]
    head += [f"# {line}" for line in _printable_lines(note)]
    return "\n".join(head) + "\n" + "".join(_listed(edit) for edit in edits)


def _printable_lines(note: str) -> Iterator[str]:
    for line in note.splitlines():
        yield "".join(letter if letter.isprintable() else " " for letter in line).rstrip()


def _listed(edit: Mapping[str, Any]) -> str:
    """Return an edit as an item of a YAML list."""
    first, *rest = record_yaml(dict(edit)).splitlines()
    return "\n".join([f"- {first}", *(f"  {line}" if line else line for line in rest)]) + "\n"


def _target(folder: MapFolder, file: Path, text: str) -> Path:
    target = file.parent / DRAFTS / f"proposal-{digest(text.encode('utf-8'))[:LENGTH]}.yaml"
    if not folder.holds(target):
        raise ArgmapError(
            f"the folder {DRAFTS!r} of this dataset is a link to elsewhere; nothing is written there"
        )
    return target


def _write(folder: MapFolder, target: Path, text: str) -> None:
    content = text.encode("utf-8")
    with locked(target.parent):
        waiting = [*target.parent.glob("proposal-*.yaml")] if target.parent.is_dir() else []
        if target not in waiting and len(waiting) >= MOST_DRAFTS:
            raise ArgmapError(
                f"{len(waiting)} proposals wait in {folder.relative(target.parent)}; "
                "a person has to apply or delete some of them first"
            )
        write_atomic(target, content)


def _command(folder: MapFolder, file: Path, target: Path) -> str:
    return shlex.join(["argmap", "edit", "apply", folder.relative(file), folder.relative(target)])
