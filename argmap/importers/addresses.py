"""Which addresses a request may go to: those of the page that somebody named, and none inside a network of one's own."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from argmap.errors import ArgmapError

PRIVATE_ALLOWED = "ARGMAP_ALLOW_PRIVATE"
"""The environment variable that allows addresses of a private network, such as a forum of one's own firm: set it to 1."""


class AddressRefused(ArgmapError):
    """A request would go to an address that nobody named, or into a private network."""


def require_public(url: str) -> None:
    """Do nothing if every address that a host name stands for is public, or private ones are allowed.

    A name that stands for nothing is left to the request, which says so better.

    Raises:
        AddressRefused: it leads to this machine, or into a network that only this machine sees.
    """
    host = urlsplit(url).hostname
    if not host or os.environ.get(PRIVATE_ALLOWED) == "1":
        return
    for address in _addresses(host):
        if not address.is_global or address.is_multicast:
            raise AddressRefused(
                f"{host} is an address of this machine or of a private network ({address}), which is not asked; if you trust it, "
                f"set {PRIVATE_ALLOWED}=1"
            )


def require_same_site(begun: str, url: str) -> None:
    """Do nothing if a redirect stays on the site: the same host, or one above or below it.

    Args:
        begun: the address that was asked.
        url: the address to which it redirects.

    Raises:
        AddressRefused: it leads elsewhere.

    Example:
        >>> require_same_site("https://reddit.com/comments/1", "https://www.reddit.com/comments/1")
    """
    here, there = (urlsplit(address).hostname or "" for address in (begun, url))
    if urlsplit(url).scheme not in {"http", "https"}:
        raise AddressRefused(f"{here} redirects to {url!r}, which is no address of a page")
    is_name = "." in here and "." in there and not _is_number(here)
    related = is_name and (here.endswith(f".{there}") or there.endswith(f".{here}"))
    if here != there and not related:
        raise AddressRefused(
            f"{here} redirects to another site, {there}, which is not followed; give that address if it is the right one"
        )


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _addresses(host: str) -> Iterator[IPv4Address | IPv6Address]:
    try:
        known = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return
    for *_, place in known:
        address = ip_address(str(place[0]).partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None)
        yield mapped or address
