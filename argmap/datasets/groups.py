"""Which maps belong in one split: a program that has seen a thread in training is not tested on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.model.map import ArgumentMap
from argmap.model.posts import Fingerprint

SHORTEST = 80
"""Characters from which equal words of two posts are no coincidence."""


def groups(maps: Iterable[ArgumentMap]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of maps in groups, each sorted, by the first id: maps of a group share a thread or the words of a post.

    Threads are the same when their ids are. Words are compared by their fingerprints, so that a map whose words are
    withheld belongs with one that holds them. Posts of fewer than 80 characters are not compared.

    Args:
        maps: the maps, which are read once.

    Example:
        >>> from argmap.model import ArgumentMap
        >>> groups([ArgumentMap(id="b", title="B"), ArgumentMap(id="a", title="A")])
        (('a',), ('b',))
    """
    return grouped((map.id, marks(map)) for map in maps)


def grouped(marked: Iterable[tuple[str, Iterable[str]]]) -> tuple[tuple[str, ...], ...]:
    """Return ids in groups, each sorted, by the first id: those of a group have a mark in common, directly or through others.

    Args:
        marked: ids and their marks, which are read once.

    Example:
        >>> grouped([("a", "xy"), ("b", "z"), ("c", "y")])
        (('a', 'c'), ('b',))
    """
    first_with: dict[str, str] = {}
    above: dict[str, str] = {}
    for own, has in marked:
        above[own] = own
        for mark in has:
            other = first_with.setdefault(mark, own)
            above[_top(above, own)] = _top(above, other)
    together: dict[str, list[str]] = {}
    for id in sorted(above):
        together.setdefault(_top(above, id), []).append(id)
    return tuple(tuple(ids) for ids in together.values())


def _top(above: dict[str, str], id: str) -> str:
    """Return the map that stands for the group of a map."""
    while above[id] != id:
        above[id] = above[above[id]]
        id = above[id]
    return id


def marks(map: ArgumentMap) -> Iterator[str]:
    """Yield what only maps of one group have in common: the thread, and the words of its longer posts."""
    if map.thread is None:
        return
    yield f"thread {map.thread.id}"
    for post in map.thread.posts:
        if post.withheld is not None and post.withheld.length >= SHORTEST:
            yield f"words {map.thread.source.fingerprints or ''}{post.withheld.sha256}"
        elif post.text is not None and len(post.text) >= SHORTEST:
            yield f"words {Fingerprint.of(post.text).sha256}"
