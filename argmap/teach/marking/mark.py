"""Holding a rebuilt map against a reference, step by step.

Source:
    The share of steps both have, as F1 (van Rijsbergen 1979, Information Retrieval, chapter 7), where steps that are
    nearly right count in part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx
from rapidfuzz import fuzz, process

from argmap.model.relation import Relation, RelationKind
from argmap.teach.marking.rubric import Rubric, Slip
from argmap.teach.marking.submission import Drawn, Submission, as_drawn
from argmap.teach.marking.triples import Triple, above, groups, triples

SIGNS = frozenset({RelationKind.SUPPORT, RelationKind.ATTACK})
LEAST = 60.0
"""Likeness, of 100, below which two texts are not taken for one claim."""


@dataclass(frozen=True, slots=True)
class Credit:
    """A step of the reference, what was drawn for it, and what that earns."""

    step: Triple
    slip: Slip
    credit: float
    drawn: Triple | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """A claim of a student taken for one of the reference, for the teacher to confirm; `likeness` of their words is 0 to 1."""

    written: str
    claim: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked submission. `score` is 0 to 1; `extra` was drawn and is not in the reference."""

    student: str
    score: float
    credits: tuple[Credit, ...]
    extra: tuple[Triple, ...]
    linked: int
    linked_of: int
    matched: tuple[Matched, ...] = ()
    warnings: tuple[str, ...] = ()
    reference: str = ""

    @property
    def steps_of(self) -> tuple[Triple, ...]:
        """The steps it was marked against: those of an exercise differ from those of a whole map."""
        return tuple(credit.step for credit in self.credits)


def mark(
    reference: Iterable[Relation],
    submission: Submission,
    rubric: Rubric | None = None,
    texts: dict[str, str] | None = None,
) -> Marked:
    """Return a submission marked against the steps of a reference; `texts` are the reference's claims.

    Claims that the student wrote, with ids the reference does not have, are matched with its claims by their words.
    """
    weights = rubric or Rubric()
    known = texts or {}
    pairs = matched({card.id: card.text for card in submission.claims if card.id not in known}, known)
    drawn = _renamed(submission.relations, {pair.written: pair.claim for pair in pairs})
    wanted = as_drawn(reference)
    expected, given = triples(wanted), list(triples(drawn))
    credits = _credits(expected, given, weights)
    total = sum(credit.credit for credit in credits)
    drawn_groups = groups(drawn)
    linked = groups(wanted)
    linked_right = len(linked & drawn_groups)
    count = len(expected) + len(triples(drawn))
    score = 2 * total / count if count else 1.0
    if linked and weights.linked:
        score = (1 - weights.linked) * score + weights.linked * linked_right / len(linked)
    return Marked(submission.student, score, tuple(credits), tuple(given), linked_right, len(linked), pairs)


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


def _renamed(relations: Sequence[Drawn], names: dict[str, str]) -> tuple[Drawn, ...]:
    return tuple(
        step.model_copy(
            update={
                "premises": tuple(names.get(premise, premise) for premise in step.premises),
                "target": names.get(step.target, step.target),
            }
        )
        for step in relations
    )


def _credits(expected: Sequence[Triple], given: list[Triple], rubric: Rubric) -> list[Credit]:
    """Return what each step of the reference earns; the best matches are made first, and what is used leaves `given`."""
    higher = above(expected)
    tests: tuple[tuple[Slip, Callable[[Triple, Triple], bool]], ...] = (
        (Slip.NONE, lambda want, have: want == have),
        (Slip.SIGN, _wrong_sign),
        (Slip.UNDERCUT, _undercut_as_attack),
        (Slip.REVERSED, lambda want, have: (want.premise, want.end) == (have.end, have.premise)),
        (
            Slip.TOO_HIGH,
            lambda want, have: (
                (want.premise, want.kind) == (have.premise, have.kind)
                and have.end in higher.get(want.end, ())
            ),
        ),
    )
    credits: dict[Triple, Credit] = {}
    for slip, test in tests:
        for want in expected:
            have = next((have for have in given if test(want, have)), None) if want not in credits else None
            if have is not None:
                given.remove(have)
                credits[want] = Credit(want, slip, rubric.credit(slip), have)
    return [credits.get(want, Credit(want, Slip.MISSING, 0.0)) for want in expected]


def _wrong_sign(want: Triple, have: Triple) -> bool:
    same = (want.premise, want.end) == (have.premise, have.end)
    return same and want.kind is not have.kind and {want.kind, have.kind} <= SIGNS


def _undercut_as_attack(want: Triple, have: Triple) -> bool:
    is_pair = want.kind is RelationKind.UNDERCUT and have.kind is RelationKind.ATTACK
    return is_pair and want.premise == have.premise and have.end in want.joins
