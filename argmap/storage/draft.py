"""The sound part of a faulty map: what is left when every item with a fault is put aside.

All faults of a file are reported in one run, so a misspelt key in one claim must not hide a dangling
reference in another. Rules that judge items one by one run on the draft; it never leaves the checker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from pydantic import model_validator

from argmap.diagnostics import Finding, Rule
from argmap.location import Path
from argmap.model.faults import violations
from argmap.model.map import ArgumentMap
from argmap.model.map_rules import MAP_RULES, NEED_RELATIONS, NEED_THREAD
from argmap.model.quote import Quote
from argmap.model.thread import THREAD_RULES, Thread

Indices = Mapping[Path, tuple[int, ...]]

THREAD: Path = ("thread",)
EXPECT: Path = ("expect",)
"""Expectations are judged as a whole: what is left of them proves nothing."""

STAND_INS: Mapping[Path, Mapping[str, Any]] = MappingProxyType(
    {
        (): {"id": "draft", "title": "draft"},
        THREAD: {
            "id": "draft",
            "title": "draft",
            "source": {"kind": "draft"},
            "authorship": "unknown",
            "reply_structure": "unknown",
            "posts": [],
        },
    }
)
"""What a draft has in place of required values that are missing or at fault."""


class _DraftThread(Thread):
    """A thread whose integrity is not enforced."""

    @model_validator(mode="after")
    def _sound(self) -> _DraftThread:
        return self

    @cached_property
    def mute(self) -> frozenset[str]:
        """Posts without words to look up, because they repeat what they cannot repeat."""
        voiced: set[str] = set()
        for post in self.posts:
            if post is self.posts_by_id[post.id] and (post.repeats is None or post.repeats in voiced):
                voiced.add(post.id)
        return frozenset(self.posts_by_id) - voiced

    def text_of(self, post_id: str) -> str:
        return "" if post_id in self.mute else super().text_of(post_id)


class _DraftMap(ArgumentMap):
    """A map whose integrity is not enforced."""

    thread: _DraftThread | None = None

    @model_validator(mode="after")
    def _sound(self) -> _DraftMap:
        return self

    def quotes(self) -> Iterator[tuple[Path, Quote]]:
        """Yield the quotes that can be judged: a post without words is a fault already."""
        mute = self.thread.mute if self.thread else frozenset()
        return ((path, quote) for path, quote in super().quotes() if quote.post not in mute)


@dataclass(frozen=True, slots=True)
class Draft:
    """The sound part of a map, and how to find the way back to the file.

    `kept` holds, for each list, the indices in the file of the items that are still there; `left_out` the
    paths of everything else; `names` the ids of what was left out.
    """

    map: ArgumentMap
    kept: Indices
    left_out: frozenset[Path]
    names: frozenset[str]

    def original(self, path: Path) -> Path:
        """Return the path in the file of what stands at `path` in the draft."""
        for length in (1, 2):
            if path[:length] in self.kept and len(path) > length:
                position = self.kept[path[:length]][int(path[length])]
                return (*path[:length], position, *path[length + 1 :])
        return path

    def violations(self) -> Iterator[tuple[Rule, Finding]]:
        """Yield what breaks the rules in the sound part, with its path in the file.

        Silent about all that may only be due to what was left out.
        """
        thread = violations(self.map.thread, THREAD_RULES) if self.map.thread else ()
        in_thread = ((rule, replace(finding, path=(*THREAD, *finding.path))) for rule, finding in thread)
        for rule, finding in (*in_thread, *violations(self.map, self._map_rules())):
            if finding.subject not in self.names:
                yield rule, replace(finding, path=self.original(finding.path))

    def _map_rules(self) -> Iterator[Rule]:
        no_relation = any(path[0] == "relations" for path in self.left_out)
        for rule in MAP_RULES:
            if not (self._lacks_thread and rule in NEED_THREAD) and not (
                no_relation and rule in NEED_RELATIONS
            ):
                yield rule

    @property
    def _lacks_thread(self) -> bool:
        """True when the thread, or what refers to it would be looked up in, may be among what was left out."""
        if self.map.thread is None:
            return any(len(path) == 1 for path in self.left_out)
        return not self.left_out.isdisjoint({(*THREAD, "posts"), (*THREAD, "participants")})


def draft_of(data: Mapping[str, Any], faults: Iterable[Path]) -> Draft:
    """Return the draft of `data` without the items, or else the values, that `faults` lie in."""
    left_out = frozenset(_left_out(path) for path in faults)
    kept: dict[Path, tuple[int, ...]] = {}
    names: set[str] = set()
    pruned = _pruned(data, (), left_out, kept, names)
    return Draft(_DraftMap.model_validate(pruned), kept, left_out, frozenset(names))


def _left_out(path: Path) -> Path:
    """Return the path of the list item, or else of the value of the map or thread, that `path` lies in."""
    if path[:1] == EXPECT:
        return EXPECT
    in_item = next((depth for depth, step in enumerate(path, start=1) if isinstance(step, int)), None)
    return path[: in_item or (2 if path[:1] == THREAD else 1)]


def _pruned(
    data: Mapping[str, Any],
    here: Path,
    left_out: frozenset[Path],
    kept: dict[Path, tuple[int, ...]],
    names: set[str],
) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key, value in data.items():
        path = (*here, key)
        if path in left_out:
            names.update(_names_in(value))
        elif isinstance(value, list):
            kept[path] = tuple(i for i in range(len(value)) if (*path, i) not in left_out)
            names.update(
                name for i, item in enumerate(value) if (*path, i) in left_out for name in _names_in(item)
            )
            result[key] = [value[i] for i in kept[path]]
        elif path == THREAD and isinstance(value, dict):
            result[key] = _pruned(value, path, left_out, kept, names)
        else:
            result[key] = value
    needed = {field: value for field, value in STAND_INS[here].items() if (*here, field) in left_out}
    return {**result, **needed}


def _names_in(part: Any) -> Iterator[str]:
    """Yield the ids in a part of the data; where an id is missing, every text in its place may be meant as one."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list):
        for item in part:
            yield from _names_in(item)
    elif isinstance(part, dict) and isinstance(part.get("id"), str):
        yield part["id"]
    elif isinstance(part, dict):
        for key, value in part.items():
            yield key
            yield from _names_in(value)
