"""The readings of one thread together: their pairs, the names that issues have in all of them, and what each quotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from argmap.model.map import ArgumentMap
from argmap.model.quote import Quote
from argmap.model.thread import Thread
from argmap.readings.matching import Matching, match
from argmap.readings.spans import stretches
from argmap.readings.unitizing import Unitized, apart
from argmap.readings.units import Outlined, Pair

Names = tuple[str, str]


@dataclass(frozen=True, slots=True)
class AnnotatedMap:
    """A map of a thread by one annotator: the name that it has here, and its file, if it has one."""

    name: str
    map: ArgumentMap
    file: str = ""


class ReadThread:
    """The readings of one thread, in the order of their names, with all their pairs.

    Args:
        readings: two or more readings of one thread.
        prefix: what stands before the ids of the thread where there are several, such as "tabs/".

    Raises:
        ArgmapError: they are readings of different threads.
    """

    def __init__(self, readings: Iterable[AnnotatedMap], prefix: str = "") -> None:
        self.readings = tuple(sorted(readings, key=lambda each: each.name))
        self.prefix = prefix
        maps = [each.map for each in self.readings]
        matchings = {(i, j): match(maps[i], maps[j]) for i, j in combinations(range(len(maps)), 2)}
        issues = _issue_names(maps, matchings, prefix)
        self.issues: dict[str, str] = {}
        """The questions of the issues, by the names that they have for all readings."""
        for map, names in zip(maps, issues, strict=True):
            for issue in map.issues:
                self.issues.setdefault(names[issue.id], issue.question)
        self.outlined = [Outlined(map, names) for map, names in zip(maps, issues, strict=True)]
        self.pairs = {
            ends: Pair(self.outlined[ends[0]], self.outlined[ends[1]], matching)
            for ends, matching in matchings.items()
        }

    def named(self, ends: tuple[int, int]) -> Names:
        return self.readings[ends[0]].name, self.readings[ends[1]].name

    @cached_property
    def posts(self) -> Mapping[str, tuple[str, int]]:
        """The words of the posts that all readings know alike, with their length; "" where they are withheld."""
        known = [_posts(each.map.thread) for each in self.readings]
        return {id: post for id, post in known[0].items() if all(other.get(id) == post for other in known)}

    @cached_property
    def _issues_of(self) -> Mapping[tuple[int, str], frozenset[str]]:
        """The issues that each claim bears on, in its own reading or in another one that has it."""
        own = {
            (number, claim.id): outlined.issues(claim.id)
            for number, outlined in enumerate(self.outlined)
            for claim in outlined.map.claims
        }
        shared = dict(own)
        for (first, second), pair in self.pairs.items():
            for one, other in pair.matching.of("claim").items():
                shared[first, one] |= own[second, other]
                shared[second, other] |= own[first, one]
        return shared

    def units_in(self, issue: str | None) -> list[Mapping[str, Unitized]]:
        """Return for each reading the units of its claims, or of those that bear on an issue, by post."""
        by_reading: list[Mapping[str, Unitized]] = []
        for number, outlined in enumerate(self.outlined):
            quotes: dict[str, list[Quote]] = {}
            for claim in outlined.map.claims:
                if issue is None or issue in self._issues_of[number, claim.id]:
                    quotes[claim.id] = list(claim.quotes)
            places: dict[str, list[tuple[int, int]]] = {}
            for each in quotes.values():
                for post, spans in stretches(each, outlined.map.thread).items():
                    places.setdefault(post, []).extend(spans)
            by_reading.append({post: apart(spans) for post, spans in places.items()})
        return by_reading


def _posts(thread: Thread | None) -> dict[str, tuple[str, int]]:
    """Return words and length of each post."""
    posts: dict[str, tuple[str, int]] = {}
    if thread is None:
        return posts
    for post in thread:
        withheld = thread.original(post.id).withheld
        text = thread.text_of(post.id)
        posts[post.id] = text, withheld.length if withheld is not None else len(text)
    return posts


def _issue_names(
    maps: Sequence[ArgumentMap], matchings: Mapping[tuple[int, int], Matching], prefix: str
) -> list[dict[str, str]]:
    """Return for each map the names of its issues by their ids: that of the first map which has the issue too, or a new one."""
    names: list[dict[str, str]] = []
    for number, map in enumerate(maps):
        own: dict[str, str] = {}
        for earlier, known in enumerate(names):
            for id, same in matchings[earlier, number].of("issue").items():
                own.setdefault(same, known[id])
        taken = {name for known in names for name in known.values()}
        for issue in map.issues:
            own.setdefault(issue.id, _free(f"{prefix}{issue.id}", taken))
        names.append(own)
    return names


def _free(name: str, taken: set[str]) -> str:
    """Return a name that no other issue has: two readings may use one id for two questions."""
    number, free = 2, name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free
