"""Holding a rebuilt map against a reference, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
from rapidfuzz import fuzz, process

from argmap.model.relation import Relation
from argmap.teach.marking.compare import Credit, compared
from argmap.teach.marking.rubric import Rubric
from argmap.teach.marking.submission import Drawn, Submission, as_drawn
from argmap.teach.marking.triples import Triple, groups, triples
from argmap.teach.plain import visible

LEAST = 60.0
"""Likeness, of 100, below which two texts are not taken for one claim."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A claim of a student taken for one of the reference, for the teacher to confirm; `likeness` of their words is 0 to 1."""

    written: str
    claim: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked submission. `score` is 0 to 1.

    Attributes:
        student: the name, with control characters written out.
        credits: what each step of the reference earns.
        extra: what was drawn and is not in the map: it costs.
        linked: the linked groups that are right, of `linked_of`.
        matched: the claims in the student's own words, and what they were taken for.
        warnings: what a teacher should know.
        reference: the id of the map that it was marked against.
        outside: what is in the map and not in the task: it costs nothing and earns nothing.
    """

    student: str
    score: float
    credits: tuple[Credit, ...]
    extra: tuple[Triple, ...]
    linked: int
    linked_of: int
    matched: tuple[Matched, ...] = ()
    warnings: tuple[str, ...] = ()
    reference: str = ""
    outside: tuple[Triple, ...] = ()

    @property
    def steps_of(self) -> tuple[Triple, ...]:
        """The steps it was marked against: those of an exercise differ from those of a whole map."""
        return tuple(credit.step for credit in self.credits)


def mark(
    reference: Iterable[Relation],
    submission: Submission,
    rubric: Rubric | None = None,
    texts: Mapping[str, str] | None = None,
    *,
    whole: Iterable[Relation] = (),
) -> Marked:
    """Return a submission marked against the steps of a reference.

    Claims that the student wrote, with ids the reference does not have, are matched with its claims by their words.

    Args:
        reference: the steps that the task asks for.
        submission: what is handed in.
        rubric: the weights; those of argmap if left out.
        texts: what each claim of the map says, by its id.
        whole: all steps of the map: those outside the task do not count as extra.
    """
    weights = rubric or Rubric()
    known = texts or {}
    pairs = matched({card.id: card.text for card in submission.claims if card.id not in known}, known)
    drawn = _renamed(submission.relations, {pair.written: pair.claim for pair in pairs})
    wanted = as_drawn(reference)
    credits, rest = compared(wanted, drawn, weights)
    elsewhere = {*triples(as_drawn(whole))}
    extra = tuple(triple for triple in rest if triple not in elsewhere)
    linked = groups(wanted)
    return Marked(
        visible(submission.student),
        weights.score([credit.credit for credit in credits], len(extra)),
        credits,
        extra,
        len(linked & groups(drawn)),
        len(linked),
        pairs,
        outside=tuple(triple for triple in rest if triple in elsewhere),
    )


def matched(written: Mapping[str, str], claims: Mapping[str, str]) -> tuple[Matched, ...]:
    """Return the assignment of written claims to claims with the largest sum of likenesses; each is used once.

    Likeness is the token-set ratio of the texts (rapidfuzz); the assignment is a maximum-weight matching
    (Galil 1986, Efficient Algorithms for Finding Maximum Matching in Graphs).
    """
    names = list(claims)
    if not written or not names:
        return ()
    likeness = process.cdist(
        list(written.values()),
        list(claims.values()),
        scorer=fuzz.token_set_ratio,
        processor=str.casefold,
    )
    graph: nx.Graph[tuple[str, str]] = nx.Graph()
    for row, (name, text) in enumerate(written.items()):
        for column, claim in enumerate(names):
            if text.strip() and likeness[row][column] >= LEAST:
                graph.add_edge(("written", name), ("claim", claim), weight=float(likeness[row][column]))
    pairs = {
        dict([one, other])["written"]: dict([one, other])["claim"]
        for one, other in nx.max_weight_matching(graph)
    }
    return tuple(
        Matched(name, pairs[name], round(graph["written", name]["claim", pairs[name]]["weight"] / 100, 3))
        for name in written
        if name in pairs
    )


def _renamed(relations: Sequence[Drawn], names: Mapping[str, str]) -> tuple[Drawn, ...]:
    return tuple(
        step.model_copy(
            update={
                "premises": tuple(names.get(premise, premise) for premise in step.premises),
                "target": names.get(step.target, step.target),
            }
        )
        for step in relations
    )
