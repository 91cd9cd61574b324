"""Mastodon and its kin: statuses and their contexts, timelines, and the outbox of an account's archive.

Source of the forms: the entities Status and Context of Mastodon's API, which Pleroma, Akkoma and GoToSocial share, and
ActivityStreams for outboxes (Create and Announce of Note and Question).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from argmap.importers.forums.activitypub import ACTIVITIES, status_of
from argmap.importers.forums.records import (
    Placed,
    common_language,
    counted,
    edited_note,
    identity,
    inner,
    left_out_note,
    moment,
    paragraphs,
    picked,
    records_in,
    words,
)
from argmap.importers.html.text import html_text
from argmap.importers.ids import made_key
from argmap.importers.input_file import InputFile
from argmap.importers.listing import Seen, counted_discussions
from argmap.importers.protocol import DiscussionEntry, Fit, Importer, NotThisSource, RawPost, RawThread
from argmap.model.posts import Gone

SHOWN_ADDRESS = re.compile(
    r"""<a\b(?=[^<>]*\b(?:class=["'][^"'<>]*\b(?:mention|hashtag)\b|rel=["'][^"'<>]*\btag\b))[^<>]*>((?:(?!</?a\b).)*)</a>""",
    re.DOTALL | re.IGNORECASE,
)
"""A mention or a tag: the site makes its address, the author writes only "@name" or "#tag"."""

PUBLIC = frozenset({"", "public", "unlisted", "local"})
KEYS = frozenset(
    ["account", "acct", "ancestors", "content", "created_at", "descendants", "in_reply_to_id", "reblog", "spoiler_text",
     "uri", "visibility", "orderedItems", "attributedTo", "inReplyTo", "actor", "object"]
)  # fmt: skip

LISTS = ("items", "first", "statuses", "orderedItems")
SIGNS = frozenset({"account", "content", "object", "spoiler_text"})
LONGEST_TITLE = 80
_CONTEXT = frozenset({"ancestors", "descendants"})

Status = dict[str, Any]


def fits(file: InputFile) -> Fit:
    inside = [each for item in file.sample for each in (item if isinstance(item, list) else [item])]
    pages = [*inside, *(inner(item, "first") for item in inside)]
    listed = [each for page in pages for key in LISTS for each in records_in(inner(page, key))]
    return Fit.CERTAIN if any(map(_is_here, [*inside, *listed])) else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:
    """Return the statuses of a conversation. A boost has no words of the account that boosts, and is left out.

    Raises:
        NotThisSource: there is no status in the files.
        SeveralDiscussions: there are several conversations, and none was named.
    """
    gathered = _gathered(files)
    discussion = picked(_pieces(gathered), wanted)
    if discussion is None:
        raise NotThisSource("there is no status with words in the files")
    first = gathered.statuses[discussion.key]
    mine = [first, *(status for status in discussion.records if status is not first)]
    hidden = sum(words(status.get("visibility")) not in PUBLIC for status in mine)
    return RawThread(
        "",
        tuple(map(_raw, mine)),
        url=words(first.get("url")) or words(first.get("uri")) or None,
        language=common_language(status.get("language") for status in mine),
        notes=(
            *counted(gathered.boosts, "1 boost was left out.", "{n} boosts were left out."),
            *counted(
                gathered.named,
                "1 post is only named in the file, without its words.",
                "{n} posts are only named in the file, without their words.",
            ),
            *left_out_note(gathered.strange),
            *counted(hidden, "1 post is not public.", "{n} posts are not public."),
            *edited_note(sum(bool(status.get("edited_at")) for status in mine)),
        ),
    )


def discussions(files: Sequence[InputFile]) -> Iterator[DiscussionEntry]:
    """Yield the conversations, each under the id of the status that begins it."""
    yield from counted_discussions(
        Seen(piece.key, _name(piece.record), moment(piece.record.get("created_at")), piece.title)
        for piece in _pieces(_gathered(files))
    )


def _gathered(files: Sequence[InputFile]) -> StatusPosts:
    """Return the statuses of the files; those of a context belong together, even where one between them is missing."""
    gathered = StatusPosts()
    todo: list[tuple[Any, bool]] = [([item for file in files for item in file.items()], False)]
    while todo:
        value, beside = todo.pop()
        if isinstance(value, list):
            beside = beside or any(map(_is_here, value))
            todo += [(each, beside) for each in reversed(value)]
        elif _is_activity(value):
            gathered.add(_with_id(status_of(value)))
        elif _is_status(value) or (beside and _is_told(value)):
            gathered.add(_with_id(value))
        elif isinstance(value, dict):
            lists = [value[key] for key in LISTS if isinstance(value.get(key), list | dict)]
            context = [*records_in(value.get("ancestors")), *records_in(value.get("descendants"))]
            gathered.join([_with_id(status)["id"] for status in context if _is_told(status)])
            gathered.strange += beside and not lists and not context and bool(SIGNS & value.keys())
            gathered.strange += sum(not _is_told(status) for status in context)
            todo += [(each, True) for each in reversed(context) if _is_told(each)]
            todo += [(each, beside) for each in lists]
    return gathered


def _is_told(value: Any) -> bool:
    """Return whether a value is a status where statuses are, though it says neither its id nor its author."""
    return isinstance(value, dict) and ("content" in value or _is_status(value)) and "type" not in value


def _with_id(status: Status) -> Status:
    """Return a status that has an id: its address, or one that is made of its words."""
    id = next(filter(None, (identity(status.get(key)) for key in ("id", "uri", "url"))), None)
    made = made_key(_name(status), status.get("created_at"), words(status.get("content")))
    return {**status, "id": id or ("" if status.get("named") or status.get("reblog") else made)}


@dataclass(slots=True)
class StatusPosts:
    """The statuses of some files.

    Attributes:
        statuses: By their ids.
        above: Leads from the id of a status to that of another one of its conversation, and in the end to one for all.
        boosts: How many boosts there were.
        named: How many statuses are only named, without their words.
        strange: How many records stand among statuses and are none.
    """

    statuses: dict[str, Status] = field(default_factory=dict)
    above: dict[str, str] = field(default_factory=dict)
    boosts: int = 0
    named: int = 0
    strange: int = 0

    def add(self, status: Status) -> None:
        """Add a status, unless it is a boost or has no words."""
        id = identity(status.get("id"))
        if status.get("reblog"):
            self.boosts += 1
        elif id is None or status.get("named"):
            self.named += 1
        else:
            self.statuses.setdefault(id, status)
            self.join([id, identity(status.get("in_reply_to_id"))])

    def join(self, ids: Sequence[str | None]) -> None:
        """Note that statuses belong to one conversation."""
        known = [id for id in ids if id is not None]
        for id in known[1:]:
            one, other = self.end(known[0]), self.end(id)
            if one != other:
                self.above[other] = one

    def end(self, id: str) -> str:
        """Return the id that stands for the whole conversation of a status; the way to it becomes shorter."""
        while id in self.above:
            above = self.above[id]
            self.above[id] = self.above.get(above, above)
            id = above
        return id


def _pieces(gathered: StatusPosts) -> Iterator[Placed[Status]]:
    """Yield each status with the id of the one that begins its conversation: it answers nothing, or is the earliest."""
    begins: dict[str, tuple[bool, str, str]] = {}
    for id, status in gathered.statuses.items():
        end = gathered.end(id)
        place = (status.get("in_reply_to_id") is not None, words(status.get("created_at")), id)
        begins[end] = min(begins.get(end, place), place)
    for id, status in gathered.statuses.items():
        begin = begins[gathered.end(id)][2]
        title = _own_words(status).strip().split("\n", 1)[0][:LONGEST_TITLE] if begin == id else ""
        yield Placed(begin, title, status)


def _is_status(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and "id" in value
        and "content" in value
        and isinstance(value.get("account"), dict)
    )


def _is_activity(value: Any) -> bool:
    return isinstance(value, dict) and words(value.get("type")) in ACTIVITIES


def _is_here(value: Any) -> bool:
    return (
        _is_status(value)
        or _is_activity(value)
        or (isinstance(value, dict) and bool(value.keys() >= _CONTEXT))
    )


def _name(status: Status) -> str | None:
    account = status.get("account")
    return words(inner(account, "acct") or inner(account, "username")) or None


def _own_words(status: Status) -> str:
    """Return what the author wrote: warning, text, options of a poll, and descriptions of pictures."""
    options = "\n".join(
        f"- {words(option.get('title'))}" for option in records_in(inner(status, "poll", "options"))
    )
    described = [words(each.get("description")) for each in records_in(status.get("media_attachments"))]
    content = SHOWN_ADDRESS.sub(r"\1", words(status.get("content")))
    return paragraphs(words(status.get("spoiler_text")), html_text(content), options, *described)


def _raw(status: Status) -> RawPost:
    account = status.get("account")
    return RawPost(
        identity(status["id"]) or "",
        identity(status.get("in_reply_to_id")),
        _name(status),
        moment(status.get("created_at")),
        "" if status.get("deleted") else _own_words(status),
        Gone.DELETED if status.get("deleted") else None,
        account=words(inner(account, "url") or inner(account, "uri")) or None,
        url=words(status.get("url")) or words(status.get("uri")) or None,
    )


IMPORTER = Importer("mastodon", "Mastodon or another place of the fediverse", fits, read, discussions, KEYS)
