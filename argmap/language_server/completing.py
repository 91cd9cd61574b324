"""The names that fit where somebody writes: ids with their texts, posts with their first words, schemes, stances."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from argmap.language_server.dataset_files import DatasetFiles
from argmap.language_server.half_written import half_written
from argmap.language_server.hovering import first_words, who
from argmap.language_server.naming_places import DEFINITIONS, NameKind, named_at
from argmap.model.annotations import Stance
from argmap.model.discussion import discussion
from argmap.model.relation import RelationKind
from argmap.model.scheme import schemes

SECTIONS_THAT_FIT: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "claims.*.answers": ("issues",),
        "issues.*.parent": ("issues", "claims"),
        "issues.*.outcome.thesis": ("claims",),
        "relations.*.premises.*": ("claims", "examples"),
        "commitments.*.claim": ("claims",),
        "commitments.*.if": ("claims",),
        "questions.*.answered_by.*.claim": ("claims",),
        "breaches.*.relation": ("relations",),
    }
)
"""The lists of a map from which a reference can name something, where not from all."""

NameAndText = tuple[str, str, str]
"""A name, a word on what it is, and what it says."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that fits: the name, a word on what it is, what it says, and the stretch of the text that it replaces."""

    name: str
    detail: str
    text: str
    start: int
    end: int


def completions(files: DatasetFiles, text: str, offset: int, *, is_thread: bool) -> tuple[Suggestion, ...]:
    """Return the names that fit at a place, in the order in which the map and its thread have them.

    Args:
        files: the map and its thread, as they could last be parsed.
        text: the text as it is now, which may be half written.
        offset: the place.
        is_thread: whether the text is the thread's.
    """
    here = half_written(text, offset)
    if here is None:
        return ()
    where = f"thread.{here.where}" if is_thread else here.where
    # A list that is still written as one value, such as `premises: ` before its bracket, takes the names of its items.
    named = named_at(where) or named_at(f"{where}.*")
    if named is None or where in DEFINITIONS:
        return ()
    sections = SECTIONS_THAT_FIT.get(where) or SECTIONS_THAT_FIT.get(f"{where}.*") or ()
    return tuple(
        Suggestion(name, detail, said, here.start, here.end)
        for name, detail, said in _names(files, named, sections)
    )


def _names(files: DatasetFiles, named: NameKind, sections: tuple[str, ...]) -> Iterator[NameAndText]:
    if named in {NameKind.PART, NameKind.POST, NameKind.PARTICIPANT}:
        for (kind, name), use in files.definitions.items():
            section = str(use.path[-3])
            if kind is named and (not sections or section in sections):
                record = files.record(use.path[:-1])
                detail = who(files, name) if kind is NameKind.POST else section.removesuffix("s")
                yield name, detail, first_words(record)
    else:
        yield from _words(named)


def _words(named: NameKind) -> tuple[NameAndText, ...]:
    listed = WORDS.get(named)
    return () if listed is None else listed()


def _stances() -> tuple[NameAndText, ...]:
    return tuple((str(stance), "stance", "") for stance in Stance)


def _kinds() -> tuple[NameAndText, ...]:
    return tuple((str(kind), "relation", "") for kind in RelationKind)


def _schemes() -> tuple[NameAndText, ...]:
    return tuple((name, scheme.name, scheme.summary) for name, scheme in schemes().items())


def _stages() -> tuple[NameAndText, ...]:
    return tuple((name, each.name, each.summary) for name, each in discussion().stages.items())


def _rules() -> tuple[NameAndText, ...]:
    return tuple((name, each.name, each.text) for name, each in discussion().rules.items())


def _fallacies() -> tuple[NameAndText, ...]:
    return tuple((name, each.name, each.summary) for name, each in discussion().fallacies.items())


WORDS: Mapping[NameKind, Callable[[], tuple[NameAndText, ...]]] = MappingProxyType(
    {
        NameKind.STANCE: _stances,
        NameKind.RELATION_KIND: _kinds,
        NameKind.SCHEME: _schemes,
        NameKind.STAGE: _stages,
        NameKind.RULE: _rules,
        NameKind.FALLACY: _fallacies,
    }
)
