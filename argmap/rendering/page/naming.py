"""What the page calls nodes, labels and posts, in words that every part of the page shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from argmap.language import Language, message
from argmap.model.annotations import Label
from argmap.model.claim import Claim, Example
from argmap.model.map import ArgumentMap
from argmap.model.posts import Post
from argmap.model.thread import Thread
from argmap.rendering.scene import Scene
from argmap.rendering.theme import side_glyph

NO_SIDE = message("no single side")
"""What the page says of a node that speaks for no thesis, or for several."""

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "thesis": message("thesis"),
        "claim": message("claim"),
        "implicit": message("implicit premise"),
        "meta": message("about the discussion"),
        "example": message("example"),
    }
)
"""What the page calls each kind of node, by the value of a card's `data-kind`, which holds no space."""

LABELS: Mapping[Label, str] = MappingProxyType(
    {
        Label.IN: message("accepted"),
        Label.OUT: message("rejected"),
        Label.UNDECIDED: message("undecided"),
    }
)


@dataclass(frozen=True, slots=True)
class PostLink:
    """A link to a post by its number."""

    id: str
    number: str


def kind_name(node: Claim | Example) -> str:
    """Return the kind of a node, a key of `KINDS`."""
    if isinstance(node, Example):
        return "example"
    if node.is_thesis:
        return "thesis"
    if node.meta:
        return "meta"
    return "implicit" if node.implicit else "claim"


def glyph(scene: Scene, node: str) -> str:
    """Return the sign of the side that a node speaks for."""
    return side_glyph(scene.rank(node))


def side_number(scene: Scene, node: str) -> str:
    """Return the number of a side from 1 on, "0" without a side; the style sheet has colours for the first six."""
    rank = scene.rank(node)
    return "0" if rank is None else str(rank + 1)


def short_name(node: Claim | Example) -> str:
    """Return what a link to a node says."""
    return node.name if isinstance(node, Example) else node.label or node.text


def post_link(map: ArgumentMap, post: str) -> PostLink:
    """Return a link to a post; its number is "?" where the thread does not have it."""
    numbers = map.thread.numbers if map.thread else {}
    return PostLink(post, str(numbers.get(post, "?")))


def author_name(thread: Thread, post: Post, language: Language) -> str:
    """Return the name of the author of a post, or "unknown"."""
    people = thread.participants_by_id
    return people[post.author].name if post.author in people else language.say("unknown")  # type: ignore[index]
