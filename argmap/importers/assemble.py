"""From the posts of a source to a thread: ids, order, replies, repetitions, participants, and a note on what changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from argmap.errors import ArgmapError
from argmap.importers.changes import ChangeCounts
from argmap.importers.ids import distinct, hidden_keys, ids_by_key
from argmap.importers.order import in_order, parents_of
from argmap.importers.people import (
    Person,
    absent_names,
    holds_name,
    named,
    numbered_names,
    people_in,
    pseudonymous,
    who,
)
from argmap.importers.protocol import NotThisSource, RawPost, RawThread
from argmap.importers.pseudonyms import Pseudonyms
from argmap.importers.redaction import Mention, PeopleNames, names_of
from argmap.importers.times import timestamp
from argmap.importers.words import (
    LONGEST_NAME,
    LONGEST_TITLE,
    clean,
    first_words,
    slug,
    verbatim,
)
from argmap.model.base import LONGEST_TEXT
from argmap.model.posts import Fingerprint, Gone, Participant, Post, ThreadSource
from argmap.model.thread import Thread

__all__ = [
    "Assembled",
    "ImportOptions",
    "assembled",
    "clean",
    "first_words",
    "post_ids",
    "slug",
    "thread_of",
    "verbatim",
    "who",
]


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
        secret: The key of pseudonyms; without it, a later import cannot know the same people again.
        redact: Whether names of authors inside the posts are replaced by `[name 3]`, the number of the pseudonym.
        known: The thread of the dataset that is imported again: its people keep their pseudonyms.
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
    secret: bytes | None = field(default=None, repr=False)
    redact: bool = False
    known: Thread | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Assembled:
    """A thread that was made of a source, and what it does not say itself.

    Attributes:
        thread: The thread.
        mentions: The names of participants that occur inside its posts; with `pseudonymise` only. With `redact`, they
            are those that were replaced.
        names: The names, to look for in other texts; of nobody without `pseudonymise`.
        places: The number of each post in the order of the file, by its id in the thread.
        note: The part of the thread's note that says what the import left out, changed or guessed.
        raw: What the importer read, with the names; it is not stored.
    """

    thread: Thread
    mentions: tuple[Mention, ...]
    names: PeopleNames
    places: Mapping[str, int]
    note: str
    raw: RawThread = field(repr=False)


def thread_of(raw: RawThread, options: ImportOptions) -> Thread:
    """Return the thread made from the posts that an importer read; see `assembled`.

    Args:
        raw: What an importer read.
        options: The id of the thread, the kind of its source, and whether names are replaced.

    Raises:
        NotThisSource: no post has a text.
    """
    return assembled(raw, options).thread


def assembled(raw: RawThread, options: ImportOptions) -> Assembled:
    """Return the thread made from the posts that an importer read, with the names inside it.

    Posts are in the order of their times if most have one, and otherwise in the order of the file. Ids are made from the
    keys of the source, so that another import gives the same ids. A post with exactly the words of an earlier one repeats it.

    Args:
        raw: What an importer read.
        options: The id of the thread, the kind of its source, and whether names are replaced.

    Raises:
        NotThisSource: no post has a text.
        WrongKey: the dataset's names were replaced with another key.
        ArgmapError: names inside posts are to be replaced, and those of authors are not.
    """
    if options.redact and not options.pseudonymise:
        raise ArgmapError("names inside posts are replaced by numbers of pseudonyms; add --pseudonymise")
    counts = ChangeCounts()
    posts = distinct(raw.posts, counts.add)
    if not any(post.text.strip() for post in posts):
        raise NotThisSource("no post has a text")
    times = {post.key: timestamp(post.created) for post in posts}
    for post in posts:
        if post.created not in {None, ""} and times[post.key] is None:
            counts.add("post has a time that could not be read")
    parents = parents_of(posts, counts.add)
    ordered = in_order(posts, parents, times)
    people = people_in(ordered)
    hashes = _hashes(raw, options) if options.pseudonymise else None
    known = options.known.participants if options.known is not None else ()
    participants = pseudonymous(people, hashes, known) if options.pseudonymise else named(people)
    hidden = people if options.pseudonymise else {}
    ids = ids_by_key(posts, keyed=raw.keyed, hidden=hidden_keys(posts, hidden, hashes))
    named_people = numbered_names(people, participants, raw.aliases) if options.pseudonymise else {}
    for number, words in absent_names((post.text for post in posts), known, named_people, hashes):
        named_people.setdefault(number, []).append(words)
    names = names_of(named_people)
    title = (
        clean(options.title or raw.title, LONGEST_TITLE)
        or options.untitled
        or first_words(raw.posts)
        or options.id
    )
    texts = [("title", title), *((ids[post.key], post.text) for post in ordered if post.gone is None)]
    texts += [(ids[post.key], post.label) for post in ordered if post.label]
    mentions = names.mentions(texts) if options.pseudonymise else ()
    if options.redact:
        title = clean(names.redacted(title), LONGEST_TITLE)
        ordered = [
            replace(
                post,
                text=names.redacted(post.text),
                label=names.redacted(post.label) if post.label else post.label,
            )
            for post in ordered
        ]
    if hidden:
        ordered = [_without_address(post, hidden.get(who(post)), counts) for post in ordered]
    made = tuple(_posts(ordered, ids, parents, participants, times, counts))
    url = options.url or _unless_named(raw.url, hidden, counts)
    note = _note(raw, options, counts)
    thread = Thread(
        id=options.id,
        title=title,
        source=ThreadSource(
            kind=options.kind,
            url=_address(url),
            retrieved=options.retrieved,
            license=clean(options.license or raw.license or "", LONGEST_TITLE) or None,
            note=" ".join(filter(None, (options.note, note))) or None,
            import_note=Fingerprint.of(note) if note else None,
            pseudonyms=hashes.mark if hashes is not None else None,
            redacted=options.redact,
        ),
        language=options.language or raw.language,
        authorship=raw.authorship,
        reply_structure=raw.reply_structure,
        participants=tuple(dict.fromkeys(participants.values())),
        posts=made,
    )
    places = {ids[post.key]: number for number, post in enumerate(posts, start=1)}
    return Assembled(thread, mentions, names, places, note, raw)


def _hashes(raw: RawThread, options: ImportOptions) -> Pseudonyms | None:
    """Return the keyed hashes of the dataset: those that it has already, or new ones; None without a key."""
    if options.secret is None:
        return None
    mark = options.known.source.pseudonyms if options.known is not None else None
    if mark is not None:
        return Pseudonyms.again(options.secret, mark)
    first = next((post.key for post in raw.posts), "")
    return Pseudonyms.new(options.secret, options.kind, raw.url or "", raw.title, first)


def _note(raw: RawThread, options: ImportOptions, counts: ChangeCounts) -> str:
    notes = [*raw.notes]
    if counts.changes:
        notes.append(f"On import: {'; '.join(counts.sentences())}.")
    if options.redact:
        notes.append(
            "Names of authors were replaced, also inside texts: [name 3] stands for a name of Person 3."
        )
    elif options.pseudonymise:
        notes.append("Names of authors were replaced; names inside texts were not.")
    return verbatim(" ".join(filter(None, notes)))  # notes name keys, columns and people of the source


def _address(url: str | None) -> str | None:
    return url if url and re.match(r"https?://[^\s\x00-\x1f\ud800-\udfff]+$", url) else None


def _unless_named(url: str | None, people: Mapping[str, Person], counts: ChangeCounts) -> str | None:
    """Return an address, unless it holds the name of somebody."""
    if url is not None and any(holds_name(url, person) for person in people.values()):
        counts.add("address that holds a name was left out")
        return None
    return url


def _without_address(post: RawPost, author: Person | None, counts: ChangeCounts) -> RawPost:
    """Return a post, without its address if that holds the name of its author."""
    if author is None or _unless_named(post.url, {author.who: author}, counts) == post.url:
        return post
    return replace(post, url=None)


def post_ids(raw: RawThread) -> dict[str, str]:
    """Return the id that each post gets in the thread, by its key in the source: to quote posts by their keys.

    Args:
        raw: What an importer read.
    """
    return ids_by_key(distinct(raw.posts, ChangeCounts().add), keyed=raw.keyed)


def _posts(
    posts: Sequence[RawPost],
    ids: Mapping[str, str],
    parents: Mapping[str, str],
    people: Mapping[str, Participant],
    times: Mapping[str, str | None],
    counts: ChangeCounts,
) -> Iterable[Post]:
    first: dict[str, str] = {}
    for post in posts:
        text = verbatim(post.text)
        if len(text) > LONGEST_TEXT:
            raise NotThisSource(
                f"post {post.key!r} has {len(text):,} characters; a post has {LONGEST_TEXT:,} at most, so this may be "
                "another kind of file (--as KIND), or several posts in one"
            )
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
            author=people[who(post)].id if who(post) in people else None,
            reply_to=ids[parents[post.key]] if post.key in parents else None,
            created=times[post.key],
            cue=post.cue,
            url=_address(post.url),
            label=clean(post.label or "", LONGEST_NAME) or None,
            text=None if gone or repeated else text,
            repeats=earlier if repeated else None,
            gone=gone,
        )
