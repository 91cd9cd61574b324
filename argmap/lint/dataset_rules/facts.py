"""What the rules about a whole dataset judge: of each map what they need, so that no map is kept.

A finding of such a rule has the name of a folder, or of a file, as the first step of its path; the others lead on from
there, as in `("tabs", "claims", 3, "text")`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from argmap.location import Path


@dataclass(frozen=True, slots=True)
class NameLeft:
    """A name in a thread whose names were replaced: where it is first, how often, and whose it is, if that is known.

    `thread` is the thread among whose participants the name is; None for an account that is addressed, as in @nora.
    """

    path: Path
    name: str
    times: int
    thread: str | None


@dataclass(frozen=True, slots=True)
class ThreadFacts:
    """What there is to know of a thread.

    Attributes:
        id: its id.
        language: of its posts, if it says so.
        license: what may be done with its posts, if it says so.
        has_words: whether the words of a post are here.
        pseudonyms: what tells with which key its names were replaced; None where it does not say.
        posts: by id of post, how the hash of its words was made, "" where there are none, and the hash.
        people: name and keyed hash of each participant, by id.
        names_replaced: whether it says, or shows, that its participants have pseudonyms.
        names_left: names that are still there although they should not be.
    """

    id: str
    language: str | None = None
    license: str | None = None
    has_words: bool = True
    pseudonyms: str | None = None
    posts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    people: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    names_replaced: bool = False
    names_left: tuple[NameLeft, ...] = ()


@dataclass(frozen=True, slots=True)
class MapFacts:
    """What there is to know of a map: its folder in the dataset, its id, its language, its claims (id and text)."""

    folder: str
    id: str
    language: str | None
    claims: tuple[tuple[str, str], ...]
    thread: ThreadFacts | None = None

    @property
    def about(self) -> str:
        """What tells whether two maps are of one thread."""
        return f"thread {self.thread.id}" if self.thread is not None else f"map {self.folder}"


@dataclass(frozen=True, slots=True)
class DeadFile:
    """A file that is of no use: its path in the dataset, why, and what to do."""

    path: str
    why: str
    advice: str


@dataclass(frozen=True, slots=True)
class DatasetFacts:
    """What there is to know of a dataset.

    Attributes:
        maps: its maps, in the order of their folders; those that cannot be read are missing.
        groups: ids of maps that belong in one split.
        splits: the split of each map, by id; None where there is no file of splits.
        splits_file: the name of that file.
        dead: files that are of no use.
        whole: whether every map could be read.
    """

    maps: tuple[MapFacts, ...]
    groups: tuple[tuple[str, ...], ...] = ()
    splits: Mapping[str, str] | None = None
    splits_file: str = "splits.yaml"
    dead: tuple[DeadFile, ...] = ()
    whole: bool = True
