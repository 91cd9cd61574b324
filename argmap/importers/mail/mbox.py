"""Mailing lists: mbox files, threaded by In-Reply-To and References."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import Message

from argmap.importers.input_file import InputFile
from argmap.importers.protocol import Fit, Importer, NotThisSource, RawPost, RawThread

BOUNDARY = re.compile(rb"^From \S+.*\d{4}\s*$")
MESSAGE_ID = re.compile(r"<[^<>\s]+>")
REPLY_MARKS = re.compile(r"^(?:(?:re|aw|antw|sv|fwd?|wg)(?:\[\d+\])?:\s*)+", re.IGNORECASE)
FOOTER = re.compile(r"\n_{20,}\n[^\n]*mailing list[\s\S]*\Z", re.IGNORECASE)
LARGEST = 4_000_000


def fits(file: InputFile) -> Fit:
    is_mail = re.match(r"From \S+ .*\d{4}\s*\n(?:[\w-]+:.*\n)", file.head)
    return Fit.CERTAIN if is_mail else Fit.NO


def read(files: Sequence[InputFile], wanted: str | None = None) -> RawThread:  # noqa: ARG001 (a file is one)
    """Return the messages of mbox files; quoted lines, signatures and the list's footer are treated as mail readers do.

    A message answers the one that In-Reply-To names, or else the last of its References that is there, or else, if its
    subject is a "Re:", the first message of that subject (RFC 5256, section 2.2).

    Raises:
        NotThisSource: there is no message in the files.
    """
    messages = [message for file in files for message in _messages(file)]
    if not messages:
        raise NotThisSource("there is no message in the files")
    known = {id for message in messages for id in _ids(message.get("Message-ID"))[:1]}
    subjects: dict[str, str] = {}
    posts = []
    for number, message in enumerate(messages, start=1):
        post = _post(message, number, known)
        subject = _header(message, "Subject")
        base = REPLY_MARKS.sub("", subject).casefold()
        if post.parent is None and base != subject.casefold() and base in subjects:
            post = replace(post, parent=subjects[base])
        subjects.setdefault(base, post.key)
        posts.append(post)
    return RawThread(REPLY_MARKS.sub("", _header(messages[0], "Subject")), tuple(posts))


def _messages(file: InputFile) -> Iterator[Message]:
    parts: list[bytes] = []
    size = 0
    with file.open() as stream:
        for line in stream:
            if BOUNDARY.match(line) and (not parts or not parts[-1].strip()):
                if parts:
                    yield email.message_from_bytes(b"".join(parts), policy=email.policy.compat32)
                parts, size = [b""], 0
            elif parts and size < LARGEST:
                parts.append(line)
                size += len(line)
    if parts:
        yield email.message_from_bytes(b"".join(parts), policy=email.policy.compat32)


def _post(message: Message, number: int, known: set[str]) -> RawPost:
    own = _ids(message.get("Message-ID"))
    above = [*_ids(message.get("References")), *_ids(message.get("In-Reply-To"))[:1]]
    answered = [id for id in above if id in known and id not in own]
    parent = answered[-1] if answered else above[-1] if above and above[-1] not in own else None
    return RawPost(
        own[0] if own else f"message-{number}", parent, _author(message), message.get("Date"), _body(message)
    )


def _ids(header: object) -> list[str]:
    return MESSAGE_ID.findall(str(header)) if header is not None else []


def _author(message: Message) -> str | None:
    sender = _header(message, "From")
    name = re.match(r'\s*"?([^"<]*?)"?\s*<([^<>]*)>', sender)
    if name:
        return name[1].strip() or name[2].split("@")[0]
    return sender.split("@")[0].strip() or None


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    try:
        return " ".join(str(make_header(decode_header(str(value)))).split()) if value is not None else ""
    except (ValueError, LookupError, UnicodeError):
        return " ".join(str(value).split())


def _body(message: Message) -> str:
    """Return the plain text of a message: its first text part, unfolded, without signature and footer."""
    part = next((p for p in message.walk() if p.get_content_type() == "text/plain"), None)
    html = (
        next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
        if part is None
        else None
    )
    chosen = part or html
    if chosen is None:
        return ""
    text = _payload(chosen).replace("\r\n", "\n")
    if html is not None:
        from argmap.importers.html_text import html_text

        text = html_text(text)
    text = FOOTER.sub("", text)
    text = re.split(r"^-- \n", text, maxsplit=1, flags=re.MULTILINE)[0]
    if "format=flowed" in str(chosen.get("Content-Type", "")).lower():
        text = re.sub(r"(?<=\S) \n(?!>|\n|-- )", " ", text)
    return re.sub(r"^>From ", "From ", text, flags=re.MULTILINE).strip("\n")


def _payload(part: Message) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "cp1252"):
        try:
            return content.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1")


IMPORTER = Importer("mail", "a mailing list (mbox)", fits, read)
