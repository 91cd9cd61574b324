"""What the lines of a dump are: records of Reddit, of Hacker News, of ConvoKit, or plain posts; each read into one row.

Only what a post needs is read of a record, by a parser that skips the rest. Words stay as the dump has them; `take`
hands a thread to its importer, which knows what they mean.

Source of the forms: the dumps of Pushshift and Arctic Shift; the items of the Hacker News API; the documentation of
ConvoKit, "Data format".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple

from argmap.errors import MissingExtra, UnreadableInput

try:
    import msgspec
except ImportError as error:
    raise MissingExtra("reading a dump", "corpus") from error


class Row(NamedTuple):
    """A post of a dump; `created` is in seconds since 1970 (UTC)."""

    thread: str
    id: str
    parent: str | None
    author: str | None
    created: int | None
    title: str | None
    text: str


Number = int | float | str | None


class RedditRecord(msgspec.Struct):
    """A submission or a comment of Reddit."""

    id: str | int
    link_id: str | int | None = None
    parent_id: str | int | None = None
    author: str | None = None
    created_utc: Number = None
    title: str | None = None
    body: str | None = None
    selftext: str | None = None


class SpokenRecord(msgspec.Struct):
    """An utterance of ConvoKit."""

    id: str | int
    text: str | None = None
    conversation_id: str | int | None = None
    root: str | int | None = None
    reply_to: str | int | None = msgspec.field(default=None, name="reply-to")
    reply_to_: str | int | None = msgspec.field(default=None, name="reply_to")
    speaker: Any = None
    user: Any = None
    timestamp: Number = None


class PlainRecord(msgspec.Struct):
    """A post in the plainest form."""

    id: str | int
    thread: str | int
    text: str | None = None
    parent: str | int | None = None
    author: str | None = None
    created: Number = None
    title: str | None = None


def _reddit(record: RedditRecord) -> Row | None:
    id = _base36(record.id)
    if record.link_id is None:
        text = record.selftext if record.selftext is not None else record.body or ""
        return Row(
            f"t3_{id.removeprefix('t3_')}",
            f"t3_{id.removeprefix('t3_')}",
            None,
            record.author,
            _seconds(record.created_utc),
            record.title,
            text,
        )
    thread = f"t3_{_base36(record.link_id).removeprefix('t3_')}"
    parent = thread if record.parent_id is None else _base36(record.parent_id)
    if not parent.startswith(("t1_", "t3_")):
        parent = f"t1_{parent}"
    return Row(
        thread,
        f"t1_{id.removeprefix('t1_')}",
        parent,
        record.author,
        _seconds(record.created_utc),
        None,
        record.body or "",
    )


def _spoken(record: SpokenRecord) -> Row | None:
    thread = record.conversation_id if record.conversation_id is not None else record.root
    parent = record.reply_to if record.reply_to is not None else record.reply_to_
    who = record.speaker if record.speaker is not None else record.user
    author = who.get("id") if isinstance(who, dict) else who
    return Row(
        str(record.id if thread is None else thread),
        str(record.id),
        None if parent is None else str(parent),
        None if author is None else str(author),
        _seconds(record.timestamp),
        None,
        record.text or "",
    )


def _plain(record: PlainRecord) -> Row | None:
    parent = None if record.parent is None else str(record.parent)
    return Row(
        str(record.thread),
        str(record.id),
        parent,
        record.author,
        _seconds(record.created),
        record.title,
        record.text or "",
    )


@dataclass(frozen=True, slots=True)
class DumpForm:
    """A kind of dump: its name, what its lines are, and what makes a row of one."""

    name: str
    record: type[Any]
    row: Callable[[Any], Row | None]

    def reader(self) -> Callable[[bytes], Row | None]:
        """Return the function that makes a row of a line; it raises ValueError for a line that is no such record."""
        decode, row = msgspec.json.Decoder(self.record).decode, self.row
        return lambda line: row(decode(line))


REDDIT = DumpForm("reddit", RedditRecord, _reddit)
CONVOKIT = DumpForm("convokit", SpokenRecord, _spoken)
PLAIN = DumpForm("posts", PlainRecord, _plain)

FORMS: Mapping[str, DumpForm] = {form.name: form for form in (REDDIT, CONVOKIT, PLAIN)}
"""The forms of dumps by name, in the order in which they are tried."""

MARKS: Mapping[str, tuple[frozenset[str], ...]] = {
    "reddit": (frozenset({"link_id", "body"}), frozenset({"selftext", "title"})),
    "convokit": (
        frozenset({"conversation_id", "text"}),
        frozenset({"root", "text", "speaker"}),
        frozenset({"root", "text", "user"}),
    ),
    "posts": (frozenset({"thread", "id", "text"}),),
}
"""The fields that a record of each form has: one of these sets."""


def form_of(line: bytes, name: str) -> DumpForm:
    """Return the form of a dump, by the fields of its first record.

    Args:
        line: the first line that is not empty.
        name: the name of the file, for the message.

    Raises:
        UnreadableInput: it is no JSON object, or its fields are of no form that is known.
    """
    try:
        fields = msgspec.json.decode(line, type=dict[str, msgspec.Raw]).keys()
    except ValueError as error:
        raise UnreadableInput(
            f"{name}:1: AM018 a dump has a JSON object on each line, and this is none: {error}"
        ) from error
    for known, marks in MARKS.items():
        if any(mark <= fields for mark in marks):
            return FORMS[known]
    raise UnreadableInput(
        f"{name}:1: AM018 no dump that argmap knows: a record has {', '.join(sorted(fields)[:12])}; "
        "known are records of Reddit (link_id, body), of ConvoKit (conversation_id, speaker, text), and plain ones (thread, id, parent, author, created, text)"
    )


DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def _base36(value: str | int) -> str:
    """Return an id as Reddit writes it; some dumps have its number in base 10."""
    if isinstance(value, str):
        return value
    digits, number = "", value
    while number > 0:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits or "0"


def _seconds(value: Number) -> int | None:
    """Return a moment in whole seconds since 1970; None for what is no moment."""
    if value is None or isinstance(value, int):
        return value
    try:
        return int(float(value))
    except (ValueError, OverflowError):
        pass
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
