"""Pictures for assistants: small enough to be drawn at once, and to be sent in one answer."""

from __future__ import annotations

from argmap.errors import ArgmapError, UnknownName
from argmap.graph.views import focused, whole
from argmap.model.map import ArgumentMap
from argmap.rendering.draw import render
from argmap.rendering.options import Options

FORMATS = ("svg", "png")
MOST_NODES = 150
"""Issues, claims and examples that are drawn: Graphviz takes some seconds for them, and minutes for a thousand."""

MOST_BYTES = 3_000_000
"""Bytes of a picture: in base64 they are 4 MB, and services for models take 5 MB."""


DPI = 96
"""Dots per inch: models see pictures of some 1,500 pixels, and larger ones are made smaller for them."""


def draw_map(
    map: ArgumentMap, format: str, focus: str | None = None, hops: int = 2, *, status: bool = False
) -> tuple[bytes, int]:
    """Return a map as a picture, and how many nodes it shows.

    Args:
        map: the map.
        format: svg or png.
        focus: id near which it is drawn; None draws all.
        hops: how many relations away from `focus` is near.
        status: whether nodes are marked as accepted, rejected or undecided.

    Raises:
        ArgmapError: there is no such format or part, or the picture is too large; the message says how to draw less.
    """
    if format not in FORMATS:
        raise UnknownName("picture format", format, FORMATS)
    view = whole(map)
    view = view if focus is None else focused(view, focus, hops)
    how = "draw a part of it with focus and hops"
    if len(view.shown) > MOST_NODES:
        raise ArgmapError(f"{len(view.shown)} nodes, and at most {MOST_NODES} are drawn; {how}")
    picture = render(view, format, Options(status=status, dpi=DPI))
    if len(picture) > MOST_BYTES:
        size = len(picture) / 1_000_000
        raise ArgmapError(
            f"the picture has {size:.1f} MB, and at most {MOST_BYTES // 1_000_000}; {how}, or draw svg"
        )
    return picture, len(view.shown)
