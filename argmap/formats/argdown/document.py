"""What an Argdown document says, before it is a map: statements, arguments, inferences and links, by title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

Data = Mapping[str, Any]


class Sort(StrEnum):
    """What a title in Argdown is of: [a statement], <an argument>, or an inference of an argument."""

    STATEMENT = "statement"
    ARGUMENT = "argument"
    INFERENCE = "inference"


class End(NamedTuple):
    """What a link leads from or to: a part by its title, or by a name of ours that no title can have.

    `number` is that of an inference in its argument, from 0.
    """

    sort: Sort
    title: str
    number: int = 0


class LinkKind(StrEnum):
    """What a relation in Argdown does; the last two only as its JSON has them, or in strict mode."""

    SUPPORT = "support"
    ATTACK = "attack"
    UNDERCUT = "undercut"
    CONTRADICTORY = "contradictory"
    CONTRARY = "contrary"
    ENTAILS = "entails"


@dataclass(frozen=True, slots=True)
class Member:
    """One wording of a statement, or one description of an argument; a mere reference has no text."""

    text: str
    line: int | None = None
    tags: tuple[str, ...] = ()
    data: Data = field(default_factory=dict)


@dataclass(slots=True)
class TitledPart:
    """A statement or an argument: all that is said under one title. Without a title it was said in passing."""

    end: End
    titled: bool
    members: list[Member] = field(default_factory=list)
    groups: tuple[str, ...] = ()

    @property
    def line(self) -> int | None:
        return self.members[0].line if self.members else None


@dataclass(frozen=True, slots=True)
class InferenceBar:
    """A step of a premise-conclusion structure, with what it says about itself."""

    premises: tuple[End, ...]
    conclusion: End
    rules: tuple[str, ...] = ()
    data: Data = field(default_factory=dict)
    line: int | None = None


@dataclass(frozen=True, slots=True)
class SignedLink:
    """A relation that is written between two titles."""

    kind: LinkKind
    source: End
    target: End
    line: int | None = None


@dataclass(slots=True)
class Document:
    """A whole document.

    Attributes:
        title: From the frontmatter, or the first heading.
        parts: Statements and arguments, in the order in which they are met.
        steps: The inferences of each argument that has a premise-conclusion structure.
        links: The relations, in the order of the text.
        strict: Whether + and − between statements mean entailment and contrariety.
        kept: What argmap kept in the document of a map that Argdown has no words for.
    """

    title: str = ""
    parts: dict[End, TitledPart] = field(default_factory=dict)
    steps: dict[End, list[InferenceBar]] = field(default_factory=dict)
    links: list[SignedLink] = field(default_factory=list)
    strict: bool = False
    kept: Data = field(default_factory=dict)

    def part(self, sort: Sort, title: str, groups: tuple[str, ...] = ()) -> TitledPart:
        """Return the part of a title, a new one the first time; without a title it is called by its line."""
        end = End(sort, title or f"\n{len(self.parts)}")
        if end not in self.parts:
            self.parts[end] = TitledPart(end, bool(title), groups=groups)
        return self.parts[end]
