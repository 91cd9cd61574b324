"""Chats of meetings: what Zoom saves, messages of Teams (Microsoft Graph as JSON, or copied as text), and Google Meet's chat file.

Source: the files that the programs write; https://learn.microsoft.com/graph/api/resources/chatmessage.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from types import ModuleType

from argmap.importers.chats import meet_chat, teams, zoom
from argmap.importers.chats.leftovers import Leftover, sentences
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import DiscussionEntry, Fit, Importer, NotThisSource, RawThread, one_discussion
from argmap.model.posts import Provenance

FORMS: tuple[ModuleType, ...] = (teams, zoom, meet_chat)


def fits(file: InputFile) -> Fit:
    return Fit(max(form.fits(file) for form in FORMS))


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the chat of a meeting; of several meetings, or several chats of Teams, the one that is wanted.

    Raises:
        NotThisSource: no message is in a known form.
    """
    chats = _chats(files)
    chosen = one_discussion(
        {key: form.title(of_key[0], key) for key, (form, of_key) in chats.items()}, wanted
    )
    if chosen is None:
        raise NotThisSource("no message is in a form that Zoom, Teams or Google Meet writes")
    form, of_key = chats[chosen]
    counts: Counter[Leftover] = Counter()
    chat = form.read(of_key, chosen, counts)
    if not chat.posts:
        raise NotThisSource("there is no message in the chat")
    answers = any(post.parent for post in chat.posts)
    return RawThread(
        form.title(of_key[0], chosen),
        chat.posts,
        keyed=chat.keyed,
        reply_structure=chat.reply_structure if answers or chat.keyed else Provenance.UNKNOWN,
        notes=(*chat.notes, *sentences(counts)),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the chats of meetings."""

    def posts() -> Iterator[Seen]:
        for key, (form, of_key) in _chats(files).items():
            title = form.title(of_key[0], key)
            for post in form.read(of_key, key, Counter()).posts:
                yield Seen(key, post.account or post.author, post.created, title)

    return counted_discussions(posts())


def _chats(files: Sequence[InputFile]) -> dict[str, tuple[ModuleType, list[InputFile]]]:
    """Return the form and the files of each chat, by what `--thread` takes; the pages of one chat belong together."""
    chats: dict[str, tuple[ModuleType, list[InputFile]]] = {}
    for file in files:
        form = max(FORMS, key=lambda each: each.fits(file))
        if form.fits(file):
            for key in form.keys(file):
                chats.setdefault(key, (form, []))[1].append(file)
    return chats


IMPORTER = Importer(
    "meeting",
    "the chat of a meeting (Zoom, Teams, Google Meet)",
    fits,
    read,
    discussions,
    frozenset(["messageType", "createdDateTime", "replyToId", "body", "from", "mentions", "etag", "webUrl"]),
)
