"""What a student hands in: the steps of an argument over cards with ids, as YAML or JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from argmap.errors import UnreadableInput
from argmap.language import ENGLISH, Language, message
from argmap.model.map import ArgumentMap
from argmap.model.relation import Relation, RelationKind
from argmap.storage.files import Limits, decode, read_bytes
from argmap.storage.read import parse
from argmap.teach.context import content_hash
from argmap.unseen import visible

LIMITS = Limits(max_bytes=2_000_000, max_depth=16)
HELP = "it needs a list 'relations' (argmap teach cards writes the file to fill in)"
Name = Annotated[str, Field(min_length=1, max_length=200)]


class SubmissionRecord(BaseModel):
    """A record of a submission: what argmap does not know is ignored, so that a whole map can be handed in."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class SubmissionCard(SubmissionRecord):
    """A claim in a student's own words, or a card that was given."""

    id: Name
    text: Annotated[str, Field(max_length=5_000)] = ""


class Drawn(SubmissionRecord):
    """A step that a student drew. The target of an undercut, or of a backing, is the id of another step of the submission."""

    id: Annotated[str, Field(max_length=200)] = ""
    kind: RelationKind
    premises: Annotated[tuple[Name, ...], Field(min_length=1, max_length=50)]
    target: Name


class Submission(SubmissionRecord):
    """What is handed in; `map` and `content_hash` tell from what the cards were made, `exercise` from which part of it.

    `student_id` is the student's number in other systems, if there is one.
    """

    student: Annotated[str, Field(max_length=200)] = ""
    student_id: Annotated[str, Field(max_length=200)] = ""
    map: Annotated[str, Field(max_length=200)] = ""
    content_hash: Annotated[str, Field(max_length=200)] = ""
    exercise: Annotated[str, Field(max_length=200)] = ""
    claims: Annotated[tuple[SubmissionCard, ...], Field(max_length=5_000)] = ()
    relations: Annotated[tuple[Drawn, ...], Field(max_length=5_000)] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a teacher should know about a submission; `name` is what the message speaks of."""

    message: str
    name: str = ""

    def __str__(self) -> str:
        return self.said(ENGLISH)

    def said(self, language: Language) -> str:
        """Return the note in a language."""
        return language.say(self.message, name=visible(self.name))


def read_submission(path: Path) -> Submission:
    """Return what a file hands in; without a name in it, the student is the file's name.

    Raises:
        UnreadableInput: the file cannot be read, or is not a submission; the message says why.
    """
    text = decode(read_bytes(path, LIMITS), str(path))
    if not text.strip():
        raise UnreadableInput(f"{path}: the file is empty; {HELP}")
    try:
        parsed = parse(text, str(path), LIMITS)
    except UnreadableInput as error:
        raise UnreadableInput(str(error)) from error
    if parsed.diagnostics:
        raise UnreadableInput(str(parsed.diagnostics[0]))
    if not isinstance(parsed.data, dict) or "relations" not in parsed.data:
        raise UnreadableInput(f"{path}: this is not a submission; {HELP}")
    try:
        submission = Submission.model_validate(parsed.data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UnreadableInput(f"{path}: {place}: {first['msg'].lower()}") from error
    return submission if submission.student.strip() else submission.model_copy(update={"student": path.stem})


def notes(submission: Submission, references: Iterable[ArgumentMap]) -> tuple[Note, ...]:
    """Return what a teacher should know: cards of another map, or of another version of it."""
    known = {map.id: content_hash(map) for map in references}
    if submission.map and submission.map not in known:
        return (Note(message("the cards are from another map, {name}"), repr(submission.map)),)
    if submission.content_hash and submission.content_hash not in known.values():
        return (Note(message("the cards are from another version of the map")),)
    return ()


def as_drawn(relations: Iterable[Relation]) -> tuple[Drawn, ...]:
    """Return steps of a map as those of a submission."""
    return tuple(Drawn(id=r.id, kind=r.kind, premises=r.premises, target=r.target) for r in relations)
