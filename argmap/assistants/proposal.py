"""The parts of a proposal, as an assistant gives them and as a draft of a map that a person judges item by item."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import Field

from argmap.assistants.guidance import INSTRUCTIONS, STEPS
from argmap.assistants.records import ToolRecord
from argmap.diagnostics import Diagnostic
from argmap.drafts.edits import ItemFault
from argmap.drafts.file import (
    DraftClaim,
    DraftFile,
    DraftIssue,
    DraftRelation,
    DraftRun,
    DraftStance,
    Item,
)
from argmap.drafts.windows import thread_hash, thread_of
from argmap.editing.naming import free_id, relation_id
from argmap.editing.parts import ids
from argmap.errors import ArgmapError, InvalidInput, UnknownName
from argmap.location import dotted
from argmap.model.base import shortened
from argmap.model.map import ArgumentMap
from argmap.storage.files import digest

MOST_NOTE = 1_000
"""Characters of what an assistant says to the reader of its proposal."""

MOST_NAME = 100
"""Characters of the name of an assistant that are kept."""

ASSISTANT = "assistant"
"""What an assistant is called that does not say its name."""

PROMPT = "propose"
"""What a draft says of how it was asked for."""


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

    def quoted(self) -> Iterator[ProposedQuote]:
        """Yield the quotes of all parts."""
        for quotes in (
            part.quotes for parts in (self.claims, self.relations, self.stances) for part in parts
        ):
            yield from quotes

    @property
    def size(self) -> int:
        """The number of its parts."""
        return sum(map(len, (self.issues, self.claims, self.relations, self.stances)))


def drafted(map: ArgumentMap, proposal: Proposal, model: str) -> DraftFile:
    """Return a proposal as a draft of a map; what its parts name is not looked up.

    Args:
        map: the map.
        proposal: what is to be added.
        model: what the assistant calls itself.

    Raises:
        InvalidInput: parts have faults in their shape, or an id that is taken; each reason names the part.
        ArgmapError: the map has no thread with words, or nobody knows who takes a stance.
    """
    thread = thread_of(map)
    note = "\n".join(_printable_lines(proposal.note)).strip() or None
    model = _name(model)
    run = DraftRun(model=model, prompt=PROMPT, prompt_hash=_prompt_hash(), answers=1, note=note)
    return DraftFile(
        map=map.id,
        thread=thread.id,
        thread_hash=thread_hash(thread),
        runs=(run,),
        items=tuple(_items(map, proposal, model)),
    )


def _items(map: ArgumentMap, proposal: Proposal, model: str) -> list[Item]:
    items: list[Item] = []
    wrong: list[object] = []
    taken = set(ids(map))
    voted = {"votes": 1, "of": 1, "confidence": 1.0, "model": model}
    for kind, fields in _parts(map, proposal):
        name = f"{kind.model_fields['kind'].default} {fields['id']!r}"
        if fields["id"] in taken:
            wrong.append(ItemFault(name, "this id is taken; choose another"))
        taken.add(fields["id"])
        try:
            items.append(kind.model_validate({**fields, **voted}))
        except InvalidInput as error:
            wrong += [ItemFault(name, _fault(each)) for each in error.diagnostics]
    if wrong:
        raise InvalidInput(wrong)
    return items


def _parts(map: ArgumentMap, proposal: Proposal) -> Iterator[tuple[type[Item], dict[str, Any]]]:
    """Yield the kind of item that each part is, and what it says."""
    taken = [*ids(map), *(issue.id for issue in proposal.issues), *(claim.id for claim in proposal.claims)]
    taken += [each.id for each in proposal.relations if each.id is not None]
    for question in proposal.issues:
        yield DraftIssue, question.model_dump()
    for claim in proposal.claims:
        first, *further = [_quote(quote) for quote in claim.quotes] or [{}]
        yield DraftClaim, {**claim.model_dump(exclude={"quotes"}), **first, "further_quotes": further}
    for relation in proposal.relations:
        fields = {**relation.model_dump(exclude={"kind"}), "relation": relation.kind}
        if relation.id is None:
            fields["id"] = relation_id(relation.premises[0], relation.kind, relation.target, taken)
            taken.append(fields["id"])
        yield DraftRelation, {**fields, "quotes": [_quote(quote) for quote in relation.quotes]}
    for stance in proposal.stances:
        who = _author(map, stance.post)
        id = free_id(f"{who} {stance.stance} {stance.claim}", taken)
        taken.append(id)
        quotes = [_quote(quote) for quote in stance.quotes]
        first = quotes.pop(0) if quotes and quotes[0]["post"] == stance.post else {}
        said = {**stance.model_dump(exclude={"quotes"}), **first, "further_quotes": quotes}
        yield DraftStance, {**said, "id": id, "participant": who}


def _quote(quote: ProposedQuote) -> dict[str, Any]:
    return {"post": quote.post, "quote": quote.words, "occurrence": quote.occurrence}


def _author(map: ArgumentMap, post: str) -> str:
    thread = thread_of(map)
    if post not in thread.posts_by_id:
        raise UnknownName("post", post, thread.posts_by_id)
    author = thread.posts_by_id[post].author
    if author is None:
        raise ArgmapError(f"nobody knows who wrote post {post!r}, so that no stance can be taken in it")
    return author


def _fault(found: object) -> str:
    """Return what is wrong with a part, at the field of it."""
    if not isinstance(found, Diagnostic):
        return str(found)
    place = dotted(tuple("kind" if step == "relation" else step for step in found.location.path[1:]))
    help = f"; {found.help}" if found.help else ""
    return f"{place}{place and ': '}{found.code} {found.message}{help}"


@cache
def _prompt_hash() -> str:
    """Return what changes whenever an assistant is told something else about what to propose."""
    schema = json.dumps(Proposal.model_json_schema(), sort_keys=True)
    return digest(f"{INSTRUCTIONS}{STEPS}{schema}".encode())


def _name(model: str) -> str:
    """Return what an assistant calls itself, as a line of a file."""
    return shortened("".join(c if c.isprintable() else " " for c in model), MOST_NAME) or ASSISTANT


def _printable_lines(note: str) -> Iterator[str]:
    for line in note.splitlines():
        yield "".join(letter if letter.isprintable() else " " for letter in line).rstrip()
