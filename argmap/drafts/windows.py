"""What a model gets to see of a thread: one post at a time, with the post that it answers and the claims that are known."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from argmap.drafts.answers import answer_schema
from argmap.errors import ArgmapError, UnknownName
from argmap.model.document import MapDocument
from argmap.model.thread import Thread

PROMPT = "post-1"
"""Name and version of the template; another wording is another version, so that drafts say by which they were made."""

MOST_KNOWN = 80
"""Known claims that a model is shown with one post; what is shown with every post is paid for with every post."""

Messages = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Known:
    """A claim, or a relation, that an answer may refer to: its id and what is said of it; `post` is that of its first quote."""

    id: str
    text: str
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """One task: the post to read, the post that it answers, and what is known."""

    post: str
    parent: str | None
    known: tuple[Known, ...]
    relations: tuple[Known, ...]

    @property
    def posts(self) -> tuple[str, ...]:
        """The posts that may be quoted."""
        return (self.post,) if self.parent is None else (self.post, self.parent)


def thread_of(map: MapDocument) -> Thread:
    """Return the thread of a map.

    Raises:
        ArgmapError: it has none, or none with words.
    """
    if map.thread is None or not any(post.text for post in map.thread.posts):
        raise ArgmapError(f"map {map.id!r} has no thread with words to make a draft from")
    return map.thread


def thread_hash(thread: Thread) -> str:
    """Return what changes whenever a word of a thread, or its author, changes."""
    text = json.dumps([[post.id, post.author, post.text] for post in thread.posts], ensure_ascii=False)
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def windows(map: MapDocument, posts: Iterable[str] = (), more: Iterable[Known] = ()) -> tuple[Window, ...]:
    """Return the task of each post that has words, in the order of the thread.

    Args:
        map: the map with its thread; its claims and relations are known.
        posts: the posts to read; all if there are none.
        more: claims that are known besides, such as those of a draft.

    Raises:
        UnknownName: there is no such post.
        ArgmapError: the map has no thread with words.
    """
    thread = thread_of(map)
    wanted = list(posts)
    for id in wanted:
        if id not in thread.posts_by_id:
            raise UnknownName("post", id, thread.posts_by_id)
    claims = [Known(c.id, c.text, next((q.post for q in c.quotes), None)) for c in map.claims]
    claims += more
    relations = tuple(
        Known(r.id, f"{' + '.join(r.premises)} {r.kind} {r.target}")
        for r in map.relations
        if r.kind.is_argument
    )
    return tuple(
        Window(post.id, _parent(thread, post.reply_to), tuple(claims), relations)
        for post in thread.posts
        if post.text and (not wanted or post.id in wanted)
    )


def _parent(thread: Thread, id: str | None) -> str | None:
    return id if id is not None and id in thread.posts_by_id and thread.posts_by_id[id].text else None


def messages(thread: Thread, window: Window, reasons: Sequence[str] = (), before: str = "") -> Messages:
    """Return what is said to a model: the rules, the task, and, of a second try, its first answer with what was wrong.

    Args:
        thread: the thread.
        window: the task.
        reasons: why parts of an answer were refused.
        before: that answer.
    """
    data: dict[str, Any] = {"post": _shown(thread, window.post)}
    if window.parent is not None:
        data["answers"] = _shown(thread, window.parent)
    shown = _nearest(thread, window)
    names = {known.id for known in shown}
    data["known_claims"] = [_plain(known) for known in shown]
    few = len(window.known) <= MOST_KNOWN
    data["known_relations"] = [_plain(r) for r in window.relations if few or names & set(r.text.split())]
    task = json.dumps(data, ensure_ascii=False, indent=1)
    said = [{"role": "system", "content": system()}, {"role": "user", "content": task}]
    if reasons:
        listed = "\n".join(f"- {reason}" for reason in reasons)
        said += [{"role": "assistant", "content": before}] if before else []
        said.append(
            {
                "role": "user",
                "content": f"Not kept:\n{listed}\nGive the whole answer again, without these faults.",
            }
        )
    return said


def _nearest(thread: Thread, window: Window) -> tuple[Known, ...]:
    """Return the known claims that a model is shown: all, or those of the posts that lead to this one and of the last before it."""
    if len(window.known) <= MOST_KNOWN:
        return window.known
    chain: list[str] = []
    post: str | None = window.post
    while post is not None and post not in chain:
        chain.append(post)
        post = _parent(thread, thread.posts_by_id[post].reply_to)
    numbers, here = thread.numbers, thread.numbers[window.post]

    def distance(known: Known) -> tuple[int, int]:
        if known.post in chain:
            return 0, chain.index(known.post)
        return 1, abs(here - numbers.get(known.post or "", here))

    near = {known.id for known in sorted(window.known, key=distance)[:MOST_KNOWN]}
    return tuple(known for known in window.known if known.id in near)


def _shown(thread: Thread, id: str) -> dict[str, Any]:
    post = thread.posts_by_id[id]
    return {"id": post.id, "author": post.author, "text": post.text}


def _plain(known: Known) -> dict[str, str]:
    return {"id": known.id, "text": known.text} | ({"post": known.post} if known.post else {})


@cache
def system() -> str:
    """Return the rules of the template, with the schema of answers."""
    template = files("argmap.drafts").joinpath("prompts", f"{PROMPT}.txt").read_text("utf-8")
    return template.replace("{schema}", json.dumps(answer_schema(), ensure_ascii=False, sort_keys=True))


def prompt_hash() -> str:
    """Return the SHA-256 of the template and the schema."""
    return sha256(system().encode()).hexdigest()
