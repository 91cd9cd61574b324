"""From the posts of a source to a thread: ids, order, replies, repetitions, participants, and a note on what changed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from heapq import heapify, heappop, heappush

from argmap.importers.protocol import NotThisSource, RawPost, RawThread
from argmap.importers.times import timestamp
from argmap.model.base import UNPRINTABLE
from argmap.model.posts import Gone, Participant, Post, ThreadSource
from argmap.model.thread import Thread

LEFT_OUT = re.compile(f"{UNPRINTABLE.pattern[:-1]}\ud800-\udfff]")
"""Characters that no text file holds; half of a surrogate pair is one, the whole pair is a character of its own."""

LONGEST_ID = 64
LONGEST_NAME = 200
LONGEST_TITLE = 300
LONGEST_FIRST_WORDS = 60


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How a thread is made.

    Attributes:
        id: Its id.
        kind: The kind of its source.
        retrieved: The day it was read (YYYY-MM-DD).
        pseudonymise: Whether names of authors are replaced.
        title: Its title, in place of the source's.
        url: Its address, in place of the source's.
        license: What may be done with the posts, in place of what the source says.
        note: A sentence before the notes of the import.
        language: The language of the posts (BCP 47), in place of the source's.
        untitled: The title of a discussion to which the source gives none; its first words if there is neither.
    """

    id: str
    kind: str
    retrieved: str | None = None
    pseudonymise: bool = False
    title: str | None = None
    url: str | None = None
    license: str | None = None
    note: str | None = None
    language: str | None = None
    untitled: str | None = None


@dataclass(slots=True)
class _Counts:
    """What was changed during the import, for the note of the thread."""

    changes: Counter[str] = field(default_factory=Counter)

    def add(self, what: str) -> None:
        self.changes[what] += 1

    def sentences(self) -> list[str]:
        return [
            f"{number} {what if number == 1 else PLURALS[what]}"
            for what, number in sorted(self.changes.items())
        ]


PLURALS = {
    "post answers one that is not in the source": "posts answer ones that are not in the source",
    "post came twice": "posts came twice",
    "post had an id of another": "posts had an id of another",
    "reply that closed a cycle was cut": "replies that closed a cycle were cut",
    "post has a time that could not be read": "posts have times that could not be read",
    "text had characters that no text file holds": "texts had characters that no text file holds",
    "post was empty": "posts were empty",
}


def thread_of(raw: RawThread, options: ImportOptions) -> Thread:
    """Return the thread made from the posts that an importer read.

    Posts are in the order of their times if most have one, and otherwise in the order of the file. Ids are made from the
    keys of the source, so that another import gives the same ids. A post with exactly the words of an earlier one repeats it.

    Args:
        raw: What an importer read.
        options: The id of the thread, the kind of its source, and whether names are replaced.

    Raises:
        NotThisSource: no post has a text.
    """
    counts = _Counts()
    posts = _distinct(raw.posts, counts)
    if not any(post.text.strip() for post in posts):
        raise NotThisSource("no post has a text")
    ids = _ids(posts, keyed=raw.keyed)
    times = {post.key: timestamp(post.created) for post in posts}
    for post in posts:
        if post.created not in {None, ""} and times[post.key] is None:
            counts.add("post has a time that could not be read")
    parents = _parents(posts, counts)
    ordered = _in_order(posts, parents, times)
    people = _people(ordered, pseudonymise=options.pseudonymise)
    made = tuple(_posts(ordered, ids, parents, people, times, counts))
    notes = [
        options.note or "",
        *raw.notes,
        *(f"On import: {'; '.join(counts.sentences())}." if counts.changes else "",),
    ]
    if options.pseudonymise:
        notes.append("Names of authors were replaced; names inside texts were not.")
    return Thread(
        id=options.id,
        title=clean(options.title or raw.title, LONGEST_TITLE)
        or options.untitled
        or first_words(raw.posts)
        or options.id,
        source=ThreadSource(
            kind=options.kind,
            url=_address(options.url or raw.url),
            retrieved=options.retrieved,
            license=clean(options.license or raw.license or "", LONGEST_TITLE) or None,
            note=" ".join(filter(None, notes)) or None,
        ),
        language=options.language or raw.language,
        authorship=raw.authorship,
        reply_structure=raw.reply_structure,
        participants=tuple(Participant(id=id, name=name) for id, name in people.values()),
        posts=made,
    )


def _address(url: str | None) -> str | None:
    return url if url and re.match(r"https?://[^\s\x00-\x1f]+$", url) else None


def first_words(posts: Iterable[RawPost]) -> str:
    """Return the first line of the first post that has words, to name a discussion without a title; "" if there is none."""
    lines = (line.strip(" #>*-") for post in posts for line in post.text.split("\n"))
    return clean(next(filter(None, lines), ""), LONGEST_FIRST_WORDS)


def clean(text: str, longest: int) -> str:
    """Return a text as one line without control characters, of at most so many characters."""
    folded = " ".join(LEFT_OUT.sub(" ", text).split())
    return folded if len(folded) <= longest else f"{folded[: longest - 1]}…"


def slug(text: str) -> str:
    """Return a text as an id: ASCII letters and digits joined by hyphens, at most 64 characters; perhaps empty.

    Example:
        >>> slug("Jürgen S. <x@y.org>")
        'jurgen-s-x-y-org'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    joined = "-".join(re.findall(r"[a-z0-9]+", plain))
    if len(joined) <= LONGEST_ID:
        return joined
    return f"{joined[: LONGEST_ID - 9].rstrip('-')}-{_digest(text)}"


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _distinct(posts: Iterable[RawPost], counts: _Counts) -> list[RawPost]:
    """Return the posts, one for each key: the first."""
    first: dict[str, RawPost] = {}
    for post in posts:
        if post.key not in first:
            first[post.key] = post
        elif first[post.key] == post:
            counts.add("post came twice")
        else:
            counts.add("post had an id of another")
    return list(first.values())


def post_ids(raw: RawThread) -> dict[str, str]:
    """Return the id that each post gets in the thread, by its key in the source: to quote posts by their keys.

    Args:
        raw: What an importer read.
    """
    return _ids(_distinct(raw.posts, _Counts()), keyed=raw.keyed)


def _ids(posts: Sequence[RawPost], *, keyed: bool) -> dict[str, str]:
    """Return the id of each post by its key."""
    if not keyed:
        return {post.key: f"p{number}" for number, post in enumerate(posts, start=1)}
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for post in posts:
        name = slug(post.key)
        name = f"p{name}" if name[:1].isdigit() else name or f"p-{_digest(post.key)}"
        name = name[:LONGEST_ID].rstrip("-")
        if name in taken:
            name = f"{name[: LONGEST_ID - 9].rstrip('-')}-{_digest(post.key)}"
        taken.add(name)
        ids[post.key] = name
    return ids


def _in_order(
    posts: Sequence[RawPost], parents: Mapping[str, str], times: Mapping[str, str | None]
) -> list[RawPost]:
    """Return posts by time, and none before the one that it answers, whatever the clocks of their senders say.

    A post without a time, such as a deleted one, stands at the time of what it answers. Where most have no time, the
    order of the file is the better guess.
    """
    timed = sum(times[post.key] is not None for post in posts) * 2 > len(posts)
    replies: dict[str | None, list[int]] = {}
    for index, post in enumerate(posts):
        replies.setdefault(parents.get(post.key), []).append(index)
    ordered: list[RawPost] = []
    ready = [(_time(posts[index], times, "") if timed else "", index) for index in replies.get(None, ())]
    heapify(ready)
    while ready:
        time, index = heappop(ready)
        ordered.append(posts[index])
        for reply in replies.get(posts[index].key, ()):
            heappush(ready, (_time(posts[reply], times, time) if timed else "", reply))
    return ordered


def _time(post: RawPost, times: Mapping[str, str | None], above: str) -> str:
    """Return the time of a post in an order of times: never before the post above it, or that post's if it has none."""
    return max(times[post.key] or above, above)


def _parents(posts: Sequence[RawPost], counts: _Counts) -> dict[str, str]:
    """Return the key that each post answers; what is not there, or would close a cycle, is left out."""
    known = {post.key for post in posts}
    parents: dict[str, str] = {}
    for post in posts:
        if post.parent is not None and post.parent in known:
            parents[post.key] = post.parent
        elif post.parent is not None:
            counts.add("post answers one that is not in the source")
    clear: set[str] = set()
    for post in posts:
        path: list[str] = []
        seen: set[str] = set()
        place: str | None = post.key
        while place is not None and place not in clear and place not in seen:
            seen.add(place)
            path.append(place)
            place = parents.get(place)
        if place is not None and place in seen:
            del parents[path[-1]]
            counts.add("reply that closed a cycle was cut")
        clear |= seen
    return parents


def who(post: RawPost) -> str:
    """Return what tells the author of a post from others: the account in the source, or the name; "" if nobody knows."""
    return post.account or post.author or ""


def _people(posts: Iterable[RawPost], *, pseudonymise: bool) -> dict[str, tuple[str, str]]:
    """Return id and name of each author by what tells them apart, in the order of their first posts."""
    people: dict[str, tuple[str, str]] = {}
    taken: set[str] = set()
    for post in posts:
        name = clean(post.author or post.account or "", LONGEST_NAME)
        if not name or who(post) in people:
            continue
        if pseudonymise:
            id, shown = f"person-{len(people) + 1}", f"Person {len(people) + 1}"
        else:
            id, shown = slug(name) or f"author-{_digest(name)}", name
            id = id if id not in taken else f"{id[: LONGEST_ID - 9].rstrip('-')}-{_digest(who(post))}"
        taken.add(id)
        people[who(post)] = (id, shown)
    return people


def _posts(
    posts: Sequence[RawPost],
    ids: Mapping[str, str],
    parents: Mapping[str, str],
    people: Mapping[str, tuple[str, str]],
    times: Mapping[str, str | None],
    counts: _Counts,
) -> Iterable[Post]:
    first: dict[str, str] = {}
    for post in posts:
        text = verbatim(post.text)
        if text != post.text.replace("\r\n", "\n").replace("\r", "\n").strip("\n"):
            counts.add("text had characters that no text file holds")
        gone = post.gone
        if gone is None and not text.strip():
            gone = Gone.EMPTY
            counts.add("post was empty")
        earlier = first.setdefault(text, ids[post.key]) if gone is None else ids[post.key]
        repeated = gone is None and earlier != ids[post.key]
        yield Post(
            id=ids[post.key],
            author=people[who(post)][0] if who(post) in people else None,
            reply_to=ids[parents[post.key]] if post.key in parents else None,
            created=times[post.key],
            cue=post.cue,
            url=_address(post.url),
            label=clean(post.label or "", LONGEST_NAME) or None,
            text=None if gone or repeated else text,
            repeats=earlier if repeated else None,
            gone=gone,
        )


def verbatim(text: str) -> str:
    """Return a text with one kind of line end and without control characters and empty lines around it."""
    return LEFT_OUT.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
