"""Posts of another import that join what a dataset has in parts, as when the cue between two cues of a person was deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from argmap.importers.assemble import Assembled
from argmap.importers.updates.same_people import same_people
from argmap.model.posts import Post
from argmap.model.thread import Thread


def parted(old: Thread, new: Assembled) -> Assembled:
    """Return another import, in which a post with exactly the words of several posts of the dataset is those posts again.

    Importers of speech join what one person says without a break, so where somebody else's words between are deleted from
    the source, two posts become one there. The dataset keeps all three, and must not have any word twice.

    Args:
        old: The thread of the dataset.
        new: Another import, of a source whose posts have no ids.
    """
    people = same_people(old, new.thread)
    texts = {post.id: _bare(new.thread.text_of(post.id)) for post in new.thread.posts}
    theirs = Counter((people.get(post.author or ""), texts[post.id]) for post in new.thread.posts)
    ours: dict[str, list[Post]] = {}
    for post in old.posts:
        if post.author is not None and post.gone is None:
            ours.setdefault(post.author, []).append(post)
    bare = {post.id: _bare(old.text_of(post.id)) for post in old.posts}
    lost = Counter((post.author, bare[post.id]) for post in old.posts)
    lost.subtract(theirs)
    repeated = {post.repeats for post in new.thread.posts}
    posts: list[Post] = []
    places = dict(new.places)
    for post in new.thread.posts:
        author = people.get(post.author or "")
        known = ours.get(author or "", [])
        is_plain = post.text is not None and post.id not in repeated and lost[author, texts[post.id]] < 0
        parts = _parts(texts[post.id], known, bare) if is_plain else []
        if len(parts) > 1 and all(lost[author, bare[part.id]] > 0 for part in parts):
            made = _as_parts(post, [old.text_of(part.id) for part in parts])
            places |= {part.id: new.places[post.id] for part in made}
            posts += made
        else:
            posts.append(post)
    if len(posts) == len(new.thread.posts):
        return new
    fields = {name: getattr(new.thread, name) for name in Thread.model_fields}
    return replace(new, thread=Thread.model_validate(fields | {"posts": tuple(posts)}), places=places)


def _bare(text: str) -> str:
    """Return a text without white space: pieces are joined with a space, or without one in Chinese and Japanese."""
    return "".join(text.split())


def _parts(text: str, known: Sequence[Post], bare: Mapping[str, str]) -> list[Post]:
    """Return the posts of a person, one after the other, whose words together are a text; [] if there are none."""
    for first in range(len(known)):
        rest, taken = text, list[Post]()
        for post in known[first:]:
            if not rest or not bare[post.id] or not rest.startswith(bare[post.id]):
                break
            rest = rest.removeprefix(bare[post.id])
            taken.append(post)
        if not rest and taken:
            return taken
    return []


def _as_parts(post: Post, texts: Sequence[str]) -> list[Post]:
    first, *rest = texts
    own = post.model_copy(update={"text": first})
    more = [
        post.model_copy(
            update={"id": f"{post.id}-part-{number}", "text": text, "cue": None, "reply_to": None}
        )
        for number, text in enumerate(rest, start=2)
    ]
    return [own, *more]
