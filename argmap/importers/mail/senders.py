"""Who wrote a mail: the name to show, and the address that tells people apart and is never shown."""

from __future__ import annotations

import re
from email.utils import getaddresses
from typing import NamedTuple

from argmap.importers.mail.headers import Fields, decoded, first

ANGLED = re.compile(
    r"^(?P<name>.*?)\s*<\s*(?P<address>[^<>]*)\s*>[\s,;]*(?:\((?P<comment>.*)\))?\s*$", re.DOTALL
)
AT = r"(?:@|\s+at\s+|\s*(?:\(at\)|\[at\]|\(a\)|<at>|_at_)\s*)"
"""How archives write the @ of an address: "nora at example.org" (pipermail), "nora(a)example.org" (HyperKitty)."""

BARE = re.compile(
    rf"^(?P<local>[^\s<>()\"@]+){AT}(?P<domain>[^\s<>()\"@]+)\s*(?:\((?P<comment>.*)\))?\s*$",
    re.DOTALL | re.IGNORECASE,
)
OBSCURED = re.compile(rf"(?<=[\w.+-]){AT}(?=[\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
ADDRESS = re.compile(
    r"(?<![^\s<>()\[\]\"@])[<(\[]?[^\s<>()\[\]\"@]++@[^\s<>()\[\]\"@]+\.[^\s<>()\[\]\"@]+[>)\]]?"
)
LOCAL_ADDRESS = re.compile(r"[^\s@]++@[^\s@]*+")
VIA = re.compile(
    r"^(?P<name>.+?)['\"]?,?\s+(?:via|über|par|por|tramite)\s+(?P<list>.+)$", re.IGNORECASE | re.DOTALL
)
SHARED = re.compile(
    r"^(?:no-?reply|do-?not-?reply|notifications?|notify|jira|bugzilla|gerrit|github|gitlab|git|svn|cvs|webmaster|root|daemon"
    r"|anonymous|nobody|unknown|wiki|confluence|redmine|trac|phabricator|discourse|forum|lists?)(?:[-+._].*)?@",
    re.IGNORECASE,
)
"""Addresses from which programs write in the name of many people."""

SHORTENED = re.compile(r"\.\.\.|\*\*|…|^x+@", re.IGNORECASE)
"""Addresses of which an archive hid a part: several people may have what is left of them."""

LONGEST = 2_000
"""Characters of a header that are looked at: names and addresses are short, and only garbage is longer."""

BEFORE_THE_LIST = ("x-original-from", "author", "x-original-sender", "reply-to")
"""Where lists that write themselves into From, so that DMARC lets a mail pass, put the person who wrote it (RFC 9057)."""


class Sender(NamedTuple):
    """Who wrote a mail.

    Attributes:
        name: The name to show; of somebody without a name, the part of the address before the @.
        account: The address in lower case, to tell people apart; None where it is not the address of one person.
    """

    name: str | None
    account: str | None


def sender_of(fields: Fields) -> Sender:
    """Return who wrote a mail, by its headers.

    A list that replaced the address of the author by its own ("Nora via trams") is not the author.
    """
    name, address = mailbox(first(fields, "from", "sender"))
    by_list = VIA.match(name)
    if by_list is not None and _is_of_list(address, fields):
        return _before_the_list(by_list["name"].strip(" '\""), fields, address)
    return _sender(name, address)


def mailbox(value: str) -> tuple[str, str]:
    """Return name and address in the value of a header; either may be "".

    Example:
        >>> mailbox('"Lind, Nora" <Nora@example.org>'), mailbox("nora at example.org (Nora Lind)")
        (('Lind, Nora', 'nora@example.org'), ('Nora Lind', 'nora@example.org'))
    """
    value = " ".join(value[:LONGEST].split())
    boxes = _boxes(value)
    return boxes[0] if boxes else _box(value)


def _boxes(value: str) -> list[tuple[str, str]]:
    """Return names and addresses in a header that has several of them: of two authors of one mail the first is named."""
    if value.count("@") < 2:  # noqa: PLR2004 (getaddresses is slow, and splits a name at its comma)
        return []
    boxes = [box for box in getaddresses([value]) if "@" in box[1]]
    return [(_name(name), address.lower()) for name, address in boxes] if len(boxes) > 1 else []


def _box(value: str) -> tuple[str, str]:
    parts = ANGLED.match(value) or BARE.match(value)
    if parts is None:  # some programs encode name and address together
        value = decoded(value)
        parts = ANGLED.match(value) or BARE.match(value)
    if parts is None:
        return _name(value), ""
    named = parts.groupdict()
    address = (
        OBSCURED.sub("@", named["address"]) if "address" in named else f"{named['local']}@{named['domain']}"
    )
    return _name(named.get("name") or named.get("comment") or ""), address.strip().lower()


def _name(value: str) -> str:
    """Return the name in a header without quotation marks and without an address; "" if nothing is left."""
    text = decoded(
        value.strip().removeprefix('"').removesuffix('"').replace('\\"', '"').replace("\\\\", "\\")
    ).strip()
    text = text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"" else text
    name = " ".join(ADDRESS.sub(" ", OBSCURED.sub("@", text)).split()).strip(" ,;")
    return "" if LOCAL_ADDRESS.fullmatch(name) else name


def _sender(name: str, address: str) -> Sender:
    local = address.partition("@")[0].strip()
    one_person = "@" in address and not SHARED.match(address) and not SHORTENED.search(address)
    return Sender(name or local or None, address if one_person else None)


def _is_of_list(address: str, fields: Fields) -> bool:
    """Return whether an address is that of a mailing list that the mail came through."""
    lists = f"{first(fields, 'list-id')} {first(fields, 'list-post')}".lower()
    local = address.partition("@")[0]
    through = address in lists or (
        bool(local) and re.search(rf"(?<![\w-]){re.escape(local)}(?![\w-])", lists) is not None
    )
    return (
        through
        or bool({"x-original-from", "x-original-sender", "author"} & fields.keys())
        or address in " ".join((*fields.get("to", ()), *fields.get("cc", ()))).lower()
    )


def _before_the_list(name: str, fields: Fields, list_address: str) -> Sender:
    for header in BEFORE_THE_LIST:
        values = [value[:LONGEST] for value in fields.get(header, ())]
        for known, address in (box for value in values for box in _boxes(value) or [_box(value)]):
            if "@" in address and address != list_address:
                return _sender(_name(name) or known, address)
    return Sender(_name(name) or None, None)
