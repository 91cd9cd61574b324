"""Which values of a map and of its thread name something, and what: the format's references as one table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from argmap.location import Path


class NameKind(StrEnum):
    """What a value names: a part of the map by its id, a post, a participant, or a word from a list of argmap's."""

    PART = "part"
    POST = "post"
    PARTICIPANT = "participant"
    SCHEME = "scheme"
    RELATION_KIND = "kind of relation"
    STANCE = "stance"
    STAGE = "stage"
    RULE = "discussion rule"
    FALLACY = "fallacy"
    WORDS = "words of a post"


DEFINITIONS: Mapping[str, NameKind] = MappingProxyType(
    {
        **{
            f"{section}.*.id": NameKind.PART
            for section in ("issues", "claims", "examples", "relations", "questions")
        },
        "thread.posts.*.id": NameKind.POST,
        "thread.participants.*.id": NameKind.PARTICIPANT,
    }
)
"""Where names are given, by path: `*` stands for any place in a list."""

REFERENCES: Mapping[str, NameKind] = MappingProxyType(
    {
        "issues.*.parent": NameKind.PART,
        "issues.*.outcome.thesis": NameKind.PART,
        "issues.*.outcome.by.*": NameKind.PARTICIPANT,
        "claims.*.answers": NameKind.PART,
        "relations.*.premises.*": NameKind.PART,
        "relations.*.target": NameKind.PART,
        "relations.*.kind": NameKind.RELATION_KIND,
        "relations.*.scheme": NameKind.SCHEME,
        "commitments.*.participant": NameKind.PARTICIPANT,
        "commitments.*.post": NameKind.POST,
        "commitments.*.claim": NameKind.PART,
        "commitments.*.if": NameKind.PART,
        "commitments.*.stance": NameKind.STANCE,
        "questions.*.post": NameKind.POST,
        "questions.*.about": NameKind.PART,
        "questions.*.to": NameKind.PARTICIPANT,
        "questions.*.answered_by.*.post": NameKind.POST,
        "questions.*.answered_by.*.claim": NameKind.PART,
        "stages.*.stage": NameKind.STAGE,
        "stages.*.posts.*": NameKind.POST,
        "breaches.*.breaks": NameKind.RULE,
        "breaches.*.fallacy": NameKind.FALLACY,
        "breaches.*.relation": NameKind.PART,
        "expect.in.*": NameKind.PART,
        "expect.out.*": NameKind.PART,
        "expect.undecided.*": NameKind.PART,
        "thread.posts.*.author": NameKind.PARTICIPANT,
        "thread.posts.*.reply_to": NameKind.POST,
        "thread.posts.*.repeats": NameKind.POST,
    }
)
"""Where names are used."""

QUOTE: Mapping[str, NameKind] = MappingProxyType(
    {"quotes.*.post": NameKind.POST, "quotes.*.exact": NameKind.WORDS, "quotes.*.exact.*": NameKind.WORDS}
)
"""The ends of paths inside quotes, which many parts of a map have."""


def pattern(path: Path) -> str:
    """Return a path with `*` for every place in a list.

    Example:
        >>> pattern(("claims", 3, "quotes", 0, "post"))
        'claims.*.quotes.*.post'
    """
    return ".".join("*" if isinstance(step, int) else step for step in path)


def named_at(where: str) -> NameKind | None:
    """Return what a value names whose path has this pattern.

    Example:
        >>> named_at("claims.*.quotes.*.post"), named_at("claims.*.text")
        (<NameKind.POST: 'post'>, None)
    """
    named = DEFINITIONS.get(where) or REFERENCES.get(where)
    if named is None and ".quotes.*." in where:
        named = QUOTE.get(where[where.index(".quotes.*.") + 1 :])
    return named
