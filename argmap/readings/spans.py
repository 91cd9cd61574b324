"""Where the words that a part of a map quotes stand in the thread, and how much of them two parts share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.errors import ArgmapError
from argmap.model.document import MapDocument
from argmap.model.quote import Quote, find_parts
from argmap.model.thread import Thread

Stretches = Mapping[str, tuple[tuple[int, int], ...]]
"""For each post by its id, stretches of its words: start and end in Unicode code points, apart and in order."""


def stretches(quotes: Iterable[Quote], thread: Thread | None) -> Stretches:
    """Return where the words of some quotes stand, joined where they touch or overlap.

    A quote that stands at several places counts at the first, and one that stands nowhere is left out: `check` says both.

    Args:
        quotes: the quotes of one part.
        thread: the thread; without it nothing stands anywhere.
    """
    places_in: dict[str, list[tuple[int, int]]] = {}
    for quote in quotes if thread is not None else ():
        if thread is None or quote.post not in thread:
            continue
        if quote.at is not None:
            places: Iterable[tuple[int, int]] = quote.at
        else:
            fits = find_parts(quote, thread.text_of(quote.post))
            places = [(span.start, span.end) for span in fits[0]] if fits else ()
        places_in.setdefault(quote.post, []).extend(places)
    return {post: _joined(places) for post, places in places_in.items() if places}


def overlap(one: Stretches, other: Stretches) -> float:
    """Return the share of characters that two parts quote both among those that either quotes; 0 when neither quotes any.

    Source:
        Jaccard (1912), The Distribution of the Flora in the Alpine Zone; as intersection over union of spans.

    Example:
        >>> overlap({"p1": ((0, 10),)}, {"p1": ((5, 20),)})
        0.25
    """
    shared = sum(_shared(places, other[post]) for post, places in one.items() if post in other)
    either = _length(one) + _length(other) - shared
    return shared / either if either else 0.0


def require_one_thread(maps: Iterable[MapDocument]) -> None:
    """Refuse to compare maps of different threads.

    Raises:
        ArgmapError: two of the maps share no post of the same words.
    """
    first, *others = maps
    for other in others:
        if first.thread is None or other.thread is None:
            if first.thread is not other.thread:
                without = first if first.thread is None else other
                raise ArgmapError(
                    f"map {without.id!r} names no thread and the other one does; two readings need one thread"
                )
            continue
        known = {(post.id, first.thread.text_of(post.id)) for post in first.thread}
        if not any((post.id, other.thread.text_of(post.id)) in known for post in other.thread):
            raise ArgmapError(
                f"these are maps of different threads: {first.thread.id!r} and {other.thread.id!r} share no post; "
                "compare two readings of one thread"
            )


def _joined(places: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def _length(places: Stretches) -> int:
    return sum(end - start for post in places.values() for start, end in post)


def _shared(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]) -> int:
    """Return how many characters two lists of stretches share; both are in order, so one walk is enough."""
    shared = i = j = 0
    while i < len(one) and j < len(other):
        shared += max(0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return shared
