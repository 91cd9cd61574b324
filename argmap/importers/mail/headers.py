"""The headers of a mail, read from bytes that keep to no standard: fields, ids, subjects and times (RFC 5322, RFC 2047)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import parsedate_to_datetime
from hashlib import sha256

from argmap.importers.mail.charsets import decode, whole

Fields = Mapping[str, Sequence[str]]
"""The values of a mail's headers, unfolded and as they are encoded, by their name in lower case."""

FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:(.*(?:\n[ \t].*)*)", re.MULTILINE)
CHARSET = re.compile(
    rb"^Content-Type:[^\n]*(?:\n[ \t][^\n]*)*?charset=\"?([\w.:+-]+)", re.IGNORECASE | re.MULTILINE
)
COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
ID = re.compile(r"<([^<>]+)>")

REPLY = re.compile(
    r"(?:re|aw|antw|antwort|sv|vs|vl|ref|res|rif|odp|ynt|fwd?|wg|tr|rv|enc|doorst|回复|答复|转发|回覆|轉寄|返信|답장)"
    r"(?:\s*\[[^\]\[]*\]|\s*\(\d+\))?\s*[:\uff1a]\s*",
    re.IGNORECASE,
)
"""What mail readers put before the subject of an answer ("Re:", "AW:", "SV[2]:", "回复："), in many languages."""

LONGEST_SUBJECT = 2_000
TAG = re.compile(r"\[[^\]\[]*\]\s*")
FORWARDED = re.compile(r"(?:(?:(?<!\s)\s++)?\(fwd\)){1,9}\s*+$", re.IGNORECASE)
WRAPPED = re.compile(r"\[fwd:\s*+(.*)\]\s*+$", re.IGNORECASE | re.DOTALL)


def fields_of(head: bytes) -> dict[str, list[str]]:
    """Return the headers of a message by name; bytes that are not ASCII are read in the character set of its text."""
    named = CHARSET.search(head)
    fields: dict[str, list[str]] = {}
    for name, value in FIELD.findall(head.replace(b"\r\n", b"\n").replace(b"\r", b"\n")):
        text = _plain(value, named[1].decode("ascii") if named else None)
        fields.setdefault(name.decode("ascii").lower(), []).append(" ".join(text.split()))
    return fields


def _plain(value: bytes, charset: str | None) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return decode(value, charset)[0]


def first(fields: Fields, *names: str) -> str:
    """Return the value of the first header that is there and not empty; "" if none is."""
    return next((value for name in names for value in fields.get(name, ()) if value), "")


def decoded(value: str) -> str:
    """Return the value of a header as text (RFC 2047); what is not encoded correctly stays as it is.

    Example:
        >>> decoded("=?utf-8?q?Stra=C3=9Fenbahn?= or bus"), decoded("=?utf-8?b?a?=")
        ('Straßenbahn or bus', '=?utf-8?b?a?=')
    """
    if "=?" not in value:
        return value
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return value
    texts = (
        part
        if isinstance(part, str)
        else part.decode("raw-unicode-escape", "replace")
        if charset is None
        else decode(part, charset)[0]
        for part, charset in parts
    )
    return " ".join(whole("".join(texts)).split())


def ids(value: str) -> list[str]:
    """Return the ids of messages in a header, without their brackets; some programs fold or forget these.

    Example:
        >>> ids("<a1@x> <b 1@x>"), ids("a1@x")
        (['a1@x', 'b1@x'], ['a1@x'])
    """
    bare = [] if "<" in value else [word.strip("<>,;") for word in value.split() if "@" in word]
    printable = ("".join(filter(str.isprintable, "".join(id.split()))) for id in ID.findall(value) or bare)
    return [id for id in printable if id]


def answered(fields: Fields) -> list[str]:
    """Return the ids of the messages that a message answers, from the beginning of the discussion to the nearest one."""
    own = message_id(fields)
    above = [id for value in fields.get("references", ()) for id in ids(value)]
    chain = [*above, *_direct(COMMENT.sub(" ", first(fields, "in-reply-to")))]
    return list(dict.fromkeys(id for id in reversed(chain) if id != own))[::-1]


def _direct(value: str) -> list[str]:
    """Return the id in an In-Reply-To header, where old programs write "Message from Nora <nora@example.org> of 4 Jan <a1@x>"."""
    last = ids(value)[-1:]
    in_words = bool(ID.sub("", value).strip()) and "<" in value
    return [id for id in last if "@" in id and not (in_words and not re.search(r"\d", id))]


def message_id(fields: Fields) -> str:
    """Return the id of a message; "" if it has none."""
    return next(iter(ids(first(fields, "message-id"))), "")


def made_id(head: bytes, size: int) -> str:
    """Return an id for a message that has none, the same at each import: made from its headers and its length."""
    return f"no-id-{sha256(head + str(size).encode()).hexdigest()[:16]}"


def subject(fields: Fields) -> str:
    return decoded(first(fields, "subject", "thread-topic")[:LONGEST_SUBJECT])


def base_subject(text: str) -> tuple[str, bool]:
    """Return what is left of a subject without marks of answers and names of lists, and whether it had such a mark.

    Source:
        RFC 5256, section 2.1, with the marks of languages that it does not name.

    Example:
        >>> base_subject("Re: [trams] AW: Cost (fwd)"), base_subject("[trams] Cost")
        (('cost', True), ('cost', False))
    """
    base, answer = text, False
    while True:
        before = base
        if FORWARDED.search(base):
            base, answer = FORWARDED.sub("", base), True
        while mark := REPLY.match(base):
            base, answer = base[mark.end() :], True
        tag = TAG.match(base)
        if tag and base[tag.end() :].strip():
            base = base[tag.end() :]
        wrapped = WRAPPED.match(base)
        if wrapped:
            base, answer = wrapped[1], True
        if base == before:
            return " ".join(base.split()).casefold(), answer


def title_of(text: str) -> str:
    """Return a subject without the marks of answers; the names of lists stay.

    Example:
        >>> title_of("Re: [trams] Re: Cost")
        '[trams] Cost'
    """
    kept = ""
    while True:
        mark, tag = REPLY.match(text), TAG.match(text)
        if mark:
            text = text[mark.end() :]
        elif tag and REPLY.match(text, tag.end()):
            kept, text = f"{kept}{tag[0]}", text[tag.end() :]
        else:
            return f"{kept}{text}".strip()


def moment(value: str) -> tuple[str | None, bool]:
    """Return the time in a header (RFC 3339, in UTC), and whether it has a zone; None if it is no time.

    Example:
        >>> moment("Thu, 4 Jan 2024 19:00:00 +0100"), moment("Thu Jan  4 19:00:00 2024")
        (('2024-01-04T18:00:00Z', True), ('2024-01-04T19:00:00Z', False))
    """
    try:
        time = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, True
    try:
        aware = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None, True
    # A zone of -0000 says that the time is in UTC, and nothing about where the sender is (RFC 5322, section 3.3).
    zoned = time.tzinfo is not None or value.rstrip().endswith("-0000")
    return _written(aware), zoned


def _written(time: datetime) -> str:
    return time.isoformat(timespec="seconds").replace("+00:00", "Z")
