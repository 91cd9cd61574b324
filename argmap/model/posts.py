"""What a thread holds: participants and posts, exactly as they were written; `thread.py` adds the rules."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from argmap.model.base import Date, LanguageTag, Line, Record, Slug, Text, Timestamp, Verbatim, shortened

Cue = Annotated[str, StringConstraints(pattern=r"^\d{1,3}:[0-5]\d:[0-5]\d(\.\d{1,3})?$")]
"""A place in a recording: hours, minutes and seconds, as in 0:12:31 or 1:02:03.500."""


class Provenance(StrEnum):
    """How something about the thread is known: from the source, by a guess, or not at all."""

    RECORDED = "recorded"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class Gone(StrEnum):
    """Why a post has no words: its place in the thread is kept, and nothing is made up."""

    DELETED = "deleted"
    REMOVED = "removed"
    EMPTY = "empty"


Keyed = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
"""128 bits of a keyed hash (HMAC-SHA-256), in lower-case hexadecimal digits; without the key, it says nothing."""


class Fingerprint(Record):
    """What is known of words that a dataset may not hold: enough to prove that they were found again."""

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] = Field(
        description="SHA-256 of the words in UTF-8, in lower-case hexadecimal digits; or a keyed hash (HMAC-SHA-256), where "
        "the source of the thread says so."
    )
    length: int = Field(strict=True, ge=0, description="Number of characters (Unicode code points).")

    @classmethod
    def of(cls, words: str) -> Fingerprint:
        """Return the fingerprint of some words."""
        return cls(sha256=sha256(words.encode("utf-8")).hexdigest(), length=len(words))


class ThreadSource(Record):
    """Where the thread came from and what may be done with it."""

    kind: Slug = Field(description="The kind of source, such as text, hackernews or mbox.")
    url: Line | None = Field(None, description="Address of the thread, if it has one.")
    retrieved: Date | None = Field(None, description="The day the thread was read, YYYY-MM-DD.")
    license: Line | None = Field(None, description="What may be done with the posts.")
    note: Text | None = Field(None, description="What was inferred about the thread, and why.")
    import_note: Fingerprint | None = Field(
        None,
        description="The fingerprint of that part of the note which an import wrote, and the next one renews.",
    )
    pseudonyms: Keyed | None = Field(
        None,
        description="What tells whether a key is the one with which names were replaced; it says nothing of the key.",
    )
    fingerprints: Keyed | None = Field(
        None,
        description="What tells whether a key is the one with which the fingerprints of the posts were made; without it, "
        "they are plain SHA-256.",
    )
    redacted: bool = Field(False, description="Whether names of participants inside the posts were replaced.")


class Participant(Record):
    """Somebody who takes part in the thread."""

    id: Slug = Field(description="Id of the participant, unique in the thread.")
    name: Line = Field(description="Name as shown beside claims.")
    pseudonym_of: Keyed | None = Field(
        None,
        description="A keyed hash of the real name, by which another import knows the participant again.",
    )


class JoinedPost(Record):
    """A post of the source that was joined to the one before it by hand."""

    id: Slug = Field(description="Id of the post in the source.")
    start: int = Field(
        strict=True, ge=1, description="Where its words begin in the joined words, in Unicode code points."
    )


class Post(Record):
    """One contribution: its words, the id of the earlier post that it repeats exactly, or why they are not here."""

    id: Slug = Field(description="Id of the post, unique in the thread.")
    author: Slug | None = Field(None, description="Id of the participant who wrote it.")
    reply_to: Slug | None = Field(None, description="Id of the post it answers.")
    created: Timestamp | None = Field(None, description="When it was written (RFC 3339).")
    cue: Cue | None = Field(None, description="Where it begins in the recording: hours, minutes and seconds.")
    url: Line | None = Field(None, description="Address of the post, if it has one.")
    label: Line | None = Field(
        None, description="What the source itself says about the post, such as Pro, Con or accepted answer."
    )
    text: Verbatim | None = Field(None, description="The words of the post, exactly as they were written.")
    repeats: Slug | None = Field(None, description="Id of an earlier post with exactly the same words.")
    gone: Gone | None = Field(None, description="Why there are no words: deleted, removed or empty.")
    withheld: Fingerprint | None = Field(
        None, description="The fingerprint of the words, where the dataset may not hold them."
    )

    part_of: Slug | None = Field(
        None, description="Id of the post of the source that this was split off from, by hand."
    )
    joined: tuple[JoinedPost, ...] = Field(
        (), description="The posts of the source that were joined to this one by hand, in order."
    )

    @model_validator(mode="after")
    def _one_of_four(self) -> Post:
        forms = (self.text, self.repeats, self.gone, self.withheld)
        if sum(value is not None for value in forms) != 1:
            raise ValueError("a post has either text or repeats, or says why it is gone or withheld")
        return self

    @model_validator(mode="after")
    def _joined_inside(self) -> Post:
        length = len(self.text) if self.text is not None else self.withheld.length if self.withheld else None
        starts = [other.start for other in self.joined]
        if starts and (length is None or starts[-1] >= length or sorted(set(starts)) != starts):
            raise ValueError("joined posts begin inside the words of the post, one behind the other")
        return self

    @property
    def absence(self) -> str | None:
        """Why the words are not here, as readers see it; None where they are."""
        return "words not included" if self.withheld is not None else self.gone

    def __repr__(self) -> str:
        author = f" by {self.author}" if self.author else ""
        words = f"repeats {self.repeats}" if self.repeats else shortened(self.text or str(self.absence or ""))
        return f"<Post {self.id}{author}: {words}>"


class ThreadDocument(Record):
    """The fields of a thread and its indexes; rules are written for it, users get a `Thread`."""

    format: Literal["argmap-thread/1"] = Field(
        "argmap-thread/1", description="Name and version of this format."
    )
    id: Slug = Field(description="Id of the thread; the name of its folder.")
    title: Line = Field(description="Title of the thread.")
    source: ThreadSource = Field(description="Where the thread came from.")
    language: LanguageTag | None = Field(
        None,
        description="Language of the posts (BCP 47), such as de; a new map of the thread begins with it.",
    )
    authorship: Provenance = Field(description="How we know who wrote which post.")
    reply_structure: Provenance = Field(description="How we know which post answers which.")
    participants: tuple[Participant, ...] = Field((), description="Everybody who takes part.")
    posts: tuple[Post, ...] = Field(description="The posts, in the order in which they were made.")

    @cached_property
    def posts_by_id(self) -> Mapping[str, Post]:
        return {post.id: post for post in self.posts}

    @cached_property
    def participants_by_id(self) -> Mapping[str, Participant]:
        return {participant.id: participant for participant in self.participants}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Number of each post in the thread, counted from 1."""
        return {post.id: number for number, post in enumerate(self.posts, start=1)}

    def original(self, post_id: str) -> Post:
        """Return a post, or the one that it repeats, directly or through others.

        Raises:
            KeyError: there is no such post.
        """
        post = self.posts_by_id[post_id]
        while post.repeats is not None:  # ends: only an earlier post can be repeated (AM123)
            post = self.posts_by_id[post.repeats]
        return post

    def text_of(self, post_id: str) -> str:
        """Return the words of a post, looked up in the post it repeats if it repeats one; "" of one that is gone or withheld.

        Raises:
            KeyError: there is no such post.
        """
        return self.original(post_id).text or ""
