"""Choosing one of the discussions that a file holds."""

from __future__ import annotations

from collections.abc import Mapping

from argmap.errors import ArgmapError, UnknownName

SHOWN = 8


class SeveralDiscussions(ArgmapError):
    """A file holds several discussions, and none was named."""


def one_discussion(titles: Mapping[str, str], wanted: str | None) -> str | None:
    """Return the key of the discussion that is wanted, or of the only one there is; None if there is none.

    Raises:
        UnknownName: there is no discussion of that key.
        SeveralDiscussions: there are several, and none was named.
    """
    if wanted is not None:
        if wanted not in titles:
            raise UnknownName("discussion", wanted, titles)
        return wanted
    if len(titles) > 1:
        shown = "; ".join(
            f"{key} ({title[:50]})" if title else key for key, title in list(titles.items())[:SHOWN]
        )
        more = f"; {len(titles) - SHOWN} more" if len(titles) > SHOWN else ""
        raise SeveralDiscussions(
            f"the file holds {len(titles)} discussions; name one with --thread KEY: {shown}{more}"
        )
    return next(iter(titles), None)
