"""The words of a post on Bluesky: its text with the addresses of links, and what it carries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from argmap.importers.forums.records import inner, paragraphs, records_in, words

LINK = "app.bsky.richtext.facet#link"
POST = "app.bsky.feed.post"
SITE = "https://bsky.app/profile"


def address_of(uri: str) -> str | None:
    """Return the page of a post.

    Example:
        >>> address_of("at://did:plc:abc/app.bsky.feed.post/3k")
        'https://bsky.app/profile/did:plc:abc/post/3k'
    """
    did, _, rest = uri.removeprefix("at://").partition("/")
    collection, _, key = rest.partition("/")
    return f"{SITE}/{did}/post/{key}" if did and key and collection == POST else None


def language_of(record: Any) -> Any:
    """Return the language of a post, if it says exactly one."""
    tags = inner(record, "langs")
    return tags[0] if isinstance(tags, list) and len(tags) == 1 else None


def text_of(record: Any) -> str:
    """Return the words of the author: the text, addresses of links and of quoted posts, and descriptions of pictures.

    The words of a quoted post are another author's; its address stands for it.
    """
    text = _with_links(words(inner(record, "text")), inner(record, "facets"))
    return paragraphs(text, *(part for part in _carried(inner(record, "embed")) if part not in text))


def _with_links(text: str, facets: Any) -> str:
    """Return a text in which links have their addresses; their places are counted in bytes of UTF-8."""
    content, end, parts = text.encode("utf-8", "surrogatepass"), 0, []
    for begin, stop, address in sorted(_links(facets)):
        if not end <= begin < stop <= len(content):
            continue
        shown = content[begin:stop].decode("utf-8", "replace")
        parts += [content[end:begin].decode("utf-8", "replace"), _linked(shown, address)]
        end = stop
    if not parts:
        return text
    return "".join(parts) + content[end:].decode("utf-8", "replace")


def _links(facets: Any) -> Iterator[tuple[int, int, str]]:
    for facet in records_in(facets):
        begin, stop = inner(facet, "index", "byteStart"), inner(facet, "index", "byteEnd")
        for feature in records_in(facet.get("features")):
            address = words(feature.get("uri"))
            if feature.get("$type") == LINK and address and isinstance(begin, int) and isinstance(stop, int):
                yield begin, stop, address


def _linked(shown: str, address: str) -> str:
    """Return a link as its text and its address, or as the address that the text shortens."""
    bare = address.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    begin = (
        shown.strip()
        .removesuffix("...")
        .removesuffix("…")
        .removeprefix("https://")
        .removeprefix("http://")
        .removeprefix("www.")
    )
    return address if "." in begin and bare.startswith(begin) else f"{shown} <{address}>"


def _carried(embed: Any) -> Iterator[str]:
    """Yield the addresses and descriptions of what is shown below a text."""
    yield words(inner(embed, "external", "uri"))
    for picture in records_in(inner(embed, "images")):
        yield words(picture.get("alt"))
    yield words(inner(embed, "alt"))
    quoted = words(inner(embed, "record", "uri")) or words(inner(embed, "record", "record", "uri"))
    yield address_of(quoted) or ""
    if isinstance(inner(embed, "media"), dict):
        yield from _carried({key: value for key, value in embed["media"].items() if key != "media"})
