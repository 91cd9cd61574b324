"""Ids of posts, made from their keys in the source, so that another import gives the same ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from argmap.importers.people import Person, holds_name, who
from argmap.importers.protocol import RawPost
from argmap.importers.pseudonyms import Pseudonyms
from argmap.importers.words import LONGEST_ID, short_digest, slug


def ids_by_key(
    posts: Sequence[RawPost], *, keyed: bool, hidden: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the id of each post by its key.

    Args:
        posts: The posts, each key once.
        keyed: Whether keys are ids of the source; otherwise posts are counted.
        hidden: What stands for a key, where it does not become the id.
    """
    if not keyed:
        return {post.key: f"p{number}" for number, post in enumerate(posts, start=1)}
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for post in posts:
        name = (hidden or {}).get(post.key) or slug(post.key)
        name = f"p{name}" if name[:1].isdigit() else name or f"p-{short_digest(post.key)}"
        name = name[:LONGEST_ID].rstrip("-")
        if name in taken:
            name = f"{name[: LONGEST_ID - 9].rstrip('-')}-{short_digest(post.key)}"
        taken.add(name)
        ids[post.key] = name
    return ids


def hidden_keys(
    posts: Iterable[RawPost], people: Mapping[str, Person], hashes: Pseudonyms | None
) -> Mapping[str, str]:
    """Return what stands for each key that holds the name of its author, such as the Message-ID of a mail.

    Args:
        posts: The posts.
        people: The people whose names are hidden, by what tells them apart.
        hashes: The keyed hashes of the dataset.
    """
    hidden = {}
    for post in posts:
        author = people.get(who(post))
        if author is not None and holds_name(post.key, author):
            hashed = hashes.of_key(post.key) if hashes is not None else short_digest(post.key)
            hidden[post.key] = f"p-{hashed[:12]}"
    return hidden


NO_ID = "no-id-"


def made_key(*said: object) -> str:
    """Return a key for a post to which its source gives none; the same words get the same key again."""
    return f"{NO_ID}{short_digest(repr(said))}"


def distinct(posts: Iterable[RawPost], count: Callable[[str], None]) -> list[RawPost]:
    """Return the posts, one for each key: the first. A post without a key gets one that is made of its words.

    Args:
        posts: The posts; a key is "" where the source has none.
        count: Is called with what was left out or made.
    """
    first: dict[str, RawPost] = {}
    for post in posts:
        known = post if post.key else replace(post, key=_made_key(post, first))
        if not post.key or post.key.startswith(NO_ID):
            count("post has no id in the source")
        if known.key not in first:
            first[known.key] = known
        elif first[known.key] == known:
            count("post came twice")
        else:
            count("post with the id of another was left out")
    return list(first.values())


def _made_key(post: RawPost, taken: Mapping[str, RawPost]) -> str:
    """Return a key for a post without one, which another import of the same words makes again."""
    key = made = made_key(post.account or post.author, post.created, post.text)
    number = 1
    while key in taken:  # somebody says the same again
        number += 1
        key = f"{made}-{number}"
    return key
