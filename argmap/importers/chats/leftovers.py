"""What exports of chats hold besides the words of people, counted for the note of a thread."""

from __future__ import annotations

from collections import Counter
from enum import Enum


class Leftover(Enum):
    """Something in an export that is no post, or a post without words: one, and several of it."""

    SYSTEM = (
        "line that the program itself wrote (such as who joined) was left out",
        "lines that the program itself wrote (such as who joined) were left out",
    )
    MEDIA = (
        "message has no words, only a file, a picture or a sticker",
        "messages have no words, only files, pictures or stickers",
    )
    REACTION = ("reaction was left out", "reactions were left out")
    EDITED = (
        "mark of the program that a message was edited was left out",
        "marks of the program that messages were edited were left out",
    )
    FORWARDED = (
        "forwarded message is shown as a quotation",
        "forwarded messages are shown as quotations",
    )
    SHOWN = (
        "attachment is shown as a quotation",
        "attachments are shown as quotations",
    )
    PREVIEW = (
        "preview of a link, or other attachment, was left out",
        "previews of links, or other attachments, were left out",
    )
    EMPTY = ("message is empty", "messages are empty")
    DIRECT = (
        "message went to one person only, and is marked so",
        "messages went to one person only, and are marked so",
    )
    RENAMED = (
        "change of a name was followed: the person keeps the first one",
        "changes of names were followed: each person keeps the first one",
    )
    BOT = ("message of a bot is marked so", "messages of bots are marked so")
    BEFORE = (
        "line before the first message was left out",
        "lines before the first message were left out",
    )
    COMMAND = (
        "message of a bot of the meeting was left out",
        "messages of bots of the meeting were left out",
    )
    UNKNOWN = (
        "entry that is no message was left out",
        "entries that are no messages were left out",
    )


NO_ZONE = "The times have no zone; they are kept as if they were UTC."
NO_DAY = "The file has times of day but no day, so the posts have no dates."


def sentences(counts: Counter[Leftover]) -> tuple[str, ...]:
    """Return the notes about what was counted, in the order of `Leftover`."""
    return tuple(f"{number} {each.value[number > 1]}." for each in Leftover if (number := counts[each]))
