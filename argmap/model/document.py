"""What an argument map holds, before its rules are checked; `map.py` adds the rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal, TypeVar

from pydantic import Field

from argmap.location import Path
from argmap.model.annotations import Breach, Commitment, Expectations, Question, StagePosts
from argmap.model.annotator import AnyAnnotator, key_of
from argmap.model.base import LanguageTag, Line, Record, Slug, Text
from argmap.model.claim import Claim, Example, Issue
from argmap.model.quote import Quote
from argmap.model.relation import NodeKind, Relation, RelationKind
from argmap.model.thread import Thread

T = TypeVar("T")


class MapDocument(Record):
    """The fields of an argument map and its indexes; rules are written for it, users get an `ArgumentMap`."""

    format: Literal["argmap/1"] = Field("argmap/1", description="Name and version of this format.")
    id: Slug = Field(description="Id of the map; the name of its folder.")
    title: Line = Field(description="Title of the map.")
    thread: Thread | None = Field(
        None, description="The thread that is mapped: the path of its file, or the thread itself."
    )
    annotators: tuple[AnyAnnotator, ...] = Field(
        (), description="Who made this map of the thread: names, or records with an id."
    )
    note: Text | None = Field(None, description="Remarks on the map, for its users.")
    language: LanguageTag | None = Field(
        None, description="Language of the map's texts (BCP 47), such as de; English if left out."
    )
    issues: tuple[Issue, ...] = Field((), description="The questions at issue.")
    claims: tuple[Claim, ...] = Field((), description="The claims, theses and implicit premises among them.")
    examples: tuple[Example, ...] = Field((), description="The technical examples.")
    relations: tuple[Relation, ...] = Field((), description="The inferences between them.")
    commitments: tuple[Commitment, ...] = Field((), description="Who takes which stance on which claim.")
    questions: tuple[Question, ...] = Field(
        (), description="What is asked in the thread, and what answers it."
    )
    stages: tuple[StagePosts, ...] = Field((), description="Which posts belong to which stage of discussion.")
    breaches: tuple[Breach, ...] = Field((), description="Where rules for critical discussion are broken.")
    expect: Expectations | None = Field(None, description="What the map is expected to show; checked.")

    @property
    def is_english(self) -> bool:
        """Whether what argmap knows of English words can be applied to the map's texts."""
        return self.language is None or self.language.partition("-")[0] == "en"

    @property
    def annotator_keys(self) -> tuple[str, ...]:
        """What items of the map may have under `by`: the ids of annotators, and the names of those without an id."""
        return tuple(key_of(annotator) for annotator in self.annotators)

    @cached_property
    def kinds(self) -> Mapping[str, NodeKind]:
        """What each id in the map names."""
        return {
            **dict.fromkeys((issue.id for issue in self.issues), NodeKind.ISSUE),
            **dict.fromkeys((claim.id for claim in self.claims), NodeKind.CLAIM),
            **dict.fromkeys((example.id for example in self.examples), NodeKind.EXAMPLE),
            **dict.fromkeys((relation.id for relation in self.relations), NodeKind.RELATION),
        }

    @cached_property
    def nodes(self) -> Mapping[str, Claim | Example]:
        """Claims and examples by id: everything that relations start from."""
        nodes: dict[str, Claim | Example] = {claim.id: claim for claim in self.claims}
        return nodes | {example.id: example for example in self.examples}

    @cached_property
    def issues_by_id(self) -> Mapping[str, Issue]:
        return {issue.id: issue for issue in self.issues}

    @cached_property
    def relations_by_id(self) -> Mapping[str, Relation]:
        return {relation.id: relation for relation in self.relations}

    @cached_property
    def weightless(self) -> frozenset[str]:
        """The relations that speak neither for nor against their target.

        Those are explanations, and what starts from a remark about the discussion and ends on the matter.
        """
        meta = {claim.id for claim in self.claims if claim.meta}
        return frozenset(
            relation.id
            for relation in self.relations
            if relation.kind is RelationKind.EXPLAINS
            or (not meta.isdisjoint(relation.premises) and self._end(relation) not in meta)
        )

    def _end(self, relation: Relation) -> str:
        """Return the claim or example that a relation bears on, or a relation where undercuts run in a cycle."""
        target, seen = relation.target, {relation.id}
        while target in self.relations_by_id and target not in seen:
            seen.add(target)
            target = self.relations_by_id[target].target
        return target

    @cached_property
    def questions_by_id(self) -> Mapping[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def commitments_on(self) -> Mapping[str, tuple[Commitment, ...]]:
        """The stances on each claim that somebody takes one on, in document order."""
        return _grouped((commitment.claim, commitment) for commitment in self.commitments)

    @cached_property
    def commitments_in(self) -> Mapping[str, tuple[Commitment, ...]]:
        """The stances that each post takes, in document order."""
        return _grouped((commitment.post, commitment) for commitment in self.commitments)

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Relation, ...]]:
        """The relations that end on each claim, example or relation, in document order."""
        return _grouped((relation.target, relation) for relation in self.relations)

    def schemes_challenged_by(self, objection: Relation) -> Iterator[str]:
        """Yield the schemes whose critical questions `objection` may raise."""
        if objection.scheme is not None:
            yield objection.scheme
        elif objection.kind is RelationKind.UNDERCUT and objection.target in self.relations_by_id:
            yield from filter(None, [self.relations_by_id[objection.target].scheme])
        else:
            supports = (r for r in self.relations if objection.target in {r.target, *r.premises})
            yield from (r.scheme for r in supports if r.kind is RelationKind.SUPPORT and r.scheme)

    def quotes(self) -> Iterator[tuple[Path, Quote]]:
        """Yield every quote of the map with its path."""
        for index, issue in enumerate(self.issues):
            if issue.outcome is not None:
                for number, quote in enumerate(issue.outcome.quotes):
                    yield ("issues", index, "outcome", "quotes", number), quote
        for field in ("claims", "examples", "relations", "commitments", "questions", "breaches"):
            for index, item in enumerate(getattr(self, field)):
                for number, quote in enumerate(item.quotes):
                    yield (field, index, "quotes", number), quote


def _grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    groups: dict[str, list[T]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
