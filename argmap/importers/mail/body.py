"""The text of a mail: which of its parts is what was written, and in which characters (RFC 2045 to 2049)."""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message

from argmap.importers.html.text import html_text
from argmap.importers.mail.charsets import decode
from argmap.importers.mail.wording import flowed, own_words, unquoted_from

SECRET = frozenset(
    ["multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"]
)
PLAIN = frozenset(["text/plain", "text/markdown", "text/x-markdown", "text/enriched", "text/x-web-markdown"])
DEEPEST = 40
BOUNDARY = re.compile(rb"\s*--([^\s\"]{1,100})[ \t]*\r?\nContent-", re.IGNORECASE)
META = re.compile(rb"<meta[^<>]*charset=[\"']?([\w.:+-]+)", re.IGNORECASE)


@dataclass(slots=True)
class MailText:
    """What somebody wrote in a mail.

    Attributes:
        text: The words.
        changes: What was left out of it, marked or guessed, with a number; `argmap.importers.mail.mail` says it in words.
        charset: The character set that was assumed, if the mail names none or another one.
    """

    text: str = ""
    changes: Counter[str] = field(default_factory=Counter)
    charset: str = ""


def words_of(content: bytes, *, in_mbox: bool = False, charset: str | None = None) -> MailText:
    """Return what somebody wrote in a mail.

    Of alternatives the plain text counts, or the HTML where the plain one is empty, as some mail readers leave it.
    Attached mails are no part of it.

    Args:
        content: The mail, with its headers.
        in_mbox: Whether it stood in an mbox, where ">" is put before lines that begin with "From ".
        charset: The character set of texts that name none.
    """
    words = MailText()
    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
        texts = list(_texts(message, words, in_mbox, charset))
    except RecursionError:
        words.changes["unreadable"] += 1
        return words
    html = bool(texts) and all(is_html for _, is_html in texts)
    joined = "\n\n".join(text.strip("\n") for text, _ in texts if text.strip())
    words.text = own_words(joined, words.changes, from_html=html)
    return words


def _texts(
    part: Message, words: MailText, in_mbox: bool, charset: str | None, depth: int = 0
) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a part that are to be read, and whether each was HTML."""
    kind = part.get_content_type()
    if kind in SECRET:
        words.changes["encrypted"] += 1
    elif part.is_multipart() and kind != "message/rfc822" and depth < DEEPEST:
        parts = [each for each in part.get_payload() if isinstance(each, Message)]
        if kind == "multipart/alternative":
            yield from _alternative(parts, words, in_mbox, charset, depth)
            return
        if kind == "multipart/related":
            parts = parts[:1]
        for each in parts:
            yield from _texts(each, words, in_mbox, charset, depth + 1)
    elif kind.startswith("multipart/") and depth < DEEPEST:
        whole = _rebound(part)
        if whole is None:
            yield _text(part, words, in_mbox, charset), False  # no part begins anywhere: it is one text
        else:
            yield from _texts(whole, words, in_mbox, charset, depth + 1)
    elif part.get_content_disposition() == "attachment" or kind not in PLAIN | {"text/html"}:
        words.changes["attachment"] += not _is_technical(kind)
    else:
        yield _text(part, words, in_mbox, charset), kind == "text/html"


def _rebound(part: Message) -> Message | None:
    """Return a part of parts whose boundary is another than the one that it names, with the one that it has."""
    payload = part.get_payload(decode=True)
    boundary = BOUNDARY.match(payload) if isinstance(payload, bytes) else None
    if boundary is None or not isinstance(payload, bytes):
        return None
    kind = part.get_content_type().encode("ascii", "replace")
    head = b'Content-Type: %b; boundary="%b"\n\n' % (kind, boundary[1])
    whole = email.message_from_bytes(head + payload, policy=email.policy.compat32)
    return whole if whole.is_multipart() else None


def _alternative(
    parts: list[Message], words: MailText, in_mbox: bool, charset: str | None, depth: int
) -> Iterator[tuple[str, bool]]:
    """Yield the texts of the first alternative that has words, plain text before HTML."""
    ordered = sorted(parts, key=lambda part: part.get_content_type() not in PLAIN)
    for part in ordered:
        before = Counter(words.changes)
        texts = list(_texts(part, words, in_mbox, charset, depth + 1))
        if any(text.strip(" \t\n\xa0\u200b") for text, _ in texts):
            yield from texts
            return
        words.changes = before


def _is_technical(kind: str) -> bool:
    return kind in {
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/x-pkcs7-signature",
        "message/delivery-status",
    }


def _text(part: Message, words: MailText, in_mbox: bool, charset: str | None) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return ""
    is_html = part.get_content_type() == "text/html"
    text, assumed = decode(content, _named(part) or (_named_inside(content) if is_html else None) or charset)
    words.charset = assumed or words.charset
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if in_mbox and str(part.get("Content-Transfer-Encoding", "")).strip().lower() != "base64":
        text = unquoted_from(text)
    if is_html:
        return html_text(text)
    if str(_parameter(part, "format")).lower() == "flowed":
        text = flowed(text, delete_space=str(_parameter(part, "delsp")).lower() == "yes")
    return text


def _named(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except (LookupError, ValueError):
        return None


def _named_inside(content: bytes) -> str | None:
    """Return the character set that HTML names in its head."""
    named = META.search(content[:2_000])
    return named[1].decode("ascii") if named else None


def _parameter(part: Message, name: str) -> object:
    try:
        return part.get_param(name)
    except (LookupError, ValueError):
        return None
