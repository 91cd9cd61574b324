"""What annotators say about the conduct of a discussion, in words: its stages, and the rules that are broken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.language import ENGLISH, SOURCE, Language
from argmap.model.annotations import Breach
from argmap.model.discussion import discussion
from argmap.model.map import ArgumentMap


@dataclass(frozen=True, slots=True)
class BreachNote:
    """A breach in words: the words of the thread that it is about, what it breaks, and why."""

    quoted: str
    charge: str
    why: str


def breach_note(breach: Breach, language: Language = ENGLISH) -> BreachNote:
    """Return a breach in words.

    Args:
        breach: a breach of a valid map: its rule and its fallacy exist.
        language: the language of the words around those of the map.
    """
    return BreachNote(
        " … ".join(quote.words for quote in breach.quotes), charge(breach, language), breach.why
    )


def charge(breach: Breach, language: Language = ENGLISH) -> str:
    """Return what a breach says, such as "breaks the standpoint rule (straw man)".

    Args:
        breach: a breach of a valid map: its rule and its fallacy exist.
        language: the language in which it is said.
    """
    known = discussion()
    rule = language.translated(known.rules[breach.breaks].name)
    fallacy = known.fallacies.get(breach.fallacy or "")
    said = language.say("breaks the {rule}", rule=_inside(rule, language))
    return f"{said} ({_inside(language.translated(fallacy.name), language)})" if fallacy else said


def breaches_on_relation(map: ArgumentMap, relation: str) -> Iterator[Breach]:
    """Yield the breaches that name a relation.

    Args:
        map: the map.
        relation: id of a relation.
    """
    return (breach for breach in map.breaches if breach.relation == relation)


def breaches_in_post(map: ArgumentMap, post: str) -> Iterator[Breach]:
    """Yield the breaches that quote a post.

    Args:
        map: the map.
        post: id of a post.
    """
    return (breach for breach in map.breaches if any(quote.post == post for quote in breach.quotes))


def stages_of(map: ArgumentMap, post: str, language: Language = ENGLISH) -> tuple[str, ...]:
    """Return the names of the stages that a post belongs to, in the order of a discussion.

    Args:
        map: the map.
        post: id of a post.
        language: the language of the names.
    """
    ids = {reading.stage for reading in map.stages if post in reading.posts}
    return tuple(language.translated(stage.name) for stage in discussion().stages.values() if stage.id in ids)


def _inside(name: str, language: Language) -> str:
    """Return a name as it is written inside a sentence: in English without a capital, but Latin names keep theirs."""
    if language.name != SOURCE or name.startswith("Argumentum"):
        return name
    return name[0].lower() + name[1:]
